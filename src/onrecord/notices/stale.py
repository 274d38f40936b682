"""Stale: a sentence that a later sentence or version overtook ("has not responded")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from onrecord.codebook import Codebook, SlotType
from onrecord.model.attribution import Attribution, Speaker
from onrecord.model.notice import Evidence, Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.report import Version
from onrecord.model.scales import Certainty, SpeakerClass
from onrecord.model.span import Span
from onrecord.model.value import ActorValue, TermValue
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.overtaken import overtaken
from onrecord.notices.passages import in_lead, leads, mentions_in, sentence_at, speaks_of
from onrecord.registers.actors import ActorRegister, load_actors

SILENT = "silent"
"""The term of the codebook for a reaction that is none."""
_REACTION = "reaction"
_SILENCE = re.compile(
    r"\b(?:(?:has|have|had|did|do|does|would|could) not|hasn.t|haven.t|didn.t|yet to|no (?:comment|"
    r"response|reaction|mention)|silent|silence|declined?|refused?)\b",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"\b(?:has|have) (?:now|since|finally) \w+", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:comment|respond|react|reply|repli|answer|mention)\w*\s+(?:to|on|about|of)\b",
    re.IGNORECASE,
)
_HEADS = ("president", "prime minister", "chancellor", "leader", "chairman", "supreme leader")
"""Offices that speak for a whole state and for its head's office."""


def find_stale(
    history: EventHistory, codebook: Codebook, actors: ActorRegister | None = None
) -> tuple[Notice, ...]:
    """Silence that was broken: by the same actor, on the same event, in the same or a later text;
    and headlines and captions that kept a figure which their text replaced (`overtaken`).

    Two ways to a silence. A reaction `silent` (its histories stand in `others`) whose actor is
    then quoted on this event; an actor that stands for a whole state answers through its
    government, its media and its head. And words withheld ("would not say whether …") by a
    speaker who later speaks of the same thing. A silence about another event, or one told after
    the answer, raises nothing. Each silence is told once, at its last telling before the answer.
    """
    kind = codebook.kinds.get(history.kind)
    if kind is None or not any(slot.type is SlotType.PLACE for slot in kind.slots.values()):
        return ()
    found: list[Notice] = []
    silences = list(_silences(history))
    if silences and actors is None:
        actors = load_actors()
    known = {
        row.version.id: row.version.known_at
        for event in (*history.others, history)
        for row in event.rows
    }
    done: set[str] = set()
    for who, row in reversed(silences):
        key = who.code or who.name.casefold()
        if key in done:
            continue
        answer = _answer(history, who, row, actors, known)
        if answer is not None:
            done.add(key)
            found.append(_say(history, row, answer))
    found.reverse()
    found.extend(_withheld(history))
    found.extend(overtaken(history, codebook))
    return tuple(found)


def _silences(history: EventHistory) -> Iterator[tuple[ActorValue, ClaimRow]]:
    """(who is silent, the row that says so), in order of time, where it is about this event."""
    rows = sorted(
        (
            (other, row)
            for other in history.others
            if other.kind == _REACTION
            for row in other.rows
            if isinstance(row.claim.value, TermValue) and row.claim.value.term == SILENT
        ),
        key=lambda pair: (pair[1].version.known_at, pair[1].version.number, pair[1].claim.span),
    )
    for other, row in rows:
        version = history.versions.get(row.version.id)
        if version is None:
            continue
        sentence = sentence_at(version, row.claim.span.start)
        if not _about(history, row.version.id, sentence):
            continue
        for who in other.rows:
            named = isinstance(who.claim.value, ActorValue) and who.claim.slot == "who"
            if named and who.version.id == row.version.id:
                assert isinstance(who.claim.value, ActorValue)
                yield who.claim.value, row
                break


def _about(history: EventHistory, version: str, sentence: Span) -> bool:
    """Whether the sentence says that someone kept silent on this event.

    Either it mentions the event, or it names nothing that the silence is about and the event
    leads the report.
    """
    words = sentence.of(history.versions[version].text)
    if not _SILENCE.search(words) or _BROKEN.search(words):
        return False
    if mentions_in(history, version, sentence):
        return speaks_of(history, version, sentence)
    return not _ABOUT.search(words) and leads(history, version) and in_lead(history, version)


def _answer(
    history: EventHistory,
    who: ActorValue,
    row: ClaimRow,
    actors: ActorRegister | None,
    times: Mapping[str, datetime],
) -> tuple[Attribution, Version] | None:
    """The first attribution on this event by the silent one, in the same or a later version."""
    silent = sentence_at(history.versions[row.version.id], row.claim.span.start)
    candidates = []
    for attribution in history.attributions.values():
        version = history.versions.get(attribution.version)
        if version is None or attribution.certainty is Certainty.UNSTATED:
            continue
        known = times.get(attribution.version)
        if known is None or known < row.version.known_at:
            continue
        same = attribution.version == row.version.id
        if same and any(silent.overlaps(span) for span in attribution.content):
            continue
        if not _speaks_for(who, attribution, actors, wide_only=same):
            continue
        if not _on_event(history, attribution, version):
            continue
        candidates.append((known, attribution.content[0], attribution, version))
    if not candidates:
        return None
    _, _, attribution, version = min(candidates, key=lambda each: (each[0], each[1]))
    return attribution, version


def _speaks_for(
    who: ActorValue, attribution: Attribution, actors: ActorRegister | None, *, wide_only: bool
) -> bool:
    """Whether the attribution's speaker is the silent actor or speaks for it."""
    speaker = attribution.speaker
    code = _code(speaker, actors)
    if speaker.speaker_class is SpeakerClass.OUTLET and speaker.code is None:
        return False
    if not who.code or not code:
        return speaker.speaker_class is SpeakerClass.NAMED and (
            speaker.name.casefold() == who.name.casefold() and not wide_only
        )
    country, _, office = who.code.partition(".")
    wide = office in ("", "GOV")
    if wide_only and not wide:
        return False
    if code == who.code or code.startswith(who.code + "."):
        return True
    if wide and code.partition(".")[0] == country:
        return True
    person = actors.get(code) if actors else None
    if person is None or person.country != country:
        return False
    heads = any(role.title.casefold() in _HEADS for role in person.roles)
    return heads and (wide or office.startswith("GOV.PRES"))


def _code(speaker: Speaker, actors: ActorRegister | None) -> str | None:
    """The speaker's code, else that of the office or state that its words begin or end with.

    "A U.S. defense department official" speaks from the department, named or not.
    """
    if speaker.code or actors is None:
        return speaker.code
    words = [word for word in speaker.name.split() if word.casefold() not in ("a", "an", "the")]
    for size in range(min(len(words), 5), 0, -1):
        for part in (words[:size], words[-size:]):
            written = " ".join(word if word[:1].isupper() else word.title() for word in part)
            actor = actors.find(written)
            if actor is not None:
                return actor.code
    return None


def _on_event(history: EventHistory, attribution: Attribution, version: Version) -> bool:
    """Whether the content, or a sentence that it stands in, speaks of this event."""
    if any(mentions_in(history, attribution.version, span) for span in attribution.content):
        return True
    first = attribution.content[0]
    return mentions_in(history, attribution.version, sentence_at(version, first.start))


def _withheld(history: EventHistory) -> Iterator[Notice]:
    """Something that a speaker would not say, and later said, in versions of one report."""
    order = {
        row.version.id: (row.version.known_at, row.version.report, row.version.number)
        for row in history.rows
    }
    reports = [report for _, report, _ in order.values()]
    repeated = {report for report in reports if reports.count(report) > 1}
    said = [
        one
        for one in history.attributions.values()
        if one.version in order and order[one.version][1] in repeated
    ]
    said.sort(key=lambda a: (order[a.version], a.content[0]))
    for at, withheld in enumerate(said):
        if withheld.certainty is not Certainty.UNSTATED:
            continue
        version = history.versions.get(withheld.version)
        if version is None:
            continue
        topic = _topic(withheld, version)
        for later in said[at + 1 :]:
            text = history.versions.get(later.version)
            if text is None or later.certainty is Certainty.UNSTATED:
                continue
            before, after = order[withheld.version], order[later.version]
            if before[1] != after[1] or before[2] >= after[2]:
                continue
            if later.speaker.name.casefold() != withheld.speaker.name.casefold():
                continue
            if len(topic & _topic(later, text)) >= 2:
                yield _say_withheld(history, withheld, later)
                break


def _topic(attribution: Attribution, version: Version) -> frozenset[str]:
    """Longer words of the content, cut to six letters."""
    words = " ".join(span.of(version.text) for span in attribution.content).casefold().split()
    return frozenset(word.strip(".,;:“”\"'’")[:6] for word in words if len(word) > 3)


def _whole(attribution: Attribution) -> Span:
    """From the source or cue to the end of the content's first stretch."""
    spans = [attribution.content[0]]
    spans += [span for span in (attribution.source, attribution.cue) if span is not None]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _say(history: EventHistory, row: ClaimRow, answer: tuple[Attribution, Version]) -> Notice:
    attribution, version = answer
    silent = history.versions[row.version.id]
    sentence = sentence_at(silent, row.claim.span.start)
    text = sentence.of(silent.text).strip()
    said: Evidence = shared.evidence_at(history, attribution.version, _whole(attribution))
    first = Evidence(row.version.id, sentence, sentence.of(silent.text), row.id)
    return Notice(
        kind=NoticeKind.STALE,
        event=history.event,
        slot=row.claim.slot,
        item=None,
        rests_on=(first, said),
        says=(
            f"“{text}” is overtaken: {attribution.speaker.name} is quoted on this event"
            f"{_where(version)}."
        ),
    )


def _say_withheld(history: EventHistory, withheld: Attribution, later: Attribution) -> Notice:
    first = shared.evidence_at(history, withheld.version, _whole(withheld))
    last = shared.evidence_at(history, later.version, _whole(later))
    return Notice(
        kind=NoticeKind.STALE,
        event=history.event,
        slot=None,
        item=None,
        rests_on=(first, last),
        says=f"{later.speaker.name} would not say before and has said since: “{last.words}”.",
    )


def _where(version: Version) -> str:
    return f" in {version.facts.outlet}" if version.facts.outlet else ""
