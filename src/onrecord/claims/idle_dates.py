"""Dates that date no happening: bare numbers, the day of an announcement, when a thing was made."""

from __future__ import annotations

from itertools import pairwise

from onrecord.mentions.words import Line
from onrecord.model.value import DateValue


def is_idle(line: Line, run: tuple[int, int], value: DateValue) -> bool:
    """Whether the date at `run` can be no happening's own day, whatever its sentence tells of."""
    made = line.low(run[0] - 1) == "in" and line.low(run[0] - 2) in _MADE
    if _compared(line, run[0]) or _names_a_season(line, run[1]):
        return True
    return made or _only_a_number(line, run) or _of_telling(line, run[0]) or _spans_years(value)


def _compared(line: Line, first: int) -> bool:
    """Whether the date is that of what is compared: "more fires than | in 2018"."""
    before = [line.low(index) for index in range(max(0, first - _COMPARED), first)]
    return "than" in before or any(pair in _BESIDE for pair in pairwise(before))


_BESIDE = (("as", "there"), ("compared", "with"), ("compared", "to"))
_COMPARED = 5


def _names_a_season(line: Line, end: int) -> bool:
    """Whether the year belongs to a stretch's name: "a storm of the | 2019 hurricane season"."""
    return any(
        line.low(index) in ("season", "campaign", "edition") for index in range(end, end + 4)
    )


def _of_telling(line: Line, first: int) -> bool:
    """Whether the day is that on which the happening was made known: "was announced today"."""
    verb = first - 2 if line.low(first - 1) == "on" else first - 1
    return line.low(verb) in _TOLD and line.low(verb - 1) in _BE


def _spans_years(value: DateValue) -> bool:
    """Whether a stretch is counted in years ("for the last five years"): no happening's own day."""
    start, _, end = value.edtf.partition("/")
    years = start[:4], end[:4]
    return value.approx and all(map(str.isdecimal, years)) and int(years[1]) - int(years[0]) > 1


_TOLD = frozenset(("announced", "reported", "confirmed", "revealed", "disclosed", "published"))
_BE = frozenset(("is", "was", "are", "were", "been"))
_MADE = frozenset(
    ("built", "made", "manufactured", "founded", "established", "opened", "born", "constructed",
     "formed", "completed", "introduced", "elected")
)  # fmt: skip
"""Verbs before "in 1977" that date a thing or a person and no happening."""
_WEEKDAYS = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "gmt", "utc")
)
_YEAR_BEFORE = frozenset(
    ("in", "since", "of", "by", "from", "until", "to", "during", "early", "late", "the", "mid",
     "and", ",", "(", "before", "after", "around", "year", "[")
)  # fmt: skip


def _only_a_number(line: Line, run: tuple[int, int]) -> bool:
    """Whether a bare year is rather a count or a model's ("1885 shocks", "a 2005 saloon")."""
    year = line.low(run[0])
    if run[1] - run[0] != 1 or not (year.isdigit() and len(year) == 4):
        return False
    after = line.low(run[1])
    if after in _WEEKDAYS:  # "(2024 Friday, UTC)" is a clock time
        return True
    follows = after[:1].isalpha() and after not in _YEAR_BEFORE
    before = line.low(run[0] - 1)
    if before in (",", "and") and after.endswith("s") and after not in _VERBS:
        return True  # "by Friday, 1620 aftershocks"
    return follows and before not in _YEAR_BEFORE


_VERBS = frozenset(("was", "is", "has", "does", "its", "this", "as"))
