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
from onrecord.desk.kept import Kept
from onrecord.desk.links import DeskLinks
from onrecord.desk.shown import PageMaker, Shown
from onrecord.ledger.ledger import Ledger
from onrecord.views.json_text import json_text


@dataclass(frozen=True, slots=True)
class Desk:
    """What all requests share: `app.state.desk`."""

    ledger: Ledger
    kept: Kept = field(default_factory=Kept)


def as_html(page: PageMaker) -> Callable[[Request], Response]:
    """The endpoint that answers with the page as HTML."""

    def endpoint(request: Request) -> Response:
        return respond(request, _made(request, page))

    return endpoint


def as_json(page: PageMaker) -> Callable[[Request], Response]:
    """The endpoint that answers with the page as JSON."""

    def endpoint(request: Request) -> Response:
        shown = _made(request, page)
        return json_response(shown.page, shown.status)

    return endpoint


def _made(request: Request, page: PageMaker) -> Shown:
    desk: Desk = request.app.state.desk
    return desk.kept.page(page, asked_of(request))


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
    unseen: frozenset[str] = request.app.state.reviewing.unseen.by(visitor.name)
    return unseen


def respond(request: Request, shown: Shown, **beside: Any) -> Response:
    """A page as HTML, for this request; `beside` are more names for its template."""
    clocks = shown.clocks or asked_of(request).clocks
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
