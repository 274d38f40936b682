"""Which words beside a value put it in a slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.claims.nearness import FAR, cost
from onrecord.claims.parts import apposition
from onrecord.codebook import Slot
from onrecord.language.listing import listed
from onrecord.mentions.words import Line, Phrases, is_people

REACH_BEFORE = 8
REACH_AFTER = 9
INSIDE = 2.5
"""What it costs that the evidence is the counted noun itself ("13 passengers"): a verb that says
what became of them counts for more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words [first, end) that speak for a slot, and how far they stand from the value."""

    first: int
    end: int
    cost: float


class SlotWords:
    """A slot's lists of words, ready to look up."""

    __slots__ = ("after", "before", "not_after", "not_before", "not_with", "nouns")

    def __init__(self, slot: Slot) -> None:
        self.before = Phrases(slot.before)
        self.after = Phrases(slot.after)
        self.not_before = Phrases(slot.not_before)
        self.not_after = Phrases(slot.not_after)
        self.not_with = Phrases(slot.not_with)
        self.nouns = Phrases(slot.nouns)


@lru_cache(maxsize=512)
def words_of(slot: Slot) -> SlotWords:
    """The slot's words; made once for each slot."""
    return SlotWords(slot)


def ruled_out(line: Line, run: tuple[int, int], slot: Slot) -> bool:
    """Whether a word directly beside the value, or one of the sentence, forbids the slot."""
    lows = [word.low for word in line.words]
    words = words_of(slot)
    if words.not_with and any(words.not_with.at(lows, index) for index in range(len(lows))):
        return True
    return bool(words.not_before.ends_at(lows, run[0]) or words.not_after.at(lows, run[1]))


FAR_SUBJECT = 40
"""Words between a tally and the verb that moves it, at most."""

TALLY = 1.5
"""What it costs that the evidence is a tally far before its value."""

_TALLIES = listed("toll deaths fatalities tally count")
_MOVES = listed(
    "rose rises risen rise climbed climbs climb increased increases jumped jumps soared grew grown "
    "mounted reached stood stands stand remains remained raised revised put puts fell dropped"
)
_PUTS = listed("put puts putting gave gives set sets places placed estimated estimates")
FAR_PUT = 9
"""Words between the verb that puts a tally and the value, at most."""
_ROUGHLY = listed("about around some nearly almost least most than more over")

_NO_NOUN = listed("is as was has plus this thus his its")


def _modifies(line: Line, end: int) -> bool:
    """Whether an adjective beside the value belongs to a noun for things ("two missing pieces")."""
    low = line.low(end)
    return (
        low.isalpha() and low.endswith("s") and low not in _NO_NOUN and not is_people(low)
        and not line.words[end].capital
    )  # fmt: skip


_ARTICLES = listed("the a an his her its their this that")
_NO_HEAD = listed(
    "is are was were has have had in on at of to from by with for as and or but who that after "
    "before during when while include includes included came come will would may could rose"
)


_OWN = listed("their his her its our")
_HARMS = listed("killed injured wounded hurt")
_NO_OBJECT = listed(
    "in on at by from off near into during after before for with to as and or but while when "
    "because over since when where who yesterday today overnight late early"
)


def _does_it(line: Line, run: tuple[int, int], first: int, end: int) -> bool:
    """Whether those counted do the harm and don't suffer it: "two gunmen | killed four guards"."""
    low = line.low(end)
    return (
        first == run[1]
        and line.low(end - 1) in _HARMS
        and low[:1].isalnum()
        and low not in _NO_OBJECT
        and not low.endswith("ly")
    )


def _of_another(line: Line, first: int, end: int) -> bool:
    """Whether an adjective stands in a noun phrase of its own: "two men with the dead horse"."""
    low = line.low(end)
    if line.low(first - 1) in _OWN:  # "hundreds buried their dead"
        return True
    return line.low(first - 1) in _ARTICLES and low.isalpha() and low not in _NO_HEAD


def _tally_before(
    lows: Sequence[str], run: tuple[int, int], words: SlotWords
) -> tuple[int, int] | None:
    """The tally whose level the value is: "the death toll from the fire on Friday rose to 22".

    The tally is the subject of the verb before the value, however much stands between them.
    """
    place = run[0] - 1
    while place > 0 and lows[place] in _ROUGHLY:
        place -= 1
    if place < 1 or lows[place] not in ("to", "at"):
        return None
    if lows[place - 1] not in _MOVES:
        return _put_tally(lows, place, words)
    for index in range(place - 2, max(-1, place - FAR_SUBJECT), -1):
        length = words.before.at(lows, index)
        if length and index + length < place and lows[index + length - 1] in _TALLIES:
            return index, index + length
        if lows[index] in ("number", "count") and lows[index + 1] == "of":
            for told in range(index + 2, place - 1):  # "the number of travellers who have died"
                if length := words.after.at(lows, told):
                    return told, told + length
            return None
    return None


def _put_tally(lows: Sequence[str], at: int, words: SlotWords) -> tuple[int, int] | None:
    """The tally that someone puts "at" the value: "a union put the number of the dead at five"."""
    low = max(0, at - FAR_PUT)
    if not _PUTS & set(lows[low:at]):
        return None
    for index in range(at - 1, low, -1):
        length = words.after.at(lows, index)
        if length and lows[index - 1] == "the" and index + length == at:  # "put the dead at 15"
            return index, at
        if words.before.at(lows, index) and lows[index] in _TALLIES:
            return index, index + 1
        if lows[index] in ("number", "count") and lows[index + 1] == "of":
            for told in range(index + 2, at):
                length = words.after.at(lows, told) or words.before.at(lows, told)
                if length and told + length <= at:
                    return told, told + length
    return None


def evidence_for(
    line: Line, run: tuple[int, int], slot: Slot, others: Sequence[tuple[int, int]] = ()
) -> Evidence | None:
    """The nearest evidence for `slot` beside the value at `run`, or None.

    `others` are the runs of other values of the line: words beyond one of them count for less.
    """
    lows = [word.low for word in line.words]
    words = words_of(slot)
    best: Evidence | None = None

    aside = apposition(line, run[1])

    def offer(first: int, end: int, extra: float) -> None:
        nonlocal best
        reach = run[1] if aside is None or first < aside[1] else aside[1]
        price = extra + cost(line, (first, end), (run[0], reach))
        price += sum(
            3.0 for a, b in others if (end <= a and b <= run[0]) or (reach <= a and b <= first)
        )
        if price < FAR and (best is None or price < best.cost):
            best = Evidence(first, end, price)

    for index in range(max(0, run[0] - REACH_BEFORE), run[1]):
        length = words.before.at(lows, index)
        if length and index + length <= run[1]:
            offer(index, index + length, 0.0 if index < run[0] else INSIDE)
    if (best is None or best.cost > TALLY) and (tally := _tally_before(lows, run, words)):
        best = Evidence(*tally, TALLY)
    for index in range(run[0], min(len(lows), run[1] + REACH_AFTER)):
        length = words.after.at(lows, index)
        if length and index >= run[1] and _of_another(line, index, index + length):
            continue
        if length and _does_it(line, run, index, index + length):
            continue
        if length and not (index == run[1] and _modifies(line, index + length)):
            offer(index, index + length, 0.25 if index >= run[1] else INSIDE)
    return best
