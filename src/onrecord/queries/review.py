"""An item to review, with what one needs to see to decide on it and nothing that anyone decided."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select

from onrecord.codebook.codebook import Codebook, Slot, SlotType
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import claim as claim_table
from onrecord.ledger.tables import found, judgement, mention
from onrecord.model.attribution import Attribution
from onrecord.model.claim import Claim
from onrecord.model.mention import Mention
from onrecord.model.notice import Notice
from onrecord.model.record import EventRow, VersionRow
from onrecord.model.report import Version
from onrecord.model.scales import Certainty
from onrecord.model.span import Span
from onrecord.queries.clocks import NOW
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.fetch import hidden_claims
from onrecord.queries.history import attributions_read
from onrecord.queries.lines import relayed_by
from onrecord.queries.parsed import claim_of, mention_of
from onrecord.queries.prepared import Sight, prepared
from onrecord.queries.sentences import sentence_at
from onrecord.queries.speakers import speaker_words
from onrecord.queries.told import asking, attributions_with_relays
from onrecord.queries.visible import (
    Seen,
    View,
    redacted,
    redactions,
    reports_of,
    rows_by_id,
    versions_of,
)
from onrecord.queries.words import claim_words

_SIDE = 8
"""Values that are shown of either side of a link, at most."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in their sentence: what stands before them, they themselves, what stands behind."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class ClaimToReview:
    """A claim as its reader read it.

    `written` is the value as one writes it to amend it; `terms` are those that the slot takes.
    `hedge` are the words that limit it, or its certainty, or None.
    """

    id: str
    event: EventRow
    kind_title: str
    slot: str
    slot_title: str
    definition: str
    item: str | None
    value: str
    written: str
    terms: tuple[str, ...]
    speaker: str
    via: tuple[str, ...]
    hedge: str | None
    passage: Passage
    version: VersionRow
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things that a link joins: a mention in its sentence, and what is said of it."""

    mention: str
    passage: Passage
    version: VersionRow
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LinkToReview:
    """That a mention, with all that is one with it, is of an event, and why a reader says so.

    `across` tells that it joins two events; else the mention is one of its own report's event.
    """

    id: str
    event: EventRow
    kind_title: str
    across: bool
    one: Side
    other: Side
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeInPlace:
    """A notice, its event, and the versions that its words stand in, as `rests_on` has them."""

    notice: Notice
    event: EventRow
    versions: tuple[VersionRow | None, ...]


def claim_to_review(ledger: Ledger, id: str, event: EventRow) -> ClaimToReview | None:
    """The claim with this id, of this event; None if it must not be shown."""
    with asking(ledger, NOW) as seen:
        book = codebook_of(seen)
        claim = _claim(seen, id)
        held = None if claim is None else _versions(seen, [claim.version]).get(claim.version)
        if claim is None or held is None or held.hidden or hidden_claims(seen, {id: claim}):
            return None
        kind = book.kinds.get(event.kind)
        slot = kind.slots.get(claim.slot) if kind else None
        said = attributions_with_relays(seen, [claim.attribution] if claim.attribution else [])
        confidence, rule = _read_with(seen, id, held.read_by)
        return ClaimToReview(
            id=id,
            event=event,
            kind_title=kind.title if kind else event.kind,
            slot=claim.slot,
            slot_title=slot.title if slot else claim.slot,
            definition=slot.definition if slot else "",
            item=claim.item,
            value=claim_words(claim),
            written=_written(claim, slot, held.version),
            terms=_terms(slot, book),
            speaker=speaker_words(claim.speaker, held),
            via=relayed_by(claim.attribution, said),
            hedge=_hedge(claim, said, held.version),
            passage=_passage(held.version, claim.span),
            version=held.row,
            confidence=confidence,
            rule=rule,
        )


def link_to_review(ledger: Ledger, link: str, event: EventRow) -> LinkToReview | None:
    """The link that a reader's judgement made to this event; None if a side must not be shown."""
    with asking(ledger, NOW) as seen:
        book = codebook_of(seen)
        row = rows_by_id(seen, judgement, [link]).get(link)
        if row is None or row.object is None:
            return None
        rows = rows_by_id(seen, mention, [row.subject, row.object])
        mentions = {id: mention_of(one.body) for id, one in rows.items()}
        versions = _versions(seen, [one.version for one in mentions.values()])
        if len(mentions) < 2 or redactions(seen, mentions):
            return None
        sides = [_side(seen, id, mentions[id], versions, book) for id in (row.subject, row.object)]
        if sides[0] is None or sides[1] is None:
            return None
        kind = book.kinds.get(event.kind)
        return LinkToReview(
            id=row.subject,
            event=event,
            kind_title=kind.title if kind else event.kind,
            across=row.verb == "merged",
            one=sides[0],
            other=sides[1],
            reasons=tuple(json.loads(row.body)["because"].split("; ")),
        )


def notice_in_place(ledger: Ledger, notice: Notice, event: EventRow) -> NoticeInPlace:
    """A notice of this event with the versions of its words."""
    with asking(ledger, NOW) as seen:
        versions = _versions(seen, [one.version for one in notice.rests_on])
        held = [versions.get(one.version) for one in notice.rests_on]
        return NoticeInPlace(notice, event, tuple(one.row if one else None for one in held))


def in_short(ledger: Ledger, ids: Collection[str]) -> dict[str, str]:
    """Id -> a claim by slot, value and words, or the words of a mention; others are left out."""
    with asking(ledger, NOW) as seen:
        rows = rows_by_id(seen, claim_table, ids)
        claims = {id: claim_of(row.body) for id, row in rows.items()}
        rows = rows_by_id(seen, mention, set(ids) - set(claims))
        mentions = {id: mention_of(row.body) for id, row in rows.items()}
        both: dict[str, Claim | Mention] = {**claims, **mentions}
        versions = _versions(seen, {one.version for one in both.values()})
        hidden = {**hidden_claims(seen, claims), **redactions(seen, mentions)}
        told: dict[str, str] = {}
        for id, one in both.items():
            held = versions.get(one.version)
            if reason := hidden.get(id) or (held.hidden if held else None):
                told[id] = redacted(reason)
            elif isinstance(one, Claim):
                words = f" – “{one.span.of(held.version.text)}”" if held else ""
                told[id] = f"{one.slot}: {claim_words(one)}{words}"
            elif held is not None:
                told[id] = f"“{one.span.of(held.version.text)}” in {held.row.title}"
        return told


def to_mark(ledger: Ledger, version_id: str) -> tuple[Seen, tuple[Attribution, ...]] | None:
    """A version to mark claims in and its attributions; None if it must not be shown, or is not."""
    with asking(ledger, NOW) as seen:
        held = _versions(seen, [version_id]).get(version_id)
        if held is None or held.hidden is not None:
            return None
        return held, tuple(attributions_read(seen, {held.id: held}).values())


def _claim(seen: View, id: str) -> Claim | None:
    row = rows_by_id(seen, claim_table, [id]).get(id)
    return None if row is None else claim_of(row.body)


def _versions(seen: View, versions: Collection[str]) -> dict[str, Seen]:
    held = versions_of(seen, reports_of(seen, versions))
    return {one.id: one for some in held.values() for one in some}


def _read_with(seen: View, id: str, read_by: str | None) -> tuple[float, str]:
    """The confidence and the rule of the current reading, or of the last that found the claim."""
    rows = seen.ask(_found_as, claim=id)
    current = [row for row in rows if row.reading == read_by] or rows
    noted = json.loads(current[-1].extra or "{}") if current else {}
    return float(noted.get("confidence", 1.0)), str(noted.get("rule", ""))


@prepared
def _found_as(_: Sight) -> Select[Any]:
    return (
        select(found.c.reading, found.c.extra)
        .where(found.c.object == bindparam("claim"), found.c.sort == "claim")
        .order_by(found.c.batch, found.c.place)
    )


def _written(claim: Claim, slot: Slot | None, version: Version) -> str:
    """The claim's value as a person writes one of that type."""
    body = claim.value.as_json()
    if slot is None or slot.type is SlotType.QUANTITY:
        return claim.span.of(version.text)
    key = {SlotType.DATE: "edtf", SlotType.TERM: "term", SlotType.PLACE: "place"}
    return str(body.get(key.get(slot.type, ""), body.get("actor") or body.get("text") or ""))


def _terms(slot: Slot | None, book: Codebook) -> tuple[str, ...]:
    if slot is None or slot.type is not SlotType.TERM:
        return ()
    broad = slot.terms or tuple(book.terms)
    return tuple(sorted(id for id in book.terms if any(book.is_a(id, one) for one in broad)))


def _hedge(claim: Claim, said: dict[str, Attribution], version: Version) -> str | None:
    held = said.get(claim.attribution or "")
    if held is not None and held.hedge is not None:
        return held.hedge.of(version.text)
    return None if claim.certainty is Certainty.CERTAIN else claim.certainty.value


def _passage(version: Version, span: Span) -> Passage:
    sentence = sentence_at(version, span)
    end = max(sentence.end, span.end)
    return Passage(
        version.text[sentence.start : span.start],
        span.of(version.text),
        version.text[span.end : end],
    )


def _side(
    seen: View, id: str, one: Mention, versions: dict[str, Seen], book: Codebook
) -> Side | None:
    held = versions.get(one.version)
    if held is None or held.hidden is not None:
        return None
    rows = seen.ask(_said_of, mention=id, reading=held.read_by)
    claims = {row.id: claim_of(row.body) for row in rows}
    hidden = hidden_claims(seen, claims)
    kind = book.kinds.get(one.kind)
    values = []
    for claim_id, claim in claims.items():
        if claim_id not in hidden:
            slot = kind.slots.get(claim.slot) if kind else None
            values.append((slot.title if slot else claim.slot, claim_words(claim)))
    return Side(id, _passage(held.version, one.span), held.row, tuple(dict.fromkeys(values)))


@prepared
def _said_of(_: Sight) -> Select[Any]:
    return (
        select(claim_table.c.id, claim_table.c.body)
        .join(found, found.c.object == claim_table.c.id)
        .where(
            found.c.mention == bindparam("mention"),
            found.c.sort == "claim",
            found.c.reading == bindparam("reading"),
        )
        .order_by(found.c.batch, found.c.place)
        .limit(_SIDE)
    )
