"""Dates that name their month or day: "July 25, 2019", "25/07/2019", "last June"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.values.calendar import SEASONS
from onrecord.values.expressions import DAYPARTS, MONTHS, WEEKDAYS, Expression, Kind
from onrecord.values.lexer import Tokens, bag, words_of

_SHY = frozenset({"may", "march", "april", "june", "august", "mar", "jan"})
"""Months that are also verbs or first names: alone, they need a word of time before them."""
_BEFORE_MONTH = bag(
    "in since last next this early late mid of until till by from to the during for between "
    "through after before and or that each every past coming previous around about ( , - – "
)
COUNTED = bag(
    "people persons men women children soldiers troops civilians members students workers "
    "passengers percent % million billion thousand hundred dozen years miles km "
)
_AFTER_ORDINAL = bag("quarter half time week day half-year round place and - anniversary")
DASHES = frozenset({"-", "–", "—"})
SUFFIXES = frozenset({"st", "nd", "rd", "th"})


def read_day(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A day of a month at token `i` ("25", "25th") and the token after it."""
    word = tokens.word(i)
    if not (word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    if tokens.word(i + 1) in SUFFIXES and tokens.touches(i):
        return int(word), i + 2
    follows = tokens.word(i + 1)
    clock = follows == ":" and tokens.word(i + 2)[:1].isdigit()
    if tokens.touches(i) and (clock or follows in ("/", "%") or follows.isalpha()):
        return None
    return int(word), i + 1


_DAY_WORDS = {
    word: number
    for number, word in enumerate(
        words_of(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
}


def read_year(tokens: Tokens, i: int) -> int | None:
    """A year of four digits at token `i`."""
    word = tokens.word(i)
    if len(word) == 4 and word.isdecimal() and 1000 <= int(word) <= 2199:
        return int(word)
    return None


def read_month(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A month's name at token `i`, capital, and the token after it and its full stop."""
    month = MONTHS.get(tokens.word(i))
    if month is None or not tokens.capital(i):
        return None
    short = len(tokens.words[i]) <= 4 and tokens.words[i] not in ("may", "june", "july")
    if short and tokens.word(i + 1) == "." and tokens.touches(i):
        return month, i + 2
    return month, i + 1


_YEARS_ON = {"last": -1, "this": 0, "next": 1}


def _years_on(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """How far "(of) last year" at token `at` leads, and the token after it."""
    at += tokens.word(at) in (",", "of")
    on = _YEARS_ON.get(tokens.word(at))
    if on is None or tokens.word(at + 1) != "year" or tokens.word(at + 2) in ("'", "’"):
        return None
    return on, at + 2


def month_first(tokens: Tokens, i: int) -> Expression | None:
    """ "July 25, 2019", "July 25", "July 15-21", "July 2019", "Oct. 8"."""
    found = read_month(tokens, i)
    if found is None:
        return None
    month, at = found
    day = read_day(tokens, at)
    if day is None and tokens.word(at) in _DAY_WORDS and tokens.word(at + 1) not in _AFTER_ORDINAL:
        day = _DAY_WORDS[tokens.words[at]], at + 1
    if day and tokens.word(day[1]) in COUNTED:
        day = None
    if day:
        number, end = day
        last = None
        if tokens.word(end) in DASHES or tokens.word(end) in ("to", "through"):
            until = read_day(tokens, end + 1)
            if until and until[0] > number and tokens.word(until[1]) not in MONTHS:
                last, end = until
        at_year = end + 1 if tokens.word(end) in (",", "of") else end
        year = read_year(tokens, at_year)
        if year and (tokens.word(at_year + 1) in COUNTED or not 1000 < year < 2100):
            year = None
        end = at_year + 1 if year else end
        return _day(tokens, Expression(i, end, Kind.DAY, year, month, number, last_day=last))
    at_year = at + 1 if tokens.word(at) in (",", "of") else at
    year = read_year(tokens, at_year)
    if year and tokens.word(at_year + 1) not in COUNTED:
        return Expression(i, at_year + 1, Kind.MONTH, year=year, month=month)
    full = len(tokens.words[i]) > 4 or tokens.words[i] in ("may", "june", "july")
    if not full and at == i + 1 and tokens.word(i - 1) not in _BEFORE_MONTH:
        return None
    if tokens.words[i] in _SHY and tokens.word(i - 1) not in _BEFORE_MONTH:
        return None
    if tokens.capital(at) and tokens.words[i] in _SHY and tokens.word(i - 1) in (",", "and", "the"):
        return None  # "and April Lane", "the May Fund"
    on = _years_on(tokens, at)
    if on is not None:
        return Expression(i, on[1], Kind.MONTH, month=month, years_on=on[0])
    return Expression(i, at, Kind.MONTH, month=month)


def _day(tokens: Tokens, e: Expression) -> Expression:
    """The day, or days, with the year that the words behind count from this one."""
    e = replace(e, kind=Kind.DAYS if e.last_day else Kind.DAY)
    on = _years_on(tokens, e.end) if e.year is None else None
    return e if on is None else replace(e, end=on[1], years_on=on[0])


def day_first(tokens: Tokens, i: int) -> Expression | None:
    """ "25 July 2019", "25 July", "the 25th of July", "15-21 July"."""
    day = read_day(tokens, i)
    if day is None:
        return None
    number, at = day
    last = None
    if tokens.word(at) in DASHES or tokens.word(at) in ("to", "and"):
        until = read_day(tokens, at + 1)
        if until and until[0] > number:
            last, at = until
    if tokens.word(at) == "of":
        at += 1
    found = read_month(tokens, at)
    if found is None:
        return None
    month, end = found
    if tokens.word(end).isdecimal() and read_year(tokens, end) is None:
        return None  # "on 5 May 9": nobody writes so; the month takes the day behind it
    at_year = end + 1 if tokens.word(end) == "," else end
    year = read_year(tokens, at_year)
    end = at_year + 1 if year else end
    return _day(tokens, Expression(i, end, Kind.DAY, year, month, number, last_day=last))


def numeric(tokens: Tokens, i: int) -> Expression | None:
    """ "2019-07-25", "25/07/2019", "07/25/19", "25.07.2019"."""
    word = tokens.words[i]
    if i and tokens.touches(i - 1) and tokens.word(i - 1) in ("-", "/", ".", ":"):
        return None
    if "." in word and tokens.word(i + 1) == "." and tokens.touches(i) and tokens.touches(i + 1):
        left, _, right = word.partition(".")
        year = read_year(tokens, i + 2)
        return _ordered(i, i + 3, left, right, year) if year else None
    mark = tokens.word(i + 1)
    if mark not in ("-", "/") or tokens.word(i + 3) != mark:
        return None
    if not all(tokens.touches(k) for k in range(i, i + 4)):
        return None
    a, b, c = word, tokens.word(i + 2), tokens.word(i + 4)
    if not (a.isdecimal() and b.isdecimal() and c.isdecimal() and len(b) <= 2):
        return None
    if len(a) == 4:
        if len(c) <= 2 and 1 <= int(b) <= 12 and 1 <= int(c) <= 31 and 1000 <= int(a) <= 2199:
            return Expression(i, i + 5, Kind.DAY, year=int(a), month=int(b), day=int(c))
        return None
    if len(c) not in (2, 4) or len(a) > 2:
        return None
    year = int(c) if len(c) == 4 else int(c) + (1900 if int(c) > 50 else 2000)
    return _ordered(i, i + 5, a, b, year) if mark == "/" or len(c) == 4 or int(c) > 50 else None


def _ordered(first: int, end: int, a: str, b: str, year: int) -> Expression | None:
    """Day and month in either order; where both may be either, the month stands first."""
    if not (a.isdecimal() and b.isdecimal()) or not 1000 <= year <= 2199:
        return None
    month, day = int(a), int(b)
    doubtful = month <= 12 and day <= 12 and month != day
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Expression(first, end, Kind.DAY, year=year, month=month, day=day, approx=doubtful)


_IN_SEASON = bag("in over during for by through throughout until since")


def ends_phrase(tokens: Tokens, at: int) -> bool:
    """Whether the noun before token `at` has nothing of its own behind it."""
    word = tokens.word(at)
    return not word.isalpha() or word in ("ended", "and", "but", "to", "from", "compared", "as")


def season(tokens: Tokens, i: int, shift: int | None = None) -> Expression | None:
    """ "summer 2019", "the winter of 2018"; with a `shift` also "last summer"."""
    word = tokens.word(i)
    if word not in SEASONS:
        return None
    at = i + 1
    if tokens.word(at) == "of":
        at += 1
    year = read_year(tokens, at)
    if year is None and shift is None:
        the = tokens.word(i - 1) == "the" and tokens.word(i - 2) in _IN_SEASON
        if not the or not ends_phrase(tokens, i + 1):
            return None
    end = at + 1 if year else i + 1
    return Expression(i, end, Kind.SEASON, year=year, unit=word, shift=shift)


_NAMED = bag("black bloody good holy maundy ash palm easter super cyber shrove orange")
"""What makes a weekday a name: of a feast, or of a day long ago."""


def weekday(tokens: Tokens, i: int) -> Expression | None:
    """ "Thursday", "Thursday night", "Sunday, January 7, 2019"; "Tuesdays" is a set."""
    word = tokens.word(i)
    if not tokens.capital(i) or (tokens.word(i - 1) in _NAMED and tokens.capital(i - 1)):
        return None
    number = WEEKDAYS.get(word)
    if number is None:
        number = WEEKDAYS.get(word[:-1]) if word.endswith("days") else None
        if number is None:
            return None
        return Expression(i, i + 1, Kind.SET, value=f"XXXX-WXX-{number + 1}")
    at = i + 1
    short = len(word) <= 5
    if short:
        at += tokens.word(at) == "." and tokens.touches(i)
        comma = tokens.word(at) == ","
        dated = tokens.word(at + comma) in MONTHS or tokens.word(at + comma).isdecimal()
        if not dated:
            return None  # "Sun, a maker of kilns"
    daypart = None
    if tokens.word(at) in DAYPARTS or (tokens.word(at)[:-1] in DAYPARTS and tokens.word(at)):
        if tokens.word(at).endswith("s"):
            return Expression(i, at + 1, Kind.SET, value=f"XXXX-WXX-{number + 1}")
        daypart, at = DAYPARTS[tokens.words[at]], at + 1
    after = at + 1 if tokens.word(at) == "," else at
    if tokens.word(after) == "the":
        after += 1
    named = month_first(tokens, after) or day_first(tokens, after)
    if named is not None and named.day is not None:
        return replace(named, first=i, weekday=number, daypart=daypart)
    return Expression(i, at, Kind.WEEKDAY, weekday=number, daypart=daypart)
