"""Schema 1: the tables of the record, their refusals, and the index of words."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations

# name: columns beside id, batch, place, body, extra ("?" may be NULL) | indexes beside the place
_ROWS = {
    "blob": ("sha256 size:big data:bytes", "sha256"),
    "capture": ("sha256 address? captured_at origin name", "sha256 address"),
    "report": ("key", "key"),
    "version": ("report outlet? title", "report outlet"),
    "appearance": (
        "version capture report known_at known_from day_only:flag zone_assumed:flag",
        "version+known_at report+known_at capture known_at",
    ),
    "reading": ("version reader_name reader_version reader_digest", "version"),
    "attribution": (
        "version speaker_name speaker_code? speaker_class",
        "version speaker_name speaker_code",
    ),
    "mention": ("version kind", "version kind"),
    "claim": (
        "version slot item? speaker_name speaker_code?",
        "version speaker_name speaker_code",
    ),
    "found": ("reading sort object mention?", "reading+sort object mention"),
    "judgement": (
        "subject verb object? author_kind author at",
        "subject+verb object+verb",
    ),
    "redaction": ("subject sort digest reason", "subject"),
    "merged": ("digest recorded_at", "digest"),
}
_TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "": sa.Text(),
    "big": sa.BigInteger(),
    "bytes": sa.LargeBinary(),
    "flag": sa.Boolean(create_constraint=False),
}


def upgrade(op: Operations, dialect: str) -> None:
    """Make everything, in an empty database."""
    op.create_table(
        "batch",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text()),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("author_kind", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
    )
    op.create_index("batch_recorded_at", "batch", ["recorded_at"])
    op.create_index("batch_digest", "batch", ["digest"])
    for table, (columns, indexes) in _ROWS.items():
        op.create_table(
            table,
            sa.Column("id", sa.Text(), primary_key=True),
            sa.Column("batch", sa.Integer(), nullable=False),
            sa.Column("place", sa.Integer(), nullable=False),
            sa.Column("body", sa.Text(), nullable=False),
            sa.Column("extra", sa.Text()),
            *(_column(words) for words in columns.split()),
        )
        for index in ("batch+place", *indexes.split()):
            names = index.split("+")
            op.create_index(f"{table}_{'_'.join(names)}", table, names)
    refuse = _refuse_sqlite if dialect == "sqlite" else _refuse_postgresql
    for statement in (*refuse(), *_index_of_words(dialect)):
        op.execute(statement)
    op.create_table("schema_version", sa.Column("number", sa.Integer(), nullable=False))
    op.execute("INSERT INTO schema_version VALUES (0)")


def _column(words: str) -> sa.Column[Any]:
    name, _, kind = words.partition(":")
    return sa.Column(name.rstrip("?"), _TYPES[kind], nullable=name.endswith("?"))


def _refuse_sqlite() -> list[str]:
    statements: list[str] = []
    for table in ("batch", *_ROWS):
        for verb in ("UPDATE", "DELETE"):
            statements.append(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, 'the ledger only adds: no {verb} on {table}'); END"
            )
        taken = f"RAISE(ABORT, 'the ledger only adds: this row of {table} is taken')"
        if table == "batch":
            statements.append(
                "CREATE TRIGGER batch_taken BEFORE INSERT ON batch "
                "WHEN EXISTS (SELECT 1 FROM batch WHERE seq = NEW.seq OR digest = NEW.digest) "
                f"BEGIN SELECT {taken}; END"
            )
        else:
            statements.append(
                f"CREATE TRIGGER {table}_taken BEFORE INSERT ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR rowid = NEW.rowid) "
                f"BEGIN SELECT CASE WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id "
                f"AND body = NEW.body) THEN RAISE(IGNORE) ELSE {taken} END; END"
            )
    return statements


def _refuse_postgresql() -> list[str]:
    function = (
        "CREATE FUNCTION onrecord_refuse() RETURNS trigger LANGUAGE plpgsql AS $$\n"
        "BEGIN RAISE EXCEPTION 'the ledger only adds: no % on %', TG_OP, TG_TABLE_NAME; END $$"
    )
    return [
        function,
        *(
            f"CREATE TRIGGER {table}_only_adds BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION onrecord_refuse()"
            for table in ("batch", *_ROWS)
        ),
    ]


def _index_of_words(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [
            "CREATE VIRTUAL TABLE words USING fts5("
            "title, text, content='', tokenize='porter unicode61')"
        ]
    return [
        "CREATE TABLE words (batch INTEGER NOT NULL, place INTEGER NOT NULL, "
        "part INTEGER NOT NULL, vector TSVECTOR NOT NULL, PRIMARY KEY (batch, place, part))",
        "CREATE INDEX words_vector ON words USING gin (vector)",
    ]
