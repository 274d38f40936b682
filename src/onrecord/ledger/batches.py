"""Batches: the one way in. One transaction, one digest chained to the batch before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection, literal, select, union_all

from onrecord.ledger.chain import Digester, Header
from onrecord.ledger.problems import BackInTime, TakenId
from onrecord.ledger.rows import Row
from onrecord.ledger.search import add_words
from onrecord.ledger.tables import ROW_TABLES
from onrecord.ledger.tables import batch as batch_table
from onrecord.ledger.times import instant, stamp

FLUSH_ROWS = 2000
"""Rows held in memory before they are written (inside the transaction)."""

_IDS_A_QUESTION = 500


class Batch:
    """A batch being written; made by `Ledger.batch`, which commits or drops it.

    A row whose id is on record is left out, so that recording something twice adds nothing. A
    batch to which nothing was added leaves no trace.

    Attributes:
        connection: the transaction; the batch's own rows are seen on it after `flush`.
        seq: the batch's number, counted from 1.
        at: when it counts as recorded: never before the batch ahead of it, whatever the clock says.
        previous: the digest of the batch ahead of it, or None.
        added: sort -> how many rows were new.
        new: ids of the rows that were new, as far as they are flushed.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        author_kind: str,
        author: str,
        reader: str | None,
        note: str,
        at: datetime | None,
    ) -> None:
        self.connection = connection
        self.author_kind, self.author, self.note = author_kind, _plain(author), _plain(note)
        self.reader = None if reader is None else _plain(reader)
        newest = connection.execute(
            select(batch_table.c.seq, batch_table.c.digest, batch_table.c.recorded_at)
            .order_by(batch_table.c.seq.desc())
            .limit(1)
        ).one_or_none()
        self.seq: int = 1 if newest is None else newest.seq + 1
        self.previous: str | None = None if newest is None else newest.digest
        self.at = _time_after(None if newest is None else newest.recorded_at, at)
        self.added: Counter[str] = Counter()
        self.new: set[str] = set()
        self.digest: str | None = None
        self._pending: dict[str, Row] = {}
        self._digester = Digester()
        self._place = 0

    def add(self, *rows: Row) -> None:
        """Add rows, in this order; those whose id is on record are left out.

        Raises:
            TakenId: an id is on record with another body.
        """
        for row in rows:
            held = self._pending.setdefault(row.id, row)
            if held is not row and held.body != row.body:
                raise TakenId(row.sort, row.id)
        if len(self._pending) >= FLUSH_ROWS:
            self.flush()

    def add_all(self, rows: Iterable[Row]) -> None:
        """Add rows from a stream of any length."""
        for row in rows:
            self.add(row)

    def on_record(self, sort: str, ids: Iterable[str]) -> set[str]:
        """Which of these ids are on record, this batch's own rows included once flushed."""
        return {id for _, id, _ in _bodies(self.connection, ((sort, id) for id in ids))}

    def flush(self) -> None:
        """Write what was added so far; the transaction stays open."""
        pending, self._pending = self._pending, {}
        held = list(_bodies(self.connection, ((row.sort, row.id) for row in pending.values())))
        for sort, id, body in held:
            if pending[id].body != body:
                raise TakenId(sort, id)
            del pending[id]
        for row in pending.values():
            self.added[row.sort] += 1
            self.new.add(row.id)
        insert_rows(self.connection, self.seq, self._place, list(pending.values()), self._digester)
        self._place += len(pending)

    def close(self) -> bool:
        """Write what is left and the header; whether there was anything to record.

        For `Ledger.batch`, which then commits.
        """
        self.flush()
        if not self._place:
            return False
        header = Header(
            seq=self.seq,
            previous=self.previous,
            recorded_at=stamp(self.at),
            author_kind=self.author_kind,
            author=self.author,
            reader=self.reader,
            note=self.note,
            row_count=self._place,
        )
        self.digest = self._digester.close(header)
        self.connection.execute(batch_table.insert(), {**header.as_json(), "digest": self.digest})
        return True


def _plain(words: str) -> str:
    """`words` without NUL, which PostgreSQL cannot keep."""
    return words.replace("\x00", "\ufffd")


def insert_rows(
    connection: Connection, seq: int, first: int, rows: Sequence[Row], digester: Digester
) -> None:
    """Insert rows, none of them on record, at the places from `first` on of batch `seq`."""
    placed: dict[str, list[dict[str, object]]] = {}
    words: list[tuple[int, int, str, str]] = []
    for place, row in enumerate(rows, first):
        digester.add(place, row.sort, row.id, row.body, row.extra)
        values: dict[str, object] = {
            "id": row.id,
            "batch": seq,
            "place": place,
            "body": row.body,
            "extra": row.extra,
            **row.columns(),
        }
        placed.setdefault(row.sort, []).append(values)
        if row.sort == "version":
            words.append((seq, place, str(row.fields["title"]), str(row.fields["text"])))
    for sort, values_of_rows in placed.items():
        connection.execute(ROW_TABLES[sort].insert(), values_of_rows)
    add_words(connection, words)


def _time_after(newest: str | None, at: datetime | None) -> datetime:
    """The batch's time: `at`, else now, but not before the batch ahead of it."""
    if newest is None:
        return at if at is not None else datetime.now(UTC)
    head = instant(newest)
    if at is None:
        return max(datetime.now(UTC), head)
    if at < head:
        raise BackInTime(stamp(at), newest)
    return at


def _bodies(
    connection: Connection, wanted: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """Sort, id and body of those rows, named by sort and id, that are on record."""
    stream = iter(wanted)
    while some := list(islice(stream, _IDS_A_QUESTION)):
        ids: dict[str, list[str]] = {}
        for sort, id in some:
            ids.setdefault(sort, []).append(id)
        # One question for all sorts: asked one by one, they would take longer than the writing.
        question = union_all(
            *(
                select(literal(sort), table.c.id, table.c.body).where(table.c.id.in_(ids[sort]))
                for sort, table in ROW_TABLES.items()
                if sort in ids
            )
        )
        for sort, id, body in connection.execute(question):
            yield sort, id, body
