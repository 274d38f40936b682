"""What every request passes on its way in, and every answer on its way out.

In this order: the Host is ours; the body is not too large; who comes is known; may that one come
here; a form comes from one of our own pages. What passes finds in `request.state` its `visitor`
and, where it posted one, its `form`, read and checked. Every answer, refusals too, bears the
headers that forbid a browser to load or run anything that is not ours, and says how long it took.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import cast
from urllib.parse import quote, urlsplit

from starlette.datastructures import FormData, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.capture.limits import Limits
from onrecord.desk.hosts import Hosts
from onrecord.desk.sessions import (
    Session,
    form_token,
    is_form_token,
    new_session,
    session_of,
    set_cookie,
)
from onrecord.desk.users import BadUsers, Role, Users, UsersFile

FORM_BYTES = 1_000_000
"""Bytes of a form, at most; one that brings a report may have as many as a page, and these."""

UPLOADS = "/add"
"""Where forms bring reports."""

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
_OPEN = (SIGN_IN, "/static/", "/favicon.ico")
"""Paths for those who have not signed in."""

_REVIEWERS = ("review", "mark", "add")
"""What paths for reviewers alone begin with."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_READS = ("GET", "HEAD", "OPTIONS")

Refuse = Callable[[Request, int, str, str], Response]
"""Draws a refusal: request, status, problem and remedy -> answer."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who comes. `name` and `role` are None for those who have not signed in.

    `session` is None for a program that shows a token. `form_token` stands in every form, in a
    field called `token`.
    """

    name: str | None
    role: Role | None
    session: Session | None = None
    form_token: str = ""

    @property
    def may_review(self) -> bool:
        """Whether the visitor may decide, mark claims and add reports."""
        return self.role is Role.REVIEWER


@dataclass(frozen=True, slots=True)
class Doors:
    """Who is let in, where. Without `users`, whoever comes is `local`, a reviewer.

    `attempts` is the folder in which several processes count together who failed to sign in.
    """

    users: UsersFile | None = None
    local: str = "local"
    hosts: Hosts = field(default_factory=Hosts)
    limits: Limits = field(default_factory=Limits)
    attempts: Path | None = None
    own_secret: str = field(default_factory=lambda: secrets.token_hex(32), repr=False)

    def secret(self, users: Users | None) -> str:
        """What cookies and forms are signed with."""
        return self.own_secret if users is None else users.secret


class _Refused(Exception):
    def __init__(self, status: int, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.status, self.problem, self.remedy = status, problem, remedy


def plain_refusal(request: Request, status: int, problem: str, remedy: str) -> Response:
    """The refusal as a line of text, or as JSON where that was asked for."""
    if wants_json(request):
        body = {"problem": problem, "remedy": remedy}
        challenge = {"WWW-Authenticate": "Bearer"} if status == 401 else None
        return JSONResponse(body, status, headers=challenge)
    return PlainTextResponse(f"{problem} {remedy}".rstrip() + "\n", status)


def wants_json(request: Request) -> bool:
    """Whether a request is a program's: for a `.json`, with a token, or for JSON alone."""
    accepts = request.headers.get("accept", "")
    return (
        request.url.path.endswith(".json")
        or "authorization" in request.headers
        or accepts.startswith("application/json")
    )


class Safety:
    """The application behind its doors."""

    def __init__(self, app: ASGIApp, doors: Doors, refuse: Refuse = plain_refusal) -> None:
        self.app, self.doors, self.refuse = app, doors, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a refusal."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        # A refusal is drawn by what the application draws with.
        scope = {**scope, "app": self.app, "state": dict(scope.get("state") or {})}
        # What comes before the visitor is known may be refused with a page that names one.
        scope["state"]["visitor"] = Visitor(None, None)
        scope["state"]["begun"] = perf_counter()
        request = Request(scope, _counted(receive, self._limit(scope)))
        form: FormData | None = None
        try:
            try:
                form = await self._let_in(request)
            except _Refused as no:
                answer = self.refuse(request, no.status, no.problem, no.remedy)
                await answer(scope, receive, self._sealed(request, send))
                return
            except ClientDisconnect:
                return
            if isinstance(form, FormData):
                scope["state"]["form"] = form
            there = _to_sign_in(request) if self._must_sign_in(request) else self.app
            await there(scope, receive, self._sealed(request, send))
        finally:
            if form is not None:
                await form.close()

    async def _let_in(self, request: Request) -> FormData | None:
        """Check the request; its form, if it has one. Raises _Refused."""
        if not self.doors.hosts.lets(request.headers.get("host", "")):
            raise _Refused(
                421,
                "This desk does not answer to that name.",
                "Serve it with --name NAME, or go to the address that onrecord serve printed.",
            )
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._limit(request.scope):
            raise _too_large(self._limit(request.scope))
        try:
            users = None if self.doors.users is None else self.doors.users.now()
        except BadUsers as error:
            raise _Refused(503, "Nobody can be let in now.", "See the users file.") from error
        request.scope["state"]["secret"] = secret = self.doors.secret(users)
        visitor = self._visitor(request, users, secret)
        request.scope["state"]["visitor"] = visitor
        reads = request.method in _READS
        if self._must_sign_in(request) and (wants_json(request) or not reads):
            raise _Refused(401, "Sign in first.", "A program sends Authorization: Bearer TOKEN.")
        path = request.url.path
        for_all = _is_open(path) or path == SIGN_OUT
        if reads:
            for_all = path.strip("/").partition("/")[0].partition(".")[0] not in _REVIEWERS
        if visitor.name is not None and not for_all and not visitor.may_review:
            raise _Refused(403, "Only a reviewer may do that.", "Ask for that role.")
        if reads:
            return None
        return await self._form(request, visitor, secret)

    def _visitor(self, request: Request, users: Users | None, secret: str) -> Visitor:
        """Who comes: by token, by session, or for the first time."""
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        if users is not None and scheme.lower() == "bearer":
            user = users.with_token(shown.strip())
            if user is None:
                raise _Refused(401, "That token is nobody's.", "onrecord users token NAME")
            return Visitor(user.name, user.role)
        session = session_of(request.headers.get("cookie", ""), secret)
        if session is None:
            session = new_session()
            request.scope["state"]["fresh"] = session
        token = form_token(session, secret)
        if users is None:
            return Visitor(self.doors.local, Role.REVIEWER, session, token)
        user = users.people.get(session.user or "")
        if user is None or user.mark != session.mark:
            return Visitor(None, None, session, token)
        return Visitor(user.name, user.role, session, token)

    def _must_sign_in(self, request: Request) -> bool:
        visitor = cast(Visitor, request.scope["state"]["visitor"])
        return visitor.name is None and not _is_open(request.url.path)

    async def _form(self, request: Request, visitor: Visitor, secret: str) -> FormData:
        """The posted form; refused if it does not come from a page of this session."""
        origin = request.headers.get("origin")
        if origin is not None and _site_of(origin) != request.headers.get("host"):
            raise _not_ours()
        try:
            form = await request.form(max_files=1, max_fields=100, max_part_size=FORM_BYTES)
        except (MultiPartException, HTTPException) as error:
            raise _Refused(400, "The form cannot be read.", "Send it from its page.") from error
        token = form.get("token")
        if visitor.session is not None and not (
            isinstance(token, str) and is_form_token(token, visitor.session, secret)
        ):
            await form.close()
            raise _not_ours()
        return form

    def _limit(self, scope: Scope) -> int:
        uploads = scope["path"].partition(".")[0] == UPLOADS
        return FORM_BYTES + (self.doors.limits.page if uploads else 0)

    def _sealed(self, request: Request, send: Send) -> Send:
        """`send` that adds the headers of safety, and the cookie where a session begins."""
        state = request.scope["state"]

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                took = 1000 * (perf_counter() - state["begun"])
                headers["Server-Timing"] = f"desk;dur={took:.1f}"
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                https = request.url.scheme == "https"
                if https:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
                if not request.url.path.startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
                session = state.get("started")
                if headers.get("content-type", "").startswith("text/html"):
                    session = session or state.get("fresh")
                if session is not None:
                    cookie = set_cookie(session, state["secret"], secure=https)
                    headers.append("Set-Cookie", cookie)
            await send(message)

        return sealed


def start_session(request: Request, session: Session) -> None:
    """Hand this session to the browser with the answer, in the place of the one it came with."""
    request.scope["state"]["started"] = session


def _is_open(path: str) -> bool:
    return any(path == one or (one.endswith("/") and path.startswith(one)) for one in _OPEN)


def _to_sign_in(request: Request) -> Response:
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{SIGN_IN}?next={quote(here, safe='/')}", 303)


def _site_of(origin: str) -> str:
    """The host and port of an Origin; empty where it is none ("null", or nonsense)."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _not_ours() -> _Refused:
    return _Refused(
        403, "That form is no longer good.", "Go back, load the page anew and send it again."
    )


def _too_large(limit: int) -> _Refused:
    return _Refused(
        413, f"That is larger than {limit:,} bytes.", "Send less, or read it with onrecord read."
    )


def _counted(receive: Receive, limit: int) -> Receive:
    """`receive` that refuses a body longer than `limit`, whatever its head said."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise _too_large(limit)
        return message

    return counted
