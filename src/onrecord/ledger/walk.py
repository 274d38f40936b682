"""Every batch and every row in the order in which they were recorded, in one pass."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from sqlalchemy import Connection, Table, select

from onrecord.ledger.chain import Header
from onrecord.ledger.tables import ROW_TABLES
from onrecord.ledger.tables import batch as batch_table

AT_ONCE = 500
"""Rows of one sort that are held in memory."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A row as it stands in its table; `columns` are those that repeat the body, `data` aside."""

    batch: int
    place: int
    sort: str
    id: str
    body: str
    extra: str | None
    columns: dict[str, object]
    data: bytes | None = None


def stored_rows(connection: Connection) -> Iterator[Stored]:
    """All rows by batch and place, in memory of one size whatever the ledger's."""
    streams = [_stream(connection, sort, table) for sort, table in ROW_TABLES.items()]
    return heapq.merge(*streams, key=attrgetter("batch", "place"))


def _stream(connection: Connection, sort: str, table: Table) -> Iterator[Stored]:
    names = [column.name for column in table.columns][5:]
    # A blob can be large: a few at a time.
    at_once = 20 if sort == "blob" else AT_ONCE
    question = select(table).order_by(table.c.batch, table.c.place, table.c.id)
    result = connection.execute(question.execution_options(yield_per=at_once))
    for id, batch, place, body, extra, *values in result:
        columns = dict(zip(names, values, strict=True))
        data = columns.pop("data", None)
        yield Stored(batch, place, sort, id, body, extra, columns, data)


def headers(connection: Connection) -> Iterator[tuple[Header, str]]:
    """Headers and digests of all batches, the oldest first."""
    question = select(batch_table).order_by(batch_table.c.seq)
    result = connection.execute(question.execution_options(yield_per=AT_ONCE))
    for row in result.mappings():
        values = dict(row)
        digest = values.pop("digest")
        yield Header(**values), digest
