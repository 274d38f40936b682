"""One slot's values over time as a drawing (SVG) that needs nothing beside it.

A line a value that a speaker held, from when it was known until it was replaced; each speaker has a
letter, a dash and a colour, so that colour is not needed to tell them apart. A line that is thick
at its end still stands; over each a pointer is told value, speaker, words and report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord.queries.timeline import Course, SlotPlot, Stretch
from onrecord.views.lines import who_of
from onrecord.views.standalone import safe
from onrecord.views.timeline_pages import height
from onrecord.views.words import hedged, item_words, moment, printable, quoted, version_words

_WIDTH, _LEFT, _RIGHT, _TOP = 860, 150, 30, 70
_LEGEND, _STAMP, _LANE = 20, 95, 14
_LEAST, _MOST = 120, 420
"""How high the drawing may be without title and legend."""

_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#333333")
"""Colours that most people tell apart (after Okabe and Ito), darkened where they are text."""
_DASHES = ("", "8 4", "2 3", "12 4 2 4", "5 2")


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where moments and values stand."""

    plot: SlotPlot
    levels: tuple[str, ...]
    beside: Mapping[float, tuple[int, ...]]
    low: float
    high: float
    tall: int

    def x(self, at: datetime) -> float:
        whole = max(self.plot.last - self.plot.first, timedelta(minutes=1))
        part = (min(max(at, self.plot.first), self.plot.last) - self.plot.first) / whole
        return round(_LEFT + 12 + part * (_WIDTH - _LEFT - _RIGHT - 24), 1)

    def y(self, one: Stretch, course: int | None = None) -> float:
        """Where a value stands; with `course`, that of a speaker among those who hold it."""
        level = _level(self.plot, self.levels, one)
        if course is None:
            return self.at(level)
        beside = self.beside[level]
        return self.at(level) + (beside.index(course) - (len(beside) - 1) / 2) * _LANE

    def at(self, value: float) -> float:
        part = (value - self.low) / ((self.high - self.low) or 1.0)
        return round(_TOP + self.tall * (1 - part), 1)


def plot_svg(plot: SlotPlot, name: str) -> str:
    """The drawing; `name` is what the event is called."""
    scale = _scale(plot)
    foot = _TOP + scale.tall + 45
    tall = foot + _LEGEND * len(plot.courses) + 30
    title = f"{printable(plot.title)}" + (f", {item_words(plot.item)}" if plot.item else "")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {tall}" '
        f'width="{_WIDTH}" height="{tall}" role="img" font-family="sans-serif" font-size="12">',
        f"<title>{safe(title)}: {safe(name)}</title>",
        f'<rect width="{_WIDTH}" height="{tall}" fill="#fff"/>',
        _text(20, 26, title, size=16),
        _text(20, 46, name, fill="#444"),
        *_frame(plot, scale),
    ]
    for number, course in enumerate(plot.courses):
        parts += _course(course, number, scale)
    parts += _legend(plot.courses, foot)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _scale(plot: SlotPlot) -> _Scale:
    told = sorted(plot.stretches, key=lambda one: one.since)
    levels = tuple(dict.fromkeys(one.line.value for one in told))
    beside: dict[float, tuple[int, ...]] = {}
    for number, course in enumerate(plot.courses):
        for one in course.stretches:
            level = _level(plot, levels, one)
            beside[level] = tuple(dict.fromkeys((*beside.get(level, ()), number)))
    lanes = sum(len(some) for some in beside.values())
    tall = min(_MOST, max(_LEAST, 30 * len(beside) + _LANE * lanes))
    low, high = min(beside), max(beside)
    room = (high - low or abs(high) or 1.0) * 0.15
    return _Scale(plot, levels, beside, low - room, high + room, tall)


def _level(plot: SlotPlot, levels: Sequence[str], one: Stretch) -> float:
    """The height of a value: its amount, or for others their place in order of time."""
    return height(one) if plot.measured else float(-levels.index(one.line.value))


def _frame(plot: SlotPlot, scale: _Scale) -> Iterator[str]:
    """Axes, with the values as they were given on one and the ends of the time on the other."""
    bottom = _TOP + scale.tall
    yield _line(_LEFT, _TOP, _LEFT, bottom, "#999")
    yield _line(_LEFT, bottom, _WIDTH - _RIGHT, bottom, "#999")
    taken: list[float] = []
    for one in plot.stretches:
        at = scale.y(one)
        if all(abs(at - other) >= 14 for other in taken):
            taken.append(at)
            yield _line(_LEFT, at, _WIDTH - _RIGHT, at, "#eee")
            yield _text(_LEFT - 8, at + 4, _short(printable(one.line.value), 22), anchor="end")
    ends = (plot.first, plot.last)
    free, last = 0.0, scale.x(plot.last)
    for when in sorted({*ends, *(one.since for one in plot.stretches)}):
        x = scale.x(when)
        yield _line(x, bottom, x, bottom + 5, "#999")
        if when == plot.last and len(set(ends)) == 2:
            yield _text(x, bottom + 20, moment(when), anchor="end")
        elif x >= free and x + 2 * _STAMP <= last:
            yield _text(x, bottom + 20, moment(when, plot.last))
            free = x + _STAMP
    yield _text(_WIDTH - _RIGHT, bottom + 36, "known since (UTC)", fill="#444", anchor="end")


def _course(course: Course, number: int, scale: _Scale) -> Iterator[str]:
    colour, dash = _style(number)
    letter = _letter(number)
    for one in course.stretches:
        x, y = scale.x(one.since), scale.y(one, number)
        stops = scale.plot.last if not one.ended else one.until or one.since
        end = max(scale.x(stops), x + 2)
        yield f"<g><title>{safe(_told(one))}</title>"
        yield _line(x, y, end, y, colour, width=2, dash=dash)
        if not one.ended:
            yield _line(end, y, end + 8, y, colour, width=6)
        yield from _bounds(one, x, y, colour)
        yield f'<circle cx="{x}" cy="{y}" r="6" fill="#fff" stroke="{colour}"/>'
        yield _text(x, y + 3.5, letter, fill=colour, anchor="middle", size=10)
        yield "</g>"
        for other in course.stretches:
            if one.until is not None and other.since == one.until and other is not one:
                yield _line(end, y, end, scale.y(other, number), colour, dash="1 3")


def _bounds(one: Stretch, x: float, y: float, colour: str) -> Iterator[str]:
    """An arrow where a bound is open: up for "at least", down for "at most"."""
    if (one.low is None) == (one.high is None):
        return
    up = one.high is None
    tip = y - 22 if up else y + 22
    base = tip + 6 if up else tip - 6
    yield _line(x, y - 8 if up else y + 8, x, tip, colour, width=1.5)
    yield f'<path d="M{x - 4} {base} L{x} {tip} L{x + 4} {base}" fill="none" stroke="{colour}"/>'


def _told(one: Stretch) -> str:
    line = one.line
    item = f" ({item_words(line.item)})" if line.item else ""
    value = hedged(printable(line.value), line.row.claim.certainty, line.hedge)
    fate = f", until {moment(one.until)}" if one.until else ", no longer" if one.ended else ""
    return (
        f"{value}{item}: {who_of(line)}, {quoted(line.row.words)}, "
        f"{version_words(line.row.version)}, since {moment(one.since)}{fate}"
    )


def _legend(courses: Sequence[Course], top: float) -> Iterator[str]:
    for number, course in enumerate(courses):
        colour, dash = _style(number)
        y = top + 10 + _LEGEND * number
        yield _line(20, y, 60, y, colour, width=2, dash=dash)
        yield _text(70, y + 4, f"{_letter(number)}  {who_of(course.stretches[0].line)}")
    y = top + 10 + _LEGEND * len(courses)
    yield _text(20, y + 4, "Thick at its end: it stands. Arrow: at least, at most.", fill="#444")


def _style(number: int) -> tuple[str, str]:
    return _COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)]


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _line(
    x1: float, y1: float, x2: float, y2: float, colour: str, *, width: float = 1, dash: str = ""
) -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" '
        f'stroke-width="{width}"{dashes}/>'
    )


def _text(
    x: float, y: float, words: str, *, fill: str = "#1c1c1c", anchor: str = "start", size: int = 12
) -> str:
    return (
        f'<text x="{x}" y="{y}" fill="{fill}" text-anchor="{anchor}" font-size="{size}">'
        f"{safe(words)}</text>"
    )
