"""Wording: a speaker's word for a thing changed, or a word that others use is withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.codebook import Codebook, SlotType
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.span import Span
from onrecord.model.value import TermValue
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import matches, mentions_in, speaks_of
from onrecord.values.compare import Relation

_QUOTED = r"[“\"‘'][^“”\"‘’]{2,60}[”\"’']"
_TOLD = re.compile(
    # the words of the source come first, the word given up or withheld after them
    r"\b(?:had|has|have)\s+(?:earlier|previously|initially|first|until then)\s+"
    r"(?:only\s+)?(?:spoken|referred|described|called|talked)\s+(?:only\s+)?[^.;]{0,60}"
    rf"|\b(?:spoke|speaks|referred|refers|described|calls|called)\b[^.;“\"]{{0,40}}{_QUOTED}"
    r"\s+(?:rather than|instead of)\s+[^.;]{3,60}"
    rf"|\b(?:instead|in place) of\s+(?:the\s+)?[^“\".;]{{0,40}}{_QUOTED}"
    r"|\b(?:did|does|do) not (?:call|describe|refer to) (?:it|them|the [\w-]+)\s+[^.;]{3,40}"
    r"|\b(?:stopped|stops) short of (?:calling|describing)\b[^.;]{3,60}"
    r"|\b(?:avoid(?:s|ed|ing)?|dropped|drops|withh\w+|no longer use[sd]?) the (?:word|term)s?"
    r"\b[^.;]{0,60}"
    r"|\bno longer (?:call|speak|refer)(?:s|ed|ing)?\b[^.;]{3,60}"
    rf"|\bthe (?:word|term)s? {_QUOTED}(?: (?:and|or|nor) {_QUOTED})? (?:did|does|do) not "
    r"(?:appear|occur|stand)\b[^.;]{0,20}"
    r"|\bby speaking of \w[\w -]{2,40} for (?:days|weeks|months|years)"
)
"""Passages in which a text itself says that someone's word changed. Bounded everywhere."""


def find_wordings(history: EventHistory, codebook: Codebook) -> tuple[Notice, ...]:
    """Where a credited speaker's term for a thing became another, or a text says so.

    Over versions: a term that is surely or maybe a kind of the earlier one ("projectiles", then
    "missiles"), or beside it. Going back to a vaguer word raises nothing, for that is how people
    write. Names of a thing (an agreement that becomes an "understanding") count where the same
    speaker gives another one. Within one text only what it tells counts, one notice for each.
    """
    found = [
        _step(history, before, after, codebook)
        for slot in sorted({row.claim.slot for row in history.rows})
        for before, after in _steps(history, slot, codebook)
    ]
    for version_id, version in history.versions.items():
        for sentence, match in matches(version, _TOLD):
            words = match.of(version.text).rstrip()
            if _is_ours(history, version_id, sentence, words, codebook):
                span = Span(match.start, match.start + len(words))
                found.append(_quote(history, version_id, sentence, span))
    return tuple(found)


def _steps(
    history: EventHistory, slot: str, codebook: Codebook
) -> Iterator[tuple[ClaimRow, ClaimRow]]:
    """(the last row with the old term, the first with the new one), for each speaker."""
    known = shared.slot_of(history, slot, codebook)
    if known is None or known.type not in (SlotType.TERM, SlotType.NAME):
        return
    if known.type is SlotType.NAME and known.name != "name":
        return  # a weapon may be given two names; an agreement is called one thing at a time
    rows = [r for r in shared.in_force(history.rows, slot) if r.claim.earlier is None]
    rows = [row for row in rows if not shared.is_own(row.claim.speaker)]
    told_steps: set[tuple[str, str, str, str]] = set()
    for at, after in enumerate(rows):
        line = [
            row
            for row in rows[:at]
            if shared.same_speaker(row.claim.speaker, after.claim.speaker)
            and shared.items_meet(row.claim.item, after.claim.item)
        ]
        earlier = [row for row in line if shared.before(row, after)]
        if not earlier:
            continue
        if any(not _is_new(row, after, codebook, known.type) for row in line):
            continue
        last = [row for row in earlier if row.version.id == earlier[-1].version.id]
        first = shared.body_first(last, history)[0]
        step = (first.version.id, after.version.id, _value(first), _value(after))
        if step not in told_steps:
            told_steps.add(step)
            yield first, after


def _value(row: ClaimRow) -> str:
    value = row.claim.value
    return value.term if isinstance(value, TermValue) else row.words.casefold()


def _is_new(before: ClaimRow, after: ClaimRow, codebook: Codebook, type_: SlotType) -> bool:
    """Whether the later word says more than, or something else than, the earlier one."""
    relation = shared.relation(before, after, codebook)
    if type_ is SlotType.NAME:
        return relation is not Relation.SAME and before.words.casefold() != after.words.casefold()
    return relation in (Relation.COARSER, Relation.CONFLICT)


def _is_ours(
    history: EventHistory, version: str, sentence: Span, words: str, codebook: Codebook
) -> bool:
    """Whether the passage is about this event: its kind has such words, and it stands nearest."""
    kind = codebook.kinds.get(history.kind)
    if kind is None or not speaks_of(history, version, sentence):
        return False
    low = words.casefold()
    terms = [term for slot in kind.slots.values() for term in slot.terms]
    known = [w for term in terms if term in codebook.terms for w in codebook.terms[term].words]
    if any(word in low for word in known):
        return True
    name = kind.slots.get("name")
    if name is None or name.type is not SlotType.NAME:
        return False
    nouns = shared.nouns_of(kind) | {noun.split()[-1] for noun in name.nouns if noun}
    return mentions_in(history, version, sentence) or any(
        word in nouns for word in re.findall(r"\w+", low)
    )


def _step(history: EventHistory, before: ClaimRow, after: ClaimRow, codebook: Codebook) -> Notice:
    title = shared.slot_words(history, after.claim.slot, after.claim.item, codebook)
    return Notice(
        kind=NoticeKind.WORDING,
        event=history.event,
        slot=after.claim.slot,
        item=after.claim.item,
        rests_on=(shared.evidence(before), shared.evidence(after)),
        says=(
            f"{shared.speaker_words(after)} first gave {title} as “{before.words}”, "
            f"then “{after.words}”."
        ),
    )


def _quote(history: EventHistory, version: str, sentence: Span, span: Span) -> Notice:
    text = sentence.of(history.versions[version].text).strip()
    return Notice(
        kind=NoticeKind.WORDING,
        event=history.event,
        slot=None,
        item=None,
        rests_on=(shared.evidence_at(history, version, span),),
        says=f"The text itself tells of a change of words: “{text}”",
    )
