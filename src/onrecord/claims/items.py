"""Which of several things, or which part of a total, a value is about."""

from __future__ import annotations

from onrecord.codebook import Slot
from onrecord.language.listing import listed
from onrecord.mentions.words import Line
from onrecord.model.found import Found
from onrecord.model.value import Quantity

_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
_ALL = frozenset(("both", "each", "all"))
_TOTAL = listed(
    "people person victim others other more lives life dead deaths fatalities injured casualties "
    "body death fatality casualty one individual individuals soul souls persons"
)
_ABOARD = listed("occupant occupants")
"""Who is counted when all aboard are; of the dead or hurt they are a part."""
_REACH = 9


def item_of(line: Line, run: tuple[int, int], slot: Slot, one: Found[Quantity]) -> str | None:
    """The item of a value: what `values/` saw, else the ordinal or "both" before it, or a part.

    A slot without items gives None. Of people the noun marks a part of a total ("children")
    where it is narrower than people and the total stands elsewhere; that is decided over all
    claims by `without_lone_parts`.
    """
    if not slot.items:
        return None
    if slot.dimension == "people":
        unit = one.value.unit.lower()
        if _on_the_ground(line, run[1]):
            return GROUND
        if one.value.n == 0 and (none := none_of(line, run[1])) is not None:
            return none
        total = _TOTAL | _ABOARD if slot.name == "aboard" else _TOTAL
        return None if unit in total or unit.rsplit(" ", 1)[-1] in total else _plural(one, line)
    if one.item is not None:
        return one.item
    if (numbered := numbered_before(line, run[0])) is not None:
        return numbered
    for index in range(run[1], min(len(line.words), run[1] + 3)):
        if line.low(index) == "each":
            return "both"
    return None


def numbered_before(line: Line, first: int) -> str | None:
    """The item that an ordinal or "both" gives, a few words before word `first`; or None."""
    for index in range(first - 1, max(-1, first - _REACH), -1):
        low = line.low(index)
        if low in _ORDINALS and line.low(index + 1) not in ("time", "day", "launch", "test"):
            return _ORDINALS[low]
        if low in _ALL:
            return "both"
        if low in (";", ".", ":"):
            break
    return None


def _on_the_ground(line: Line, end: int) -> bool:
    """Whether a figure is of those below a fallen aircraft alone: "no deaths on the ground"."""
    for index in range(end, end + _GROUND_REACH):
        if line.low(index) in (",", ";", "and", "but"):
            return False
        if [line.low(index + step) for step in range(3)] == ["on", "the", "ground"]:
            return True
    return False


GROUND = "on the ground"
_GROUND_REACH = 6


def _plural(one: Found[Quantity], line: Line) -> str | None:
    """The words that mark the part, as printed: the head of what is counted."""
    if one.head is None:
        return one.value.unit.lower() or None
    first, end = line.run(one.head)
    whole = end - len(one.value.unit.split())  # "truck drivers", not "drivers"
    first = min(first, max(whole, line.run(one.span)[0] + 1))
    return " ".join(line.low(index) for index in range(first, end)).replace(" 's", "'s")


_SPOKEN = listed("were was have has been had are is reported recorded confirmed known immediately")
OPENS_PART = ("in ", "at ", "near ", "among ", "on ")
"""How such words, and those for the ones below a fallen aircraft, begin."""
_SOME = listed(
    "village villages town towns district city suburb province county region state port island "
    "neighbourhood neighborhood school hospital crew passengers soldiers troops civilians staff "
    "bystanders ground capital"
)
_HAPPENINGS = listed(
    "attack blast explosion crash accident fire blaze collision incident quake earthquake storm "
    "shooting bombing strike raid derailment flood floods launch test"
)
_PART_WORDS = 6


def none_of(line: Line, end: int) -> str | None:
    """Of whom alone it is said that there were none: "no deaths were reported | in the village"."""
    while line.low(end) in _SPOKEN:
        end += 1
    if f"{line.low(end)} " not in OPENS_PART:
        return None
    last = end
    while last + 1 < end + _PART_WORDS and (
        line.low(last + 1)[:1].isalnum() or line.low(last + 1) == "'s"
    ):
        last += 1
        if line.low(last) in _HAPPENINGS:
            return None
        if line.low(last) in _SOME:
            break
    own = [line.words[index] for index in range(end + 1, last + 1)]
    if own and (own[-1].capital or _SOME & {word.low for word in own}):
        return " ".join(line.low(index) for index in range(end, last + 1))
    return None
