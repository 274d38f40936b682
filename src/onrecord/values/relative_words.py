"""Expressions of time that need a day to count from: "last week", "two days later"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.values.calendar import SEASONS
from onrecord.values.calendar_words import day_first, month_first, read_month, season, weekday
from onrecord.values.expressions import DAYPARTS, MONTHS, UNITS, WEEKDAYS, Expression, Kind
from onrecord.values.lexer import Tokens
from onrecord.values.numbers import ONES, read_number, starts_number
from onrecord.values.years import quarter, year_alone

SHIFTS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "this": 0,
    "current": 0,
    "same": 0,
    "that": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
    "latest": -1,
    "recent": -1,
}
_TURNS = frozenset({"next", "following", "previous"})
DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
PARTS = {"early": "early", "late": "late", "mid": "mid", "earlier": "earlier", "later": "later"}
EDGES = {"end": "end", "close": "end", "start": "start", "beginning": "start", "middle": "mid"}
VAGUE = frozenset({"few", "several", "couple", "many"})
CODES = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "weekend": "P{}WE",
    "month": "P{}M",
    "quarter": "P{}Q",
    "year": "P{}Y",
    "decade": "P{}DE",
    "century": "P{}CE",
}
SETS = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
}
REFS = {
    "now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "current": "PRESENT_REF",
    "recently": "PAST_REF",
    "recent": "PAST_REF",
    "soon": "FUTURE_REF",
}


def deictic(tokens: Tokens, i: int) -> Expression | None:
    """ "today", "yesterday morning", "tonight"."""
    shift = DAYS.get(tokens.word(i))
    if shift is None:
        return None
    if tokens.word(i - 2) == "usa" or (tokens.capital(i - 1) and tokens.capital(i)):
        return None if not tokens.opens(i - 1) else Expression(i, i + 1, Kind.DEICTIC, shift=shift)
    end, daypart = i + 1, "NI" if tokens.words[i] == "tonight" else None
    if tokens.word(end) in DAYPARTS and tokens.words[i] != "tonight":
        daypart, end = DAYPARTS[tokens.words[end]], end + 1
    return Expression(i, end, Kind.DEICTIC, shift=shift, daypart=daypart)


def shifted(tokens: Tokens, i: int) -> Expression | None:
    """ "last week", "this morning", "next Tuesday", "last June", "the past three months"."""
    word = tokens.word(i)
    shift = SHIFTS.get(word)
    if shift is None:
        return None
    named = of_month(tokens, i) if word == "last" else None
    if named is not None:
        return named
    at = i + 1
    nxt = tokens.word(at)
    if word == "this" and nxt in ("past", "coming", "last", "next"):
        inner = shifted(tokens, at)
        return None if inner is None else replace(inner, first=i)
    if word in ("that", "this") and nxt == "same":
        inner = shifted(tokens, at)
        return None if inner is None else replace(inner, first=i)
    if nxt in ("fiscal", "calendar", "trading", "business"):
        at += 1
        nxt = tokens.word(at)
    if nxt in WEEKDAYS and word not in ("current", "latest", "recent"):
        named = weekday(tokens, at)
        if named is None or named.kind is not Kind.WEEKDAY:
            return replace(named, first=i) if named else None
        if word == "following" and tokens.word(i - 1) != "the":
            return None  # "following Tuesday's quake": after it
        part = "near" if word in ("previous", "preceding", "following") else None
        return replace(named, first=i, shift=0 if word == "that" else shift, part=part)
    if nxt in MONTHS and word in ("last", "this", "next", "past", "coming"):
        found = read_month(tokens, at)
        named = month_first(tokens, at)
        if found and named is None:
            named = Expression(at, found[1], Kind.MONTH, month=found[0])
        return replace(named, first=i, shift=shift) if named else None
    if nxt in SEASONS and word in ("last", "this", "next", "past", "coming"):
        named = season(tokens, at, shift)
        return replace(named, first=i) if named else None
    if nxt in DAYPARTS and word in ("last", "this", "that", "same"):
        if word == "last" and nxt != "night":
            return None
        if word in ("that", "same"):
            return Expression(i, at + 1, Kind.OFFSET, number=0, unit="day", daypart=DAYPARTS[nxt])
        part = DAYPARTS[nxt]
        return Expression(i, at + 1, Kind.DAYPART, shift=shift, daypart=part)
    if nxt in DAYPARTS and tokens.word(i - 1) == "the" and word in _TURNS:
        return Expression(i, at + 1, Kind.OFFSET, number=shift, unit="day", daypart=DAYPARTS[nxt])
    if word == "last" and nxt in ("half", "quarter") and tokens.word(at + 1) == "of":
        named = quarter(tokens, i)
        if named is not None:
            return named
    if nxt in UNITS:
        return _period(tokens, i, at, word, shift)
    return _span(tokens, i, at, word, shift)


def _period(tokens: Tokens, i: int, at: int, word: str, shift: int) -> Expression | None:
    unit, end = UNITS[tokens.words[at]], at + 1
    if unit == "year" and tokens.word(end) in ("'", "’") and tokens.word(end + 1) == "s":
        part = quarter(tokens, end + 2)
        if part is not None and part.year is None and part.shift is None:
            return replace(part, first=i, shift=shift)  # "next year's first quarter"
    if unit == "quarter" and word in ("latest", "recent", "same", "that"):
        return Expression(i, end, Kind.QUARTER, unit="quarter")
    if tokens.words[at].endswith("s"):
        if word in ("recent", "past", "coming", "next", "last"):
            return Expression(
                i, end, Kind.SPAN, unit=unit, shift=shift, value=CODES[unit].format("X")
            )
        return None
    if unit in ("second", "minute", "hour", "decade", "century"):
        if word in ("past", "last", "next") and unit in ("hour", "decade", "century"):
            return Expression(i, end, Kind.DURATION, value=CODES[unit].format(1))
        return None
    if word in ("latest", "recent"):
        if unit == "year":
            return Expression(i, end, Kind.PERIOD, unit=unit, shift=-1)
        return Expression(i, end, Kind.DURATION, value=CODES[unit].format(1))
    the = tokens.word(i - 1) == "the"
    if word == "next" and the and tokens.opens(i - 1) and tokens.word(end) == ",":
        return Expression(i, end, Kind.OFFSET, number=1, unit=unit)  # "The next year, it closed"
    if unit == "day":
        if word in ("previous", "preceding", "following", "prior", "same", "that") or (
            word == "next" and (the or tokens.word(at + 1) in (",", "."))
        ):
            if word == "that" and tokens.word(i - 1) in ("said", "says", "so"):
                return None
            number = 0 if word in ("same", "that") else shift
            return Expression(i, end, Kind.OFFSET, number=number, unit="day")
        return None
    if word in ("past", "coming") or (the and word in ("last", "next")):
        if word == "past" and not the and tokens.word(i - 1) not in ("this", "a", "each", "in"):
            return Expression(i, end, Kind.PERIOD, unit=unit, shift=shift)
        return Expression(i, end, Kind.SPAN, number=1, unit=unit, shift=shift)
    if word in ("previous", "preceding", "prior", "following", "same", "that"):
        return Expression(i, end, Kind.OFFSET, number=shift, unit=unit)
    return Expression(i, end, Kind.PERIOD, unit=unit, shift=shift)


def _span(tokens: Tokens, i: int, at: int, word: str, shift: int) -> Expression | None:
    """ "the past three months", "the next few weeks"."""
    if word in ("same", "that", "this", "current", "upcoming"):
        return None
    number: int | None = None
    if tokens.word(at) in VAGUE:
        at += 2 if tokens.word(at + 1) == "of" else 1
    elif tokens.word(at) in ONES and tokens.word(at + 1) == "quarters":
        number, at = int(ONES[tokens.words[at]]), at + 1  # no fourths, behind "the last"
    else:
        if not (tokens.word(at) and starts_number(tokens.words[at])):
            return None
        read = read_number(tokens, at)
        if read is None or read.amount != int(read.amount) or read.amount > 10000:
            return None
        number, at = int(read.amount), read.end
    if tokens.word(at) in ("fiscal", "calendar", "trading", "full", "consecutive"):
        at += 1
    unit = UNITS.get(tokens.word(at))
    if unit is None:
        return None
    value = CODES[unit].format(number if number is not None else "X")
    if tokens.word(at + 1) == "or" and tokens.word(at + 2) == "so":
        at += 2
    return Expression(i, at + 1, Kind.SPAN, number=number, unit=unit, shift=shift, value=value)


def week_of_day(tokens: Tokens, i: int) -> Expression | None:
    """ "the week of May 6", "the weekend of 3 July": the one that the day lies in."""
    at = i + 2
    if tokens.word(i + 1) != "of" or tokens.word(i - 1) != "the":
        return None
    inner = month_first(tokens, at) or day_first(tokens, at)
    if inner is None or inner.kind is not Kind.DAY:
        return None
    return Expression(i, inner.end, Kind.EDGE, part=tokens.words[i], inner=inner)


def of_month(tokens: Tokens, i: int) -> Expression | None:
    """ "the last weekend of May", "the first week of 2018": the outermost that lies within."""
    unit = tokens.word(i + 1)
    if unit not in ("day", "week", "weekend") or tokens.word(i + 2) != "of":
        return None
    inner = month_first(tokens, i + 3) or year_alone(tokens, i + 3)
    if inner is None or inner.kind not in (Kind.MONTH, Kind.YEAR):
        return None
    return Expression(i, inner.end, Kind.EDGE, part=tokens.words[i], unit=unit, inner=inner)


def edge(tokens: Tokens, i: int) -> Expression | None:
    """ "the end of the year", "the start of May", "year-end"."""
    part = EDGES.get(tokens.word(i))
    if part is None or tokens.word(i + 1) != "of":
        return None
    at = i + 2
    if tokens.word(at) == "the":
        at += 1
    inner: Expression | None
    if tokens.word(at) in ("year", "month", "week", "day") and tokens.word(at - 1) == "the":
        if tokens.words[at] == "day":
            return None
        inner = Expression(at, at + 1, Kind.PERIOD, unit=tokens.words[at], shift=0)
    else:
        inner = (
            month_first(tokens, at)
            or shifted(tokens, at)
            or year_alone(tokens, at)
            or quarter(tokens, at)
        )
    if inner is None or inner.kind not in (Kind.PERIOD, Kind.MONTH, Kind.YEAR, Kind.QUARTER):
        return None
    return Expression(i, inner.end, Kind.EDGE, part=part, inner=inner)


def every(tokens: Tokens, i: int) -> Expression | None:
    """ "every Friday", "each month": a set, which is no date."""
    at = i + 1
    word = tokens.word(at)
    if word in WEEKDAYS and tokens.capital(at):
        return Expression(i, at + 1, Kind.SET, value=f"XXXX-WXX-{WEEKDAYS[word] + 1}")
    if word in MONTHS and tokens.capital(at):
        return Expression(i, at + 1, Kind.SET, value=f"XXXX-{MONTHS[word]:02d}")
    if word in UNITS and not word.endswith("s"):
        return Expression(i, at + 1, Kind.SET, unit=UNITS[word], value=CODES[UNITS[word]].format(1))
    return None
