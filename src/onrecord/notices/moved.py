"""Places and times that another one took the place of, though such slots take several values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from onrecord.codebook import Codebook, Slot, SlotType
from onrecord.model.record import ClaimRow
from onrecord.model.value import DateValue, PlaceValue
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import sentence_at
from onrecord.registers.places import load_gazetteer
from onrecord.values.compare import Relation

_ALIKE = 88
"""How alike two sentences are without their values, of 100, for one to be the other edited."""
_SAME_LEAD, _LEAD = 95, 8
"""Or how alike the words before the value, and how many characters there have to be."""
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_MOVED = re.compile(
    r"\b(?:postponed|rescheduled|moved|brought forward|put off|delayed|corrected|not on|"
    r"having earlier|an earlier version)\b",
    re.IGNORECASE,
)
_MOST = 200


def moves(slot: Slot, history: EventHistory, codebook: Codebook) -> list[tuple[ClaimRow, ClaimRow]]:
    """Steps (the value that was replaced, the one that replaced it) of a slot of several values.

    Between one version and the next of one report in its own voice, or by one named speaker: a
    value is gone, another came, both are of one sort (a day, a clock time, a place) and cannot
    both be meant; and the sentence is the same but for its values, or tells of the change. A
    place whose words hold the other's name ("the range at Vella" for "Vella") is the same, told
    finer; so is one that the register holds under both names.
    """
    if slot.type not in (SlotType.PLACE, SlotType.DATE):
        return []
    rows = shared.in_force(history.rows, slot.name)[-_MOST:]
    rows = [row for row in rows if row.claim.earlier is None]
    found: list[tuple[ClaimRow, ClaimRow]] = []
    for before, after in _lines(rows):
        gone = [row for row in before if not _still(row, after, codebook)]
        came = [row for row in after if not _still(row, before, codebook)]
        taken: set[str] = set()
        for old in gone:
            new = next(
                (
                    row
                    for row in came
                    if row.id not in taken
                    and _one_sort(old, row)
                    and _edited(old, row, history, codebook)
                    and not _two_names(old, row)
                ),
                None,
            )
            if new is not None:
                taken.add(new.id)
                found.append((old, new))
    return _each_once(found, codebook)


def _lines(rows: list[ClaimRow]) -> Iterator[tuple[list[ClaimRow], list[ClaimRow]]]:
    """(rows of one version, rows of the next) for each voice that gives the slot in both."""
    voices: list[list[ClaimRow]] = []
    for row in rows:
        line = next((line for line in voices if _one_voice(line[0], row)), None)
        if line is None:
            voices.append([row])
        else:
            line.append(row)
    for line in voices:
        by_version: dict[tuple[str, int], list[ClaimRow]] = {}
        for row in line:
            by_version.setdefault((row.version.id, row.version.number), []).append(row)
        steps = list(by_version.values())
        yield from pairwise(steps)


def _one_voice(first: ClaimRow, later: ClaimRow) -> bool:
    """Whether both are one report's own words, or one named speaker's."""
    mine, theirs = first.claim.speaker, later.claim.speaker
    if shared.is_own(mine) and shared.is_own(theirs):
        return first.version.report == later.version.report
    return mine == theirs and shared.same_speaker(mine, theirs)


def _still(row: ClaimRow, others: list[ClaimRow], codebook: Codebook) -> bool:
    """Whether one of the others, of the same sort, may mean the same."""
    return any(_one_sort(row, one) and _holds(row, one, codebook) for one in others)


def _holds(mine: ClaimRow, theirs: ClaimRow, codebook: Codebook) -> bool:
    """Whether both may be meant: the same, one finer than the other, or not to be compared."""
    relation = shared.relation(mine, theirs, codebook)
    a, b = mine.claim.value, theirs.claim.value
    if isinstance(a, PlaceValue) and isinstance(b, PlaceValue):
        if relation in (Relation.CONFLICT, Relation.UNRELATED):
            return _in_name(mine, theirs) or _in_name(theirs, mine)
        return True
    return relation is not Relation.CONFLICT


def _in_name(mine: ClaimRow, theirs: ClaimRow) -> bool:
    """Whether the words of one place hold the name of the other ("Orlo district, Vella")."""
    assert isinstance(mine.claim.value, PlaceValue)
    name = set(_WORD.findall(mine.claim.value.name.casefold()))
    return name <= set(_WORD.findall(theirs.words.casefold()))


def _two_names(old: ClaimRow, new: ClaimRow) -> bool:
    """Whether the register holds both names for one place."""
    a, b = old.claim.value, new.claim.value
    if not isinstance(a, PlaceValue) or not isinstance(b, PlaceValue):
        return False
    gazetteer = load_gazetteer()
    points = [{(p.latitude, p.longitude) for p in gazetteer.find(each.name)} for each in (a, b)]
    return bool(points[0] & points[1])


def _one_sort(old: ClaimRow, new: ClaimRow) -> bool:
    """Whether one could take the place of the other: a clock time a clock time's, a day a day's."""
    a, b = old.claim.value, new.claim.value
    if old.claim.item != new.claim.item:
        return False
    if isinstance(a, DateValue) and isinstance(b, DateValue):
        return (a.time is None) == (b.time is None) and not (a.approx or b.approx)
    if isinstance(a, PlaceValue) and isinstance(b, PlaceValue):
        return (a.place_kind == "country") == (b.place_kind == "country")
    return False


def _edited(old: ClaimRow, new: ClaimRow, history: EventHistory, codebook: Codebook) -> bool:
    """Whether the new sentence is the old one with other values, or tells of the change."""
    mine, theirs = _frame(old, history), _frame(new, history)
    if mine is None or theirs is None:
        return False
    (before, behind), (lead, rest) = mine, theirs
    opposed = shared.relation(old, new, codebook) is Relation.CONFLICT
    if opposed and _MOVED.search(lead + rest):
        return True
    same_lead = len(lead) >= _LEAD and ratio(before, lead) >= _SAME_LEAD
    return same_lead or ratio(f"{before}…{behind}", f"{lead}…{rest}") >= _ALIKE


def _frame(row: ClaimRow, history: EventHistory) -> tuple[str, str] | None:
    """What stands before and after the value in its sentence, other values and figures left out."""
    version = history.versions.get(row.version.id)
    if version is None:
        return None
    sentence = sentence_at(version, row.claim.span.start)
    spans = sorted(
        one.claim.span
        for one in history.rows
        if one.version.id == version.id and sentence.holds(one.claim.span)
    )
    parts: list[list[str]] = [[], []]
    at = sentence.start
    for span in spans:
        if span.start >= at:
            parts[span.start > row.claim.span.start].append(version.text[at : span.start])
            at = span.end
    parts[1].append(version.text[at : sentence.end])
    before, after = ("…".join(part) for part in parts)
    return _DIGITS.sub("#", before), _DIGITS.sub("#", after).strip()


def _each_once(
    steps: list[tuple[ClaimRow, ClaimRow]], codebook: Codebook
) -> list[tuple[ClaimRow, ClaimRow]]:
    """The steps without those that repeat the values of another to the same version."""
    kept: list[tuple[ClaimRow, ClaimRow]] = []
    for old, new in steps:
        repeats = any(
            new.version.id == later.version.id
            and new.version.number == later.version.number
            and shared.relation(old, first, codebook) is Relation.SAME
            and shared.relation(new, later, codebook) is Relation.SAME
            for first, later in kept
        )
        if not repeats:
            kept.append((old, new))
    return kept
