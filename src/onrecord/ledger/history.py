"""A whole history written into an empty ledger: batches keep their times, authors and order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection, select

from onrecord.errors import Misused
from onrecord.ledger.batches import FLUSH_ROWS, insert_rows
from onrecord.ledger.chain import Digester, Header
from onrecord.ledger.rows import Row
from onrecord.ledger.tables import batch as batch_table
from onrecord.ledger.walk import Stored


class NotEmpty(Misused):
    """A history can be written into an empty ledger only."""

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"Ledger {ledger} already holds batches.",
            "Name a new one, or join two with: onrecord ledger merge",
        )


def as_row(stored: Stored) -> Row:
    """A stored row, ready to be written elsewhere."""
    return Row(
        sort=stored.sort,
        id=stored.id,
        body=stored.body,
        fields=json.loads(stored.body),
        extra=stored.extra,
        data=None if stored.data is None else bytes(stored.data),
    )


def refuse_unless_empty(connection: Connection, name: str) -> None:
    """Raise `NotEmpty` where there is a batch."""
    if connection.execute(select(batch_table.c.seq).limit(1)).first():
        raise NotEmpty(name)


def write_batch(
    connection: Connection, header: Header, rows: Iterable[Row], *, keep_empty: bool = True
) -> str | None:
    """Write one batch of a history and give its digest; `row_count` is counted anew.

    Nothing is written and None given for a batch without rows unless `keep_empty`. The rows must
    not be on record yet.
    """
    digester, place = Digester(), 0
    stream: Iterator[Row] = iter(rows)
    while some := list(islice(stream, FLUSH_ROWS)):
        insert_rows(connection, header.seq, place, some, digester)
        place += len(some)
    if not place and not keep_empty:
        return None
    counted = replace(header, row_count=place)
    digest = digester.close(counted)
    connection.execute(batch_table.insert(), {**counted.as_json(), "digest": digest})
    return digest
