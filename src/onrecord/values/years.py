"""Years, decades and quarters: "in 2017", "the '90s", "the third quarter", "year-ago period"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.values.calendar_words import COUNTED, DASHES, SUFFIXES, ends_phrase, read_year
from onrecord.values.expressions import ORDINALS, WEEKDAYS, Expression, Kind
from onrecord.values.lexer import Tokens, bag, words_of
from onrecord.values.nouns import is_plural
from onrecord.values.numbers import read_number

_YEAR_BEFORE = bag(
    "in since until till by from of during early late mid before after between through around "
    "circa year years fiscal the and or to - – , ( summer winter spring fall autumn for "
)
_NOT_BEFORE_YEAR = bag(
    "$ £ € ¥ # no number about over than least nearly some almost approximately room flight "
    "route resolution boeing highway @ / . page pages roughly exceeding "
)
_AMOUNTS = bag("average total maximum minimum number sum score length height weight price cost")


def year_alone(tokens: Tokens, i: int) -> Expression | None:
    """ "in 2017", "the 2019 election", "fiscal 2018", "the 1990s" (a decade gives no value)."""
    year = read_year(tokens, i)
    if year is None:
        return None
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if tokens.touches(i) and after == "s" and year % 10 == 0:
        return Expression(i, i + 2, Kind.DECADE, year=year)
    if tokens.touches(i) and (after.isalnum() or after in ("%", "/", ":", "°")):
        return None
    if i and tokens.touches(i - 1) and (before.isalpha() or before in ("/", ".", ":", "@", "#")):
        return None
    if before in _NOT_BEFORE_YEAR or after in COUNTED or after in WEEKDAYS:
        return None
    if before == "of" and tokens.word(i - 2) in _AMOUNTS:
        return None  # "an average of 1500"
    if before in DASHES and tokens.word(i - 2).isalpha() and tokens.touches(i - 1):
        if tokens.word(i - 2) not in ("mid", "pre", "post", "early", "late"):
            return None  # "KN-2019"
    elif before in DASHES and read_year(tokens, i - 2) is None and tokens.touches(i - 1):
        return None  # a telephone number
    ends_range = tokens.word(i + 2).isdecimal() and after in DASHES and tokens.touches(i)
    if ends_range and read_year(tokens, i + 2) is None and len(tokens.word(i + 2)) != 2:
        return None
    led = before in DASHES and tokens.word(i - 2) in ("pre", "post", "mid")
    counted = not led and tokens.word(i + 2) not in ("and", "to") and is_plural(after)
    if counted and before in ("to", "and", "or", "from", *DASHES):
        return None  # "from 1000 to 2000 hires"
    of_year = quarter(tokens, i + 1)
    if of_year is not None and of_year.year is None and of_year.shift is None:
        return replace(of_year, first=i, year=year)
    if before in _YEAR_BEFORE:
        return Expression(i, i + 1, Kind.YEAR, year=year) if year >= 1400 else None
    if not 1900 <= year <= 2060:
        return None
    if (
        before.isalpha()
        and tokens.capital(i - 1)
        and not (before == "that" and tokens.opens(i - 1))
    ):
        return None  # "Windows 2000", "Expo 2020"
    return Expression(i, i + 1, Kind.YEAR, year=year)


def the_quarter(tokens: Tokens, i: int) -> Expression | None:
    """ "the quarter", "the 1988 quarter", "year-ago period": which one the text around tells.

    `number` stays open; `year` is as named and `shift` is -1 for the one of the year before.
    """
    word = tokens.words[i]
    if word in ("quarter", "period"):
        the = tokens.word(i - 1) in ("the", "latest") and tokens.word(i - 2) in _IN_QUARTER
        latest = tokens.word(i - 1) == "latest" and tokens.word(i - 2) == "the"
        if not latest and not (the and word == "quarter" and ends_phrase(tokens, i + 1)):
            return None
        return Expression(i - 1 if latest else i, i + 1, Kind.QUARTER, unit="quarter")
    if word == "year" and tokens.word(i + 1) == "-" and tokens.word(i + 2) in ("ago", "earlier"):
        behind = tokens.word(i + 3)
        if behind in ("quarter", "period"):
            return Expression(i, i + 4, Kind.QUARTER, unit="quarter", shift=-1)
        named = quarter(tokens, i + 3)
        if named is not None and named.unit == "quarter" and named.year is None:
            return replace(named, first=i, shift=-1)  # "the year-earlier third quarter"
        return Expression(i, i + 3, Kind.AGO, number=1, unit="year", shift=-1)
    year = read_year(tokens, i)
    if year is not None and tokens.word(i + 1) in ("quarter", "period"):
        return Expression(i, i + 2, Kind.QUARTER, unit="quarter", year=year)
    return None


DECADES = {
    word: 1930 + 10 * k
    for k, word in enumerate(
        words_of("thirties forties fifties sixties seventies eighties nineties")
    )
}


def century(tokens: Tokens, i: int) -> Expression | None:
    """ "20th century": a reference that is no date."""
    word = tokens.words[i]
    joined = tokens.touches(i) and tokens.word(i + 1) in SUFFIXES
    at = i + 3 if tokens.word(i + 2) == "-" else i + 2
    if not (joined and tokens.word(at) == "century" and word.isdecimal() and len(word) <= 2):
        return None
    return Expression(i, at + 1, Kind.REF, value=f"{int(word) - 1:02d}")


def spoken_year(tokens: Tokens, i: int) -> Expression | None:
    """ "nineteen ninety-six", as it is said aloud."""
    hundreds = {"nineteen": 1900, "twenty": 2000}.get(tokens.words[i])
    if hundreds is None or tokens.word(i + 1) == "-" or not tokens.word(i + 1).isalpha():
        return None
    read = read_number(tokens, i + 1)
    if read is None or read.digits or read.scaled or not 10 <= read.amount <= 99:
        return None
    return Expression(i, read.end, Kind.YEAR, year=hundreds + int(read.amount))


_IN_QUARTER = bag("in for during of from through throughout within")


def quarter(tokens: Tokens, i: int) -> Expression | None:
    """ "the third quarter of 2019", "third-quarter", "the first half of the year"."""
    number = ORDINALS.get(tokens.word(i))
    if tokens.word(i) == "last":
        number = {"half": 2, "quarter": 4}.get(tokens.word(i + 1))
    at = i + 1
    if tokens.word(i) == "q" and tokens.word(at) in ("1", "2", "3", "4") and tokens.touches(i):
        number, unit, at = int(tokens.words[at]), "quarter", at + 1
    else:
        if tokens.word(at) == "-":
            at += 1
        if tokens.word(at) == "fiscal":
            at += 1
        unit = tokens.word(at)
        if number is None or unit not in ("quarter", "half") or (unit == "half" and number > 2):
            return None
        at += 1
        if unit == "half" and tokens.word(at) != "of" and not tokens.word(at).isdecimal():
            return None  # of a match, most often
    end, year, shift = at, None, None
    at_year = at + 1 if tokens.word(at) in ("of", ",") else at
    if tokens.word(at_year) == "fiscal":
        at_year += 1
    year = read_year(tokens, at_year)
    if year:
        end = at_year + 1
    elif tokens.word(at) == "of":
        if tokens.word(at + 1) in ("last", "this", "next") and tokens.word(at + 2) == "year":
            shift, end = {"last": -1, "this": 0, "next": 1}[tokens.words[at + 1]], at + 3
        elif tokens.word(at + 1) == "the" and tokens.word(at + 2) == "year":
            shift, end = 0, at + 3
        elif unit == "half":
            return None
    return Expression(i, end, Kind.QUARTER, year=year, number=number, unit=unit, shift=shift)
