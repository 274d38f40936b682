"""What went wrong, as a page: what to do about it, and nothing of how the desk is built."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk.safety import plain_refusal, wants_json
from onrecord.desk.serving import json_response, respond
from onrecord.desk.shown import Shown
from onrecord.desk.sign_in import SignInPage, came_from
from onrecord.errors import Misused, OnrecordError
from onrecord.queries.clocks import NOW
from onrecord.queries.events import Ambiguous, NotOnRecord
from onrecord.queries.ids import OtherSort


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """A problem, its remedy, and (id, name) of what may have been meant."""

    problem: str
    remedy: str
    candidates: tuple[tuple[str, str], ...] = ()


_UNKNOWN = ProblemPage(
    "The desk could not answer this.", "Go back and try again; its own log says more."
)


def on_problem(request: Request, error: Exception) -> Response:
    """A problem that has a sentence and a remedy of its own."""
    if not isinstance(error, OnrecordError):
        return on_error(request, error)
    candidates = error.candidates if isinstance(error, Ambiguous) else ()
    page = ProblemPage(error.problem, error.remedy, candidates)
    return _answer(request, page, _status(error))


def on_http(request: Request, error: Exception) -> Response:
    """No such page, or no such method."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = HTTPStatus(status).phrase
    if status == 404:
        page = ProblemPage("There is no such page.", "Begin with the events.")
    else:
        page = ProblemPage(f"{told}.", "Go back and use the page's own links and forms.")
    return _answer(request, page, status)


def on_error(request: Request, _error: Exception) -> Response:
    """What nobody foresaw: its details go to the log alone."""
    return _answer(request, _UNKNOWN, 500)


def on_refusal(request: Request, status: int, problem: str, remedy: str) -> Response:
    """What the doors keep out; a line of text for whoever does not even know our name, and the
    page to sign in for whose session has ended."""
    if status == 421 or wants_json(request):
        return plain_refusal(request, status, problem, remedy)
    if status == 401:
        back = SignInPage(came_from(request), problem="Sign in first, then send it again.")
        return respond(request, Shown("sign_in.html", back, status, clocks=NOW))
    return _answer(request, ProblemPage(problem, remedy), status)


def _status(error: OnrecordError) -> int:
    if isinstance(error, Ambiguous):
        return 300
    if isinstance(error, NotOnRecord | OtherSort):
        return 404
    return 400 if isinstance(error, Misused) else 503


def _answer(request: Request, page: ProblemPage, status: int) -> Response:
    if request.url.path.endswith(".json"):
        return json_response(page, status)
    return respond(request, Shown("problem.html", page, status, clocks=NOW))
