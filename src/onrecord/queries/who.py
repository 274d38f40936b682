"""`who`: what an actor said, in order, and the terms they used over time."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import clip
from onrecord.ledger.tables import attribution, claim, found, version
from onrecord.model.attribution import Speaker
from onrecord.model.judgement import Verb
from onrecord.model.scales import SpeakerClass, Status
from onrecord.model.value import TermValue
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import NotOnRecord, event_rows
from onrecord.queries.judgements import actor_pairs
from onrecord.queries.lines import lines_of
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
from onrecord.queries.visible import View, versions_of
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
        said, looked_at = _said(seen, attribution, names, codes, limit)
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
    if not _any(seen, spoken_by(attribution, names, codes)):
        loose = attribution.c.speaker_name.icontains(clip(wanted), autoescape=True)
        question = select(attribution.c.speaker_name).where(loose, seen.on(attribution))
        names |= set(seen.connection.execute(question.distinct().limit(50)).scalars())
    return names, codes


def spoken_by(table: Any, names: Collection[str], codes: Collection[str]) -> ColumnElement[bool]:
    """That a row of the table is credited to one of these names or codes."""
    return or_(
        table.c.speaker_name.in_(sorted(clip(name) for name in names)),
        table.c.speaker_code.in_(sorted(clip(code) for code in codes)),
    )


def _any(seen: View, condition: ColumnElement[bool]) -> bool:
    question = select(attribution.c.id).where(condition, seen.on(attribution)).limit(1)
    return seen.connection.execute(question).first() is not None


def _said(
    seen: View, table: Any, names: Collection[str], codes: Collection[str], limit: int
) -> tuple[list[Said], int]:
    """What they said, and how many attributions were looked at for it."""
    question = (
        select(table.c.id, version.c.report)
        .join(version, version.c.id == table.c.version)
        .where(spoken_by(table, names, codes), seen.on(table, version))
        .order_by(table.c.batch.desc(), table.c.place.desc())
        .limit(limit)
    )
    rows = seen.connection.execute(question).all()
    ids = [row.id for row in rows]
    reports = versions_of(seen, {row.report for row in rows})
    versions = {held.id: held for some in reports.values() for held in some}
    return said_rows(seen, attributions_with_relays(seen, ids), versions, ids), len(ids)


def _wording(
    seen: View, names: Collection[str], codes: Collection[str], book: Codebook, limit: int
) -> tuple[Wording, ...]:
    """The terms that the actor used, event by event, in order of known time."""
    terms = {
        slot.name for kind in book.kinds.values() for slot in kind.slots.values() if slot.terms
    }
    mentions = mentions_claimed_by(seen, names, codes, limit, claim.c.slot.in_(sorted(terms)))
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
    *conditions: ColumnElement[bool],
) -> set[str]:
    """The mentions of the last recorded claims, at most `limit`, of a speaker of these names or
    codes."""
    question = (
        select(found.c.mention)
        .join(claim, claim.c.id == found.c.object)
        .where(
            spoken_by(claim, names, codes),
            found.c.sort == "claim",
            found.c.mention.is_not(None),
            seen.on(claim, found),
            *conditions,
        )
        .order_by(found.c.batch.desc(), found.c.place.desc())
        .limit(limit)
    )
    return set(seen.connection.execute(question).scalars())


def said_by(speaker: Speaker, names: Collection[str], codes: Collection[str]) -> bool:
    """Whether a speaker is one of these names or codes."""
    if speaker.code is not None and speaker.code in codes:
        return True
    if speaker.speaker_class is SpeakerClass.UNNAMED:
        return speaker.name in names
    return plain(speaker.name) in {plain(name) for name in names}
