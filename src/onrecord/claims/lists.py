"""Numbers that lean on their neighbours: the next of a list, the answer to a question."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.mentions.words import Line, Phrases

TOPIC_LINES = 4
"""For how many sentences a question stays open."""
_WITHIN = listed(
    "in on of from at the a an who were was and , are both all second third other then for each one"
)
_LAST = frozenset((",", "and", "then", "second", "third", "other"))
_ASKS = Phrases.listed(
    "how many|the number|the numbers|head count|headcount|disagree|disagreed|in dispute|disputed|"
    "conflicting|unclear|differ|differed|quarrel|dispute"
)
_ANSWERS = listed(
    "says said say put puts names named lists listed gives gave at number believes believed were "
    "counts counted claims claimed total of estimates estimated insists insisted number"
)


def goes_on(line: Line, before: tuple[int, int], run: tuple[int, int]) -> bool:
    """Whether the value at `run` only goes on from the one `before`, as the next of a list.

    Between them stand a comma or "and", and at most a few words that belong to the first
    ("nine men, two women", "the first flew 430 km and the second 690").
    """
    between = [
        line.low(index)
        for index in range(before[1], run[0])
        if not line.words[index].capital or line.low(before[1]) != "in"  # "36 in Dol, 29 in Ham"
    ]
    if not between or len(between) > 4 or between[-1] not in _LAST:
        return False
    return set(between) <= _WITHIN and not _told_otherwise(line, run)


def _told_otherwise(line: Line, run: tuple[int, int]) -> bool:
    """Whether a bare number has words of its own behind it: "43 dead, three | survive"."""
    behind = line.low(run[1])
    return run[1] - run[0] == 1 and behind.isalpha() and behind not in _WITHIN


def asks(line: Line) -> bool:
    """Whether a sentence puts a number in question."""
    lows = [word.low for word in line.words]
    return any(_ASKS.at(lows, index) for index in range(len(lows)))


def answers(line: Line, run: tuple[int, int]) -> bool:
    """Whether a number stands where an answer would: behind a word of saying or counting."""
    return any(line.low(index) in _ANSWERS for index in range(max(0, run[0] - 3), run[0]))
