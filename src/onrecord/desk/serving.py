"""Pages over HTTP: a request becomes a question, what is shown becomes HTML or JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord.desk.asked import Asked, clocks_asked
from onrecord.desk.drawing import draw
from onrecord.desk.fresh import proof_of, still_held, to_hold
from onrecord.desk.kept import Kept
from onrecord.desk.links import DeskLinks
from onrecord.desk.shown import PageMaker, Shown
from onrecord.ledger.ledger import Ledger
from onrecord.views.json_text import json_text


@dataclass(frozen=True, slots=True)
class Desk:
    """What all requests share: `app.state.desk`.

    `edition` is that of `onrecord.desk.fresh`.
    """

    ledger: Ledger
    edition: str
    kept: Kept = field(default_factory=Kept)


def as_html(page: PageMaker) -> Callable[[Request], Response]:
    """The endpoint that answers with the page as HTML."""

    return _endpoint(page, respond)


def as_json(page: PageMaker) -> Callable[[Request], Response]:
    """The endpoint that answers with the page as JSON."""

    return _endpoint(page, lambda _, shown: json_response(shown.page, shown.status))


def _endpoint(
    page: PageMaker, answer: Callable[[Request, Shown], Response]
) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        asked, head = asked_of(request), desk.ledger.head()
        proof = proof_of(request, asked, head, desk.edition)
        if held := still_held(request, proof):
            return held
        return to_hold(answer(request, desk.kept.page(page, asked, head)), proof)

    return endpoint


def asked_of(request: Request) -> Asked:
    """What a request asks; a reviewer doesn't see what others decided before they have.

    Raises:
        Misused: a clock cannot be read.
    """
    words = {**request.query_params, **request.path_params}
    clocks = replace(clocks_asked(words), unseen=_unseen(request))
    return Asked(request.app.state.desk.ledger, clocks, words)


def _unseen(request: Request) -> frozenset[str]:
    visitor = getattr(request.state, "visitor", None)
    if visitor is None or visitor.name is None or not visitor.may_review:
        return frozenset()
    unseen: frozenset[str] = request.app.state.reviewing.queue.unseen_by(visitor.name)
    return unseen


def respond(request: Request, shown: Shown, **beside: Any) -> Response:
    """A page as HTML, for this request; `beside` are more names for its template."""
    clocks = shown.clocks or clocks_asked(request.query_params)
    drawn = draw(
        shown,
        DeskLinks(clocks),
        clocks=clocks,
        path=request.url.path,
        now_link=_now(request),
        asked=dict(request.query_params),
        ledger=_called(request.app.state.desk.ledger.name),
        visitor=getattr(request.state, "visitor", None),
        excerpts=False,
        **beside,
    )
    return HTMLResponse(drawn, shown.status)


def _called(ledger: str) -> str:
    """A ledger's own name, without the folder or server that it is in: readers need not know."""
    return ledger.replace("\\", "/").rstrip("/").rpartition("/")[2]


_CLOCKS = ("known", "recorded", "moment")


def _now(request: Request) -> str:
    """The page that was asked for, as it stands now."""
    rest = [(name, one) for name, one in request.query_params.multi_items() if name not in _CLOCKS]
    return f"{request.url.path}?{urlencode(rest)}" if rest else request.url.path


def json_response(page: object, status: int = 200) -> Response:
    """A page object, or what JSON can hold, as JSON."""
    return Response(json_text(page), status, media_type="application/json")
