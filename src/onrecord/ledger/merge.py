"""Two ledgers become one, RECORD section 6: the union of what both hold.

One batch is appended to the ledger that takes in. It holds the rows that were missing, in the
order in which the other recorded them; before the rows of each of the other's batches stands that
batch's header (a row of sort "merged"), and the batch's note names the other's head. They count as
recorded at the time of the merge.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, islice
from operator import attrgetter

from sqlalchemy import Connection, select

from onrecord.errors import Misused
from onrecord.ledger.batches import FLUSH_ROWS, Batch
from onrecord.ledger.history import as_row
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import Row, make_row
from onrecord.ledger.tables import ROW_TABLES
from onrecord.ledger.walk import Stored, headers, stored_rows


def merge(into: Ledger, other: Ledger, *, author: str, at: datetime | None = None) -> int:
    """Add to `into` what only `other` holds; how many rows that were, headers aside.

    Nothing missing: nothing is appended. `other` is not changed.

    Raises:
        Misused: both are the same ledger.
    """
    if into.engine.url == other.engine.url:
        raise Misused("A ledger cannot be merged into itself.", "Name two ledgers.")
    head = other.head()
    if head is None:
        return 0
    note = f"merged the ledger with head {head}"
    with (
        other.connect() as theirs,
        into.batch(author_kind="person", author=author, note=note, at=at) as batch,
    ):
        known = {header.seq: (header, digest) for header, digest in headers(theirs)}
        for seq, rows in groupby(stored_rows(theirs), key=attrgetter("batch")):
            header, digest = known[seq]
            own: Row | None = make_row("merged", header.as_json() | {"digest": digest})
            nested: Row | None = None
            for missing in _missing(batch, rows):
                if missing.sort == "merged":
                    nested = missing
                    continue
                # A header goes over with the rows after it, and not without any.
                batch.add(*(source for source in (own, nested) if source), missing)
                own = nested = None
    return sum(batch.added.values()) - batch.added["merged"]


def _missing(batch: Batch, rows: Iterator[Stored]) -> Iterator[Row]:
    """Those of `rows` that are not on record."""
    while some := list(islice(rows, FLUSH_ROWS)):
        by_sort: dict[str, list[str]] = {}
        for row in some:
            by_sort.setdefault(row.sort, []).append(row.id)
        held = {sort: batch.on_record(sort, ids) for sort, ids in by_sort.items()}
        yield from (as_row(row) for row in some if row.id not in held[row.sort])


def content_ids(connection: Connection) -> frozenset[str]:
    """The ids of all rows but the headers of merged batches: what the union is a union of."""
    return frozenset(
        id
        for sort, table in ROW_TABLES.items()
        if sort != "merged"
        for id in connection.execute(select(table.c.id)).scalars()
    )
