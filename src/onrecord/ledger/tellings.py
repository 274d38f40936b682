"""The index of events by day and place: derived from the rows, and made again at will.

A row is one event as one version tells it. The rows are made in `onrecord.queries.tellings`, by
the writer and before it looks into the index, so that a ledger that was merged, loaded or written
by an older onrecord catches up by itself. The tables are no part of the record: nothing is lost
with them, so they are made when they are missing and the database lets their rows be changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

FORM = 1
"""The form of the rows; an index of another form is thrown away."""

_derived = MetaData()

telling = Table(
    "telling",
    _derived,
    Column("version", Text, primary_key=True),
    Column("founder", Text, primary_key=True),
    Column("event", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("known_at", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("first_day", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("countries", Text, nullable=False),
    Column("clues", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("telling_days", "kind", "width", "first_day", "last_day"),
    Index("telling_known", "kind", "known_at"),
    Index("telling_founder", "founder"),
    Index("telling_event", "event"),
)
"""One event as one version tells it.

`founder` is the event that the mentions belong to, `event` the id that names it after all merges,
`known_at` since when the version could be read. `width` says how many days the event may have
happened on (see `onrecord.queries.tellings`), `first_day` and `last_day` which; for an undated one,
the day on which it was told. `countries` are codes apart by spaces, `clues` signs apart by line
breaks, `body` is JSON.
"""

_told = Table(
    "told_up_to",
    _derived,
    Column("form", Integer, primary_key=True, autoincrement=False),
    Column("batch", Integer, nullable=False),
)


def told_so_far(connection: Connection) -> int | None:
    """The newest batch that the index knows; None where there is none of today's form."""
    if not connection.dialect.has_table(connection, _told.name):
        return None
    held = connection.execute(select(_told.c.batch).where(_told.c.form == FORM)).scalar()
    return None if held is None else int(held)


def told_up_to(connection: Connection) -> int:
    """As `told_so_far`; where there is no index, an empty one is made, which knows batch 0."""
    held = told_so_far(connection)
    if held is not None:
        return held
    drop_tellings(connection)
    _derived.create_all(connection)
    connection.execute(insert(_told).values(form=FORM, batch=0))
    return 0


def add_tellings(
    connection: Connection,
    versions: Collection[str],
    rows: Sequence[Mapping[str, object]],
    batch: int,
) -> None:
    """Put `rows` in the place of all that the index holds of `versions`, at most 500 of these.

    The index then knows everything up to `batch`.
    """
    if versions:
        connection.execute(delete(telling).where(telling.c.version.in_(sorted(versions))))
    if rows:
        connection.execute(insert(telling), list(rows))
    connection.execute(update(_told).where(_told.c.form == FORM).values(batch=batch))


def name_tellings(connection: Connection, founders: Collection[str], event: str) -> None:
    """Let what these at most 500 founders began be told as `event`."""
    connection.execute(
        update(telling)
        .where(telling.c.founder.in_(sorted(founders)), telling.c.event != event)
        .values(event=event)
    )


def drop_tellings(connection: Connection) -> None:
    """Throw the index away."""
    _derived.drop_all(connection)
