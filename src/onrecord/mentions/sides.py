"""Where, on either side of a verb, what acts and what is acted on stand, and what of it matches."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.mentions.phrases import NOT_MODIFIER
from onrecord.mentions.words import Line, Phrases, is_number, is_people

BE = listed("is are was were be been being am 's got get gets getting")
_BETWEEN = listed(  # may stand between a form of "be" and its participle
    "not also then later reportedly allegedly apparently been being first twice subsequently "
    "already initially largely partly completely badly fatally just immediately both all "
    "successfully likely probably accidentally"
)
STOPS = frozenset(";:—()")
_CLAUSE = listed(
    "but while when because although though whereas which who whose that after before since "
    "as if unless until"
)
_PREPOSITIONS = listed(
    "in on at by from off near into toward towards over during after before for with to as "
    "earlier late early yesterday today last this monday tuesday wednesday thursday friday "
    "saturday sunday and but while when because"
)
_OBJECT_REACH = 12
_CLOSE = 4
"""How far behind a verb a name, a number or people must stand to be what it acts on."""
_SUBJECT_REACH = 14
_PRONOUNS = frozenset(("him", "her", "them", "it"))
NOUN_BEFORE = listed(
    "the a an this these those his her its their our your my 's of latest first second "
    "third recent another each every any no new"
)
"""Words behind which a form that may be a verb is none: "the fired missiles"."""
_NO_NAME = (
    NOT_MODIFIER | NOUN_BEFORE | _PREPOSITIONS | frozenset(("some", "many", "however", "both"))
)


def close(where: tuple[int, int], after: tuple[int, int]) -> tuple[int, int]:
    """The three words of a side that stand nearest to the verb (four after it)."""
    if where[0] >= after[0]:
        return where[0], min(where[1], where[0] + 4)
    return max(where[0], where[1] - 3), where[1]


def is_passive(line: Line, first: int) -> bool:
    """Whether a form of "be" stands before the verb, so that its subject is acted on."""
    index = first - 1
    while index >= 0 and line.low(index) in _BETWEEN:
        index -= 1
    return line.low(index) in BE and not line.low(first).endswith("ing")


def no_object_follows(line: Line, end: int) -> bool:
    """Whether what stands behind the verb is no thing that it acts on."""
    low = line.low(end)
    if low in ("“", '"', "‘", "'"):  # a quotation may be what is acted on
        low = line.low(end + 1)
    return not low or not low[0].isalnum() or low in _PREPOSITIONS or low.endswith("ly")


def object_range(line: Line, end: int) -> tuple[int, int]:
    """The words behind a verb up to the next clause, in which its object stands."""
    index = end
    while index < len(line.words) and index - end < _OBJECT_REACH:
        low = line.low(index)
        if low in STOPS or (low in _CLAUSE and index > end):
            break
        index += 1
    return end, index


def subject_range(line: Line, first: int) -> tuple[int, int]:
    """The words before a verb, back to a mark, in which its subject stands."""
    index = first
    while index > 0 and first - index < _SUBJECT_REACH:
        if line.low(index - 1) in STOPS - {"(", ")"}:
            break
        index -= 1
    return index, first


def by_range(line: Line, end: int) -> tuple[int, int]:
    """What follows a "by" within eight words of `end`."""
    for index in range(end, min(end + 8, len(line.words))):
        if line.low(index) == "by":
            return index + 1, object_range(line, index + 1)[1]
        if line.low(index) in STOPS:
            break
    return 0, 0


def _matches(
    line: Line,
    lows: list[str],
    index: int,
    phrases: Phrases,
    raw: tuple[str, ...],
    close: bool = True,
) -> int:
    """How many words at `index` match a list of company; "@name" and its like only if `close`."""
    length = phrases.at(lows, index)
    if length and (close or lows[index] not in _PRONOUNS):
        return length
    word = line.words[index]
    if not close:
        return 0
    if "@name" in raw and word.capital and word.low not in _NO_NAME:
        return 1
    if "@number" in raw and is_number(word.low):
        return 1
    return 1 if "@people" in raw and is_people(word.low) else 0


def holds(
    line: Line,
    lows: list[str],
    where: tuple[int, int],
    phrases: Phrases,
    raw: tuple[str, ...],
    near: int = 99,
    behind: bool = False,
) -> bool:
    """Whether one of the words of company stands in a range, or in the last `near` of it."""
    first = max(where[0], where[1] - near)
    return any(
        _matches(line, lows, index, phrases, raw, not behind or index - where[0] < _CLOSE)
        for index in range(first, where[1])
    )


def last_match(
    line: Line, lows: list[str], where: tuple[int, int], phrases: Phrases, raw: tuple[str, ...]
) -> int:
    """The end of the first run of matching words in a range."""
    for index in range(*where):
        length = _matches(line, lows, index, phrases, raw)
        if length:
            end = index + length
            while end < where[1] and _matches(line, lows, end, phrases, raw):
                end += 1
            return end
    return 0
