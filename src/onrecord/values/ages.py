"""Numbers that tell an age: "a 25-year-old", "aged 14, 49 and 59", ", 34, said", "she is six"."""

from __future__ import annotations

from onrecord.values.lexer import Tokens
from onrecord.values.numbers import ONES, TENS, Number

_IN_AGES = frozenset({",", "and", "between", "or", "from", "to", "above", "over", "under", "about"})
_AFTER_AGE = frozenset({".", ",", ";", "when", "and", "", "so", "or", "by", "at", "then", "\n"})
_DASHES = frozenset({"-", "–", "—"})


def is_age(tokens: Tokens, number: Number) -> bool:
    """ "a 25-year-old", "aged 14, 49 and 59", ", 34, said"."""
    first, end = number.first, number.end
    k = end
    if tokens.word(k) in (*_DASHES, "to", "or") and tokens.word(k + 1).isdecimal():
        k += 2  # "41-50 years old"
    if tokens.word(k) == "-":
        k += 1
    if tokens.word(k) in ("year", "years", "month", "months", "day", "week"):
        k += 1
        if tokens.word(k) == "-":
            k += 1
        of_age = tokens.word(k) == "of" and tokens.word(k + 1) == "age"
        if of_age or tokens.word(k) in ("old", "olds"):
            return True
    k = first - 1
    for _ in range(8):
        word = tokens.word(k)
        if word in ("aged", "ages"):
            return True
        if word == "age":
            return tokens.word(k - 1) not in ("the", "an", "of") or first - k <= 2
        of_age = word == "of" and tokens.word(k - 1) in ("age", "ages")
        listed = word in _IN_AGES or word[:1].isdigit() or word in ONES or word in TENS
        if not (of_age or listed) or tokens.word(end) == "aged":
            break
        k -= 1
    k = first - 1
    while tokens.word(k) in ("about", "around", "nearly", "almost", "only", "just", "approaching"):
        k -= 1
    told = tokens.word(k) in ("is", "was", "turned", "turns", "am")
    if tokens.word(k) == "be" and tokens.word(k - 1) in ("will", "would", "ll"):
        told, k = True, k - 1  # "she will be 35 by May"
    if told and tokens.word(k - 1) in ("he", "she", "i") and end - first == 1:
        return tokens.word(end) in _AFTER_AGE and number.amount < 115
    if tokens.word(first - 1) == "," and tokens.word(end) == "," and end - first == 1:
        young = number.digits and number.amount < 115 and number.places == 0
        name = tokens.capital(first - 2)
        more = tokens.word(end + 1)[:1].isdigit() or tokens.word(first - 3) == ","
        return young and name and not more
    return False
