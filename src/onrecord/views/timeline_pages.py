"""Events over time, one event step by step, and one slot's values over time, drawn in text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from onrecord.queries.rows import EventDays, Line
from onrecord.queries.timeline import EventStory, SlotPlot, Step, Stretch
from onrecord.views.event_pages import events_counted
from onrecord.views.lines import who_of
from onrecord.views.page import Lines, Page, Section, Table
from onrecord.views.words import (
    hedged,
    item_words,
    moment,
    printable,
    version_words,
)

_BAR = 30
"""Characters of the longest bar, and of the axis of time."""
_MONTHS_SHOWN = 24
"""Where the events lie over more months, they are counted by year."""


def timeline_page(
    events: Sequence[EventDays], short: Mapping[str, str], clock: str, limit: int = 0
) -> Page:
    """How many events fell on each month (or year), then the events, day by day; `limit` is how
    many were asked for at most."""
    if not events:
        return Page(events_counted(0), clock=clock)
    sections: list[Section] = []
    dated = [(one.days[0], one) for one in events if one.days is not None]
    if dated:
        sections.append(_counts([day for day, _ in dated]))
        days = tuple(
            (_days(one), short[one.event.id], printable(one.event.name)) for _, one in dated
        )
        sections.append(Table(("", "", ""), days, "by day", head=False))
    undated = tuple(
        (moment(one.event.first_known), short[one.event.id], printable(one.event.name))
        for one in events
        if one.days is None
    )
    if undated:
        sections.append(Table(("", "", ""), undated, "no day is told; known since", head=False))
    return Page(events_counted(len(events), limit), tuple(sections), clock=clock)


def _counts(days: Sequence[date]) -> Table:
    """A bar for each month between the first and the last, or for each year where these are many;
    months of a long pause are left out."""
    first, last = min(days), max(days)
    by_year = (last.year - first.year) * 12 + last.month - first.month >= _MONTHS_SHOWN
    counts = Counter(f"{day.year}" if by_year else f"{day:%b} {day.year}" for day in sorted(days))
    most = max(counts.values())
    rows = tuple(
        (name, f"{'█' * max(1, round(number * _BAR / most))} {number}")
        for name, number in counts.items()
    )
    return Table(("", ""), rows, "by year" if by_year else "by month", head=False)


def _days(one: EventDays) -> str:
    assert one.days is not None
    first, last = one.days
    if first == last:
        return f"{first.day} {first:%b} {first.year}"
    return f"{first.day} {first:%b} {first.year} – {last.day} {last:%b} {last.year}"


def story_page(story: EventStory, short: Mapping[str, str], clock: str) -> Page:
    """A section for each version that said something new: what it added (+) or replaced (~)."""
    sections: list[Section] = [
        Table(("", "", "", ""), tuple(_told(step)), _step_words(step), head=False, widest=(1, 16))
        for step in story.steps
    ]
    if not sections:
        sections.append(Lines(("Nothing was said of it but that it happened.",)))
    heading = f"{short[story.event.id]}  {printable(story.event.name)}"
    return Page(heading, tuple(sections), clock=clock)


def _step_words(step: Step) -> str:
    version = step.version
    again = " again" if step.at != version.known_at else ""
    return f"{moment(step.at)}  {version_words(version)}{again}: {printable(version.title)}"


def _told(step: Step) -> list[tuple[str, str, str, str]]:
    """A row for each slot, thing and value, with all who say it."""
    groups: dict[tuple[str, str | None, str], list[Line]] = {}
    for line in step.lines:
        key = (line.row.claim.slot, line.item, _value(line))
        groups.setdefault(key, []).append(line)
    rows = []
    for (slot, item, value), lines in groups.items():
        was = dict.fromkeys(one for line in lines for one in step.was.get(line.row.id, ()))
        who = ", ".join(dict.fromkeys(who_of(line) for line in lines))
        told = f"{value} (was {', '.join(map(printable, was))})" if was else value
        rows.append(("~" if was else "+", f"{slot} {item_words(item)}".rstrip(), told, who))
    return rows


def _value(line: Line) -> str:
    return hedged(printable(line.value), line.row.claim.certainty, line.hedge)


def plot_page(plot: SlotPlot, short: Mapping[str, str], clock: str) -> Page:
    """A row for each value that a speaker held, from when to when drawn on one axis of time.

    Amounts stand highest first, other values in order of time.
    """
    rows = tuple(
        (_cell(one), f"{who_of(one.line)} · {version_words(one.line.row.version)}", bar)
        for one in ordered(plot)
        for bar in [_bar(one, plot.first, plot.last)]
    )
    axis = _axis(plot.first, plot.last)
    table = Table(
        ("value", "who, where", axis), rows, printable(plot.title), widest=(16, 26), drawn=(2,)
    )
    name = f"{plot.slot} {item_words(plot.item)}".rstrip()
    heading = f"{short[plot.event.id]}  {printable(plot.event.name)} · {name}"
    legend = Lines((f"{_FROM} from when it was known   {_END} replaced or dropped   {_ON} stands",))
    return Page(heading, (table, legend), clock=clock)


def ordered(plot: SlotPlot) -> list[Stretch]:
    """The stretches as they are drawn, from the top."""
    if not plot.measured:
        return sorted(plot.stretches, key=lambda one: (one.since, one.line.value))
    return sorted(plot.stretches, key=lambda one: (-height(one), one.since, one.line.row.id))


def height(one: Stretch) -> float:
    """Where an amount stands on the scale: in the middle of its bounds, or at the one it has."""
    ends = [float(end) for end in (one.low, one.high) if end is not None]
    return sum(ends) / len(ends)


def _cell(one: Stretch) -> str:
    return " ".join(part for part in (item_words(one.line.item), _value(one.line)) if part)


_FROM, _END, _ON = "├", "┤", "▶"


def _bar(one: Stretch, first: datetime, last: datetime) -> str:
    begin = _place(one.since, first, last)
    if one.ended and one.until is None:
        return " " * begin + _FROM + "?"
    end = _place(one.until or last, first, last)
    line = " " * begin + _FROM + "─" * (end - begin - 1)
    if end == begin:
        return line if one.ended else " " * begin + _ON
    return line + (_END if one.ended else _ON)


def _place(at: datetime, first: datetime, last: datetime) -> int:
    whole = max(last - first, timedelta(seconds=1))
    return round((_BAR - 1) * (min(max(at, first), last) - first) / whole)


def _axis(first: datetime, last: datetime) -> str:
    """The ends of the axis, in as many characters as a bar has."""
    one = [f"{at.day} {at:%b}" for at in (first, last)]
    if first.year != last.year:
        one = [f"{words} {at.year}" for words, at in zip(one, (first, last), strict=True)]
    elif last - first < timedelta(days=2):
        one = [f"{words} {at:%H:%M}" for words, at in zip(one, (first, last), strict=True)]
    return one[0] + " " * max(1, _BAR - len(one[0]) - len(one[1])) + one[1]
