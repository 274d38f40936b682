"""Days by which something is to be done."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.mentions.words import Line, Phrases

_ENDS = frozenset(';:—()“”"')
_DUE = Phrases.listed("by|before|until|no later than|not later than|by the end of")
_DAY = listed(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday tomorrow next year month week weekend"
)
_FAR = 25
"""How many words a day by which may stand behind what is to be done."""


def due_at(line: Line, end: int) -> int | None:
    """Where words like "by 1 May" stand behind word `end`; None where none do in the clause."""
    lows = [word.low for word in line.words]
    for index in range(end, min(len(lows), end + _FAR)):
        if lows[index] in _ENDS:
            return None
        length = _DUE.at(lows, index)
        near = lows[index + length : index + length + 3] if length else []
        if any(low in _DAY or low[:1].isdigit() for low in near):
            return index
    return None
