"""In what order to review what is on record: derived from the rows, and made again at will.

The rows are made in `onrecord.queries.review_order`. Whoever asks what to review next then reads
some of them, in whatever process, instead of holding the whole order in memory. No decision of a
person is kept here. The tables are no part of the record: nothing is lost with them, so they are
made when they are missing and the database lets their rows be changed.

They are trusted where this very onrecord made them, with the codebook in use.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from onrecord.ledger.derived import begin_anew, made_by

FORM = 2
"""The form of the rows; an order of another form is thrown away."""

_AT_ONCE = 500

_derived = MetaData()

item = Table(
    "review_item",
    _derived,
    Column("key", Text, primary_key=True),
    Column("sort", Text, nullable=False),
    Column("mention", Text, nullable=False),
    Column("base", Float, nullable=False),
    Column("score", Float, nullable=False),
    Column("batch", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("link", Text),
    Column("verb", Text),
    Column("event", Text),
    Index("review_item_order", "sort", "score", "batch", "place", "key"),
    Index("review_item_mention", "mention"),
    sqlite_with_rowid=False,
)
"""Something to review: claims that are one but for the version, or a link.

`base` is what it weighs by itself, `score` that times what the reports of its happening add, with
the sign changed: the least comes first, then what stands first in the ledger, by the batch and
place of the claim's first finding or of the link. `mention` says which happening it is of. Of a
link, `link` is the judgement that made it, `verb` and `event` what that says of the mention.
"""

found_as = Table(
    "review_found",
    _derived,
    Column("batch", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    Index("review_found_key", "key", "batch", "place"),
    sqlite_with_rowid=False,
)
"""The item that a row of `found` is of, by batch and place of that row."""

joined = Table(
    "review_mention",
    _derived,
    Column("mention", Text, primary_key=True),
    Column("happening", Text, nullable=False),
    Column("report", Text),
    Index("review_mention_happening", "happening"),
    sqlite_with_rowid=False,
)
"""The happening of a mention, as readers joined them, and the report that tells of it there; no
report where the mention itself isn't on record."""

happening = Table(
    "review_happening",
    _derived,
    Column("happening", Text, primary_key=True),
    Column("reports", Integer, nullable=False),
    Column("holds", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index(
    "review_happening_order",
    happening.c.holds,
    happening.c.reports.desc(),
    happening.c.happening,
)
"""Mentions of one happening, by the least of their ids: how many reports tell of it, and whether
(1) or not (0) anything of it is to be reviewed."""

_up_to = Table(
    "review_up_to",
    _derived,
    Column("form", Integer, primary_key=True, autoincrement=False),
    Column("made_by", Text, nullable=False),
    Column("batch", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("links", Integer, nullable=False),
)
"""One row: what made the order, the newest batch that it knows, and how many items it has."""


@dataclass(frozen=True, slots=True)
class OrderUpTo:
    """How far the order goes: the newest batch that it knows; how many claims and links it has."""

    batch: int
    claims: int = 0
    links: int = 0


_ASK_UP_TO = select(_up_to.c.batch, _up_to.c.claims, _up_to.c.links).where(
    _up_to.c.form == FORM, _up_to.c.made_by == bindparam("by")
)


def order_up_to(connection: Connection, codebook: str) -> OrderUpTo | None:
    """How far the order goes; None where there is none, or by another codebook or onrecord.

    `codebook` is the digest of the one that slots come from.
    """
    if not connection.dialect.has_table(connection, _up_to.name):
        return None
    row = connection.execute(_ASK_UP_TO, {"by": made_by(codebook)}).first()
    return None if row is None else OrderUpTo(row.batch, row.claims, row.links)


def start_order(connection: Connection, codebook: str) -> None:
    """Throw the order away and begin an empty one."""
    begin_anew(connection, _derived, _up_to, FORM)
    row = {"form": FORM, "made_by": made_by(codebook), "batch": 0, "claims": 0, "links": 0}
    connection.execute(insert(_up_to).values(row))


def order_knows(connection: Connection, upto: OrderUpTo) -> None:
    """The order goes as far as that."""
    row = {"batch": upto.batch, "claims": upto.claims, "links": upto.links}
    connection.execute(_KNOWS, row)


_KNOWS = update(_up_to).where(_up_to.c.form == FORM)
_PUT = {table.name: insert(table) for table in (item, found_as, joined, happening)}
_DROP = {
    column.table.name: delete(column.table).where(column.in_(bindparam("ids", expanding=True)))
    for column in (item.c.key, joined.c.mention, happening.c.happening)
}


def put(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, object]],
    gone: Collection[str] = (),
) -> None:
    """Add rows to one of the tables, in the place of those named `gone` by their first column."""
    ids = sorted(gone)
    for start in range(0, len(ids), _AT_ONCE):
        connection.execute(_DROP[table.name], {"ids": ids[start : start + _AT_ONCE]})
    if rows:
        connection.execute(_PUT[table.name], list(rows))


def weigh(connection: Connection, factors: Mapping[str, float]) -> None:
    """Let the items of each happening weigh what they weigh by themselves times its factor."""
    if factors:
        rows = [{"of": id, "factor": factor} for id, factor in factors.items()]
        connection.execute(_WEIGH, rows)


_WEIGH = (
    update(item)
    .where(
        item.c.mention.in_(
            select(joined.c.mention).where(joined.c.happening == bindparam("of", type_=Text))
        )
    )
    .values(score=-(item.c.base * bindparam("factor", type_=Float)))
)


def rename(connection: Connection, names: Mapping[str, str]) -> None:
    """Let the mentions of each happening be of the one that it is named with here."""
    if names:
        rows = [{"old": old, "new": new} for old, new in names.items()]
        connection.execute(_RENAME, rows)


_RENAME = (
    update(joined)
    .where(joined.c.happening == bindparam("old", type_=Text))
    .values(happening=bindparam("new", type_=Text))
)


def drop_order(connection: Connection) -> None:
    """Throw the order away."""
    _derived.drop_all(connection)
