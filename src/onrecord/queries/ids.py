"""The one row that the beginning of an id names."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import literal, select, union_all

from onrecord.errors import Misused
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import ROW_TABLES
from onrecord.queries.short import is_short_id

NAMED = ("report", "version", "capture", "attribution", "mention", "claim", "judgement")
"""Sorts of rows that people name."""


def resolve_id(ledger: Ledger, words: str, sorts: Sequence[str] = NAMED) -> tuple[str, str]:
    """Sort and whole id of the one row of `sorts` whose id begins with `words`.

    Raises:
        Misused: the words can be no id, or no row or several begin so.
    """
    prefix = words.strip().lower()
    if not is_short_id(prefix):
        raise Misused(f'"{words}" is no id.', "An id has 6 to 64 characters, 0-9 and a-f.")
    beyond = prefix + "g"  # greater than every id that begins so
    question = union_all(
        *(
            select(literal(sort), table.c.id).where(table.c.id >= prefix, table.c.id < beyond)
            for sort in sorts
            for table in [ROW_TABLES[sort]]
        )
    )
    with ledger.connect() as connection:
        rows = sorted({(str(row[0]), str(row[1])) for row in connection.execute(question)})
    if not rows:
        raise Misused(f"No {' or '.join(sorts)} on record begins with {prefix}.")
    if len(rows) > 1:
        raise Misused(
            f"{len(rows)} rows begin with {prefix}: "
            + ", ".join(f"{sort} {id[:12]}" for sort, id in rows[:6])
            + ".",
            "Give more characters of the one you mean.",
        )
    return rows[0]
