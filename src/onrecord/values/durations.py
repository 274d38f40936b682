"""Lengths of time, and days told by them: "six months", "two weeks ago", "a day later"."""

from __future__ import annotations

from decimal import Decimal

from onrecord.values.expressions import UNITS, Expression, Kind
from onrecord.values.lexer import Tokens
from onrecord.values.nouns import STOPS
from onrecord.values.numbers import read_number, starts_number
from onrecord.values.relative_words import CODES


def counted(tokens: Tokens, i: int) -> Expression | None:
    """ "two weeks ago", "a day later", "the day before"; without such a word, a duration."""
    word = tokens.word(i)
    number: int | None = 1
    amount: Decimal | None = None
    vague = False
    if word in ("a", "an") and read_number(tokens, i) is None:
        at = i + 1
        if tokens.word(at) in ("few", "couple"):
            number, vague = None, True
            at += 2 if tokens.word(at + 1) == "of" else 1
    elif word in ("several", "few"):
        number, vague, at = None, True, i + 1
    elif word in UNITS:
        if tokens.word(i - 1) != "the" or tokens.word(i + 1) not in ("before", "after"):
            return None
        unit = UNITS[word]
        if tokens.word(i + 2) in ("yesterday", "tomorrow"):
            shift = -2 if tokens.words[i + 2] == "yesterday" else 2
            return Expression(i - 1, i + 3, Kind.DEICTIC, shift=shift)
        ends = tokens.word(i + 2) in (",", ".", "", "\n", ";", ")", "and", "in", "at", "with")
        if unit in ("second", "minute", "hour") or not ends:
            return None
        by = -1 if tokens.words[i + 1] == "before" else 1
        return Expression(i, i + 2, Kind.OFFSET, number=by, unit=unit)
    else:
        read = read_number(tokens, i)
        if read is None or read.amount >= 20000:
            return None
        at, amount = read.end, read.amount
        number = int(amount) if amount == int(amount) else None
        least = _least_of_two(tokens, at)
        if least is not None:
            number, at = None, least  # "two to three weeks"
    hyphen = tokens.word(at) == "-" and tokens.touches(at)
    if hyphen:
        at += 1
    if word == "a" and tokens.word(at) == "quarter":
        return None  # a fourth, most often
    if word == "a" and tokens.word(at) == "second" and not _ends(tokens, at + 1):
        return None  # "a second group"
    if tokens.word(at + 1) == "-" and tokens.word(at + 2) in ("ago", "earlier"):
        return None  # "a year-earlier loss": the words from "year" on
    if tokens.word(at) in (
        "more",
        "full",
        "fiscal",
        "calendar",
        "trading",
        "straight",
        "whole",
        "consecutive",
    ):
        at += 1
    unit = UNITS.get(tokens.word(at), "")
    odd = (
        word[0].isdigit()
        and not hyphen
        and tokens.word(i - 1) not in ("a", "an")
        and number != 1
        and not tokens.word(at).endswith("s")
    )
    if odd:
        return None  # "the 1988 quarter"
    if not unit or (number is None and not (hyphen or tokens.words[at].endswith("s"))):
        return None
    end = at + 1
    halved = number == 1 and tokens.words[end : end + 3] == ["and", "a", "half"]
    if halved:
        number, amount, end = None, Decimal("1.5"), end + 3
    after = tokens.word(end)
    if hyphen and after in ("old", "-"):
        return None  # an age
    old = tokens.word(end) == "old"
    value = _length(unit, number, amount)
    if tokens.words[end : end + 3] == ["or", "so", "ago"]:
        end, after = end + 2, "ago"
    if after == "ago":
        return Expression(i, end + 1, Kind.AGO, number=number, unit=unit, shift=-1, value=value)
    if after == "from" and tokens.word(end + 1) in ("now", "today"):
        return Expression(i, end + 2, Kind.AGO, number=number, unit=unit, shift=1, value=value)
    if after == "hence":
        return Expression(i, end + 1, Kind.AGO, number=number, unit=unit, shift=1, value=value)
    if after in ("earlier", "later", "before") and not vague and number is not None:
        closed = tokens.word(end + 1) in (",", ".", "", "\n", ";", ")", "]", "”", '"')
        if after != "before" or closed:
            by = number if after == "later" else -number
            return Expression(i, end + 1, Kind.OFFSET, number=by, unit=unit, value=value)
    if old:
        return None
    if after == "or" and tokens.word(end + 1) in ("so", "two", "more"):
        end += 2
    return Expression(i, end, Kind.DURATION, number=number, unit=unit, value=value)


def the_unit(tokens: Tokens, i: int) -> Expression | None:
    """ "for the year", "of the week": the one under way at the story; else what `counted` finds."""
    found = counted(tokens, i)
    if found is not None:
        return found
    after = tokens.word(i + 1)
    full = tokens.word(i - 1) in ("full", "whole", "fiscal")
    the = i - 2 if full else i - 1
    ended = after in ("ended", "ending") and tokens.words[i] == "year"
    if ended and tokens.word(the) == "the":
        return Expression(i - 1 if full else i, i + 1, Kind.DURATION, value="P1Y")
    told = tokens.word(the) == "the" and tokens.word(the - 1) in _WITHIN
    if not told or not (not after.isalnum() or after in _GOES_ON) or after == "-":
        return None
    return Expression(i - 1 if full else i, i + 1, Kind.PERIOD, unit=tokens.words[i], shift=0)


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether nothing that a length of time could belong to begins at token `at`."""
    word = tokens.word(at)
    return not word.isalpha() or (word in STOPS and not tokens.capital(at))


_WITHIN = frozenset({"for", "of", "during", "in", "over", "through", "throughout"})
_GOES_ON = frozenset({"and", "but", "to", "at", "as", "in", "on", "with", "by", "from"})


def _least_of_two(tokens: Tokens, at: int) -> int | None:
    """Where the second number of "two to three weeks" ends; None where there is none."""
    if tokens.word(at) not in ("to", "or") or not starts_number(tokens.word(at + 1) or " "):
        return None
    read = read_number(tokens, at + 1)
    named = read is not None and tokens.word(read.end) in UNITS
    return read.end if read is not None and named else None


def _length(unit: str, number: int | None, amount: Decimal | None) -> str:
    """A duration's TIMEX3 value; halves of years and hours in months and minutes."""
    if number is not None:
        return CODES[unit].format(number)
    if amount is None:
        return CODES[unit].format("X")
    whole, half = int(amount), amount % 1 == Decimal("0.5")
    if half and unit in ("year", "hour"):
        return f"P{whole}Y6M" if unit == "year" else f"PT{whole}H30M"
    return CODES[unit].format(whole if amount == whole else amount)
