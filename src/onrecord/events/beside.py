"""Proper names beside a mention, and the days that a date may mean."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.model.span import Span

_NAME = re.compile(r"(?<![.!?:] )(?<![.!?]” )(?<!\n)(?<!^)\b[A-Z][\w’'-]{2,30}")
_DAYS = frozenset(calendar.day_name) | frozenset(calendar.month_name)
_AROUND = 160


def names_near(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """Capitalised words near the spans, but at the start of a sentence; no days and months.

    >>> text = "A ferry, the Santa Rosa, sank on Monday. Many drowned."
    >>> sorted(names_near(text, [Span(25, 29)]))
    ['Rosa', 'Santa']
    """
    found: set[str] = set()
    for span in spans[:20]:
        low, high = max(span.start - _AROUND, 0), span.end + _AROUND
        for match in _NAME.finditer(text, low, high):
            word = match[0].removesuffix("’s").removesuffix("'s")
            if word not in _DAYS:
                found.add(word)
    return frozenset(found)


def days_of(edtf: str) -> tuple[date, date] | None:
    """First and last day of an EDTF date or interval; None where an end is open or unreadable.

    >>> days_of("2019-02")
    (datetime.date(2019, 2, 1), datetime.date(2019, 2, 28))
    >>> days_of("2019-07-15/2019-07-21")[1]
    datetime.date(2019, 7, 21)
    >>> days_of("2019-05/..") is None
    True
    """
    first, slash, last = edtf.strip().rstrip("~?%").partition("/")
    try:
        start = _edge(first.rstrip("~?%"), last=False)
        end = _edge((last if slash else first).rstrip("~?%"), last=True)
    except ValueError:
        return None
    return (start, end) if start <= end else None


def _edge(text: str, *, last: bool) -> date:
    """The first or last day of a year, month or day; an hour after a "T" is dropped."""
    parts = [int(part) for part in text.split("T")[0].split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        year, month = parts
        if not last:
            return date(year, month, 1)
        after = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
        return after - timedelta(days=1)
    (year,) = parts
    return date(year, 12, 31) if last else date(year, 1, 1)
