"""The index of words over the texts of versions: derived, and made again at will.

SQLite: an FTS5 table without content of its own, whose row number is made of the version's batch
and place. PostgreSQL: a table of tsvectors, a long text in parts. Case and accents are folded
here, so that both do it alike; both take English endings off. Every word asked for must stand in
the title or text (of one part, in PostgreSQL, where "the" and its like don't count).
The batch that adds a version adds its words in the same transaction; `make_index` (run by
`onrecord ledger reindex`) throws the index away and makes it again from the rows.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, TextualSelect, select, text

from onrecord.ledger.cards import drop_cards
from onrecord.ledger.review_order import drop_order
from onrecord.ledger.tables import version
from onrecord.ledger.tellings import drop_tellings

PART = 100_000
"""Characters of text that one tsvector is made of; PostgreSQL allows a vector 1 MB."""

_SEQ_FACTOR = 1 << 31
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 50
_LONGEST = 5000


def index_statements(dialect: str) -> list[str]:
    """The statements that make the empty index, for "sqlite" or "postgresql"."""
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


def add_words(connection: Connection, rows: Iterable[tuple[int, int, str, str]]) -> None:
    """Take in versions: (batch, place, title, text) each."""
    sqlite = connection.dialect.name == "sqlite"
    values: list[dict[str, object]] = []
    for batch, place, title, body in rows:
        if sqlite:
            row = batch * _SEQ_FACTOR + place
            values.append({"row": row, "title": _fold(title), "text": _fold(body)})
        else:
            whole = _fold(title + "\n" + body)
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


def _fold(words: str) -> str:
    """`words` without case, accents and NUL.

    >>> _fold("Zoë ÅLUND")
    'zoe alund'
    """
    lower = words.casefold().replace("\x00", " ")
    if lower.isascii():
        return lower
    apart = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def search_versions(connection: Connection, words: str, limit: int = 50) -> list[str]:
    """Ids of the versions that hold all of `words`, the newest on record first.

    Nothing but letters and digits counts in `words`; more than 50 words are cut. No words,
    or (in PostgreSQL) none but "the" and its like: an empty list.
    """
    query = _query(connection, words)
    if not query:
        return []
    sqlite = connection.dialect.name == "sqlite"
    statement = f"{_HOLD_SQLITE if sqlite else _HOLD_POSTGRES} {_NEWEST[sqlite]} LIMIT :limit"
    found: Sequence[str] = (
        connection.execute(text(statement), {"query": query, "limit": limit}).scalars().all()
    )
    return list(found)


def versions_holding(connection: Connection, words: str) -> TextualSelect:
    """As `search_versions`, all of them, as a question to ask another with: a column `id`."""
    sqlite = connection.dialect.name == "sqlite"
    query = _query(connection, words)
    statement = _HOLD_SQLITE if sqlite else _HOLD_POSTGRES
    # What matches no word at all is no query of SQLite's.
    asked = text(statement if query else "SELECT id FROM version WHERE id <> id AND id <> :query")
    return asked.bindparams(query=query).columns(version.c.id)


def _query(connection: Connection, words: str) -> str:
    """The words as the database's own search takes them."""
    wanted = _WORD.findall(_fold(words[:_LONGEST]))[:_MOST_WORDS]
    sqlite = connection.dialect.name == "sqlite"
    return " ".join(f'"{word}"' for word in wanted) if sqlite else " ".join(wanted)


_HOLD_SQLITE = f"""
SELECT version.id FROM words
JOIN version ON version.batch = words.rowid / {_SEQ_FACTOR}
            AND version.place = words.rowid % {_SEQ_FACTOR}
WHERE words MATCH :query"""
_HOLD_POSTGRES = """
SELECT version.id FROM version JOIN (
    SELECT DISTINCT batch, place FROM words
    WHERE vector @@ plainto_tsquery('english', :query)
) AS hit ON version.batch = hit.batch AND version.place = hit.place"""
_NEWEST = {
    True: "ORDER BY words.rowid DESC",
    False: "ORDER BY version.batch DESC, version.place DESC",
}
"""By whether the database is SQLite."""


def make_index(connection: Connection) -> int:
    """Throw the index away and make it again from the versions; how many there are.

    The index of tellings, the cards and the order of review go too: the next report that is
    recorded, or who reviews, makes them again.
    """
    drop_tellings(connection)
    drop_cards(connection)
    drop_order(connection)
    connection.execute(text("DROP TABLE IF EXISTS words"))
    for statement in index_statements(connection.dialect.name):
        connection.execute(text(statement))
    question = select(version.c.batch, version.c.place, version.c.body).order_by(
        version.c.batch, version.c.place
    )
    count = 0
    for batch, place, body in connection.execute(question.execution_options(yield_per=100)):
        fields = json.loads(body)
        add_words(connection, [(batch, place, str(fields["title"]), str(fields["text"]))])
        count += 1
    return count
