"""Cards kept up to date: which events a batch tells anything new of, and since when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, bindparam, func, select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.cards import (
    cards_begun,
    cards_know,
    cards_up_to,
    put_cards,
    start_cards,
    with_card,
)
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.problems import LedgerBusy
from onrecord.ledger.tables import batch, judgement, mention
from onrecord.ledger.times import instant
from onrecord.model.judgement import Verb
from onrecord.queries.behind import touched_by_unseen, touched_since
from onrecord.queries.cards import CardRows, rows_to_keep
from onrecord.queries.clocks import NOW
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import CHUNK, identities_of
from onrecord.queries.identity import Identity, identify
from onrecord.queries.mentioned import owners_of
from onrecord.queries.visible import View, in_lots, view

# Made once: to make a statement takes longer than to run it.
_NEWEST = select(func.max(batch.c.seq))
_PUT_INTO = (
    select(judgement.c.object)
    .where(
        judgement.c.object.in_(bindparam("ids", expanding=True)),
        judgement.c.verb == Verb.BELONGS.value,
    )
    .distinct()
)

_MOST_BEHIND = 50
"""Batches that the cards may be behind by; beyond that, nothing of them is trusted."""
_SOON = timedelta(seconds=1)
"""For how long the cards may be behind while more and more is recorded."""
_FROM_SCRATCH = 500
"""Batches behind from which all cards are made anew."""
_BATCHES_A_TURN = 50
"""Batches of which the cards are brought up to date at once, while others wait to write."""
_LOT = 100
"""Mentions whose events' cards are put on disk together when all are made."""
_MOST_STALE = 5_000
"""Ids that a list read from cards leaves out at most: a database takes so many as parameters."""


def keep_cards(ledger: Ledger, *, at_once: bool = True) -> bool:
    """Bring the cards up to date with all that is on record; whether that was done.

    Nothing is lost where it is not done: what lists tell of is then worked out from the rows. So
    where another writer does not end, this one gives up; and unless it is to be `at_once`, what
    was recorded within a second waits, so that of many reports in a row, an event's card is made
    once for several.

    Raises:
        ReadOnlyLedger, NoSpace, DamagedLedger, LedgerOutOfReach: see there.
    """
    with suppress(LedgerBusy):
        if at_once or not _is_early(ledger):
            if not _catch_up(ledger):
                _make_all(ledger)
                _catch_up(ledger)
            return True
    return False


def _catch_up(ledger: Ledger) -> bool:
    """Make the cards anew of which anything was recorded since; False where all must be.

    They are worked out while others may write, some batches' at a time. Where another brought the
    cards further meanwhile, what was worked out is thrown away: it may be older than that one's.
    """
    while True:
        with ledger.connect() as connection:
            seen = view(connection, NOW)
            book = codebook_of(seen)
            done = cards_up_to(connection, book.digest)
            newest = newest_batch(seen)
            if done is None or newest - done > _FROM_SCRATCH:
                return False
            if done >= newest:
                return True
            upto = min(newest, done + _BATCHES_A_TURN)
            gone = touched_since(seen, done, upto)
            made: list[CardRows] = []
            identities = events_named(seen, gone)
            for start in range(0, len(identities), CHUNK):
                made += _made(seen, identities[start : start + CHUNK], book)
            gone = gone.union(*(one.ids for one in identities))
        with ledger.writing(lasting=False) as connection:
            if cards_up_to(connection, book.digest) == done:
                _put(connection, gone, made)
                cards_know(connection, book.digest, upto)


def _make_all(ledger: Ledger) -> None:
    """Make all cards, some at a time: they are worked out while others may write.

    They are trusted when the last is made, as of the batch on record at the start: of whatever was
    recorded meanwhile, they are behind as ever. Where another is at it, or was stopped, what is
    made is not made again.
    """
    with ledger.writing(lasting=False) as connection:
        seen = view(connection, NOW)
        book = codebook_of(seen)
        newest = newest_batch(seen)
        since = cards_begun(connection, book.digest)
        if since is None or newest - since > _FROM_SCRATCH:
            since = newest
            start_cards(connection, book.digest, since)
    with ledger.connect() as connection:
        every = select(mention.c.id).order_by(mention.c.batch, mention.c.place)
        mentions = connection.execute(every).scalars().all()
    for start in range(0, len(mentions), _LOT):
        with ledger.connect() as connection:
            if cards_begun(connection, book.digest) != since:
                return
            rows = _missing(view(connection, NOW), mentions[start : start + _LOT], book)
        with ledger.writing(lasting=False) as connection:
            # Who ended it first may have brought cards further than these.
            if cards_begun(connection, book.digest) != since:
                return
            _put(connection, (), rows)
    with ledger.writing(lasting=False) as connection:
        if cards_begun(connection, book.digest) == since:
            cards_know(connection, book.digest, since)


def _missing(seen: View, mentions: Sequence[str], book: Codebook) -> list[CardRows]:
    """The cards of those events of these mentions that have none."""
    made: list[CardRows] = []
    for some in identities_of(seen, mentions, CHUNK):
        there = with_card(seen.connection, [one.id for one in some])
        made += _made(seen, [one for one in some if one.id not in there], book)
    return made


def _is_early(ledger: Ledger) -> bool:
    """Whether the cards are behind, but by few batches and for less than a second; or by so many
    that whoever records one report should not wait for them."""
    with ledger.connect() as connection:
        seen = view(connection, NOW)
        done = cards_up_to(connection, codebook_of(seen).digest)
        newest = newest_batch(seen)
        behind = newest - (done or 0)
        if done is None or behind > _MOST_BEHIND // 2:
            return behind > _FROM_SCRATCH
        ends = select(batch.c.recorded_at).where(batch.c.seq.in_((done, newest)))
        times = [instant(at) for at in connection.execute(ends).scalars()]
    return len(times) == 2 and max(times) - min(times) < _SOON


def _made(seen: View, identities: list[Identity], book: Codebook) -> list[CardRows]:
    return list(rows_to_keep(seen, identities, book, newest_batch(seen)))


def _put(connection: Connection, gone: Collection[str], made: Sequence[CardRows]) -> None:
    put_cards(
        connection,
        gone,
        [row for row, _, _ in made],
        [text for _, text, _ in made],
        [word for _, _, words in made for word in words],
    )


def newest_batch(seen: View) -> int:
    """The number of the newest batch on record, 0 where none is."""
    return seen.connection.execute(_NEWEST).scalar() or 0


@dataclass(frozen=True, slots=True)
class Kept:
    """That there are cards: of what was recorded since, `stale` are the events, by all ids that
    may name one; `newest` is the newest batch on record."""

    stale: frozenset[str]
    newest: int


def cards_kept(seen: View, book: Codebook) -> Kept | None:
    """How far the cards may be trusted; None where they may not."""
    done = cards_up_to(seen.connection, book.digest)
    if done is None:
        return None
    newest = newest_batch(seen)
    if newest - done > _MOST_BEHIND:
        return None
    now = View(seen.connection, NOW, cutoff=None, known=None, redacts=seen.redacts)
    stale = touched_since(now, done, newest)
    if seen.clocks.unseen:
        stale |= touched_by_unseen(now, seen.clocks.unseen, newest)
    return Kept(stale, newest)


def events_named(seen: View, ids: Collection[str]) -> list[Identity]:
    """The events that these ids name; not the mentions of which each is told of another event."""
    told = set(owners_of(seen, ids).values())
    for some in in_lots(ids):
        told.update(row[0] for row in seen.connection.execute(_PUT_INTO, {"ids": some}).all())
    return [one for one in identify(seen, ids) if not one.ids.isdisjoint(told)]


def may_list(seen: View, kept: Kept) -> bool:
    """Whether a list can be read from the cards: all that is on record counts at the clocks, as it
    did when they were made, and they are not stale for more than can be left out."""
    all_count = seen.cutoff is None or seen.cutoff >= kept.newest
    return all_count and len(kept.stale) <= _MOST_STALE
