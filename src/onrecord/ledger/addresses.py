"""Where a ledger is: a path or URL -> an engine that has not been used yet."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from onrecord.ledger.problems import LedgerOutOfReach, NoLedger, NotALedger

WAIT_SECONDS = 60
"""How long a writer waits for another before it gives up."""

_PASSWORD = re.compile(r"(://[^/@\s:]*:)[^@\s]*@")


@dataclass(frozen=True, slots=True)
class Reached:
    """An engine, what the user calls the ledger, and whether it can only be asked."""

    name: str
    engine: Engine
    read_only: bool = False


def reach_engine(url_or_path: str | Path, *, create: bool) -> Reached:
    """The engine of the ledger at a path or URL; with `create`, the file need not be there.

    Raises:
        NoLedger, NotALedger, LedgerOutOfReach: see there.
    """
    url = _url(url_or_path)
    if url.get_backend_name() == "postgresql":
        name = url.set(drivername="postgresql").render_as_string()
        return Reached(name, create_engine(url, pool_pre_ping=True))
    name, path = str(url_or_path), Path(url.database or "")
    if path.is_dir():
        raise NotALedger(name, "it is a folder")
    if path.exists():
        if not path.is_file():
            raise NotALedger(name, "it is no plain file")
        if not os.access(path, os.R_OK):
            raise LedgerOutOfReach(name, "you have no right to read it")
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            engine = create_engine(url, creator=partial(_connect_read_only, path))
            event.listen(engine, "connect", _read_only_settings)
            return Reached(name, engine, read_only=True)
    elif not create:
        raise NoLedger(name)
    elif not path.parent.is_dir():
        raise NotALedger(name, f"there is no folder {path.parent}")
    elif not os.access(path.parent, os.W_OK):
        raise LedgerOutOfReach(name, f"you have no right to write to the folder {path.parent}")
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    return Reached(name, engine)


def file_of(url_or_path: str | Path) -> Path | None:
    """The file that the ledger is in, there or not; None for PostgreSQL.

    Raises:
        NotALedger: the address cannot be read.
    """
    url = _url(url_or_path)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _url(url_or_path: str | Path) -> URL:
    words = str(url_or_path)
    if "://" not in words:
        if words.strip() in ("", ":memory:"):
            raise NotALedger(f'"{words}"', "a ledger is a file or a database")
        return URL.create("sqlite", database=words)
    shown = _PASSWORD.sub(r"\1***@", words)
    try:
        url = make_url(words)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise NotALedger(shown, "the URL cannot be read (postgresql://host:port/name)") from error
    if backend in {"postgresql", "postgres"}:
        if url.port is not None and not 0 < url.port < 65536:
            raise NotALedger(shown, f"there is no port {url.port}")
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url
    raise NotALedger(shown, "a URL must be postgresql://host/name or sqlite:///path")


def _connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that reads only, to a file that we may not write or in such a folder.

    SQLite wants to write files beside a ledger even to read it, unless it is told that nobody
    writes. So it is told where no such file stands: whoever writes makes one first.
    """
    log = path.with_name(path.name + "-wal")
    in_use = log.exists() and log.stat().st_size > 0
    mode = "mode=ro" if in_use else "mode=ro&immutable=1"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=WAIT_SECONDS,
        check_same_thread=False,
    )


def _read_only_settings(raw: Any, _record: object) -> None:
    raw.execute("PRAGMA trusted_schema = OFF")


def _settings(raw: Any, _record: object) -> None:
    """Settings of every connection: we begin transactions ourselves; readers never wait."""
    raw.isolation_level = None
    cursor = raw.cursor()
    try:
        deadline = time.monotonic() + WAIT_SECONDS
        while cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
            except Exception as error:
                # Two that create at once: SQLite does not wait for this lock by itself.
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
        # FULL: what was recorded is still there after a power cut, not only after a crash.
        cursor.execute("PRAGMA synchronous = FULL")
        # Ids are spread evenly, so a batch touches pages everywhere in the indexes: with SQLite's
        # own 2 MB of cache and a checkpoint every 4 MB, recording slows down as a ledger grows.
        cursor.execute("PRAGMA cache_size = -65536")
        cursor.execute("PRAGMA wal_autocheckpoint = 8000")
        cursor.execute("PRAGMA recursive_triggers = ON")
        cursor.execute("PRAGMA trusted_schema = OFF")
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once; one that reads before it writes could lose the race.

    It waits for the disk unless what it writes need not last: a later writer that waits saves that
    too, and a power cut before leaves the ledger as it was before both.
    """
    options = connection.get_execution_options()
    if not options.get("onrecord_writes"):
        connection.exec_driver_sql("BEGIN")
        return
    waits = options.get("onrecord_lasts", True)
    connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if waits else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
