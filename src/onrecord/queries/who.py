"""`who`: what an actor said, in order, and the terms they used over time."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_, select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import clip
from onrecord.ledger.tables import attribution, claim, found
from onrecord.model.attribution import Speaker
from onrecord.model.judgement import Verb
from onrecord.model.scales import SpeakerClass, Status
from onrecord.model.value import TermValue
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import NotOnRecord, event_rows
from onrecord.queries.judgements import actor_pairs
from onrecord.queries.lines import lines_of
from onrecord.queries.prepared import Sight, prepared
from onrecord.queries.relations import Relations
from onrecord.queries.rows import ActorRecord, Said, Wording
from onrecord.queries.said import said_rows
from onrecord.queries.speakers import plain
from onrecord.queries.told import (
    actor_judgements,
    asking,
    attributions_with_relays,
    told_by_mentions,
)
from onrecord.queries.visible import View, reports_of, versions_of
from onrecord.registers.actors import ActorRegister, load_actors

MOST = 500
"""Attributions, and claims, of an actor that are looked at, at most."""


def ask_who(
    ledger: Ledger,
    words: str,
    clocks: Clocks = NOW,
    *,
    limit: int = MOST,
    terms_of: int = MOST,
    codebook: Codebook | None = None,
    actors: ActorRegister | None = None,
) -> ActorRecord:
    """What an actor said: at most `limit` attributions, and the terms of at most `terms_of` claims,
    the last recorded.

    `words` are a code ("KOR.MIL"), a name that the register of actors knows, or a name as reports
    give it; where none is just that, names that hold the words. An unnamed class ("officials") is
    found by its words and is nobody in particular.

    Raises:
        NotOnRecord: nobody of that name said anything by then.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        names, codes = known_as(seen, words, actors)
        said, looked_at = _said(seen, names, codes, limit)
        if not said:
            raise NotOnRecord(
                f'Nobody called "{words.strip()}" is on record as saying anything.',
                "Give a name as onrecord blame and said write it, or a code such as KOR.MIL.",
            )
        speakers = {row.attribution.speaker for row in said}
        return ActorRecord(
            words=words,
            names=tuple(sorted({speaker.name for speaker in speakers})),
            codes=tuple(sorted({s.code for s in speakers if s.code is not None})),
            said=tuple(said),
            wording=_wording(seen, names, codes, book, terms_of),
            more=looked_at == limit,
        )


@lru_cache(maxsize=1)
def _shipped_actors() -> ActorRegister:
    return load_actors()


def known_as(
    seen: View, words: str, actors: ActorRegister | None = None
) -> tuple[set[str], set[str]]:
    """Names and codes that the actor goes by, in this record."""
    wanted = " ".join(words.split())
    known = (actors or _shipped_actors()).find(wanted)
    names, codes = {wanted}, {wanted.upper()}
    if known is not None:
        names.add(known.name)
        codes.add(known.code)
    for row in actor_pairs(actor_judgements(seen, {clip(n) for n in names | codes})):
        if row.verb is Verb.SAME_ACTOR and row.object is not None:
            names |= {row.subject, row.object}
            codes |= {row.subject, row.object}
    if not _spoken(seen, names, codes, 1):
        loose = attribution.c.speaker_name.icontains(clip(wanted), autoescape=True)
        question = select(attribution.c.speaker_name).where(loose, seen.on(attribution))
        names |= set(seen.connection.execute(question.distinct().limit(50)).scalars())
    return names, codes


def _spoken(seen: View, names: Collection[str], codes: Collection[str], most: int) -> list[str]:
    """Attributions to one of these names or codes, at most `most`: the last recorded, first."""
    rows = {
        row.id: (row.batch, row.place)
        for question, some in ((_named, names), (_coded, codes))
        for words in {clip(one) for one in some}
        for row in seen.ask(question, who=words, most=most)
    }
    return sorted(rows, key=lambda id: rows[id], reverse=True)[:most]


@prepared
def _named(at: Sight) -> Select[Any]:
    return _last_of(at, attribution.c.speaker_name)


@prepared
def _coded(at: Sight) -> Select[Any]:
    return _last_of(at, attribution.c.speaker_code)


def _last_of(at: Sight, column: ColumnElement[Any]) -> Select[Any]:
    """The last attributions to whom a column names: one at a time, so that an index has them in
    order."""
    columns = attribution.c
    return (
        select(columns.id, columns.batch, columns.place)
        .where(column == bindparam("who"), at.on(attribution))
        .order_by(columns.batch.desc(), columns.place.desc())
        .limit(bindparam("most"))
    )


def _said(
    seen: View, names: Collection[str], codes: Collection[str], limit: int
) -> tuple[list[Said], int]:
    """What they said, and how many attributions were looked at for it."""
    ids = _spoken(seen, names, codes, limit)
    attributions = attributions_with_relays(seen, ids)
    told_in = {attributions[id].version for id in ids if id in attributions}
    reports = versions_of(seen, reports_of(seen, told_in))
    versions = {held.id: held for some in reports.values() for held in some}
    return said_rows(seen, attributions, versions, ids), len(ids)


def _wording(
    seen: View, names: Collection[str], codes: Collection[str], book: Codebook, limit: int
) -> tuple[Wording, ...]:
    """The terms that the actor used, event by event, in order of known time."""
    terms = {
        slot.name for kind in book.kinds.values() for slot in kind.slots.values() if slot.terms
    }
    mentions = mentions_claimed_by(seen, names, codes, limit, terms)
    events = told_by_mentions(seen, mentions, book)
    rows: list[Wording] = []
    for told, event in zip(events, event_rows(seen, events, book), strict=True):
        relations = Relations(book, event.kind)
        among = [Status.STANDING, Status.SUPERSEDED, Status.WITHDRAWN]
        rows += [
            Wording(event, line.row.claim.slot, line.value, line.row.words, line)
            for line in lines_of(told, relations, among)
            if isinstance(line.row.claim.value, TermValue)
            and said_by(line.row.claim.speaker, names, codes)
        ]
    return tuple(sorted(rows, key=lambda row: (row.line.since, row.slot, row.line.row.id)))


def mentions_claimed_by(
    seen: View,
    names: Collection[str],
    codes: Collection[str],
    limit: int,
    slots: Collection[str] | None = None,
) -> set[str]:
    """The mentions of the last recorded claims (in some slots), at most `limit`, of a speaker of
    these names or codes."""
    who = {
        "names": sorted({clip(name) for name in names}),
        "codes": sorted({clip(code) for code in codes}),
    }
    if slots is None:
        rows = seen.ask(_claimed, most=limit, **who)
    else:
        rows = seen.ask(_claimed_in, most=limit, slots=sorted(slots), **who)
    return {row.mention for row in rows}


@prepared
def _claimed(at: Sight) -> Select[Any]:
    columns = claim.c
    return (
        select(found.c.mention)
        .join(claim, columns.id == found.c.object)
        .where(
            or_(
                columns.speaker_name.in_(bindparam("names", expanding=True)),
                columns.speaker_code.in_(bindparam("codes", expanding=True)),
            ),
            found.c.sort == "claim",
            found.c.mention.is_not(None),
            at.on(claim, found),
        )
        .order_by(found.c.batch.desc(), found.c.place.desc())
        .limit(bindparam("most"))
    )


@prepared
def _claimed_in(at: Sight) -> Select[Any]:
    every: Select[Any] = _claimed(at)  # type: ignore[assignment]
    return every.where(claim.c.slot.in_(bindparam("slots", expanding=True)))


def said_by(speaker: Speaker, names: Collection[str], codes: Collection[str]) -> bool:
    """Whether a speaker is one of these names or codes."""
    if speaker.code is not None and speaker.code in codes:
        return True
    if speaker.speaker_class is SpeakerClass.UNNAMED:
        return speaker.name in names
    return plain(speaker.name) in {plain(name) for name in names}
