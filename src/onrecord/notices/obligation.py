"""Obligations: duties of the register, and duties that a text speaks of, that bear on an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.codebook import Codebook, SlotType
from onrecord.model.notice import Evidence, Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.report import BlockKind, Version
from onrecord.model.scales import Certainty, Status
from onrecord.model.span import Span
from onrecord.model.value import DateValue, TermValue
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import (
    in_lead,
    kind_at,
    leads,
    matches,
    mentions_in,
    sentence_at,
    speaking,
)
from onrecord.registers.obligations import Obligation
from onrecord.values.calendar import bounds

_BREACH = re.compile(
    r"\b(?:violat(?:e|es|ed|ing|ion|ions)|breach(?:es|ed|ing)?|contraven(?:e|es|ed|ing|tion))\b"
    r"[^.;“”]{0,50}\b(?:resolutions?|treaty|agreements?|rules|convention|moratorium|ceasefire|"
    r"truce|accords?|pact|obligations?)\b",
    re.IGNORECASE,
)


_MORE = re.compile(r"[^.;,“”\"]{0,80}")
_OUTER = (BlockKind.CAPTION, BlockKind.HEADLINE, BlockKind.DEK)


class Cover(StrEnum):
    """How a duty stands to an event."""

    COVERED = "covered"
    NOT_COVERED = "not covered"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Bearing:
    """That a duty bears on an event: how, by which claims, and which texts lay it down."""

    duty: str
    cover: Cover
    texts: tuple[Obligation, ...]
    rests_on: tuple[ClaimRow, ...]


def find_bearings(
    history: EventHistory, codebook: Codebook, obligations: Sequence[Obligation]
) -> tuple[Bearing, ...]:
    """Every duty of the register that bears on the event, told of in a text or not.

    A duty bears where its kind of event, its bound state (named beside a mention of the event)
    and its time fit. It covers the event where someone's standing word for the thing is one of
    its terms; it is undetermined where a word only may be, or none is given; it doesn't cover
    where no word is one of its terms and some word rules them out.
    """
    days = _days(history)
    if days is None:
        return ()
    by_duty: dict[str, list[Obligation]] = {}
    for entry in obligations:
        fits = history.kind in entry.kinds and entry.holds_on(*days)
        if fits and entry.names and _names_bound(history, entry):
            by_duty.setdefault(entry.duty, []).append(entry)
    return tuple(_bearing(history, codebook, duty, by_duty[duty]) for duty in by_duty)


def _bearing(
    history: EventHistory, codebook: Codebook, duty: str, texts: list[Obligation]
) -> Bearing:
    slot = texts[0].slot
    terms = {term for text in texts for term in text.terms}
    if slot is None:
        return Bearing(duty, Cover.COVERED, tuple(texts), ())
    rows = [
        row
        for row in shared.in_force(history.rows, slot)
        if isinstance(row.claim.value, TermValue) and row.status is Status.STANDING
    ]
    sure = [row for row in rows if any(codebook.is_a(_term(row), term) for term in terms)]
    plain = [row for row in sure if row.claim.certainty is Certainty.CERTAIN]
    if plain or sure:
        return Bearing(duty, Cover.COVERED, tuple(texts), tuple((plain or sure)[:1]))
    ruled_out = [row for row in rows if not any(codebook.may_be(_term(row), t) for t in terms)]
    if ruled_out:
        return Bearing(duty, Cover.NOT_COVERED, tuple(texts), tuple(ruled_out[:1]))
    return Bearing(duty, Cover.UNDETERMINED, tuple(texts), tuple(rows[:1]))


def _term(row: ClaimRow) -> str:
    return row.claim.value.term if isinstance(row.claim.value, TermValue) else ""


def find_duties(
    history: EventHistory, codebook: Codebook, obligations: Sequence[Obligation]
) -> tuple[Notice, ...]:
    """Duties that a reader should be told of: those that a text about the event speaks of.

    A duty of the register that no text mentions is left to `find_bearings`: it holds for every
    such event and is no news. A breach of some other rule that a text asserts ("a violation of
    the ceasefire") is told as said, without a judgement of ours. In a text that tells of several
    events of the kind, duties are told with the one that it tells of first.
    """
    found: list[Notice] = []
    spoken: set[tuple[str, Span]] = set()
    for bearing in find_bearings(history, codebook, obligations):
        words = {word for text in bearing.texts for word in text.words}
        for version_id, version in history.versions.items():
            if not leads(history, version_id):
                continue
            spans = list(speaking(version.text, version.blocks, frozenset(words)))
            beside = any(mentions_in(history, version_id, span) for span in spans)
            if spans and (beside or in_lead(history, version_id)):
                spoken |= {(version_id, span) for span in spans}
                found.append(_say(history, bearing, version_id, spans[:2]))
                break
    kind = codebook.kinds.get(history.kind)
    if kind is None or not any(slot.type is SlotType.PLACE for slot in kind.slots.values()):
        return tuple(found)
    known = frozenset(word for entry in obligations for word in entry.words)
    for version_id, version in history.versions.items():
        held = speaking(version.text, version.blocks, known)
        spoken |= {(version_id, span) for span in held}
    return (*found, *_asserted(history, spoken))


def _say(history: EventHistory, bearing: Bearing, version: str, spans: list[Span]) -> Notice:
    """The duty, how it stands to the event, and what would decide an open case."""
    text = bearing.texts[-1]
    more = f" and {len(bearing.texts) - 1} more" if len(bearing.texts) > 1 else ""
    names = f"{text.title}{more} ({text.force})"
    row = bearing.rests_on[0] if bearing.rests_on else None
    called = f", for {shared.speaker_words(row)} says “{row.words}”" if row else ""
    if bearing.cover is Cover.COVERED:
        says = f"{names} covers this event{called}: it {text.says}."
    elif bearing.cover is Cover.NOT_COVERED:
        says = f"{names} does not cover this event{called}: it {text.says}."
    else:
        says = f"Whether {names} covers this event is open{called}; it turns on {text.decides}."
    rests: list[Evidence] = [shared.evidence_at(history, version, span) for span in spans]
    if row is not None:
        later = row.version.id == version or history.versions[version] is _first_of(history)
        rests.insert(len(rests) if later else 0, shared.evidence(row))
    return Notice(NoticeKind.OBLIGATION, history.event, text.slot, None, tuple(rests), says)


def _first_of(history: EventHistory) -> Version | None:
    """The version that was public first."""
    first = min(history.rows, key=lambda row: row.version.known_at, default=None)
    return history.versions.get(first.version.id) if first else None


def _asserted(history: EventHistory, spoken: set[tuple[str, Span]]) -> list[Notice]:
    """Breaches of other rules that a text speaks of beside a mention of the event."""
    found: list[Notice] = []
    for version_id, version in history.versions.items():
        for sentence, match in matches(version, _BREACH):
            if (version_id, sentence) in spoken:
                continue
            if kind_at(version, sentence.start) in _OUTER:
                continue
            if not mentions_in(history, version_id, _before(version_id, history, sentence)):
                continue
            more = _MORE.match(version.text, match.end, sentence.end)
            span = Span(match.start, more.end() if more else match.end)
            found.append(
                Notice(
                    kind=NoticeKind.OBLIGATION,
                    event=history.event,
                    slot=None,
                    item=None,
                    rests_on=(shared.evidence_at(history, version_id, span),),
                    says=(
                        f"{version.facts.outlet or 'The report'} tells of "
                        f"“{span.of(version.text).strip()}” in connection with this event; the "
                        "register holds no such duty."
                    ),
                )
            )
            break
    return found


def _before(version: str, history: EventHistory, sentence: Span) -> Span:
    """The sentence with the one before it."""
    text = history.versions[version]
    start = sentence_at(text, sentence.start - 3).start if sentence.start > 3 else 0
    return Span(min(start, sentence.start), sentence.end)


def _days(history: EventHistory) -> tuple[date, date] | None:
    """The days of the event: its narrowest `when`, else the day it was first known."""
    spans = []
    for row in shared.in_force(history.rows, "when"):
        value = row.claim.value
        days = bounds(value.edtf) if isinstance(value, DateValue) else None
        if days is not None and days.first is not None and days.last is not None:
            spans.append((days.first, days.last))
    if spans:
        return min(spans, key=lambda each: (each[1] - each[0], each))
    known = [row.version.known_at.date() for row in history.rows]
    return (min(known), min(known)) if known else None


def _names_bound(history: EventHistory, entry: Obligation) -> bool:
    """Whether a sentence that mentions the event names the bound state."""
    for mention in history.mentions:
        version = history.versions.get(mention.version)
        if version is None:
            continue
        words = sentence_at(version, mention.span.start).of(version.text)
        if any(name in words for name in entry.names):
            return True
    return False
