"""A ledger: a file of SQLite or a database of PostgreSQL, opened and closed."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from onrecord.ledger.batches import Batch
from onrecord.ledger.problems import LedgerAhead, LedgerBehind, LedgerBusy, NoLedger, NotALedger
from onrecord.ledger.search import index_statements, make_index
from onrecord.ledger.tables import SCHEMA, metadata
from onrecord.ledger.tables import batch as batch_table
from onrecord.ledger.triggers import trigger_statements

WAIT_SECONDS = 60
"""How long a writer waits for another before it gives up."""

VERSION_TABLE = "schema_version"
_CREATE_LOCK = 0x0DEC0DE


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger; close it, or use it in a `with` statement.

    `name` is what the user called it (a path, or a URL without its password).
    """

    name: str
    engine: Engine

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back connections and files."""
        self.engine.dispose()

    @contextlib.contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection to ask on: one unchanging view of the ledger, whoever writes meanwhile."""
        options: dict[str, Any] = {}
        if self.engine.dialect.name == "postgresql":
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextlib.contextmanager
    def batch(
        self,
        *,
        author_kind: str,
        author: str,
        reader: str | None = None,
        note: str = "",
        at: datetime | None = None,
    ) -> Iterator[Batch]:
        """A batch to add rows to: on record when the `with` block ends, not at all if it raises.

        Writers take turns: the block begins when no other writes. `author_kind` is "reader" or
        "person", `reader` the name and version of the reader. `at` is for histories that are
        written after the fact, and for tests; without it the batch is recorded now.

        Raises:
            LedgerBusy: another writer did not end within a minute.
            BackInTime: `at` is before the newest batch.
        """
        with self.writing() as connection:
            batch = Batch(
                connection,
                author_kind=author_kind,
                author=author,
                reader=reader,
                note=note,
                at=at,
            )
            yield batch
            if not batch.close():
                connection.rollback()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes; for batches, index and migrations."""
        with self.engine.connect().execution_options(onrecord_writes=True) as connection:
            try:
                connection.begin()
                if self.engine.dialect.name == "postgresql":
                    connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
                    connection.execute(text("LOCK TABLE batch IN EXCLUSIVE MODE"))
            except OperationalError as error:
                raise LedgerBusy(self.name) from error
            yield connection
            connection.commit()

    def reindex(self) -> int:
        """Make the index of words again from the rows; how many versions it holds."""
        with self.writing() as connection:
            return make_index(connection)

    def head(self) -> str | None:
        """The digest of the newest batch: print it, and it proves later what was on record.

        None while nothing is.
        """
        with self.connect() as connection:
            return connection.execute(
                select(batch_table.c.digest).order_by(batch_table.c.seq.desc()).limit(1)
            ).scalar()


def open_ledger(url_or_path: str | Path, *, create: bool = True) -> Ledger:
    """The ledger at a path (SQLite) or a URL (`postgresql://…`, `sqlite:///…`).

    Without `create`, a ledger that is not there is a problem; with it, an empty one is made.

    Raises:
        NoLedger, NotALedger, LedgerBehind, LedgerAhead, LedgerBusy: see there.
    """
    ledger = reach(url_or_path, create=create)
    try:
        found = schema_of(ledger)
        if found is None:
            if not create:
                raise NoLedger(ledger.name)
            _create(ledger)
            found = SCHEMA
        if found < SCHEMA:
            raise LedgerBehind(ledger.name, found=found, needed=SCHEMA)
        if found > SCHEMA:
            raise LedgerAhead(ledger.name, found=found, needed=SCHEMA)
    except BaseException:
        ledger.close()
        raise
    return ledger


def reach(url_or_path: str | Path, *, create: bool) -> Ledger:
    """The ledger, whatever its schema; nothing is looked at yet but whether the file is there."""
    url = _url(url_or_path)
    name = str(url_or_path) if url.get_backend_name() == "sqlite" else url.render_as_string()
    if url.get_backend_name() == "postgresql":
        return Ledger(name, create_engine(url, pool_pre_ping=True))
    path = Path(url.database or "")
    if path.is_dir():
        raise NotALedger(name, "it is a folder")
    if not path.exists():
        if not create:
            raise NoLedger(name)
        if not path.parent.is_dir():
            raise NotALedger(name, f"there is no folder {path.parent}")
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _sqlite_settings)
    event.listen(engine, "begin", _sqlite_begin)
    return Ledger(name, engine)


def _url(url_or_path: str | Path) -> URL:
    words = str(url_or_path)
    if "://" not in words:
        return URL.create("sqlite", database=words)
    try:
        url = make_url(words)
        backend = url.get_backend_name()
    except ArgumentError as error:
        raise NotALedger(words, "the URL cannot be read") from error
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return url
    raise NotALedger(words, "a URL must begin with postgresql:// or sqlite:///")


def _sqlite_settings(raw: Any, _record: object) -> None:
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


def _sqlite_begin(connection: Connection) -> None:
    """A writer takes the lock at once; one that reads before it writes could lose the race."""
    writes = connection.get_execution_options().get("onrecord_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def schema_of(ledger: Ledger) -> int | None:
    """The number of the ledger's schema; None where the database is empty.

    Raises:
        NotALedger: the database cannot be reached, or holds something else.
    """
    try:
        with ledger.connect() as connection:
            names = inspect(connection).get_table_names()
            if not names:
                return None
            if VERSION_TABLE not in names or "batch" not in names:
                raise NotALedger(ledger.name, "the database holds other tables")
            found = connection.execute(text(f"SELECT number FROM {VERSION_TABLE}")).scalar()
            return int(str(found))
    except ValueError as error:
        raise NotALedger(ledger.name, "its schema has no number") from error
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()
        raise NotALedger(ledger.name, reason[0] if reason else "it cannot be opened") from error


def _create(ledger: Ledger) -> None:
    """Make the tables, triggers and index of an empty ledger, unless another just did."""
    dialect = ledger.engine.dialect.name
    with ledger.engine.connect().execution_options(onrecord_writes=True) as connection:
        try:
            connection.begin()
        except OperationalError as error:
            raise LedgerBusy(ledger.name) from error
        if dialect == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_CREATE_LOCK})"))
        if not inspect(connection).has_table(VERSION_TABLE):
            metadata.create_all(connection)
            for statement in (*trigger_statements(dialect), *index_statements(dialect)):
                connection.execute(text(statement))
            connection.execute(text(f"CREATE TABLE {VERSION_TABLE} (number INTEGER NOT NULL)"))
            connection.execute(text(f"INSERT INTO {VERSION_TABLE} VALUES ({SCHEMA})"))
        connection.commit()
