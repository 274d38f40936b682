"""Sessions: a signed cookie that says who came, and its forms' tokens."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from itsdangerous import BadData, URLSafeTimedSerializer

COOKIE = "onrecord-desk"
LASTS = 7 * 24 * 3600
"""Seconds after which one signs in anew."""


@dataclass(frozen=True, slots=True)
class Session:
    """One browser's visit. `user` is None before signing in; `mark` is the user's at that time.

    `nonce` is the visit's own random word: its forms' token is made from it.
    """

    nonce: str
    user: str | None = None
    mark: str = ""


def new_session(user: str | None = None, mark: str = "") -> Session:
    """A visit that begins now; signing in begins another, so that nobody can hand one on."""
    return Session(secrets.token_urlsafe(24), user, mark)


def cookie_of(session: Session, secret: str) -> str:
    """The session as its cookie holds it."""
    return _serializer(secret).dumps([session.nonce, session.user, session.mark])


def session_of(header: str, secret: str) -> Session | None:
    """The session in a request's cookies; None if there is none, or it is forged or too old."""
    try:
        cookies = SimpleCookie(header)
        nonce, user, mark = _serializer(secret).loads(cookies[COOKIE].value, max_age=LASTS)
    except (CookieError, KeyError, BadData, ValueError, TypeError):
        return None
    return Session(nonce, user, mark)


def set_cookie(session: Session, secret: str, *, secure: bool) -> str:
    """The header that hands the session to the browser: out of scripts' reach, for this site."""
    parts = [f"{COOKIE}={cookie_of(session, secret)}", "Path=/", "HttpOnly", "SameSite=Lax"]
    parts.append(f"Max-Age={LASTS}")
    return "; ".join([*parts, "Secure"] if secure else parts)


def form_token(session: Session, secret: str) -> str:
    """What a form of this session must send along, so that no other site can post it."""
    return hmac.new(secret.encode(), b"form " + session.nonce.encode(), hashlib.sha256).hexdigest()


def is_form_token(token: str, session: Session, secret: str) -> bool:
    """Whether a form came from one of this session's pages."""
    return hmac.compare_digest(token.encode(), form_token(session, secret).encode())


def _serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="onrecord desk session")
