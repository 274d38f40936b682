"""The tables of the ledger, one body of code for SQLite and PostgreSQL.

Every table but `batch` holds rows of one *sort* and begins with the same five columns:

- `id`: the content id of sort and body (`onrecord.model.identity.content_id`);
- `batch`, `place`: in which batch the row came and as which of its rows (0-based, counted over all
  sorts of the batch);
- `body`: canonical JSON, what the id is made of;
- `extra`: canonical JSON or NULL, outside the id but inside the batch's digest (rule, confidence,
  notes).

The columns after these repeat parts of the body so that it can be asked for; they hold at most
`CLIP` characters (see `onrecord.ledger.rows.clip`), the body holds all. Times are text of one
width, ISO 8601 in UTC with microseconds and "Z", so that the order of the text is the order of
time (`onrecord.ledger.times`).

Nothing refers to another row by a foreign key: rows of two ledgers may come together in any order,
and `verify` says what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from onrecord.ledger.inside import PARTS, has_part, part_of

SCHEMA = 3
"""The schema that this onrecord needs: the number of the newest step in `migrations/`."""

CLIP = 300
"""Characters that a column beside the body holds at most (an index of PostgreSQL has a limit)."""

metadata = MetaData()

batch = Table(
    "batch",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("digest", Text, nullable=False),
    Column("previous", Text),
    Column("recorded_at", Text, nullable=False),
    Column("author_kind", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("reader", Text),
    Column("note", Text, nullable=False),
    Column("row_count", Integer, nullable=False),
    Index("batch_recorded_at", "recorded_at"),
    Index("batch_digest", "digest"),
)
"""One transaction: its number from 1, its digest, the digest before, and who recorded it when."""


def _rows(sort: str, columns: list[Column[object]], indexes: list[list[str]]) -> Table:
    """The table of one sort of rows."""
    named = [Index(f"{sort}_{'_'.join(names)}", *names) for names in [["batch", "place"], *indexes]]
    return Table(
        sort,
        metadata,
        Column("id", Text, primary_key=True),
        Column("batch", Integer, nullable=False),
        Column("place", Integer, nullable=False),
        Column("body", Text, nullable=False),
        Column("extra", Text),
        *columns,
        *named,
    )


def _text(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, Text, nullable=null)


def _flag(name: str) -> Column[object]:
    return Column(name, Boolean(create_constraint=False), nullable=False)


blob = _rows(
    "blob",
    [
        _text("sha256"),
        Column("size", BigInteger, nullable=False),
        Column("data", LargeBinary, nullable=False),
    ],
    [["sha256"]],
)
"""Bytes of captures, kept once whoever fetched them; `data` is zlib, `size` counts plain bytes."""

capture = _rows(
    "capture",
    [
        _text("sha256"),
        _text("address", null=True),
        _text("captured_at"),
        _text("origin"),
        _text("name"),
    ],
    [["sha256"], ["address"]],
)
"""That these bytes were fetched or given, from where and when."""

report = _rows("report", [_text("key")], [["key"]])
"""One story of one outlet."""

version = _rows(
    "version",
    [_text("report"), _text("outlet", null=True), _text("title")],
    [["report"], ["outlet"]],
)
"""One text of a report; the text is in the body."""

appearance = _rows(
    "appearance",
    [
        _text("version"),
        _text("capture"),
        _text("report"),
        _text("known_at"),
        _text("known_from"),
        _flag("day_only"),
        _flag("zone_assumed"),
    ],
    [["version", "known_at"], ["report", "known_at"], ["capture"], ["known_at"]],
)
"""That a capture shows a version, and since when the public could read it by that evidence."""

reading = _rows(
    "reading",
    [_text("version"), _text("reader_name"), _text("reader_version"), _text("reader_digest")],
    [["version"]],
)
"""That a reader read a version; what it found is in `found`."""

attribution = _rows(
    "attribution",
    [
        _text("version"),
        _text("speaker_name"),
        _text("speaker_code", null=True),
        _text("speaker_class"),
    ],
    [["version"], *([name, "batch", "place"] for name in ("speaker_name", "speaker_code"))],
)
"""Someone credited with something."""

mention = _rows("mention", [_text("version"), _text("kind")], [["version"], ["kind"]])
"""Words that refer to an event."""

claim = _rows(
    "claim",
    [
        _text("version"),
        _text("slot"),
        _text("item", null=True),
        _text("speaker_name"),
        _text("speaker_code", null=True),
    ],
    [["version"], ["speaker_name", "slot"], ["speaker_code", "slot"]],
)
"""Slot = value, credited to a speaker."""

for _key in PARTS:
    Index(
        f"claim_part_{_key}",
        part_of(claim.c.body, _key),
        sqlite_where=has_part(claim.c.body, _key),
        postgresql_where=has_part(claim.c.body, _key),
        _table=claim,
    )

found = _rows(
    "found",
    [_text("reading"), _text("sort"), _text("object"), _text("mention", null=True)],
    [["reading", "sort"], ["object"], ["mention"]],
)
"""That a reading found an attribution, a mention or a claim.

`sort` is "attribution", "mention" or "claim", `object` the id of what was found. For a claim,
`mention` is the id of the first mention of its cluster in the version. `extra` holds rule,
confidence, notes and words.
"""

codebook = _rows("codebook", [_text("name"), _text("digest")], [["digest"]])
"""A codebook file of the user's own that readings were made with, as it was given.

`digest` is the SHA-256 of its text in UTF-8.
"""

judgement = _rows(
    "judgement",
    [
        _text("subject"),
        _text("verb"),
        _text("object", null=True),
        _text("author_kind"),
        _text("author"),
        _text("at"),
    ],
    [["subject", "verb"], ["object", "verb"]],
)
"""A decision with author, time and reason."""

redaction = _rows(
    "redaction",
    [_text("subject"), _text("sort"), _text("digest"), _text("reason")],
    [["subject"]],
)
"""That a row must not be shown; `digest` is the SHA-256 of its body."""

merged = _rows("merged", [_text("digest"), _text("recorded_at")], [["digest"]])
"""The header of a batch of another ledger, kept when that ledger was merged in.

The rows that came from that batch follow it in its batch, up to the next `merged` row.
"""

ROW_TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        blob,
        capture,
        report,
        version,
        appearance,
        reading,
        attribution,
        mention,
        claim,
        found,
        codebook,
        judgement,
        redaction,
        merged,
    )
}
"""Sort -> table."""
