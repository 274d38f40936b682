"""What must not be shown: hidden by a row, and gone only from a new ledger.

`redact` appends a row with reason and digest; the text stays where it was, every output leaves it
out. `rewrite_without` writes a new ledger without what was redacted and without all that rests on
it; its first batch names the old ledger's head, and the redactions stay with their digests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, select

from onrecord.errors import Misused
from onrecord.ledger.history import as_row, refuse_unless_empty, write_batch
from onrecord.ledger.ledger import Ledger, new_ledger
from onrecord.ledger.problems import NoSuchRow
from onrecord.ledger.rows import make_row
from onrecord.ledger.tables import (
    ROW_TABLES,
    appearance,
    attribution,
    capture,
    claim,
    mention,
    reading,
    redaction,
    version,
)
from onrecord.ledger.times import stamp
from onrecord.ledger.walk import Stored, headers, stored_rows

REDACTABLE = ("report", "version", "capture", "attribution", "mention", "claim", "judgement")
"""Sorts of rows that can be redacted; with a report its versions, with a version what it says."""


def redact(
    ledger: Ledger, subject: str, *, reason: str, author: str, at: datetime | None = None
) -> str:
    """Hide a row from every output from now on; the id of the redaction.

    `subject` is the whole id of a report, version, capture, attribution, mention, claim or
    judgement. The bytes stay in the ledger: see `rewrite_without`.

    Raises:
        Misused: the reason is empty. NoSuchRow: nothing of these sorts has this id.
    """
    if not reason.strip():
        raise Misused("A redaction needs a reason.", "Say why: --because …")
    with ledger.batch(author_kind="person", author=author, at=at) as batch:
        sort, body = _find(batch.connection, subject)
        row = make_row(
            "redaction",
            {
                "subject": subject,
                "sort": sort,
                "digest": hashlib.sha256(body.encode()).hexdigest(),
                "reason": reason,
                "author": author,
                "at": stamp(batch.at),
            },
        )
        batch.add(row)
    return row.id


def _find(connection: Connection, id: str) -> tuple[str, str]:
    for sort in REDACTABLE:
        table = ROW_TABLES[sort]
        body = connection.execute(select(table.c.body).where(table.c.id == id)).scalar()
        if body is not None:
            return sort, body
    raise NoSuchRow("row that can be redacted", id)


def redacted_ids(connection: Connection) -> dict[str, str]:
    """Id -> reason for everything hidden: what was named, with a report its versions, with a
    version the captures that show it.

    What a hidden version says (attributions, mentions, claims) is hidden too, but not listed: ask
    for its version. No clock is taken: what must not be shown is not shown as of any time.
    """
    question = select(redaction.c.subject, redaction.c.reason).order_by(
        redaction.c.batch, redaction.c.place
    )
    hidden: dict[str, str] = {row.subject: row.reason for row in connection.execute(question)}
    if hidden:
        for wanted, where in (
            (version.c.id, version.c.report),
            (appearance.c.capture, appearance.c.version),
        ):
            for id, cause in list(_of(connection, wanted, where, list(hidden))):
                hidden.setdefault(id, hidden[cause])
    return hidden


def _of(
    connection: Connection,
    wanted: ColumnElement[str],
    where: ColumnElement[str],
    values: list[str],
) -> Iterable[tuple[str, str]]:
    """(wanted, where) of the rows whose `where` is one of the values."""
    for start in range(0, len(values), 500):
        some = values[start : start + 500]
        for row in connection.execute(select(wanted, where).where(where.in_(some))):
            yield row[0], row[1]


def rewrite_without(ledger: Ledger, url_or_path: str | Path, *, author: str) -> str | None:
    """Write a new ledger without what was redacted; the new ledger's head.

    Left out: the redacted rows, readings and all they found in a redacted version, captures and
    bytes that show it, judgements about what is left out. Everything else keeps ids, order,
    times and authors; digests are new. The first batch's note names the old head.

    Raises:
        NotEmpty: there are batches in the new ledger already.
    """
    with (
        ledger.connect() as old,
        new_ledger(url_or_path) as target,
        target.writing() as connection,
    ):
        refuse_unless_empty(connection, target.name)
        leave_out = _Dropped(old)
        head: str | None = None
        known = {header.seq: (header, digest) for header, digest in headers(old)}
        old_head = known[max(known)][1] if known else None
        now = stamp(datetime.now(UTC))
        told = f"rewritten at {now} by {author} without redacted rows; the old head: {old_head}"
        seq = 1
        for old_seq, rows in groupby(stored_rows(old), key=attrgetter("batch")):
            header = replace(known[old_seq][0], seq=seq, previous=head)
            if seq == 1:
                header = replace(header, note=f"{header.note}; {told}" if header.note else told)
            kept = (as_row(row) for row in rows if not leave_out.drops(row))
            digest = write_batch(connection, header, kept, keep_empty=False)
            if digest is not None:
                head, seq = digest, seq + 1
    return head


class _Dropped:
    """Which rows rest on something redacted."""

    def __init__(self, connection: Connection) -> None:
        self.ids = set(redacted_ids(connection))
        for table in (reading, attribution, mention, claim):
            found = _of(connection, table.c.id, table.c.version, list(self.ids))
            self.ids |= {id for id, _ in list(found)}
        hashes = [sha for sha, _ in _of(connection, capture.c.sha256, capture.c.id, [*self.ids])]
        shown = _of(connection, capture.c.id, capture.c.sha256, hashes)
        self.hashes = set(hashes) - {sha256 for id, sha256 in shown if id not in self.ids}

    def drops(self, row: Stored) -> bool:
        """Whether this row is left out."""
        if row.sort == "redaction":
            return False
        if row.sort == "blob":
            return row.columns["sha256"] in self.hashes
        if row.id in self.ids:
            return True
        names = ("version", "capture", "reading", "object", "subject", "mention", "report")
        return any(row.columns.get(name) in self.ids for name in names)
