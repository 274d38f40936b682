"""The application: routes, problems, and what all requests share."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from onrecord.desk.drawing import compile_templates
from onrecord.desk.fresh import edition_of
from onrecord.desk.problems import on_error, on_http, on_problem, on_refusal
from onrecord.desk.review_state import Reviewing
from onrecord.desk.routes import routes
from onrecord.desk.safety import Doors, Safety
from onrecord.desk.serving import Desk
from onrecord.errors import OnrecordError
from onrecord.ledger.ledger import Ledger

KEEP_ALIVE = 30
"""Seconds that a connection is kept for the next page: a reader rests longer than a program."""

_AT_ONCE = 4
"""Requests that one process works on at a time: more would only share the same processor, and so
make each wait for all; those that come meanwhile are served in their turn."""


def _opening(state: Reviewing) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """What is made ready: few requests at a time and, while the desk answers already, the pages'
    templates, what lists tell of events and the order in which to review."""

    @asynccontextmanager
    async def opening(_app: Starlette) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
        threading.Thread(target=compile_templates, daemon=True).start()
        state.cards.keep_soon()
        state.queue.being_made = True  # from the first request on
        threading.Thread(target=state.make, daemon=True).start()
        yield

    return opening


def build(ledger: Ledger, doors: Doors | None = None, *, kept_elsewhere: bool = False) -> Safety:
    """The desk on an open ledger, behind its doors (without users on this machine, if None).

    With `kept_elsewhere`, another process brings up to date what lists tell of events, and the
    order of review.
    """
    doors = doors or Doors()
    state = Reviewing(ledger, kept_elsewhere=kept_elsewhere)
    app = Starlette(
        routes=routes(state, doors),
        lifespan=_opening(state),
        exception_handlers={
            OnrecordError: on_problem,
            HTTPException: on_http,
            Exception: on_error,
        },
    )
    app.state.desk = Desk(ledger, edition_of(doors.own_secret))
    app.state.reviewing = state
    return Safety(app, doors, on_refusal)
