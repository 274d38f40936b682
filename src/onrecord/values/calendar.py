"""Days, weeks and EDTF text: the arithmetic under dates, with nothing of language in it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""EDTF (ISO 8601-2) season codes."""
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day of an interval; an open end is None."""

    first: date | None
    last: date | None


def month_days(year: int, month: int) -> Days:
    """A month as days."""
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    """The year and month `by` months on.

    >>> shift_months(2019, 1, -2)
    (2018, 11)
    """
    total = year * 12 + month - 1 + by
    return total // 12, total % 12 + 1


def week_of(day: date) -> Days:
    """The calendar week, Monday to Sunday, that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6))


def between(days: Days) -> str:
    """Days as EDTF: one day, or an interval with `..` for an open end.

    >>> between(Days(date(2019, 5, 9), None))
    '2019-05-09/..'
    """
    first = days.first.isoformat() if days.first else ".."
    last = days.last.isoformat() if days.last else ".."
    return first if first == last else f"{first}/{last}"


def _edge(text: str) -> Days | None:
    parts = text.rstrip("~?%").split("T")[0].split("-")
    if not all(part.isascii() and part.replace("X", "0").isdigit() for part in parts):
        return None
    if len(parts[0]) != 4 or len(parts) > 3:
        return None
    if "X" in parts[0]:
        low, high = int(parts[0].replace("X", "0")), int(parts[0].replace("X", "9"))
        return Days(date(max(low, 1), 1, 1), date(high, 12, 31))
    if any("X" in part for part in parts[1:]):
        return _edge(parts[0]) if "X" in parts[1] else _edge("-".join(parts[:2]))
    year = int(parts[0])
    if len(parts) == 1:
        return Days(date(year, 1, 1), date(year, 12, 31))
    month = int(parts[1])
    if month in _SEASON_MONTHS and len(parts) == 2:
        begin, end = _SEASON_MONTHS[month]
        return Days(date(year, begin, 1), month_days(year + (end < begin), end).last)
    if len(parts) == 2:
        return month_days(year, month)
    day = date(year, month, int(parts[2]))
    return Days(day, day)


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> Days | None:
    """The first and last day that EDTF text can mean; None where it is no EDTF that we write.

    Seasons are taken as the northern ones. Marks of doubt (`~`, `?`, `%`) don't widen anything.

    >>> bounds("2019-02")
    Days(first=datetime.date(2019, 2, 1), last=datetime.date(2019, 2, 28))
    >>> bounds("2019-05-09/..").last is None
    True
    """
    head, slash, tail = edtf.partition("/")
    try:
        first = Days(None, None) if head in ("", "..") and slash else _edge(head)
        last = first if not slash else Days(None, None) if tail in ("", "..") else _edge(tail)
    except ValueError:
        return None
    if first is None or last is None:
        return None
    if first.first and last.last and first.first > last.last:
        return None
    return Days(first.first, last.last)
