"""How far apart two stretches of a sentence are: not in words alone, but in what lies between."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.mentions.words import Line

FAR = 99.0
_VERBS = listed(
    "is are was were has have had will would may might could can should must did does said says "
    "told added according reported announced"
)
_TURNS = listed(
    "but while although though whereas which who whose whom because if unless as when after "
    "before since until and or that where nor"
)
_BREAKS = listed('; — ( ) : “ ” "')


def cost(line: Line, first: tuple[int, int], second: tuple[int, int]) -> float:
    """What stands between two runs of words, weighed; 0 where they touch or overlap.

    A word costs a half, a comma one more, a word that turns the sentence to something else two, a
    finite verb of the commonest one, a semicolon, a dash or a bracket four. Symmetric.
    """
    low, high = (first, second) if first <= second else (second, first)
    total = 0.0
    for index in range(low[1], high[0]):
        word = line.low(index)
        if word == ":" and line.low(index - 1).isdigit() and line.low(index + 1).isdigit():
            total += 0.5  # of a clock time
        elif word in _BREAKS:
            total += 4
        elif word == ",":
            total += 1.5
        elif word in _TURNS:
            total += 2.5
        elif word in _VERBS:
            total += 1.5
        else:
            total += 0.5
    return total


def opens(line: Line, first: int) -> bool:
    """Whether the words from `first` on stand at the start of the line, after at most a marker."""
    return all(
        line.low(index) in ("on", "at", "in", "early", "late", "by", "“", '"', "about", "-", "–",
                            "—", ")", "(")
        or line.words[index].low == ","
        for index in range(first)
    )  # fmt: skip
