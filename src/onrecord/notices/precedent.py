"""Precedents: what a text says of an event's place among others ("first since May")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from onrecord.codebook import Codebook, SlotType
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.scales import Modality
from onrecord.model.span import Span
from onrecord.notices import rows as shared
from onrecord.notices.doers import doers
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import matches, mentions_in, speaks_of
from onrecord.notices.ranks import check_rank
from onrecord.registers.actors import ActorRegister, load_actors

_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"\d{1,2}(?:st|nd|rd|th))"
)
_PERIOD = (
    r"(?:less than |more than |about |over |under |the (?:last|past) |nearly |almost |as many )?"
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|several|many)?\s?"
    r"(?:days?|weeks?|months?|years?|decades?|century|hours?|fortnight)"
)
_BEST = (
    r"(?:deadliest|worst|largest|biggest|strongest|longest|most \w+|heaviest|highest|"
    r"bloodiest|greatest|costliest)"
)
_PATTERN = re.compile(
    rf"\b{_ORDINAL}\s+(?:such\s+)?(?P<a>[^.,;“”\"]{{0,40}}?)\b(?:since|(?:with)?in {_PERIOD}|"
    r"this (?:year|month|week)|so far this)\b"
    rf"|\b(?:the|its|their|’s|'s)\s+{_BEST}\b(?P<b>[^.,;“”\"]{{0,50}}?)\b(?:since|in {_PERIOD}|"
    r"on record|ever|in (?:\w+ )?history|of the (?:year|century|decade))\b"
    r"|\bfor the first time (?:since|in)\b",
    re.IGNORECASE,
)
"""An ordinal or a record with its reach. Every repetition is bounded."""
_RANK = re.compile(rf"{_ORDINAL}|\w+est|worst|most", re.IGNORECASE)
_MORE = re.compile(r"\s*[^.;,”\"]{0,60}")


def find_precedents(
    history: EventHistory, codebook: Codebook, actors: ActorRegister | None = None
) -> tuple[Notice, ...]:
    """What the texts say of the event's place among others; one notice a version.

    The words must name happenings of the kind ("the third grave rail crash in a year"), or stand
    beside a mention of the event. The notice adds what the record has on it: that it holds one
    in between, as many, fewer, or one that had more. "First" without a reach ("the first
    responders") raises nothing.
    """
    kind = codebook.kinds.get(history.kind)
    if kind is None or not any(slot.type is SlotType.PLACE for slot in kind.slots.values()):
        return ()
    if history.mentions and all(m.modality is not Modality.ACTUAL for m in history.mentions):
        return ()
    nouns = shared.nouns_of(kind)
    found: list[Notice] = []
    said: set[str] = set()
    earlier: list[EventHistory] | None = None
    for version_id, version in history.versions.items():
        spans = []
        for sentence, match in matches(version, _PATTERN):
            if not speaks_of(history, version_id, sentence):
                continue
            head = _head(match.of(version.text))
            beside = mentions_in(history, version_id, match)
            bare = not head and mentions_in(history, version_id, sentence)
            if not (head in nouns or head in _ANY or beside or bare):
                continue
            more = _MORE.match(version.text, match.end, sentence.end)
            spans.append(Span(match.start, more.end() if more else match.end))
        words = spans[0].of(version.text).strip() if spans else ""
        if spans and words.casefold() not in said:
            said.add(words.casefold())
            earlier = _alike(history, actors) if earlier is None else earlier
            found.append(_say(history, version_id, spans, words, earlier))
    return tuple(found)


_ANY = frozenset(("incident", "event", "one"))
_SMALL = frozenset(("such", "the", "its", "their", "major", "ever", "s"))
_STOP = re.compile(
    r"\b(?:of|to|in|on|by|at|from|for|with|within|since|this|so|off|near|involving)\b"
)


def _head(words: str) -> str:
    """The noun that is counted or ranked, before its first preposition; "" where none is.

    >>> _head("the third grave rail crash in a year"), _head("the worst on the lake since")
    ('crash', '')
    """
    first = _STOP.split(words.casefold())[0].split()
    kept = [word for word in first if word not in _SMALL]
    rank = next((at for at, word in enumerate(kept) if _RANK.fullmatch(word)), -1)
    rest = kept[rank + 1 :]
    return rest[-1] if rest else ""


def _say(
    history: EventHistory,
    version: str,
    spans: list[Span],
    words: str,
    earlier: Sequence[EventHistory],
) -> Notice:
    told = _day(history, version)
    checked = check_rank(words, told, history, earlier) if told is not None else None
    on_record = f" {checked}" if checked else ""
    outlet = history.versions[version].facts.outlet or "The report"
    return Notice(
        kind=NoticeKind.PRECEDENT,
        event=history.event,
        slot=None,
        item=None,
        rests_on=tuple(shared.evidence_at(history, version, span) for span in spans),
        says=f"{outlet} calls it “{words}”.{on_record}",
    )


def _day(history: EventHistory, version: str) -> date | None:
    """The day on which the version was public, else that on which the page says so."""
    known = [row.version.known_at for row in history.rows if row.version.id == version]
    if known:
        return min(known).date()
    published = history.versions[version].facts.published
    return published.at.date() if published is not None else None


def _alike(history: EventHistory, actors: ActorRegister | None) -> list[EventHistory]:
    """The other events of the kind, by the same state where it is known whose doing they were."""
    every = {one.event: one for one in (*history.of_its_kind(), *history.earlier())}
    register = actors or load_actors()
    mine = doers(history, register)
    return [
        other
        for _, other in sorted(every.items())
        if not mine or not (theirs := doers(other, register)) or mine & theirs
    ]
