"""Weeks, months and years around a day, and their parts."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.values.calendar import Days, between, month_days, shift_months, week_of


def thirds(days: Days, part: str | None) -> tuple[Days, bool]:
    """Early, mid or late part of an interval; the parts of a month are ten days each."""
    if part not in ("early", "mid", "late") or days.first is None or days.last is None:
        return days, False
    length = (days.last - days.first).days + 1
    third = timedelta(days=10 if length < 32 else length // 3)
    if part == "early":
        return Days(days.first, days.first + third - timedelta(days=1)), True
    if part == "mid":
        return Days(days.first + third, days.first + 2 * third - timedelta(days=1)), True
    return Days(days.first + 2 * third, days.last), True


def before_or_after(days: Days, part: str | None, anchor: date) -> Days:
    """ "earlier this week" ends on the day before the story, "later this week" begins after it."""
    if part == "earlier" and days.first and days.first < anchor:
        return Days(days.first, anchor - timedelta(days=1))
    if part == "later" and days.last and days.last > anchor:
        return Days(anchor + timedelta(days=1), days.last)
    return days


def shift_days(base: date, unit: str, by: int) -> date:
    """`base` moved by whole units; a day that its month lacks becomes the month's last."""
    if unit in ("day", "week", "weekend"):
        return base + timedelta(days=by * (1 if unit == "day" else 7))
    months = by * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = shift_months(base.year, base.month, months)
    last = month_days(year, month).last
    return date(year, month, min(base.day, last.day if last else 28))


def unit_days(base: date, unit: str) -> Days:
    """The calendar week, weekend, month, quarter or year that holds `base`."""
    if unit == "week":
        return week_of(base)
    if unit == "weekend":
        week = week_of(base)
        assert week.last is not None
        return Days(week.last - timedelta(days=1), week.last)
    if unit == "month":
        return month_days(base.year, base.month)
    if unit == "quarter":
        first = (base.month - 1) // 3 * 3 + 1
        return Days(date(base.year, first, 1), month_days(base.year, first + 2).last)
    if unit == "year":
        return Days(date(base.year, 1, 1), date(base.year, 12, 31))
    return Days(base, base)


def outermost(first: date, last: date, unit: str, *, last_one: bool) -> Days:
    """The first or last day, seven days or whole weekend within an interval."""
    if unit == "week":
        week = timedelta(days=6)
        return Days(last - week, last) if last_one else Days(first, first + week)
    step = timedelta(days=1 if unit == "day" else 7)
    found = unit_days(last if last_one else first, unit)
    assert found.first is not None
    assert found.last is not None
    if last_one and found.last > last:
        return Days(found.first - step, found.last - step)
    if not last_one and found.first < first:
        return Days(found.first + step, found.last + step)
    return found


def coarse(days: Days, unit: str) -> str:
    """EDTF at the grain of the unit."""
    if days.first is not None and unit == "month":
        return days.first.isoformat()[:7]
    if days.first is not None and unit in ("year", "decade", "century"):
        return days.first.isoformat()[:4]
    return between(days)
