"""Obligations: duties that a text about an event speaks of, with the verdict on each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.codebook import Codebook, SlotType
from onrecord.model.notice import Evidence, Notice, NoticeKind
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.obligations import Cover, Verdict, verdicts
from onrecord.notices.passages import (
    in_lead,
    kind_at,
    leads,
    matches,
    mentions_in,
    sentence_at,
    speaking,
)
from onrecord.registers.actors import ActorRegister
from onrecord.registers.obligations import Obligation

_BREACH = re.compile(
    r"\b(?:violat(?:e|es|ed|ing|ion|ions)|breach(?:es|ed|ing)?|contraven(?:e|es|ed|ing|tion))\b"
    r"[^.;“”]{0,50}\b(?:resolutions?|treaty|agreements?|rules|convention|moratorium|ceasefire|"
    r"truce|accords?|pact|obligations?)\b",
    re.IGNORECASE,
)


_MORE = re.compile(r"[^.;,“”\"]{0,80}")
_OUTER = (BlockKind.CAPTION, BlockKind.HEADLINE, BlockKind.DEK)


def find_duties(
    history: EventHistory,
    codebook: Codebook,
    obligations: Sequence[Obligation],
    actors: ActorRegister | None = None,
) -> tuple[Notice, ...]:
    """Duties that a reader should be told of: those that a text about the event speaks of.

    A duty of the register that no text mentions is left to `verdicts`: it holds for every
    such event and is no news. A breach of some other rule that a text asserts ("a violation of
    the ceasefire") is told as said, without a judgement of ours. In a text that tells of several
    events of the kind, duties are told with the one that it tells of first.
    """
    found: list[Notice] = []
    spoken: set[tuple[str, Span]] = set()
    for verdict in verdicts(history, codebook, _spoken_of(history, obligations), actors):
        words = {word for text in verdict.texts for word in text.words}
        for version_id, version in history.versions.items():
            if not leads(history, version_id):
                continue
            spans = list(speaking(version, frozenset(words)))
            beside = any(mentions_in(history, version_id, span) for span in spans)
            if spans and (beside or in_lead(history, version_id)):
                spoken |= {(version_id, span) for span in spans}
                found.append(_say(history, verdict, version_id, spans[:2]))
                break
    kind = codebook.kinds.get(history.kind)
    if kind is None or not any(slot.type is SlotType.PLACE for slot in kind.slots.values()):
        return tuple(found)
    known = frozenset(word for entry in obligations for word in entry.words)
    for version_id, version in history.versions.items():
        held = speaking(version, known)
        spoken |= {(version_id, span) for span in held}
    return (*found, *_asserted(history, spoken))


def _spoken_of(history: EventHistory, obligations: Sequence[Obligation]) -> list[Obligation]:
    """The entries that bear on such events and that some text about this one speaks of."""
    bearing = [entry for entry in obligations if history.kind in (*entry.kinds, *entry.beside)]
    return [
        entry
        for entry in bearing
        if any(speaking(version, frozenset(entry.words)) for version in history.versions.values())
    ]


def _say(history: EventHistory, verdict: Verdict, version: str, spans: list[Span]) -> Notice:
    """The duty, how it stands to the event, and what would decide an open case."""
    text = verdict.texts[-1]
    more = f", like {len(verdict.texts) - 1} more," if len(verdict.texts) > 1 else ""
    names = f"{text.title} ({text.force}){more}"
    row = verdict.rests_on[0] if verdict.rests_on else None
    if verdict.cover is Cover.COVERED:
        says = f"{names} covers this event, for {verdict.why}: it {text.says}."
    elif verdict.cover is Cover.NOT_COVERED:
        says = f"{names} does not cover this event, for {verdict.why}: it {text.says}."
    else:
        says = f"Whether {names} covers this event is open, for {verdict.why}; "
        says += f"it turns on {verdict.decides}."
    rests: list[Evidence] = [shared.evidence_at(history, version, span) for span in spans]
    if row is not None:
        later = row.version.id == version or history.versions[version] is _first_of(history)
        rests.insert(len(rests) if later else 0, shared.evidence(row))
    slot = row.claim.slot if row is not None else None
    return Notice(NoticeKind.OBLIGATION, history.event, slot, None, tuple(rests), says)


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
