"""The index of words over the texts of versions: derived, and made again at will.

SQLite: an FTS5 table without content of its own, whose row number is made of the version's batch
and place. PostgreSQL: a table of tsvectors, a long text in parts. Both fold case and take English
endings off; every word asked for must stand in the title or text (of one part, in PostgreSQL).
The batch that adds a version adds its words in the same transaction; `Ledger.reindex` throws the
index away and makes it again from the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

PART = 100_000
"""Characters of text that one tsvector is made of; PostgreSQL allows a vector 1 MB."""

_SEQ_FACTOR = 1 << 31
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 50


def index_statements(dialect: str) -> list[str]:
    """The statements that make the empty index, for "sqlite" or "postgresql"."""
    if dialect == "sqlite":
        return [
            "CREATE VIRTUAL TABLE words USING fts5("
            "title, text, content='', tokenize='porter unicode61 remove_diacritics 2')"
        ]
    return [
        "CREATE TABLE words (batch INTEGER NOT NULL, place INTEGER NOT NULL, "
        "part INTEGER NOT NULL, vector TSVECTOR NOT NULL, PRIMARY KEY (batch, place, part))",
        "CREATE INDEX words_vector ON words USING gin (vector)",
    ]


def drop_index(connection: Connection) -> None:
    """Throw the index away."""
    connection.execute(text("DROP TABLE words"))


def add_words(connection: Connection, rows: Iterable[tuple[int, int, str, str]]) -> None:
    """Take in versions: (batch, place, title, text) each."""
    sqlite = connection.dialect.name == "sqlite"
    values: list[dict[str, object]] = []
    for batch, place, title, body in rows:
        if sqlite:
            row = batch * _SEQ_FACTOR + place
            values.append({"row": row, "title": title, "text": body})
        else:
            whole = (title + "\n" + body).replace("\x00", " ")
            values.extend(
                {"batch": batch, "place": place, "part": part, "text": whole[start : start + PART]}
                for part, start in enumerate(range(0, len(whole), PART))
            )
    if values:
        statement = _ADD_SQLITE if sqlite else _ADD_POSTGRES
        connection.execute(text(statement), values)


_ADD_SQLITE = "INSERT INTO words (rowid, title, text) VALUES (:row, :title, :text)"
_ADD_POSTGRES = (
    "INSERT INTO words (batch, place, part, vector) "
    "VALUES (:batch, :place, :part, to_tsvector('english', :text))"
)


def search_versions(connection: Connection, words: str, limit: int = 50) -> list[str]:
    """Ids of the versions that hold all of `words`, the newest on record first.

    Nothing but letters and digits counts in `words`; more than 50 words are cut. No words,
    or (in PostgreSQL) none but "the" and its like: an empty list.
    """
    wanted = _WORD.findall(words.replace("\x00", " "))[:_MOST_WORDS]
    if not wanted:
        return []
    sqlite = connection.dialect.name == "sqlite"
    statement = _ASK_SQLITE if sqlite else _ASK_POSTGRES
    query = " ".join(f'"{word}"' for word in wanted) if sqlite else " ".join(wanted)
    found: Sequence[str] = (
        connection.execute(text(statement), {"query": query, "limit": limit}).scalars().all()
    )
    return list(found)


_ASK_SQLITE = f"""
SELECT version.id FROM words
JOIN version ON version.batch = words.rowid / {_SEQ_FACTOR}
            AND version.place = words.rowid % {_SEQ_FACTOR}
WHERE words MATCH :query ORDER BY words.rowid DESC LIMIT :limit
"""
_ASK_POSTGRES = """
SELECT version.id FROM version JOIN (
    SELECT DISTINCT batch, place FROM words
    WHERE vector @@ plainto_tsquery('english', :query)
) AS hit ON version.batch = hit.batch AND version.place = hit.place
ORDER BY version.batch DESC, version.place DESC LIMIT :limit
"""
