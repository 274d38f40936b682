"""Expressions of time as TIMEX3 (ISO-TimeML): what corpora and other readers exchange.

Wider than `onrecord.values.dates`: durations, sets and references such as "recently" have a
TIMEX3 value too, but are no value of a claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.span import Span
from onrecord.values.anchors import DateAnchor, Placed
from onrecord.values.bounds import BEFORE
from onrecord.values.calendar import bounds
from onrecord.values.expressions import Expression, Kind
from onrecord.values.lexer import Tokens, lex
from onrecord.values.numbers import SCALES
from onrecord.values.placing import place_all
from onrecord.values.recognise import recognise
from onrecord.values.relative_words import CODES

_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_WITH_THE = frozenset(
    {Kind.SPAN, Kind.OFFSET, Kind.EDGE, Kind.QUARTER, Kind.DECADE, Kind.DURATION, Kind.PERIOD,
     Kind.SEASON}
)  # fmt: skip
_COMPARED = frozenset({"lower", "higher", "greater", "smaller", "larger", "better", "longer"})
_WITH_ABOUT = frozenset({Kind.DURATION, Kind.AGO, Kind.SPAN, Kind.OFFSET})


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3: its span, type (DATE, TIME, DURATION, SET) and value."""

    span: Span
    type: str
    value: str


def timexes_in(text: str, anchor: DateAnchor) -> tuple[Timex, ...]:
    """The TIMEX3 expressions of `text`, left to right, none over another.

    A clock time and the day beside it are one ("5 p.m. EST Nov. 9").

    >>> anchor = DateAnchor(date(2019, 7, 25))
    >>> [t.value for t in timexes_in("Sales fell in the last six months.", anchor)]
    ['P6M']
    """
    tokens = lex(text)
    placed, _ = place_all(recognise(tokens), tokens, anchor)
    out: list[Timex] = []
    floor = 0
    k = 0
    while k < len(placed):
        p = placed[k]
        value, kind = _value(p)
        first, end = _extent(tokens, p.expression, floor)
        joined = _with_day(tokens, placed, k)
        if joined is not None:
            end = placed[joined].expression.end
            value = _clock_value(p, placed[joined], value)
            kind, k = "TIME", joined
        k += 1
        if value is None or _rate(tokens, p.expression):
            continue
        floor = end
        out.append(Timex(Span(tokens.starts[first], tokens.ends[end - 1]), kind, value))
    return tuple(out)


def _rate(tokens: Tokens, e: Expression) -> bool:
    """Whether "a year" is what something is told by: "$5 million a year", "9% a year"."""
    if e.kind is not Kind.DURATION or tokens.word(e.first) not in ("a", "an"):
        return False
    before = tokens.word(e.first - 1)
    return before in SCALES or before in ("%", "percent", "cents", "dollars") or before.isdecimal()


def _with_day(tokens: Tokens, placed: list[Placed], k: int) -> int | None:
    if k + 1 >= len(placed):
        return None
    a, b = placed[k].expression, placed[k + 1].expression
    if {a.kind, b.kind} & {Kind.CLOCK} != {Kind.CLOCK} or a.kind is b.kind:
        return None
    other = b if a.kind is Kind.CLOCK else a
    if other.kind not in (Kind.DAY, Kind.WEEKDAY, Kind.DEICTIC):
        return None
    gap = tokens.words[a.end : b.first]
    return k + 1 if gap in ([], [","], ["on"], ["at"], [",", "at"], ["around"]) else None


def _clock_value(a: Placed, b: Placed, value: str | None) -> str | None:
    clock, day = (a, b) if a.expression.kind is Kind.CLOCK else (b, a)
    zone = "Z" if clock.zone == "UTC" else ""
    return f"{day.edtf}T{clock.time}{zone}" if day.edtf and clock.time else value


def _extent(tokens: Tokens, e: Expression, floor: int) -> tuple[int, int]:
    first = e.first
    if e.kind in _WITH_ABOUT:
        for size in (4, 3, 2, 1):
            if first - size >= floor and tuple(tokens.words[first - size : first]) in BEFORE:
                compared = (
                    tokens.words[first - 1] == "than" and tokens.words[first - 2] in _COMPARED
                )
                if tokens.words[first - 1] not in ("over", "in") and not compared:
                    first -= size
                break
    open_quarter = e.kind is Kind.QUARTER and e.number is None
    hyphened = "-" in tokens.words[first : e.end] and not open_quarter
    if e.kind in _WITH_THE and not hyphened and first > floor and tokens.word(first - 1) == "the":
        first -= 1
    if e.kind is Kind.QUARTER and tokens.word(first - 1) == "fiscal" and first - 1 > floor:
        first -= 1
        if not hyphened and tokens.word(first - 1) == "the" and first > floor:
            first -= 1
    if e.kind is Kind.DAYPART and tokens.word(first) == "in":
        first += 1
    return first, e.end


def _value(p: Placed) -> tuple[str | None, str]:
    """The TIMEX3 value and type of what was placed."""
    e = p.expression
    if e.kind is Kind.DURATION:
        return e.value, "DURATION"
    if e.kind is Kind.SET:
        return e.value, "SET"
    if e.kind is Kind.REF:
        return e.value, "DATE"
    if e.kind is Kind.DECADE:
        return str(e.year)[:3], "DATE"
    if e.kind is Kind.SPAN:
        number = "X" if e.number is None else e.number
        return CODES[e.unit].format(number), "DURATION"
    if e.kind is Kind.EDGE and e.value:
        return p.edtf, "DATE"  # "year-end": the day itself
    unit = e.unit or e.part or ""
    if e.kind is Kind.EDGE and unit in ("week", "weekend", "day") and p.edtf:
        days = bounds(p.edtf) if unit != "day" else None
        return (_unit_value(days.first, unit) if days and days.first else p.edtf), "DATE"
    if e.kind is Kind.EDGE and e.inner is not None:
        inner = Placed(e.inner, p.edtf, p.how)
        return _coarse(inner, e.inner), "DATE"
    if p.edtf is None:
        if e.kind is Kind.OFFSET and e.value.startswith("PT"):
            return e.value, "DURATION"  # "an hour later": so long, from a time that is not kept
        if e.kind in (Kind.AGO, Kind.OFFSET):
            return ("PAST_REF" if e.shift != 1 else "FUTURE_REF"), "DATE"
        return None, "DATE"
    if e.kind is Kind.CLOCK:
        return f"{p.edtf}T{p.time}{'Z' if p.zone == 'UTC' else ''}", "TIME"
    return _coarse(p, e), "TIME" if e.daypart else "DATE"


def _coarse(p: Placed, e: Expression) -> str | None:
    if p.edtf is None:
        return None
    days = bounds(p.edtf)
    first = days.first or days.last if days else None
    if first is None:
        return p.edtf
    if e.kind is Kind.QUARTER:
        number = (first.month + 2) // 3 if e.unit == "quarter" else (first.month + 5) // 6
        return f"{first.year:04d}-{'Q' if e.unit == 'quarter' else 'H'}{number}"
    if e.kind is Kind.SEASON:
        return f"{p.edtf[:4]}-{_SEASONS[e.unit]}"
    if e.kind in (Kind.AGO, Kind.OFFSET) and e.unit == "year" and "/" in p.edtf:
        return _unit_value(first, "quarter")  # "a year ago", of a quarter
    if e.kind in (Kind.PERIOD, Kind.OFFSET, Kind.AGO) and e.unit != "day":
        return _unit_value(first, e.unit)
    if e.kind is Kind.MONTH:
        return first.isoformat()[:7]
    if e.kind is Kind.YEAR:
        return first.isoformat()[:4]
    return p.edtf + (f"T{e.daypart}" if e.daypart else "")


def _unit_value(day: date, unit: str) -> str:
    year, week, _ = day.isocalendar()
    if unit == "week":
        return f"{year:04d}-W{week:02d}"
    if unit == "weekend":
        return f"{year:04d}-W{week:02d}-WE"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: 7 if unit == "month" else 4]
