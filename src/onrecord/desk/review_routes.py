"""The addresses of signing in, of review, and of what else people put in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from anyio import CapacityLimiter, sleep
from anyio.to_thread import run_sync
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.desk.adding import Adding
from onrecord.desk.review import ReviewPage, first_page, review_page
from onrecord.desk.review_decide import decide, settle, undo
from onrecord.desk.review_mark import MarkPage, mark, mark_page
from onrecord.desk.review_state import Reviewing
from onrecord.desk.review_told import (
    DifferencesPage,
    HistoryPage,
    differences_page,
    history_page,
)
from onrecord.desk.safety import SIGN_IN, SIGN_OUT, Doors, Refuse
from onrecord.desk.serving import respond
from onrecord.desk.shown import Shown
from onrecord.desk.sign_in import SigningIn, SignInPage, safe_next
from onrecord.queries.clocks import NOW


@dataclass(frozen=True, slots=True)
class ReviewAt:
    """A page for reviewers that has its data beside it: address, what it is, the page object, and
    what the words of address and query mean."""

    address: str
    name: str
    says: str
    answer: Callable[[Request], Response]
    shape: type
    in_address: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


_LOOKS_AGAIN = 0.05
"""Seconds after which it is looked again whether the order of review is made."""

_SORT = {"sort": "claims, links or notices."}
_KEY = {**_SORT, "key": "The item's key, as its page has it."}
_DONE = {"done": "The judgement that was made a moment ago: it is told, to undo it."}

REVIEW_PAGES = (
    ReviewAt(
        "/review/differences",
        "review_differences",
        "Where two reviewers agree and differ.",
        differences_page,
        DifferencesPage,
    ),
    ReviewAt(
        "/review/history",
        "review_history",
        "The decisions.",
        history_page,
        HistoryPage,
        words={"after": "The judgement behind which the page begins."},
    ),
    ReviewAt(
        "/review/{sort}",
        "review_next",
        "What one reviews next.",
        review_page,
        ReviewPage,
        _SORT,
        {
            "after": "The key of the item that is skipped.",
            "mention": "Of a notice that is skipped: a mention that names its event.",
            **_DONE,
        },
    ),
    ReviewAt(
        "/review/{sort}/{key}",
        "review_item",
        "One item of review.",
        review_page,
        ReviewPage,
        _KEY,
        {"mention": "Of a notice: a mention that names its event.", **_DONE},
    ),
    ReviewAt(
        "/mark/{version}",
        "mark_version",
        "A version's text to mark claims in, with the slots of its events.",
        mark_page,
        MarkPage,
        {"version": "The beginning of a version's id (6 characters or more)."},
        _DONE,
    ),
)
"""The more particular addresses stand first; `.json` behind one gives the page's data."""


def _when_made(
    state: Reviewing, answer: Callable[[Request], Response]
) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint that waits while the order of review is being made, and keeps nobody else from
    being served meanwhile."""

    async def endpoint(request: Request) -> Response:
        while state.queue.being_made:
            await sleep(_LOOKS_AGAIN)
        return await run_in_threadpool(answer, request)

    return endpoint


def review_routes(state: Reviewing, doors: Doors, refuse: Refuse) -> list[BaseRoute]:
    """The routes by which people come in and put something in."""
    signing, adding = SigningIn(doors, refuse), Adding(state, doors.limits)
    passwords = CapacityLimiter(2)  # to check one is slow, and no page is to wait for that

    def signed_in(request: Request) -> Response:
        if request.method == "POST":
            page = signing.sign_in(request)
        else:
            page = SignInPage(safe_next(request.query_params.get("next", "/")))
        if isinstance(page, Response):
            return page
        status = 403 if page.problem else 200
        return respond(request, Shown("sign_in.html", page, status, clocks=NOW))

    async def sign_in(request: Request) -> Response:
        return await run_sync(signed_in, request, limiter=passwords)

    return [
        Route(SIGN_IN, sign_in, methods=["GET", "POST"]),
        Route(SIGN_OUT, signing.sign_out, methods=["POST"]),
        Route("/review", first_page),
        Route("/review/decide", _when_made(state, decide), methods=["POST"]),
        Route("/review/undo", _when_made(state, undo), methods=["POST"]),
        Route("/review/settle", _when_made(state, settle), methods=["POST"]),
        *(
            Route(f"{page.address}{ending}", _when_made(state, page.answer))
            for page in REVIEW_PAGES
            for ending in (".json", "")
        ),
        Route("/mark/{version}", mark, methods=["POST"]),
        Route("/add", adding.page),
        Route("/add", adding.add, methods=["POST"]),
        Route("/add.json", adding.add, methods=["POST"]),
    ]
