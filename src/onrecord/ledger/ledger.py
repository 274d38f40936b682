"""A ledger: a file of SQLite or a database of PostgreSQL, opened and closed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, select, text

from onrecord.ledger.addresses import WAIT_SECONDS, file_of, reach_engine
from onrecord.ledger.batches import Batch
from onrecord.ledger.failures import said_plainly
from onrecord.ledger.problems import (
    LedgerAhead,
    LedgerBehind,
    NoLedger,
    NotALedger,
    ReadOnlyLedger,
)
from onrecord.ledger.search import index_statements, make_index
from onrecord.ledger.tables import SCHEMA, metadata
from onrecord.ledger.tables import batch as batch_table
from onrecord.ledger.triggers import trigger_statements

VERSION_TABLE = "schema_version"
_CREATE_LOCK = 0x0DEC0DE

# Made once, since every page asks it: to make a statement takes longer than to run it.
_HEAD = select(batch_table.c.digest).order_by(batch_table.c.seq.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger; close it, or use it in a `with` statement.

    `name` is what the user called it (a path, or a URL without its password). `read_only` tells
    that its file cannot be written to.
    """

    name: str
    engine: Engine
    read_only: bool = False

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back connections and files."""
        self.engine.dispose()

    @contextlib.contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection to ask on: one unchanging view of the ledger, whoever writes meanwhile.

        Raises:
            DamagedLedger, LedgerBusy, LedgerOutOfReach: see there.
        """
        options: dict[str, Any] = {}
        if self.engine.dialect.name == "postgresql":
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with (
            said_plainly(self.name),
            self.engine.connect().execution_options(**options) as connection,
        ):
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
            ReadOnlyLedger, NoSpace: nothing can be written.
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
    def writing(self, *, lasting: bool = True) -> Iterator[Connection]:
        """A transaction in which nobody else writes; for batches, index and migrations.

        One that is not `lasting` is undone by a power cut until a later one lasts; so nobody waits
        for the disk. It is for what can be made again at will.

        Raises:
            ReadOnlyLedger, NoSpace, LedgerBusy, LedgerOutOfReach: see there.
        """
        if self.read_only:
            raise ReadOnlyLedger(self.name)
        options = {"onrecord_writes": True, "onrecord_lasts": lasting}
        with (
            said_plainly(self.name),
            self.engine.connect().execution_options(**options) as connection,
        ):
            connection.begin()
            if self.engine.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
                if not lasting:
                    connection.execute(text("SET LOCAL synchronous_commit = off"))
                connection.execute(text("LOCK TABLE batch IN EXCLUSIVE MODE"))
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
            return connection.execute(_HEAD).scalar()


def open_ledger(url_or_path: str | Path, *, create: bool = True) -> Ledger:
    """The ledger at a path (SQLite) or a URL (`postgresql://…`, `sqlite:///…`).

    Without `create`, a ledger that is not there is a problem; with it, an empty one is made, and
    one that cannot be written to is a problem.

    Raises:
        NoLedger, NotALedger, LedgerBehind, LedgerAhead, LedgerBusy, LedgerOutOfReach: see there.
        ReadOnlyLedger: it was to be written to.
    """
    ledger = reach(url_or_path, create=create)
    try:
        if create and ledger.read_only:
            raise ReadOnlyLedger(ledger.name)
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


@contextlib.contextmanager
def new_ledger(url_or_path: str | Path) -> Iterator[Ledger]:
    """The ledger, open to take a whole history; what raises leaves no file where there was none.

    Raises:
        as `open_ledger`.
    """
    path = file_of(url_or_path)
    fresh = path is not None and not path.exists()
    try:
        with open_ledger(url_or_path) as ledger:
            yield ledger
    except BaseException:
        if fresh and path is not None:
            for end in ("", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
        raise


def reach(url_or_path: str | Path, *, create: bool) -> Ledger:
    """The ledger, whatever its schema; nothing is looked at yet but whether the file is there."""
    reached = reach_engine(url_or_path, create=create)
    return Ledger(reached.name, reached.engine, reached.read_only)


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


def _create(ledger: Ledger) -> None:
    """Make the tables, triggers and index of an empty ledger, unless another just did."""
    dialect = ledger.engine.dialect.name
    with (
        said_plainly(ledger.name),
        ledger.engine.connect().execution_options(onrecord_writes=True) as connection,
    ):
        connection.begin()
        if dialect == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_CREATE_LOCK})"))
        if not inspect(connection).has_table(VERSION_TABLE):
            metadata.create_all(connection)
            for statement in (*trigger_statements(dialect), *index_statements(dialect)):
                connection.execute(text(statement))
            connection.execute(text(f"CREATE TABLE {VERSION_TABLE} (number INTEGER NOT NULL)"))
            connection.execute(text(f"INSERT INTO {VERSION_TABLE} VALUES ({SCHEMA})"))
        connection.commit()
