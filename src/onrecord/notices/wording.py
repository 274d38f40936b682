"""Wording: a speaker's word for a thing changed, or a word that others use is withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.codebook import Codebook, Role, SlotType
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Certainty
from onrecord.model.span import Span
from onrecord.model.value import TermValue
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import matches, mentions_in, sentence_at, speaks_of
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
    speaker gives another one. Within one text what it tells counts, one notice for each, and a
    word that one speaker would not say ("did not say whether it was ballistic") beside another
    who says it.
    """
    found = [
        _step(history, before, after, codebook)
        for slot in sorted({row.claim.slot for row in history.rows})
        for before, after in _steps(history, slot, codebook)
    ]
    told: set[tuple[str, Span]] = set()
    for version_id, version in history.versions.items():
        for sentence, match in matches(version, _TOLD):
            words = match.of(version.text).rstrip()
            if _is_ours(history, version_id, sentence, words, codebook):
                told.add((version_id, sentence))
                span = Span(match.start, match.start + len(words))
                found.append(_quote(history, version_id, sentence, span))
    found.extend(
        _say_withheld(history, withheld, said, codebook)
        for withheld, said in _withheld(history, codebook)
        if (withheld.version.id, _sentence(history, withheld)) not in told
    )
    return tuple(found)


def _sentence(history: EventHistory, row: ClaimRow) -> Span:
    return sentence_at(history.versions[row.version.id], row.claim.span.start)


def _withheld(history: EventHistory, codebook: Codebook) -> Iterator[tuple[ClaimRow, ClaimRow]]:
    """(who would not say a term, who says it or a narrower one) in one version, a speaker once."""
    done: set[tuple[str, str]] = set()
    for row in history.rows:
        value = row.claim.value
        slot = shared.slot_of(history, row.claim.slot, codebook)
        if slot is None or slot.role is Role.OWN or not isinstance(value, TermValue):
            continue
        mine, key = row.claim.speaker, (row.version.id, row.claim.speaker.name)
        if row.claim.certainty is not Certainty.UNSTATED or shared.is_own(mine) or key in done:
            continue
        if row.version.id not in history.versions:
            continue
        beside = [
            other
            for other in history.given_in(row.version.id, row.claim.slot)
            if shared.is_plain(other)
            and isinstance(other.claim.value, TermValue)
            and codebook.is_a(other.claim.value.term, value.term)
        ]
        if any(other.claim.speaker == mine for other in beside):
            continue
        said = [one for one in beside if shared.surely_others(one.claim.speaker, mine)]
        if said:
            done.add(key)
            yield row, said[0]


def _say_withheld(
    history: EventHistory, withheld: ClaimRow, said: ClaimRow, codebook: Codebook
) -> Notice:
    title = shared.slot_words(history, said.claim.slot, said.claim.item, codebook)
    pair = sorted((withheld, said), key=lambda row: row.claim.span)
    return Notice(
        kind=NoticeKind.WORDING,
        event=history.event,
        slot=said.claim.slot,
        item=said.claim.item,
        rests_on=tuple(shared.evidence(row) for row in pair),
        says=(
            f"{shared.speaker_words(withheld)} would not say “{withheld.words}” for {title}; "
            f"{shared.speaker_words(said)} says “{said.words}”."
        ),
    )


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
