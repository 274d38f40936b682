"""Who may sign in to the desk: a file of names, roles, and digests of passwords and tokens.

The file is TOML, readable by its owner alone, and written by `onrecord users`:

    secret = "…"            # signs the cookies; another one ends every session

    [[user]]
    name = "Mara Lindqvist"
    role = "reviewer"
    password = "$argon2id$…"
    tokens = ["…"]          # SHA-256 of tokens for programs
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from onrecord.errors import Misused, StopRun

SHORTEST = 10
"""Characters that a password has at least."""

LONGEST = 1000
"""Characters of a password that are looked at, at most: more is refused unread."""

_TOKEN = "onr_"
"""What every token begins with, so that one that leaked is known for what it is."""

_KEYS = {"name", "role", "password", "tokens"}
_hasher = PasswordHasher()
_at_once = threading.BoundedSemaphore(2)
"""A password takes 64 MB to check: this many are checked at a time."""


class Role(StrEnum):
    """What a user may do: read, or read, decide and add reports."""

    READER = "reader"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class User:
    """Someone who may sign in. `password` is an argon2 hash or None, `tokens` are SHA-256."""

    name: str
    role: Role
    password: str | None = None
    tokens: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Changes with the password, so that sessions from before a change end with it."""
        return hashlib.sha256((self.password or "").encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Users:
    """All users by name, and the secret that their sessions are signed with."""

    secret: str
    people: Mapping[str, User] = field(default_factory=dict)

    def with_user(self, user: User) -> Users:
        """These users and that one, in the place of one of the same name.

        Raises:
            Misused: another's name differs in case alone, or the name cannot be one.
        """
        if not 0 < len(user.name) <= 64 or user.name != user.name.strip():
            raise Misused("A user's name has 1 to 64 characters.", "Give the name of a person.")
        if not user.name.isprintable():
            raise Misused("A user's name holds signs that are not seen.", "Write it anew.")
        for other in self.people:
            if other != user.name and other.casefold() == user.name.casefold():
                raise Misused(f"There is a user {other} already.", "Choose another name.")
        return replace(self, people={**self.people, user.name: user})

    def without(self, name: str) -> Users:
        """These users but for one.

        Raises:
            Misused: there is no such user.
        """
        self.named(name)
        return replace(self, people={key: one for key, one in self.people.items() if key != name})

    def named(self, name: str) -> User:
        """The user of this name.

        Raises:
            Misused: there is none.
        """
        if name not in self.people:
            raise Misused(f'There is no user "{name}".', "onrecord users list shows them all.")
        return self.people[name]

    def with_password(self, name: str, password: str) -> User | None:
        """The user whom name and password belong to; None where they do not.

        A name that is not there takes as long as a wrong password.
        """
        user = self.people.get(name)
        held = (user.password if user else None) or _nobody()
        if len(password) > LONGEST:
            return None
        with _at_once:
            try:
                _hasher.verify(held, password)
            except (VerificationError, InvalidHashError):
                return None
        return user if user is not None and user.password else None

    def with_token(self, token: str) -> User | None:
        """The user whom a token belongs to; None where it is nobody's."""
        digest = _digest(token)
        for user in self.people.values():
            if any(secrets.compare_digest(digest, held) for held in user.tokens):
                return user
        return None


def new_users() -> Users:
    """No users yet, with a secret of their own."""
    return Users(secret=secrets.token_hex(32))


def hash_password(password: str, name: str) -> str:
    """The argon2 hash of a password that is fit to be one.

    Raises:
        Misused: it is too short, too long, or the user's own name.
    """
    if len(password) < SHORTEST:
        raise Misused(f"A password has at least {SHORTEST} characters.", "Choose a longer one.")
    if len(password) > LONGEST:
        raise Misused(f"A password has at most {LONGEST} characters.", "Choose a shorter one.")
    if password.casefold() == name.casefold():
        raise Misused("A password is not the user's name.", "Choose another one.")
    return _hasher.hash(password)


def new_token(user: User) -> tuple[str, User]:
    """A new token, which is shown once, and the user who has it."""
    token = _TOKEN + secrets.token_urlsafe(32)
    return token, replace(user, tokens=(*user.tokens, _digest(token)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


_no_one: list[str] = []


def _nobody() -> str:
    """A hash that no password is known to fit."""
    if not _no_one:
        _no_one.append(_hasher.hash(secrets.token_hex(32)))
    return _no_one[0]


class BadUsers(StopRun):
    """A file of users cannot be used."""


class UsersFile:
    """A file of users that is read anew whenever it has changed, also while the desk runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._users = Users(secret="")

    def now(self) -> Users:
        """The users as the file has them.

        Raises:
            BadUsers: the file is not there, or is no file of users.
        """
        seen = _state(self.path)
        if seen != self._seen:
            self._users, self._seen = load_users(self.path), seen
        return self._users


def _state(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    return found.st_mtime_ns, found.st_size, found.st_ino


def _unreadable(path: Path, error: OSError) -> BadUsers:
    return BadUsers(
        f"{path} cannot be read ({error.strerror}).",
        f"Make it with: onrecord users add NAME --users {path}",
    )


def load_users(path: Path) -> Users:
    """The users that a file holds.

    Raises:
        BadUsers: it cannot be read, or holds something else.
    """
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _unreadable(path, error) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadUsers(f"{path} is no TOML: {error}.", "Mend that line.") from error
    if unknown := sorted(set(body) - {"secret", "user"}):
        raise BadUsers(f"{path}: {unknown[0]} is no key of a users file.", "Take it out.")
    secret, listed = body.get("secret"), body.get("user", [])
    if not isinstance(secret, str) or len(secret) < 32:
        raise BadUsers(
            f"{path}: secret is missing or shorter than 32 characters.",
            "Give it a long random word.",
        )
    users = Users(secret)
    for number, entry in enumerate(listed if isinstance(listed, list) else [listed], 1):
        user = _user(path, number, entry)
        if user.name in users.people:
            raise BadUsers(f"{path}: user {user.name} stands twice.", "Take one out.")
        try:
            users = users.with_user(user)
        except Misused as error:
            raise BadUsers(f"{path}: {error.problem}", error.remedy) from error
    return users


def _user(path: Path, number: int, entry: Any) -> User:
    where = f"{path}, user {number}"
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise BadUsers(f"{where}: has no name.", 'Write: name = "…"')
    if unknown := sorted(set(entry) - _KEYS):
        raise BadUsers(f"{where}: {unknown[0]} is no key of a user.", "Take it out.")
    if entry.get("role") not in list(Role):
        raise BadUsers(f"{where}: role is neither reader nor reviewer.", "Give one of them.")
    password, tokens = entry.get("password"), entry.get("tokens", [])
    texts = isinstance(tokens, list) and all(isinstance(one, str) for one in tokens)
    if not texts or not isinstance(password, str | None):
        raise BadUsers(f"{where}: password or tokens are no text.", "Write them in quotes.")
    return User(entry["name"], Role(entry["role"]), password, tuple(tokens))


def save_users(path: Path, users: Users) -> None:
    """Write the file anew, readable by its owner alone; whole or not at all."""
    lines = [f"secret = {_quoted(users.secret)}"]
    for _, user in sorted(users.people.items()):
        lines += ["", "[[user]]", f"name = {_quoted(user.name)}", f"role = {_quoted(user.role)}"]
        if user.password:
            lines.append(f"password = {_quoted(user.password)}")
        if user.tokens:
            lines.append(f"tokens = [{', '.join(_quoted(token) for token in user.tokens)}]")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _quoted(text: str) -> str:
    """`text` as a basic string of TOML; what is printable needs no escapes but JSON's."""
    return json.dumps(text, ensure_ascii=False)
