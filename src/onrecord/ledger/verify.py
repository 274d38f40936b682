"""Does the ledger still hold what was recorded, and does every span read what it says?

One pass over all rows in the order of their recording. Found are: a body that is not what its id
was made of, a column that no longer repeats its body, a missing, added or moved row, bytes that
are not those of their SHA-256, a span outside its text or with other words, a batch whose digest
does not follow from its rows and header, a broken chain, and a database that no longer refuses
changes. Not found by the ledger alone: that its newest batches were cut off, or that all of it was
written anew. For that, compare with a head that was printed elsewhere (`head`).
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, inspect, text

from onrecord.ledger.chain import Digester, Header
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import derived_columns, row_id
from onrecord.ledger.spans import SpanCheck
from onrecord.ledger.times import instant, stamp
from onrecord.ledger.triggers import trigger_names
from onrecord.ledger.walk import Stored, headers, stored_rows


@dataclass(frozen=True, slots=True)
class Wrong:
    """The first thing that is not as it was recorded.

    `batch` is None where the ledger as a whole is meant, `place`, `sort` and `id` where a batch
    as a whole is.
    """

    says: str
    batch: int | None = None
    place: int | None = None
    sort: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and the first thing that is wrong, if any.

    `batches` and `rows` count what was found in order; `head` is the newest digest.
    """

    head: str | None
    batches: int
    rows: int
    wrong: Wrong | None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return self.wrong is None


def verify(ledger: Ledger, *, head: str | None = None) -> Verification:
    """Check everything; stop at the first thing that is wrong.

    `head` is a digest that was printed earlier: it must be that of one of the batches.
    """
    with ledger.connect() as connection:
        check = _Check(connection, head)
        wrong = check.run()
        return Verification(check.previous, check.batches, check.rows, wrong)


class _Check:
    """One pass; counts as it goes."""

    def __init__(self, connection: Connection, head: str | None) -> None:
        self.connection = connection
        self.head_wanted = head
        self.spans = SpanCheck(connection)
        self.previous: str | None = None
        self.recorded_at = ""
        self.batches = self.rows = 0
        self.head_seen = head is None

    def run(self) -> Wrong | None:
        groups = groupby(stored_rows(self.connection), key=attrgetter("batch"))
        waiting = next(groups, None)
        for header, digest in headers(self.connection):
            if waiting is not None and waiting[0] < header.seq:
                return _no_header(waiting)
            rows: Iterable[Stored] = ()
            if waiting is not None and waiting[0] == header.seq:
                rows = waiting[1]
            wrong = self._batch(header, digest, rows)
            if wrong:
                return wrong
            if waiting is not None and waiting[0] == header.seq:
                waiting = next(groups, None)
        if waiting is not None:
            return _no_header(waiting)
        if not self.head_seen:
            return Wrong(f"No batch has the digest {self.head_wanted}: newer batches were cut off")
        return self._refusals()

    def _batch(self, header: Header, digest: str, rows: Iterable[Stored]) -> Wrong | None:
        seq = header.seq
        if seq != self.batches + 1:
            return Wrong(f"batch {self.batches + 1} is missing", batch=self.batches + 1)
        if header.previous != self.previous:
            return Wrong(f"batch {seq} does not follow the batch before it", batch=seq)
        if not _is_stamp(header.recorded_at) or header.recorded_at < self.recorded_at:
            return Wrong(f"batch {seq} is recorded before the batch ahead of it", batch=seq)
        digester, place = Digester(), 0
        for row in rows:
            says = self._place(row, place, header.row_count) or self._row(row)
            if says:
                where = f"{row.sort} {row.id} (batch {seq}, place {row.place})"
                return Wrong(f"{where}: {says}", seq, row.place, row.sort, row.id)
            digester.add(place, row.sort, row.id, row.body, row.extra)
            place += 1
        if place != header.row_count:
            says = f"batch {seq} has {place} rows where {header.row_count} were recorded"
            return Wrong(f"{says}: the row at place {place} is missing", seq, place)
        if digester.close(header) != digest:
            return Wrong(
                f"the digest of batch {seq} does not follow from its rows and header:"
                " its header, the order of its rows or what stands beside a body was changed",
                batch=seq,
            )
        self.previous, self.recorded_at = digest, header.recorded_at
        self.batches, self.rows = seq, self.rows + place
        self.head_seen = self.head_seen or digest == self.head_wanted
        return None

    @staticmethod
    def _place(row: Stored, place: int, count: int) -> str | None:
        if row.place >= count:
            return f"added to a batch that was recorded with {count} rows"
        if row.place > place:
            return f"the row before it, at place {place}, is missing"
        if row.place < place:
            return "a second row stands at this place"
        return None

    def _row(self, row: Stored) -> str | None:
        if row_id(row.sort, row.body.encode()) != row.id:
            return "the body is not what the id was made of"
        try:
            body = json.loads(row.body)
            extra = None if row.extra is None else json.loads(row.extra)
            columns = derived_columns(row.sort, body)
        except (KeyError, TypeError, ValueError, AttributeError):
            return "body or extra cannot be read"
        for name, value in columns.items():
            if row.columns.get(name) != value:
                return f"the column {name} does not repeat the body"
        if row.sort == "blob":
            return _blob(row, str(body["sha256"]), int(body["size"]))
        return self.spans.wrong(row.sort, row.id, body, extra)

    def _refusals(self) -> Wrong | None:
        """Whether the database still refuses changes; looked at last, as rows matter more."""
        dialect = self.connection.dialect.name
        question = _TRIGGERS_SQLITE if dialect == "sqlite" else _TRIGGERS_POSTGRESQL
        there = set(self.connection.execute(text(question)).scalars())
        missing = sorted(set(trigger_names(dialect)) - there)
        if missing:
            return Wrong(f"the database no longer refuses changes: no trigger {missing[0]}")
        if not inspect(self.connection).has_table("words"):
            return Wrong("the index of words is missing; run: onrecord ledger reindex")
        return None


_TRIGGERS_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
_TRIGGERS_POSTGRESQL = (
    "SELECT tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid "
    "WHERE relnamespace = current_schema()::regnamespace AND tgenabled <> 'D'"
)


def _no_header(waiting: tuple[int, Iterator[Stored]]) -> Wrong:
    row = next(waiting[1])
    return Wrong(
        f"{row.sort} {row.id}: there is no batch {row.batch}",
        row.batch,
        row.place,
        row.sort,
        row.id,
    )


def _is_stamp(words: str) -> bool:
    try:
        return stamp(instant(words)) == words
    except (ValueError, OverflowError):
        return False


def _blob(row: Stored, sha256: str, size: int) -> str | None:
    """Whether the bytes are those of the SHA-256; never unpacks more than was recorded."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(bytes(row.data or b""), size + 1)
    except zlib.error:
        return "the bytes cannot be unpacked"
    if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
        return "the bytes are not those of its SHA-256"
    if not unpacker.eof or unpacker.unused_data:
        return "there are more bytes than were recorded"
    return None
