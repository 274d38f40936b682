"""Whether a figure is told as a fact: what its own clause says, whatever the happening is."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.mentions.words import Line, Phrases
from onrecord.model.scales import Modality

_CONDITION = Phrases.listed("if|unless|in case|in the event|were it to|should")
_ASKED = listed("as even see ask asked asks know what wonder determine say unclear only")
"""Before "if" these make no condition of it."""
_AHEAD = listed("could would might can may 'd")
_WILL = listed("will 'll shall")
_PERFECT = listed("have 've")
_STATES = listed("dead trapped missing buried stranded alive wounded aboard")
"""Behind "could be" these tell of what may already be so."""
_BREAKS = listed(", ; : — ( )")
_OPENERS = _BREAKS | {"that", "and", "“", '"'}
_UNREAL = Phrases.listed("would have|could have been|might have been|had there been")
_UNREAL_REACH = 6


def told_as(line: Line, first: int, end: int) -> Modality:
    """How the figure and its evidence, the words [first, end), are told in their clause.

    `conditional` under an "if" and for what could come ("100 people could die"); `planned` for
    what will; else `actual`, as for what may have happened already ("two may have died"), where
    only the certainty is less.
    """
    lows = [word.low for word in line.words]
    start = _clause_start(lows, first)
    if any(_UNREAL.at(lows, index) for index in range(max(0, first - _UNREAL_REACH), end)):
        return Modality.CONDITIONAL
    ahead = _ahead(lows, start, end)
    if _in_condition(lows, first) or (ahead is not None and _under_condition(lows, start)):
        return Modality.CONDITIONAL
    return ahead or Modality.ACTUAL


def _clause_start(lows: list[str], first: int) -> int:
    index = first
    while index > 0 and lows[index - 1] not in _BREAKS and lows[index - 1] not in ("but", "while"):
        index -= 1
    return index


def _ahead(lows: list[str], start: int, end: int) -> Modality | None:
    """What a modal verb before the last word of the clause makes of it."""
    for index in range(start, end):
        if lows[index] not in _AHEAD and lows[index] not in _WILL:
            continue
        behind = [low for low in lows[index + 1 : index + 5] if low not in ("also", "not", "yet")]
        if not behind or behind[0] in _PERFECT:
            continue
        if behind[0] == "be" and len(behind) > 1 and behind[1] in _STATES:
            continue
        return Modality.PLANNED if lows[index] in _WILL else Modality.CONDITIONAL
    return None


def _in_condition(lows: list[str], first: int) -> bool:
    """Whether the words stand inside an if-clause: "if 30 people died …"."""
    for index in range(first - 1, -1, -1):
        if lows[index] in _BREAKS:
            return False
        if _opens_condition(lows, index):
            return True
    return False


def _under_condition(lows: list[str], start: int) -> bool:
    """Whether an if-clause opens the sentence or follows: "if the dam breaks, …"."""
    return any(
        (index < start or low in ("if", "unless")) and _opens_condition(lows, index)
        for index, low in enumerate(lows)
    )


def _opens_condition(lows: list[str], index: int) -> bool:
    if not _CONDITION.at(lows, index) or (index and lows[index - 1] in _ASKED):
        return False
    opening = index == 0 or lows[index - 1] in _OPENERS
    return lows[index] != "should" or opening
