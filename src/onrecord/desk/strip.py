"""Events along a line of time: when they happened, a lane for each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.queries.details import EventDetails

_LEFT, _WIDTH, _RIGHT = 150, 1000, 30
_TOP, _DOT, _GAP, _FOOT = 8, 12, 10, 26
_TICKS = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """An event in the drawing; `dated` tells whether its day is known, else it was reported so."""

    x: float
    y: float
    dated: bool
    details: EventDetails


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing: lanes (y, kind), ticks (x, words) and a dot an event.

    What is left of `left` are the lanes' names, which stand still while the rest is moved.
    """

    left: int
    width: int
    height: int
    lanes: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]


def draw_strip(events: Sequence[EventDetails]) -> Strip | None:
    """The events along the time from the first to the last of them; None for fewer than two days.

    An event is put on the first of its days. Those that would cover one another are stacked.
    """
    day_of = {one.event.id: _day(one) for one in events}
    if len(set(day_of.values())) < 2:
        return None
    first, last = min(day_of.values()), max(day_of.values())
    whole = (last - first).days

    def x(day: date) -> float:
        return round(_LEFT + 14 + (day - first).days / whole * (_WIDTH - _LEFT - _RIGHT - 28), 1)

    lanes: dict[str, list[EventDetails]] = {}
    for one in sorted(events, key=lambda one: (day_of[one.event.id], one.event.id)):
        lanes.setdefault(one.kind_title, []).append(one)
    dots: list[Dot] = []
    named: list[tuple[float, str]] = []
    y = float(_TOP)
    for kind, some in lanes.items():
        ends: list[float] = []
        for one in some:
            at = x(day_of[one.event.id])
            level = next((n for n, end in enumerate(ends) if at - end >= _DOT + 2), len(ends))
            ends[level : level + 1] = [at]
            dots.append(Dot(at, y + 6 + level * (_DOT + 2), one.days is not None, one))
        tall = len(ends) * (_DOT + 2)
        named.append((y + 6, kind))
        y += tall + _GAP
    return Strip(_LEFT, _WIDTH, int(y) + _FOOT, tuple(named), _ticks(first, last, x), tuple(dots))


def _day(one: EventDetails) -> date:
    return one.days[0] if one.days else one.event.first_known.date()


def _ticks(first: date, last: date, x: Callable[[date], float]) -> tuple[tuple[float, str], ...]:
    """Days to write under the line: evenly apart, years, months or days as the length asks for."""
    whole = (last - first).days
    if whole > 365 * _TICKS // 2:
        step = max(1, round(whole / 365 / _TICKS))
        days = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1, step)]
        return tuple((x(day), str(day.year)) for day in days)
    if whole > 60:
        months = whole // 30
        step = max(1, round(months / _TICKS))
        starts = [first.year * 12 + first.month + n for n in range(0, months + 1, step)]
        days = [date(n // 12, n % 12 + 1, 1) for n in starts]
        return tuple((x(day), f"{day:%b %Y}") for day in days if first <= day <= last)
    step = max(1, round(whole / _TICKS))
    days = [first + timedelta(days=n) for n in range(0, whole + 1, step)]
    return tuple((x(day), f"{day.day} {day:%b}") for day in days)
