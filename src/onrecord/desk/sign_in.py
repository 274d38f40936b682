"""Signing in and out."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.desk.attempts import Attempts
from onrecord.desk.safety import Doors, Refuse, start_session
from onrecord.desk.sessions import new_session

BY_ADDRESS, BY_NAME, WITHIN = 10, 30, 900.0
"""Attempts that one address, and that all addresses on one name, may make within 15 minutes."""


@dataclass(frozen=True, slots=True)
class SignInPage:
    """What the template prints: where one wanted to go, and why one was not let in."""

    next: str
    name: str = ""
    problem: str = ""


class SigningIn:
    """Takes a name and a password, not too often; hands out a session."""

    def __init__(self, doors: Doors, refuse: Refuse) -> None:
        self.doors, self.refuse = doors, refuse
        folder = doors.attempts
        self._addresses = Attempts(BY_ADDRESS, WITHIN, folder and folder / "addresses")
        self._names = Attempts(BY_NAME, WITHIN, folder and folder / "names")

    def sign_in(self, request: Request) -> SignInPage | Response:
        """The page again, saying what is wrong, or the way to where one wanted to go."""
        form = request.state.form
        name, word = str(form.get("name", "")).strip(), str(form.get("password", ""))
        page = SignInPage(next=safe_next(str(form.get("next", ""))), name=name)
        if self.doors.users is None:
            return RedirectResponse(page.next, 303)
        address = request.client.host if request.client else ""
        wait = max(self._addresses.wait(address), self._names.wait(name.casefold()))
        if wait:
            refusal = self.refuse(
                request,
                429,
                "Too many attempts to sign in failed.",
                f"Try again in {int(wait // 60) + 1} minutes.",
            )
            refusal.headers["Retry-After"] = str(int(wait) + 1)
            return refusal
        # Counted before the password is looked at, so that many at once don't pass together.
        self._addresses.fail(address)
        self._names.fail(name.casefold())
        user = self.doors.users.now().with_password(name, word)
        if user is None:
            return SignInPage(page.next, name, "Name and password do not belong together.")
        self._addresses.forgive(address)
        self._names.forgive(name.casefold())
        start_session(request, new_session(user.name, user.mark))
        return RedirectResponse(page.next, 303)

    def sign_out(self, request: Request) -> Response:
        """To the page to sign in, with a session that is nobody's; the browser forgets the pages
        that it holds."""
        start_session(request, new_session())
        return RedirectResponse("/sign-in", 303, {"Clear-Site-Data": '"cache"'})


def safe_next(path: str) -> str:
    """Where to go after signing in: a path of this desk, whatever was asked for.

    >>> safe_next("/review?sort=claims"), safe_next("//evil.example"), safe_next("https://x.example")
    ('/review?sort=claims', '/', '/')
    """
    good = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if good else "/"


def came_from(request: Request) -> str:
    """The page of this desk that a form was on; the first one where nothing says."""
    try:
        there = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return "/"
    if there.netloc != request.headers.get("host"):
        return "/"
    return safe_next(there.path + (f"?{there.query}" if there.query else ""))
