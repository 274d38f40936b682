"""Find expressions of time in a text's tokens: a closed grammar, tried at its own first words.

A free search would read "It may fire" as the fifth month and "Resolution 1718" as a year; here a
word counts only in a form that the grammar knows. What is found is anchored in
`onrecord.values.anchors`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.values import calendar_words as named
from onrecord.values import durations, references, years
from onrecord.values import relative_words as relative
from onrecord.values.calendar import SEASONS
from onrecord.values.clocks import read_clock
from onrecord.values.expressions import (
    DAYPARTS,
    MONTHS,
    ORDINALS,
    UNITS,
    WEEKDAYS,
    Expression,
    Kind,
)
from onrecord.values.lexer import Tokens
from onrecord.values.numbers import ONES, TENS, starts_number

Reader = Callable[[Tokens, int], Expression | None]


def _parted(tokens: Tokens, i: int) -> Expression | None:
    """ "early Thursday", "late last year", "mid-May", "earlier this week", "late on Friday"."""
    part = relative.PARTS[tokens.words[i]]
    at = i + 1
    if tokens.word(at) in ("-", "–") or tokens.word(at) in ("on", "in"):
        at += 1
    if part == "mid" and tokens.word(at) in DAYPARTS:
        return None
    inner = _at(tokens, at, _PLAIN)
    if inner is None or inner.kind in (Kind.DURATION, Kind.AGO, Kind.SPAN, Kind.CLOCK, Kind.SET):
        return None
    if inner.first != at or inner.part is not None or inner.kind is Kind.OFFSET:
        return None
    return replace(inner, first=i, part=part)


def _daypart(tokens: Tokens, i: int) -> Expression | None:
    """ "in the evening", "overnight"; "morning rush" is none."""
    if tokens.word(i) == "in" and tokens.word(i + 1) == "the":
        at = i + 2
        part = None
        if tokens.word(at) in ("early", "late"):
            part, at = tokens.words[at], at + 1
        code = DAYPARTS.get(tokens.word(at))
        if code is None or tokens.word(at + 1) == "of":
            return None
        return Expression(i, at + 1, Kind.DAYPART, daypart=code, part=part)
    return None


def _ordinal(tokens: Tokens, i: int) -> Expression | None:
    found = years.quarter(tokens, i)
    if found is None and tokens.words[i] == "first":
        found = relative.of_month(tokens, i)
    if found is None and tokens.words[i] == "first":
        found = (
            durations.counted(tokens, i + 1) if starts_number(tokens.word(i + 1) or " ") else None
        )
        found = replace(found, first=i) if found and found.kind is Kind.DURATION else None
    return found


def _digits(tokens: Tokens, i: int) -> Expression | None:
    before = tokens.word(i - 1)
    if i and tokens.touches(i - 1) and before.isalpha() and before not in ("us", "q"):
        return None  # "KN23", "B2"
    return (
        read_clock(tokens, i)
        or named.numeric(tokens, i)
        or named.day_first(tokens, i)
        or years.century(tokens, i)
        or years.the_quarter(tokens, i)
        or durations.counted(tokens, i)
        or years.year_alone(tokens, i)
    )


def _number_word(tokens: Tokens, i: int) -> Expression | None:
    return durations.counted(tokens, i) or years.spoken_year(tokens, i)


def _article(tokens: Tokens, i: int) -> Expression | None:
    following = tokens.word(i + 1)
    if following in UNITS or following in _COUNT_WORDS:
        return durations.counted(tokens, i)
    return None


def _year_end(tokens: Tokens, i: int) -> Expression | None:
    end = i + 3 if tokens.word(i + 1) == "-" else i + 2
    if tokens.word(end - 1) == "end":
        past = -1 if tokens.word(i - 1) == "since" else 0
        inner = Expression(i, i + 1, Kind.PERIOD, unit="year", shift=past)
        return Expression(i, end, Kind.EDGE, part="end", inner=inner, value="day")
    return years.the_quarter(tokens, i) or durations.the_unit(tokens, i)


def _week(tokens: Tokens, i: int) -> Expression | None:
    return relative.week_of_day(tokens, i) or durations.the_unit(tokens, i)


def _day_told(tokens: Tokens, i: int) -> Expression | None:
    """ "late in the day", "ended the day": the day that is told of; else what `_unit` finds."""
    the = tokens.word(i - 1) == "the"
    late = tokens.word(i - 2) == "in" and tokens.word(i - 3) in (
        "late",
        "early",
        "later",
        "earlier",
    )
    closed = tokens.word(i - 2) in ("end", "ended", "ends", "ending", "closed", "finished")
    told = tokens.word(i - 2) == "for" and tokens.word(i + 1) == ","
    if the and (late or closed or told) and tokens.word(i + 1) not in ("of", "-"):
        return Expression(i, i + 1, Kind.OFFSET, number=0, unit="day")
    return _unit(tokens, i)


def _quarter_word(tokens: Tokens, i: int) -> Expression | None:
    return years.the_quarter(tokens, i) or durations.counted(tokens, i)


def _decade_word(tokens: Tokens, i: int) -> Expression | None:
    """ "the nineties"."""
    told = tokens.word(i - 1) in ("the", "early", "late", "-")
    return Expression(i, i + 1, Kind.DECADE, year=years.DECADES[tokens.words[i]]) if told else None


def _weekend(tokens: Tokens, i: int) -> Expression | None:
    """ "over the weekend": the one that is under way or closest; `shift` stays open."""
    of_day = relative.week_of_day(tokens, i)
    if of_day is not None:
        return of_day
    the = tokens.word(i - 1) == "the" and tokens.word(i - 2) in _OVER
    if the and tokens.word(i + 1) not in ("of", "before", "after", "-"):
        return Expression(i - 1, i + 1, Kind.PERIOD, unit="weekend")
    return durations.counted(tokens, i)


_OVER = frozenset({"over", "during", "at", "for", "of", "through", "throughout", "on"})


def _unit(tokens: Tokens, i: int) -> Expression | None:
    """ "for weeks": some of them, as a duration."""
    word = tokens.words[i]
    long = word in ("years", "decades", "months") and tokens.word(i - 1) == "in"
    if word.endswith("s") and (long or tokens.word(i - 1) in ("for", "within", "lasted", "took")):
        return Expression(i, i + 1, Kind.DURATION, value=relative.CODES[UNITS[word]].format("X"))
    return durations.counted(tokens, i)


def _past(tokens: Tokens, i: int) -> Expression | None:
    return relative.shifted(tokens, i) or references.time_of(tokens, i)


def _next_days(tokens: Tokens, first: Expression) -> list[Expression]:
    """The further days of "April 24 and 25" and "April 24, 25 and 26", each by itself."""
    out: list[Expression] = []
    end, day = first.end, first.day or 0
    if first.year is not None or first.last_day is not None or first.month is None:
        return out
    while tokens.word(end) in ("and", "or", ","):
        at = end + 1
        if tokens.words[end] == "," and tokens.word(at) in ("and", "or"):
            at += 1
        read = named.read_day(tokens, at)
        if read is None or read[0] <= day or not _closed(tokens, read[1]):
            break
        day, end = read
        out.append(Expression(at, end, Kind.DAY, month=first.month, day=day))
    if out and tokens.word(out[-1].end - 2) == "," and len(out) == 1:
        return []  # "on April 24, 25 people": the number counts
    return out


def _closed(tokens: Tokens, at: int) -> bool:
    """Whether a day's number ends here, and nothing is counted by it."""
    word = tokens.word(at)
    return not word or word in _AFTER_DAY or (not word[0].isalnum() and word not in "%$-–/:")


_AFTER_DAY = frozenset(
    {"and", "or", "in", "at", "on", "as", "to", "when", "but", "after", "before"}
)


def _set(tokens: Tokens, i: int) -> Expression | None:
    word = tokens.words[i]
    if word == "quarterly" or tokens.word(i - 1) == "average":
        return None  # a kind of dividend or volume rather than a time
    if tokens.capital(i + 1) and not tokens.opens(i + 1):
        return None  # "the party's daily Granit"
    if word == "annually" and tokens.word(i - 1) in ("%", "percent"):
        return None  # a rate
    return Expression(i, i + 1, Kind.SET, value=relative.SETS[tokens.words[i]])


def _apostrophe(tokens: Tokens, i: int) -> Expression | None:
    """ "the '90s", "in '88"."""
    digits = tokens.word(i + 1)
    told = tokens.word(i - 1) in ("in", "since", "until", "of", "by", "from", "for")
    if told and tokens.touches(i) and len(digits) == 2 and digits.isdecimal():
        ends = not (tokens.touches(i + 1) and tokens.word(i + 2).isalnum())
        if ends:
            century = 1900 if int(digits) > 50 else 2000
            return Expression(i, i + 2, Kind.YEAR, year=century + int(digits))
    joined = tokens.touches(i) and tokens.touches(i + 1) and tokens.word(i + 2) == "s"
    if joined and len(digits) == 2 and digits.isdecimal() and digits[1] == "0":
        century = 1900 if int(digits) >= 20 else 2000
        return Expression(i, i + 3, Kind.DECADE, year=century + int(digits))
    return None


_COUNT_WORDS = frozenset({"few", "couple", "hundred", "thousand", "dozen"})

_PLAIN: dict[str, Reader] = {}
for _word in MONTHS:
    _PLAIN[_word] = named.month_first
for _word in WEEKDAYS:
    _PLAIN[_word] = named.weekday
    _PLAIN[_word + "s"] = named.weekday
for _word in SEASONS:
    _PLAIN[_word] = named.season
for _word in relative.SHIFTS:
    _PLAIN[_word] = relative.shifted
for _word in relative.DAYS:
    _PLAIN[_word] = relative.deictic
_PLAIN["end"] = _PLAIN["start"] = _PLAIN["beginning"] = relative.edge

_ALL: dict[str, Reader] = dict(_PLAIN)
for _word in relative.PARTS:
    _ALL[_word] = _parted
for _word in relative.EDGES:
    _ALL[_word] = relative.edge
for _word in [*ONES, *TENS, "several", "few", "half", "hundred", "dozen"]:
    _ALL[_word] = _number_word
for _word in ("a", "an"):
    _ALL[_word] = _article
for _word in UNITS:
    _ALL[_word] = _unit
for _word in ORDINALS:
    _ALL.setdefault(_word, _ordinal)
for _word in relative.SETS:
    _ALL[_word] = _set
for _word in relative.REFS:
    _ALL[_word] = references.reference
for _word in ("every", "each"):
    _ALL[_word] = relative.every
for _word in ("noon", "midday", "midnight"):
    _ALL[_word] = read_clock
_ALL |= {"year": _year_end, "in": _daypart, "q": years.quarter, "'": _apostrophe, "’": _apostrophe}
_ALL["second"] = _ordinal
_ALL["quarter"] = _ALL["period"] = _quarter_word
_ALL["week"] = _week
_ALL["day"] = _day_told
_ALL["term"] = references.term
for _word in years.DECADES:
    _ALL[_word] = _decade_word
_ALL["weekend"] = _weekend
_ALL["future"] = references.time_of
_ALL["past"] = _past
_ALL["these"] = _ALL["at"] = references.phrase


def _at(tokens: Tokens, i: int, readers: dict[str, Reader]) -> Expression | None:
    word = tokens.word(i)
    if not word:
        return None
    if word[0].isdigit():
        return _digits(tokens, i)
    reader = readers.get(word)
    return reader(tokens, i) if reader else None


def recognise(tokens: Tokens) -> list[Expression]:
    """The expressions of time in a text, left to right, none over another."""
    out: list[Expression] = []
    words = tokens.words
    i, count, readers = 0, len(words), _ALL
    while i < count:
        word = words[i]
        reader = readers.get(word)
        if reader is not None:
            found = reader(tokens, i)
        elif word[0].isdigit():
            found = _digits(tokens, i)
        else:
            i += 1
            continue
        if found is None or (out and found.first < out[-1].end and found.end <= out[-1].end):
            i += 1
            continue
        if out and found.first < out[-1].end:
            found = replace(found, first=out[-1].end)
        out.append(found)
        if found.kind is Kind.DAY:
            out += _next_days(tokens, found)
        i = max(out[-1].end, i + 1)
    return out
