"""Dates and clock times as pages print them: found in words, not yet placed on the clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from onrecord.model.span import Span

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?"
    r"|Sat(?:urday)?|Sun(?:day)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{WEEKDAY},? )?\b{_MONTH} {_DAY}(?:,? {_YEAR}\b)?",
        rf"(?:{WEEKDAY},? )?\b{_DAY}[ -](?:of )?{_MONTH}(?:,?[ -]{_YEAR}\b)?",
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
    )
)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")
_ZONE = (
    r"(?:,? ?\(?(?P<zone>(?:GMT|UTC)? ?[+\-−]\d{1,2}:?\d{0,2}\b|[A-Z]{2,5}\b|Z\b"
    r"|(?:[A-Z][a-z]+ ){1,3}[Tt]ime\b|local time\b)\)?)?"
)
_CLOCK = re.compile(
    r"(?<![\d:.,])(?:T(?=\d\d:))?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?)?"
    r"(?:h\b)?\s?(?P<half>[AaPp]\.?\s?[Mm]\b\.?)?" + _ZONE
)
_MILITARY = re.compile(r"(?<![\d:.,])(?P<hour>\d{2})(?P<minute>\d{2})h? ?(?P<zone>[A-Z]{2,4}\b)")
_WORD_CLOCK = re.compile(r"\b(?P<word>noon|midnight)\b" + _ZONE)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A printed date; `day` is a calendar date, `has_year` false where the year was taken over."""

    day: date
    span: Span
    has_year: bool


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A printed clock time; `zone` holds the zone's words, or None."""

    clock: time
    span: Span
    zone: str | None


def find_date(words: str, year: int | None = None) -> WrittenDate | None:
    """The first date in `words`; without a printed year only if `year` is given.

    Numbers alone count only where their order is beyond doubt ("25/07/2019", not "05/07/2019").

    >>> find_date("Last updated on May 3, 2022, at 9:05 p.m.").day
    datetime.date(2022, 5, 3)
    """
    found = [match for pattern in _DATES if (match := pattern.search(words))]
    for match in sorted(found, key=lambda match: match.start()):
        printed = match["year"]
        if printed is None and year is None:
            continue
        month = match["month"]
        number = int(month) if month.isdigit() else _month(month)
        day = _date(int(printed or year or 0), number, int(match["day"]))
        if day:
            return WrittenDate(day, Span(*match.span()), printed is not None)
    if numeric := _NUMERIC.search(words):
        first, second, printed_year = (int(group) for group in numeric.groups())
        if first > 12 or first == second:
            first, second = second, first
        elif second <= 12:
            return None
        if day := _date(printed_year, first, second):
            return WrittenDate(day, Span(*numeric.span()), True)
    return None


def find_time(words: str) -> WrittenTime | None:
    """The first clock time in `words`.

    >>> find_time("Updated 3:15 p.m. EDT").clock, find_time("Updated 3:15 p.m. EDT").zone
    (datetime.time(15, 15), 'EDT')
    >>> find_time("5 missiles") is None
    True
    """
    if word := _WORD_CLOCK.search(words):
        hour = 12 if word["word"] == "noon" else 0
        return WrittenTime(time(hour), Span(*word.span()), word["zone"])
    for match in _CLOCK.finditer(words):
        if match["minute"] is None and match["half"] is None:
            continue
        if clock := _clock(match["hour"], match["minute"], match["second"], match["half"]):
            return WrittenTime(clock, Span(*match.span()), match["zone"])
    for match in _MILITARY.finditer(words):
        if clock := _clock(match["hour"], match["minute"], None, None):
            return WrittenTime(clock, Span(*match.span()), match["zone"])
    return None


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month[:3] == name[:3].lower())


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(hour: str, minute: str | None, second: str | None, half: str | None) -> time | None:
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half[0] in "Pp" else 0)
    try:
        return time(hours, int(minute or 0), int(second or 0))
    except ValueError:
        return None
