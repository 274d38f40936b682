"""What lists tell of each event as it stands now: derived from the rows, and made again at will.

A card is one event: its name, days, places and outlets, and what it may be looked for by. Cards
are made in `onrecord.queries.cards` after each recording, so that a list reads some rows instead
of all claims of all its events. The tables are no part of the record: nothing is lost with them,
so they are made when they are missing and the database lets their rows be changed.

They are trusted where this very onrecord made all of them, with the codebook in use.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    inspect,
    select,
    update,
)

from onrecord.ledger.derived import begin_anew, made_by

FORM = 5
"""The form of the cards; those of another form are thrown away."""

_AT_ONCE = 500

_derived = MetaData()

card = Table(
    "card",
    _derived,
    Column("event", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("batch", Integer, nullable=False),
    Column("first_known", Text, nullable=False),
    Column("last_known", Text, nullable=False),
    Column("last_told", Text, nullable=False),
    Column("first_day", Text, nullable=True),
    Column("last_day", Text, nullable=True),
    Column("judged", Integer, nullable=False),
    Index("card_last_told", "last_told", "event"),
    Index("card_kind", "kind", "last_told", "first_day", "event"),
    Index("card_last_known", "last_known", "first_known", "event"),
)
"""One event, by the id that names it.

`batch` is the newest batch when the card was made. `first_known` is the oldest known time of the
versions that tell of it, `last_told` the newest; `last_known` is the newest of any version of its
reports. `first_day` and `last_day` bound all days that are told of it, `judged` counts the
judgements of persons on it.
"""

card_word = Table(
    "card_word",
    _derived,
    Column("sort", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Index("card_word_event", "event", "sort"),
)
"""What an event may be looked for by: `sort` says what the word is (`onrecord.queries.cards`)."""

card_text = Table(
    "card_text",
    _derived,
    Column("event", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("moments", Text, nullable=False),
    Column("compared", Text, nullable=False),
    Column("stated", Text, nullable=False),
)
"""What a list tells of the event, what others are compared with it by, now and at each of its
earlier moments, the claims that this rests on now, and what each version states of it; all JSON."""

_up_to = Table(
    "cards_up_to",
    _derived,
    Column("form", Integer, primary_key=True, autoincrement=False),
    Column("codebook", Text, nullable=False),
    Column("batch", Integer, nullable=False),
)
"""One row: `codebook` tells what the cards are made by, or are being made by."""


# Made once: to make a statement takes longer than to run it, and others wait meanwhile.
_KNOW = select(_up_to.c.batch).where(
    _up_to.c.form == bindparam("form"), _up_to.c.codebook == bindparam("made_by")
)
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_WORDS = select(card_word).where(card_word.c.event.in_(_IDS))
_DELETE_WORD = delete(card_word).where(
    card_word.c.sort == bindparam("was"),
    card_word.c.word == bindparam("held"),
    card_word.c.event == bindparam("of"),
)
_DELETE = [delete(table).where(table.c.event.in_(_IDS)) for table in (card, card_text)]
_INSERT = {table: insert(table) for table in (card, card_text, card_word)}
_KNOWS = update(_up_to).values(codebook=bindparam("made_by"), batch=bindparam("newest"))


def cards_up_to(connection: Connection, codebook: str) -> int | None:
    """The newest batch that the cards know; None where there are none, or by another codebook or
    onrecord, or not all of them.

    `codebook` is the digest of the one that names and slots come from.
    """
    return _batch(connection, made_by(codebook))


def cards_begun(connection: Connection, codebook: str) -> int | None:
    """The batch as of which all cards are being made; None where they are made or not begun."""
    return _batch(connection, _being_made_by(codebook))


def _being_made_by(codebook: str) -> str:
    return f"begun: {made_by(codebook)}"


def _batch(connection: Connection, maker: str) -> int | None:
    if not inspect(connection).has_table(_up_to.name):
        return None
    return connection.execute(_KNOW, {"form": FORM, "made_by": maker}).scalar()


def start_cards(connection: Connection, codebook: str, batch: int) -> None:
    """Throw the cards away, and begin to make all of them as of `batch`."""
    begin_anew(connection, _derived, _up_to, FORM)
    row = {"form": FORM, "codebook": _being_made_by(codebook), "batch": batch}
    connection.execute(insert(_up_to).values(row))


def with_card(connection: Connection, events: Collection[str]) -> set[str]:
    """Those of some events that have a card."""
    question = select(card.c.event).where(card.c.event.in_(sorted(events)))
    return set(connection.execute(question).scalars())


def put_cards(
    connection: Connection,
    gone: Collection[str],
    cards: Sequence[Mapping[str, object]],
    texts: Sequence[Mapping[str, object]],
    words: Sequence[Mapping[str, object]],
) -> None:
    """Put these cards in the place of those of the events `gone` and of their own.

    Most words stay as they are, and are left where they are: each stands in three indexes.
    """
    wanted = {(row["sort"], row["word"], row["event"]): row for row in words}
    ids = sorted({*gone, *(str(row["event"]) for row in cards)})
    stale: list[dict[str, object]] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for statement in _DELETE:
            connection.execute(statement, {"ids": some})
        for held in connection.execute(_WORDS, {"ids": some}):
            if wanted.pop(tuple(held), None) is None:
                stale.append({"was": held.sort, "held": held.word, "of": held.event})
    if stale:
        connection.execute(_DELETE_WORD, stale)
    for table, rows in ((card, cards), (card_text, texts), (card_word, wanted.values())):
        if rows:
            connection.execute(_INSERT[table], list(rows))


def cards_know(connection: Connection, codebook: str, batch: int) -> None:
    """All cards are made, and know everything up to `batch`."""
    connection.execute(_KNOWS, {"made_by": made_by(codebook), "newest": batch})


def drop_cards(connection: Connection) -> None:
    """Throw the cards away."""
    _derived.drop_all(connection)
