"""Expressions of time as they are written, before anything is anchored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for word in words.split()
}
WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs thur",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for word in words.split()
}
DAYPARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "midday": "MI",
    "lunchtime": "MI",
    "dawn": "MO",
    "dusk": "EV",
}
UNITS = {
    word: unit
    for unit, words in {
        "second": "second seconds",
        "minute": "minute minutes",
        "hour": "hour hours",
        "day": "day days",
        "week": "week weeks",
        "weekend": "weekend weekends",
        "month": "month months",
        "quarter": "quarter quarters",
        "year": "year years",
        "decade": "decade decades",
        "century": "century centuries",
    }.items()
    for word in words.split()
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3}
ZONES = {
    "gmt": "UTC",
    "utc": "UTC",
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "-06:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
    "et": "America/New_York",
    "pt": "America/Los_Angeles",
    "bst": "+01:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "jst": "+09:00",
    "kst": "+09:00",
}


class Kind(StrEnum):
    """What an expression of time is about."""

    DAY = "day"  # month and day, with or without a year
    DAYS = "days"  # "July 15-21"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    QUARTER = "quarter"
    SEASON = "season"
    WEEKDAY = "weekday"
    DEICTIC = "deictic"  # today, yesterday, tomorrow, tonight
    PERIOD = "period"  # this week, last month, next year
    SPAN = "span"  # the past three months, the next two weeks
    AGO = "ago"  # two weeks ago: from the day of the story
    OFFSET = "offset"  # two days later, the previous day: from the day last named
    EDGE = "edge"  # the end of the year
    CLOCK = "clock"  # 5:34 a.m.
    DAYPART = "daypart"  # in the evening, this morning
    DURATION = "duration"  # six months: no date
    SET = "set"  # every Friday, daily: no date
    REF = "ref"  # now, recently, soon: no date


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression over the tokens [first, end), with what its words say.

    Attributes:
        year, month, day, weekday: as named; `weekday` counts from Monday as 0.
        years_on: which year a day or month is of, counted from this one: "June last year" is -1.
        last_day: of a run of days within one month.
        number: of units, or which quarter; None for "several".
        unit: "day", "week", "month" …, or a season.
        shift: -1 for "last" and its kin, +1 for "next", 0 for "this", None for no such word.
        part: "early", "mid", "late", "earlier", "later", "start", "end" or None.
        daypart: a TIMEX3 code ("MO", "NI") or None.
        time, zone: of a clock time, "HH:MM" or "HH:MM:SS".
        approx: "around", "shortly after" or the like stands before it.
        inner: the expression that an EDGE belongs to.
        value: a ready TIMEX3 value, for durations, sets and references.
    """

    first: int
    end: int
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    years_on: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    number: int | None = None
    unit: str = ""
    shift: int | None = None
    part: str | None = None
    daypart: str | None = None
    time: str | None = None
    zone: str | None = None
    approx: bool = False
    inner: Expression | None = None
    value: str = ""
