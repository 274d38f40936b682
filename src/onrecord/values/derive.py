"""Whether a value can be made from its own words: what the guard asks before it lets one in."""

from __future__ import annotations

from datetime import date

from onrecord.codebook.codebook import Codebook
from onrecord.model.value import DateValue, Quantity, TermValue, TextValue, Value
from onrecord.values.calendar import SEASONS, Days, bounds
from onrecord.values.expressions import Expression, Kind
from onrecord.values.lexer import lex
from onrecord.values.nouns import singular
from onrecord.values.numbers import numbers_in
from onrecord.values.quantities import quantities_in
from onrecord.values.recognise import recognise
from onrecord.values.si import COUNT, dimension, to_si
from onrecord.values.terms import lexicon_of, terms_in

_PEOPLE = frozenset({"people", "person", ""})


def derivable(value: Value, words: str, codebook: Codebook) -> bool:
    """Whether the parsers of this room make `value` from `words` alone.

    - Quantity: the same numbers, bounds, vague word and approximator; a measure's unit may stand
      outside of the words ("430 for one"), a count's noun too, but none may contradict them.
    - Date: each thing that the words name (year, month, day, weekday, clock time) is the value's,
      and the grain fits; what "last week" was counted from can't be told from the words.
    - Term: the codebook holds the words for it.
    - Text: the text stands in the words.
    - Places and actors are for the registers to judge: always true here.
    """
    if isinstance(value, Quantity):
        return _quantity(value, words)
    if isinstance(value, DateValue):
        return _date(value, words)
    if isinstance(value, TermValue):
        return any(f.value == value for f in terms_in(words, lexicon_of(codebook)))
    if isinstance(value, TextValue):
        return " ".join(value.text.split()) in " ".join(words.split())
    return True


def _quantity(value: Quantity, words: str) -> bool:
    for text in (words, f"a {words}", f"the {words}", f"{words} died"):
        found = quantities_in(text, articles=True)
        if any(_same(value, f.value) and _fits(value, f.value) for f in found):
            return True
    # a number that looks like a year stands for a count where nothing else is there
    whole = words.strip()
    alone = [amount for span, amount in numbers_in(whole) if span.of(whole) == whole]
    return value.n is not None and not value.approx and alone == [value.n]


def _same(a: Quantity, b: Quantity) -> bool:
    if (a.approx, a.strict) != (b.approx, b.strict) or (a.vague or "") != (b.vague or ""):
        return False
    for x, y in ((a.n, b.n), (a.min, b.min), (a.max, b.max)):
        if (x is None) != (y is None):
            return False
        if x is None or y is None:
            continue
        if b.unit and a.unit != b.unit:
            x, y = to_si(x, a), to_si(y, b)
        if x != y:
            return False
    return True


def _fits(value: Quantity, read: Quantity) -> bool:
    """Whether the unit is the words' own, or one that the words leave open."""
    if read.unit == value.unit or read.unit == "":
        return True
    kind = dimension(value)
    if kind != dimension(read):
        return False
    if kind != COUNT:
        return True
    return value.unit in _PEOPLE or read.unit in _PEOPLE or singular(value.unit) == read.unit


def _date(value: DateValue, words: str) -> bool:
    # a month or "noon" alone needs the word before it that was left out of the span
    days = bounds(value.edtf)
    return days is not None and any(
        _dated(value, days, text) for text in (words, f"in {words}", f"at {words}")
    )


def _dated(value: DateValue, days: Days, words: str) -> bool:
    tokens = lex(words)
    read = recognise(tokens)
    clocks = [e for e in read if e.kind is Kind.CLOCK]
    if value.time is not None:
        if not any(e.time == value.time for e in clocks):
            return False
        read = [e for e in read if e.kind is not Kind.CLOCK]
        return not read or any(_agrees(e, days, value) for e in read)
    return any(_agrees(e, days, value) for e in read if e.kind is not Kind.CLOCK)


def _agrees(e: Expression, days: Days, value: DateValue) -> bool:
    if e.kind in (Kind.DURATION, Kind.SET, Kind.REF, Kind.DECADE):
        return False
    if e.kind is Kind.EDGE and e.inner is not None:
        e = e.inner
    ends = [d for d in (days.first, days.last) if d is not None]
    one_day = days.first is not None and days.first == days.last
    if e.kind in (Kind.DAY, Kind.DAYS, Kind.MONTH, Kind.YEAR):
        return any(_named(e, d) for d in ends)
    if e.kind is Kind.WEEKDAY:
        return any(d.weekday() == e.weekday for d in ends)
    if e.kind is Kind.SEASON:
        return value.edtf.endswith(f"-{SEASONS[e.unit]}") or "/" in value.edtf
    if e.kind in (Kind.DEICTIC, Kind.DAYPART):
        return one_day or days.first is None or days.last is None
    return True


def _named(e: Expression, day: date) -> bool:
    return (
        (e.year is None or e.year == day.year)
        and (e.month is None or e.month == day.month)
        and (e.day is None or day.day in (e.day, e.last_day))
    )
