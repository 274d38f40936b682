"""Ids as people write them: what a beginning names, and the shortest that names one row alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, and_, func, literal, or_, select, union_all

from onrecord.errors import Misused
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import ROW_TABLES, batch
from onrecord.queries.short import LEAST, is_short_id, shortest

NAMED = ("report", "version", "capture", "attribution", "mention", "claim", "judgement")
"""Sorts of rows that people name."""

_ROOM = 256
"""Beginnings there must be for each row: so few of those that are shown come to name two later."""
_IDS_A_QUESTION = 100

_KNOWN_AS = {
    "mention": ("an event", "onrecord show {}"),
    "claim": ("a claim", "onrecord explain {}"),
    "report": ("a report", "onrecord diff {}"),
    "version": ("a version of a report", "onrecord diff {}"),
    "judgement": ("a judgement", "onrecord judge undo {}"),
    "attribution": ("an attribution", "onrecord redact {}"),
    "capture": ("a capture", "onrecord redact {}"),
}
"""Sort -> what people call it, and a command that takes one."""


def short_ids(ledger: Ledger, ids: Iterable[str]) -> dict[str, str]:
    """Id -> the shortest beginning that no other id on this ledger has, of 6 characters or more.

    Large ledgers take more than 6, so that what is shown today still names one row as more are
    recorded.
    """
    with ledger.connect() as connection:
        return short_ids_in(connection, ids)


def short_ids_in(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """As `short_ids`, in an open view."""
    wanted = set(ids)
    rows = connection.execute(select(func.sum(batch.c.row_count))).scalar() or 0
    least = LEAST
    while 16**least < _ROOM * rows:
        least += 1
    near = set(_beginning_so(connection, {id[:least] for id in wanted}))
    short = shortest(wanted | near, least)
    return {id: short[id] for id in wanted}


def _beginning_so(connection: Connection, prefixes: set[str]) -> Iterator[str]:
    """All ids on record that begin with one of these."""
    ordered = sorted(prefixes)
    for start in range(0, len(ordered), _IDS_A_QUESTION):
        some = ordered[start : start + _IDS_A_QUESTION]
        for sort in NAMED:
            id = ROW_TABLES[sort].c.id
            question = select(id).where(or_(*(and_(id >= one, id < one + "g") for one in some)))
            yield from connection.execute(question).scalars()


def resolve_id(ledger: Ledger, words: str, sorts: Sequence[str] = NAMED) -> tuple[str, str]:
    """Sort and whole id of the one row of `sorts` whose id begins with `words`.

    Raises:
        Misused: the words can be no id, or no row or several begin so.
    """
    prefix = words.strip().lower()
    if not is_short_id(prefix):
        raise Misused(f'"{words}" is no id.', "An id has 6 to 64 characters, 0-9 and a-f.")
    with ledger.connect() as connection:
        rows = _rows_beginning(connection, prefix, sorts)
        if len(rows) == 1:
            return rows[0]
        if not rows:
            what = " or ".join(_KNOWN_AS[sort][0] for sort in sorts)
            raise another_sort(connection, prefix, what) or Misused(
                f"No id on record begins with {prefix}.", "Copy it from a page that shows it."
            )
        short = short_ids_in(connection, [id for _, id in rows])
    shown = ", ".join(f"{short[id]} ({_KNOWN_AS[sort][0]})" for sort, id in rows[:8])
    more = f", and {len(rows) - 8} more" if len(rows) > 8 else ""
    raise Misused(f"{len(rows)} ids begin with {prefix}: {shown}{more}.", "Name one.")


class OtherSort(Misused):
    """An id names a row of another sort than the one that is wanted."""


def another_sort(connection: Connection, words: str, wanted: str) -> OtherSort | None:
    """The problem that the id which begins so names something else than what is `wanted` ("an
    event"); None where it names nothing.
    """
    prefix = words.strip().lower()
    if not is_short_id(prefix):
        return None
    for sort, _ in _rows_beginning(connection, prefix, NAMED):
        what, command = _KNOWN_AS[sort]
        if what == wanted or (sort, wanted) == ("version", "a report"):
            continue  # of that sort, only not to be seen: its own error says so
        return OtherSort(
            f"{words.strip()} names {what}, not {wanted}.",
            f"Try: {command.format(words.strip())}",
        )
    return None


def _rows_beginning(
    connection: Connection, prefix: str, sorts: Sequence[str]
) -> list[tuple[str, str]]:
    question = union_all(
        *(
            select(literal(sort), table.c.id).where(table.c.id >= prefix, table.c.id < prefix + "g")
            for sort in sorts
            for table in [ROW_TABLES[sort]]
        )
    )
    return sorted({(str(row[0]), str(row[1])) for row in connection.execute(question)})
