"""Words that sum up a stretch of time ("has fired 12 missiles this year") tell of no one event."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.mentions.words import Line, Phrases

_PERIOD = Phrases.listed(
    "this year|so far this year|last year|this month|so far this month|this decade|this season|"
    "in recent years|in recent months|over the years|over the past|over the last|in the past|"
    "in the last|during the past|during the last|within the past|to date|every year|each year|"
    "a year|annually|per year|since the start of|since the beginning of|since the turn of|"
    "previously|in all of|throughout the year|over the course of|in the first half of|this century"
)
_MONTHS = listed(
    "january february march april may june july august september october november december"
)
_HAVE = listed("has have had 've having")
_ENDS = listed("; : — ( ) but while whereas although which who that")
_REACH = 14
_BESIDE = 6


def sums_up(line: Line, first: int, end: int) -> bool:
    """Whether words [first, end) and what follows in their clause count over months or years.

    "Last year" alone only dates one event; beside a verb in the perfect, or in a clause that is
    about a rate, it counts.
    """
    lows = [word.low for word in line.words]
    return _period_behind(lows, end) and bool(_HAVE & set(lows[max(0, first - _BESIDE) : end]))


def in_a_period(line: Line, first: int, end: int) -> bool:
    """Whether a stretch of months or years stands in the clause of words [first, end).

    So do a year and another week that the sentence opens with: "in 2018, …", "2018 saw …".
    """
    lows = [word.low for word in line.words]
    return (
        _period_behind(lows, end)
        or _opens_elsewhere(lows)
        or any(_PERIOD.at(lows, index) for index in range(max(0, first - _REACH), first))
    )


def _opens_elsewhere(lows: list[str]) -> bool:
    if lows[:2] in (["last", "week"], ["last", "month"]):
        return True
    year = 1 if lows[:1] in (["in"], ["during"]) else 0
    opens = bool(lows[year:]) and lows[year].isdigit() and len(lows[year]) == 4
    return opens and bool(lows[year + 1 :]) and (year == 1 or lows[year + 1] in _SEES)


_SEES = listed("saw had brought recorded")


def _period_behind(lows: list[str], end: int) -> bool:
    for index in range(end, min(len(lows), end + _REACH)):
        if lows[index] in _ENDS:
            return False
        if _PERIOD.at(lows, index):
            return True
        if lows[index] == "since" and index + 1 < len(lows) and _is_long_ago(lows[index + 1]):
            return True
    return False


def _is_long_ago(low: str) -> bool:
    return low in _MONTHS or (low.isdigit() and len(low) == 4)
