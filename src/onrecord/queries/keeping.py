"""Cards kept up to date: which events a batch tells anything new of, and since when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, func, select, union

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.cards import (
    card_word,
    cards_begun,
    cards_know,
    cards_up_to,
    put_cards,
    start_cards,
    with_card,
)
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.problems import LedgerBusy
from onrecord.ledger.tables import (
    appearance,
    attribution,
    batch,
    claim,
    found,
    judgement,
    mention,
    redaction,
    version,
)
from onrecord.ledger.times import instant
from onrecord.model.judgement import Verb
from onrecord.queries.cards import FOUNDER, CardRows, rows_to_keep
from onrecord.queries.clocks import NOW
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import CHUNK, identities_of
from onrecord.queries.identity import Identity, identify, judgements_in
from onrecord.queries.judgements import ACTORS, MEMBERSHIP
from onrecord.queries.mentioned import owners_of
from onrecord.queries.rows import JudgementRow
from onrecord.queries.tellings import judged_between, versions_touched
from onrecord.queries.told import actor_judgements
from onrecord.queries.visible import View, in_lots, view

_MOST_BEHIND = 50
"""Batches that the cards may be behind by; beyond that, nothing of them is trusted."""
_SOON = timedelta(seconds=1)
"""For how long the cards may be behind while more and more is recorded."""
_FROM_SCRATCH = 500
"""Batches behind from which all cards are made anew."""
_LOT = 100
"""Mentions whose events' cards are put on disk together when all are made."""
_MOST_STALE = 5_000
"""Ids that a list read from cards leaves out at most: a database takes so many as parameters."""


def keep_cards(ledger: Ledger, *, at_once: bool = True) -> None:
    """Bring the cards up to date with all that is on record.

    Nothing is lost where it is not done: what lists tell of is then worked out from the rows. So
    where another writer does not end, this one gives up; and unless it is to be `at_once`, what
    was recorded within a second waits, so that of many reports in a row, an event's card is made
    once for several.

    Raises:
        ReadOnlyLedger, NoSpace, DamagedLedger, LedgerOutOfReach: see there.
    """
    with suppress(LedgerBusy):
        if not at_once and _is_early(ledger):
            return
        if not _catch_up(ledger):
            _make_all(ledger)
            _catch_up(ledger)


def _catch_up(ledger: Ledger) -> bool:
    """Make the cards anew of which anything was recorded since; False where all must be."""
    with ledger.writing() as connection:
        seen = view(connection, NOW)
        book = codebook_of(seen)
        done = cards_up_to(connection, book.digest)
        newest = _newest(seen)
        if done is None or newest - done > _FROM_SCRATCH:
            return False
        if done < newest:
            ids = touched(seen, done, newest)
            identities = events_named(seen, ids)
            put_cards(connection, ids, [], [], [])
            for start in range(0, len(identities), CHUNK):
                some = identities[start : start + CHUNK]
                gone = {id for one in some for id in one.ids}
                _put(connection, gone, _made(seen, some, book))
            cards_know(connection, book.digest, newest)
        return True


def _make_all(ledger: Ledger) -> None:
    """Make all cards, some at a time: they are worked out while others may write.

    They are trusted when the last is made, as of the batch on record at the start: of whatever was
    recorded meanwhile, they are behind as ever. Where another is at it, or was stopped, what is
    made is not made again.
    """
    with ledger.writing() as connection:
        seen = view(connection, NOW)
        book = codebook_of(seen)
        newest = _newest(seen)
        since = cards_begun(connection, book.digest)
        if since is None or newest - since > _FROM_SCRATCH:
            since = newest
            start_cards(connection, book.digest, since)
        every = select(mention.c.id).order_by(mention.c.batch, mention.c.place)
        mentions = connection.execute(every).scalars().all()
    for start in range(0, len(mentions), _LOT):
        with ledger.connect() as connection:
            if cards_begun(connection, book.digest) != since:
                return
            rows = _missing(view(connection, NOW), mentions[start : start + _LOT], book)
        with ledger.writing() as connection:
            # Who ended it first may have brought cards further than these.
            if cards_begun(connection, book.digest) != since:
                return
            _put(connection, (), rows)
    with ledger.writing() as connection:
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
        newest = _newest(seen)
        behind = newest - (done or 0)
        if done is None or behind > _MOST_BEHIND // 2:
            return behind > _FROM_SCRATCH
        ends = select(batch.c.recorded_at).where(batch.c.seq.in_((done, newest)))
        times = [instant(at) for at in connection.execute(ends).scalars()]
    return len(times) == 2 and max(times) - min(times) < _SOON


def _made(seen: View, identities: list[Identity], book: Codebook) -> list[CardRows]:
    return list(rows_to_keep(seen, identities, book, _newest(seen)))


def _put(connection: Connection, gone: Collection[str], made: Sequence[CardRows]) -> None:
    put_cards(
        connection,
        gone,
        [row for row, _, _ in made],
        [text for _, text, _ in made],
        [word for _, _, words in made for word in words],
    )


def _newest(seen: View) -> int:
    return seen.connection.execute(select(func.max(batch.c.seq))).scalar() or 0


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
    newest = _newest(seen)
    if newest - done > _MOST_BEHIND:
        return None
    now = view(seen.connection, NOW)
    unseen = judgements_in(now, seen.clocks.unseen)
    stale = touched(now, done, newest, unseen) if newest > done or unseen else set()
    return Kept(frozenset(stale), newest)


def events_named(seen: View, ids: Collection[str]) -> list[Identity]:
    """The events that these ids name; not the mentions of which each is told of another event."""
    told = set(owners_of(seen, ids).values())
    for some in in_lots(ids):
        put = select(judgement.c.object).where(
            judgement.c.object.in_(some), judgement.c.verb == Verb.BELONGS.value
        )
        told.update(seen.connection.execute(put.distinct()).scalars())
    return [one for one in identify(seen, ids) if not one.ids.isdisjoint(told)]


def may_list(seen: View, kept: Kept) -> bool:
    """Whether a list can be read from the cards: all that is on record counts at the clocks, as it
    did when they were made, and they are not stale for more than can be left out."""
    all_count = seen.cutoff is None or seen.cutoff >= kept.newest
    return all_count and len(kept.stale) <= _MOST_STALE


def touched(seen: View, done: int, upto: int, besides: Collection[JudgementRow] = ()) -> set[str]:
    """Ids of the events of which these batches, the first aside, tell anything new, and of those
    that the judgements `besides` bear on.

    All ids that may have named one before or may now, those of what is no event any more too.
    """
    judged = [*judged_between(seen, done, upto), *besides]
    ends = {end for row in judged for end in (row.subject, row.object) if end}
    hidden = _hidden(seen, done, upto)
    versions = versions_touched(seen, done, upto, ends | hidden) | _versions_of(seen, hidden)
    reports: set[str] = set(hidden)
    for some in in_lots(versions):
        question = select(version.c.report).where(version.c.id.in_(some))
        reports.update(seen.connection.execute(question).scalars())
    names = {end for row in judged if Verb(row.verb) in ACTORS for end in (row.subject, row.object)}
    ids = ends | _told_in(seen, reports) | _told_by(seen, names)
    ids |= _with_their_cards(seen, ids)
    for one in identify(seen, ids):
        ids |= one.ids
    return ids | _parts(seen, ids)


def _hidden(seen: View, done: int, upto: int) -> set[str]:
    """What these batches redact."""
    question = select(redaction.c.subject).where(
        redaction.c.batch > done, redaction.c.batch <= upto
    )
    return set(seen.connection.execute(question).scalars())


def _versions_of(seen: View, rows: Iterable[str]) -> set[str]:
    """The versions among these rows, and those that one of them was found in or shows."""
    versions: set[str] = set()
    for some in in_lots(rows):
        question = union(
            select(version.c.id).where(version.c.id.in_(some)),
            select(attribution.c.version).where(attribution.c.id.in_(some)),
            select(appearance.c.version).where(appearance.c.capture.in_(some)),
        )
        versions.update(seen.connection.execute(question).scalars())
    return versions


def _told_in(seen: View, reports: Iterable[str]) -> set[str]:
    """The events that these reports tell of, or once told of."""
    ids: set[str] = set()
    for some in in_lots(reports):
        there = select(version.c.id).where(version.c.report.in_(some))
        mentions = select(mention.c.id).where(mention.c.version.in_(there))
        ids.update(seen.connection.execute(mentions).scalars())
        claims = select(claim.c.id).where(claim.c.version.in_(there))
        for rows in (mentions, claims):
            put = select(judgement.c.object).where(
                judgement.c.subject.in_(rows), judgement.c.verb.in_([v.value for v in MEMBERSHIP])
            )
            ids.update(id for id in seen.connection.execute(put.distinct()).scalars() if id)
    return ids


def _told_by(seen: View, names: Iterable[str]) -> set[str]:
    """The events of claims by speakers of these names or codes, or who may be the same."""
    wanted = {name for name in names if name}
    for row in actor_judgements(seen, wanted) if wanted else ():
        wanted |= {row.subject, row.object or row.subject}
    mentions: set[str] = set()
    for some in in_lots(wanted):
        for column in (claim.c.speaker_name, claim.c.speaker_code):
            question = (
                select(found.c.mention)
                .join(claim, claim.c.id == found.c.object)
                .where(column.in_(some), found.c.sort == "claim", found.c.mention.is_not(None))
            )
            mentions.update(seen.connection.execute(question.distinct()).scalars())
    return set(owners_of(seen, mentions).values())


def _with_their_cards(seen: View, ids: Iterable[str]) -> set[str]:
    """All ids of the events that one of these named when their cards were made."""
    found_with: set[str] = set()
    for some in in_lots(ids):
        events = select(card_word.c.event).where(
            card_word.c.sort == FOUNDER, card_word.c.word.in_(some)
        )
        question = select(card_word.c.word).where(
            card_word.c.sort == FOUNDER, card_word.c.event.in_(events)
        )
        found_with.update(seen.connection.execute(question).scalars())
    return found_with


def _parts(seen: View, ids: Iterable[str]) -> set[str]:
    """Events that are, or were, part of one of these: they name it."""
    parts: set[str] = set()
    for some in in_lots(ids):
        question = select(judgement.c.subject).where(
            judgement.c.object.in_(some), judgement.c.verb == Verb.PART_OF.value
        )
        parts.update(seen.connection.execute(question).scalars())
    return parts
