"""A text's expressions of time in order, each placed by what was named before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.values.anchors import DateAnchor, Placed, existing, place
from onrecord.values.calendar import Days, bounds
from onrecord.values.expressions import Expression, Kind
from onrecord.values.lexer import Tokens, bag
from onrecord.values.periods import shift_days, unit_days


def open_quarter(e: Expression, spoken_of: Days | None, day: date) -> Placed:
    """ "the quarter", "the 1988 quarter", "a year earlier": by the quarter that is spoken of.

    Without one it is the last that was over on the day of the story.
    """
    how = "the quarter spoken of"
    if spoken_of is None or spoken_of.first is None:
        how = f"last quarter before {day.isoformat()}"
        try:
            spoken_of = unit_days(shift_days(day, "quarter", -1), "quarter")
        except ValueError:
            return Placed(e, None, "no such day")  # before the first year
    first = spoken_of.first or day
    year = e.year or first.year + (e.shift or 0)
    last = first.month + 2
    return existing(Placed(e, f"{year:04d}-{first.month:02d}/{year:04d}-{last:02d}", how))


def place_all(
    expressions: list[Expression], tokens: Tokens, anchor: DateAnchor, start: date | None = None
) -> tuple[list[Placed], date | None]:
    """Every expression on the calendar, and the day last named (for the text that follows).

    A clock time takes the day beside it ("9 p.m. on Tuesday"), else the day last named in its
    sentence, else the last one named close to the story, else the story's day.
    """
    out: list[Placed] = []
    near, sentence_of_near, main = start, -1, start
    spoken_of: Days | None = None  # the quarter that the text tells of
    sentence_of_quarter = -1
    named = [
        (tokens.sentence[e.first], e)
        for e in expressions
        if e.kind is Kind.QUARTER and e.unit == "quarter" and e.number is not None
    ]
    coming = 0
    last: date | None = start  # the same, but taking months and years too ("later that year")
    for index, e in enumerate(expressions):
        here = tokens.sentence[e.first]
        while coming < len(named) and named[coming][1].first < e.first:
            coming += 1
        base = near if sentence_of_near == here else main
        if e.kind is Kind.OFFSET:
            base = near if e.unit in ("day", "week") else last
        if e.kind is Kind.CLOCK:
            base = _beside(expressions, index, tokens, anchor) or base
        if e.kind is Kind.QUARTER and e.unit == "quarter" and e.number is None:
            placed = open_quarter(e, spoken_of, anchor.day)
        elif _year_before(e) and spoken_of is not None and here - sentence_of_quarter <= _KEPT:
            placed = open_quarter(replace(e, shift=-1), spoken_of, anchor.day)
        elif _year_before(e) and coming < len(named) and named[coming][0] - here <= _SOON:
            told = bounds(place(named[coming][1], tokens, anchor, base).edtf or "")
            placed = open_quarter(replace(e, shift=-1), told, anchor.day)
        else:
            placed = place(e, tokens, anchor, base)
        out.append(placed)
        if e.kind is Kind.QUARTER and e.unit == "quarter" and placed.edtf:
            sentence_of_quarter = here
            told = bounds(placed.edtf) if e.number is not None or spoken_of is None else None
            if told is not None and told.last is not None and told.last < anchor.day:
                spoken_of = told
        days = bounds(placed.edtf) if placed.edtf else None
        if days is not None and days.first is not None:
            last = days.first
        if placed.edtf and e.kind in _NAMES_DAY and len(placed.edtf) == 10:
            near, sentence_of_near = date.fromisoformat(placed.edtf), here
            if abs((near - anchor.day).days) <= 10 and not _of_saying(tokens, e.first):
                main = near
    return out, main


def _of_saying(tokens: Tokens, first: int) -> bool:
    """Whether the day is that of a report and of nothing in it: "reports on Saturday"."""
    before = first - 1 if tokens.word(first - 1) != "on" else first - 2
    word = tokens.word(before)
    return word in _SAYING or (word == "of" and tokens.word(before - 1) == "as")


_SAYING = bag("said says told report reports reported statement announced added confirmed")
_KEPT = 6
"""For so many sentences "a year earlier" is the same quarter of the year before."""


_SOON = 1
"""So many sentences before a quarter is named, "a year earlier" is already the same quarter."""


def _year_before(e: Expression) -> bool:
    one = e.number == (1 if e.kind is Kind.AGO else -1)
    return e.kind in (Kind.AGO, Kind.OFFSET) and e.unit == "year" and one and (e.shift or -1) < 0


_NAMES_DAY = (Kind.DAY, Kind.WEEKDAY, Kind.DEICTIC, Kind.AGO, Kind.OFFSET, Kind.DAYPART)


def _beside(
    expressions: list[Expression], index: int, tokens: Tokens, anchor: DateAnchor
) -> date | None:
    """The day that stands right behind a clock time, or behind a later one that "and" joins to it.

    "At 5:34 and 5:57 on Tuesday" dates both; "at 9 p.m. and 6 a.m. Tuesday" only the second.
    """
    e = expressions[index]
    end = e.end
    for other in expressions[index + 1 : index + 3]:
        if other.first - e.end > 8 or tokens.sentence[other.first] != tokens.sentence[e.first]:
            break
        if other.kind is Kind.CLOCK:
            joined = all(word in _JOINS for word in tokens.words[end : other.first])
            if joined and (e.time or "") <= (other.time or ""):
                end = other.end
            continue
        if other.kind in (Kind.DAY, Kind.WEEKDAY, Kind.DEICTIC):
            gap = tokens.words[end : other.first]
            if all(w in _BESIDE or w[0].isdigit() for w in gap):
                placed = place(replace(other), tokens, anchor, None)
                if placed.edtf and len(placed.edtf) == 10:
                    return date.fromisoformat(placed.edtf)
        break
    return None


_JOINS = bag("and at then again")
_BESIDE = bag("on local time ( ) { } [ ] , gmt utc of ")
