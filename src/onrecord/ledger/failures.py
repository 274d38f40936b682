"""What a database says when it fails, as one of our problems with its remedy."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping

from sqlalchemy.exc import DBAPIError

from onrecord.errors import StopRun
from onrecord.ledger.problems import (
    DamagedLedger,
    LedgerBusy,
    LedgerOutOfReach,
    NoSpace,
    NotALedger,
    ReadOnlyLedger,
)

_SQLITE: Mapping[int, Callable[[str], StopRun]] = {
    sqlite3.SQLITE_BUSY: LedgerBusy,
    sqlite3.SQLITE_LOCKED: LedgerBusy,
    sqlite3.SQLITE_READONLY: ReadOnlyLedger,
    sqlite3.SQLITE_PERM: ReadOnlyLedger,
    sqlite3.SQLITE_FULL: NoSpace,
    sqlite3.SQLITE_CORRUPT: DamagedLedger,
    sqlite3.SQLITE_NOTADB: lambda name: NotALedger(name, "the file holds something else"),
}
"""SQLite's primary result code -> the problem (https://sqlite.org/rescode.html)."""

_POSTGRESQL: Mapping[str, Callable[[str], StopRun]] = {
    "55P03": LedgerBusy,
    "25006": ReadOnlyLedger,
    "42501": ReadOnlyLedger,
    "53100": NoSpace,
}
"""SQLSTATE -> the problem (PostgreSQL's manual, appendix A)."""

_CONNECTION = ("08", "28", "3D", "57")
"""Classes of SQLSTATE that tell of no connection: lost, refused, no database, shut down."""


@contextlib.contextmanager
def said_plainly(name: str) -> Iterator[None]:
    """Raise what a database says within the `with` block as a problem of ledger `name`.

    What only a mistake of ours can cause (a statement that it cannot run, a trigger that refuses)
    is raised as it is.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        problem = _problem(name, error.orig if isinstance(error, DBAPIError) else error)
        if problem is None:
            raise
        raise problem from error


def _problem(name: str, error: BaseException | None) -> StopRun | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        primary = code & 0xFF
        if primary in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
            return LedgerOutOfReach(name, _first_line(error))
        make = _SQLITE.get(primary)
        return make(name) if make else None
    state: str = getattr(error, "sqlstate", None) or ""
    if state in _POSTGRESQL:
        return _POSTGRESQL[state](name)
    never_met = not state and error.__class__.__name__ == "OperationalError"
    if never_met or state.startswith(_CONNECTION):
        return LedgerOutOfReach(name, _first_line(error))
    return None


def _first_line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else "it cannot be opened"
