"""Whether a page that a browser holds still is what it would be told: then it is not told again.

A browser may hold pages, but has to ask before it shows one (`no-cache`). What it shows as proof is
a digest of all that a page is made of: what is on record, what was asked, who asks and what that
one must not see. So nothing is made to find out, and nobody's page passes for another's.
"""

from __future__ import annotations

import hashlib
import json

from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk.asked import Asked
from onrecord.desk.safety import Visitor

_HELD = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}


def edition_of(secret: str) -> str:
    """One word for this start of the desk, the same in all its processes; no secret itself."""
    return hashlib.sha256(f"edition {secret}".encode()).hexdigest()


def proof_of(request: Request, asked: Asked, head: str | None, edition: str) -> str | None:
    """The strong ETag of what this request is answered with while `head` is the ledger's; None
    where a browser is not to hold the answer.

    `edition` stands for what else pages are made by: it differs from one start of the desk to the
    next. Not held are answers that begin a session, and those to who signed in over a connection
    that others can read: on such a one a browser cannot be told to forget what it held.
    """
    visitor: Visitor = request.state.visitor
    session = visitor.session
    signed_in = session is not None and session.user is not None
    if hasattr(request.state, "fresh") or (signed_in and request.url.scheme != "https"):
        return None
    made_of = [
        *(edition, head, request.url.path, request.url.query),
        *(visitor.name, visitor.role, visitor.form_token, sorted(asked.clocks.unseen)),
    ]
    return f'"{hashlib.sha256(json.dumps(made_of).encode()).hexdigest()}"'


def still_held(request: Request, proof: str | None) -> Response | None:
    """The answer that the browser holds this page already, if it says so."""
    shown = request.headers.get("if-none-match", "").split(",")
    if proof is None or proof not in (one.strip().removeprefix("W/") for one in shown):
        return None
    return Response(status_code=304, headers={"ETag": proof, **_HELD})


def to_hold(answer: Response, proof: str | None) -> Response:
    """The answer, which may be held where it is a page."""
    if proof is not None and answer.status_code == 200:
        answer.headers.update({"ETag": proof, **_HELD})
    return answer
