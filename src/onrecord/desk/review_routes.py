"""The addresses of signing in, of review, and of what else people put in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.desk.adding import Adding
from onrecord.desk.review import first_page, review_page
from onrecord.desk.review_decide import decide, settle, undo
from onrecord.desk.review_mark import mark, mark_page
from onrecord.desk.review_state import Reviewing
from onrecord.desk.review_told import differences_page, history_page
from onrecord.desk.safety import SIGN_IN, SIGN_OUT, Doors, Refuse
from onrecord.desk.serving import respond
from onrecord.desk.shown import Shown
from onrecord.desk.sign_in import SigningIn, SignInPage, safe_next
from onrecord.queries.clocks import NOW


def review_routes(state: Reviewing, doors: Doors, refuse: Refuse) -> list[BaseRoute]:
    """The routes by which people come in and put something in."""
    signing, adding = SigningIn(doors, refuse), Adding(state, doors.limits)

    def sign_in(request: Request) -> Response:
        if request.method == "POST":
            page = signing.sign_in(request)
        else:
            page = SignInPage(safe_next(request.query_params.get("next", "/")))
        if isinstance(page, Response):
            return page
        status = 403 if page.problem else 200
        return respond(request, Shown("sign_in.html", page, status, clocks=NOW))

    return [
        Route(SIGN_IN, sign_in, methods=["GET", "POST"]),
        Route(SIGN_OUT, signing.sign_out, methods=["POST"]),
        Route("/review", first_page),
        Route("/review/decide", decide, methods=["POST"]),
        Route("/review/undo", undo, methods=["POST"]),
        Route("/review/settle", settle, methods=["POST"]),
        Route("/review/differences.json", differences_page),
        Route("/review/differences", differences_page),
        Route("/review/history.json", history_page),
        Route("/review/history", history_page),
        Route("/review/{sort}.json", review_page),
        Route("/review/{sort}", review_page),
        Route("/review/{sort}/{key}.json", review_page),
        Route("/review/{sort}/{key}", review_page),
        Route("/mark/{version}.json", mark_page),
        Route("/mark/{version}", mark_page),
        Route("/mark/{version}", mark, methods=["POST"]),
        Route("/add", adding.page),
        Route("/add", adding.add, methods=["POST"]),
        Route("/add.json", adding.add, methods=["POST"]),
    ]
