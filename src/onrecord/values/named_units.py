"""A bare number takes what words before it name: "the number of cases rose to 58" are cases.

Nearer than a list or comparison (`onrecord.values.sharing`) is a noun that says outright what is
numbered, in the same sentence: "number of", "total of", a toll, a quake's magnitude, an index of
shares, whose levels are points where the sentence speaks of points.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.values.amounts import Amount
from onrecord.values.lexer import Tokens, bag
from onrecord.values.nouns import head_noun, singular

_COUNTS = bag("number total tally count")
_LED = bag("to at was is were reached hit stands stood totaled totalled topped exceeded surpassed")
_LED |= bag("as of by from")
_TOLLS = bag("toll")
_INDEXES = bag(
    "index indices indexes composite ftse dax nikkei nasdaq sensex nifty kospi topix dow cac ibex"
)
_OF_MONEY = bag(
    "shares stock stocks share price barrel oil gold euro dollar yen pound yield yields"
)
_LEVEL_LED = bag("to at near above below")
_LEAST_LEVEL = 100
_REACH = 24


def name_units(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """Give bare numbers the noun that the words before them say is numbered.

    A quake's magnitude is taken only of what can be one: below 11, with one decimal.
    """
    out = list(amounts)
    for k, amount in enumerate(out):
        if amount.rule != "quantity.bare" or amount.unit or not _led(tokens, amount):
            continue
        near = out[max(0, k - 6) : k + 7]
        here = tokens.sentence[amount.first]
        points = any(a.unit == "point" and tokens.sentence[a.first] == here for a in near)
        unit = _named(tokens, amount, out[k - 1].end if k else 0, points=points)
        if unit:
            out[k] = replace(amount, unit=unit, rule="quantity.carried", shared=True, sure=0.7)
    return out


def _led(tokens: Tokens, amount: Amount) -> bool:
    """Whether the words right before and behind let the number stand for a whole of its own."""
    before, after = tokens.word(amount.first - 1), tokens.word(amount.end)
    inside = {tokens.word(k) for k in range(amount.first, amount.number)}
    return (before in _LED or bool(inside & _LED)) and not after[:1].isdigit()


def _level(tokens: Tokens, amount: Amount) -> bool:
    """Whether the amount can be where an index stands: "closed at 1,480.2"."""
    led = tokens.word(amount.first - 1) in _LEVEL_LED
    return led and amount.digits and amount.n is not None and amount.n >= _LEAST_LEVEL


def _named(tokens: Tokens, amount: Amount, floor: int, *, points: bool) -> str:
    """The noun of the nearest "number of …" or toll before the amount; "" where there is none.

    A number between the two may only be told by another unit, or be the level that went before.
    """
    sentence = tokens.sentence[amount.first]
    for k in range(amount.first - 1, max(-1, amount.first - _REACH), -1):
        if tokens.sentence[k] != sentence or tokens.words[k] == ";":
            return ""
        word = tokens.words[k]
        if word in _TOLLS and k >= floor:
            return "people"
        if word == "magnitude":
            tenths = amount.n is not None and amount.n < 11 and amount.n.as_tuple().exponent == -1
            return "magnitude" if tenths else ""
        if word in _OF_MONEY:
            return ""
        if word in _INDEXES or (word == "p" and tokens.words[k - 2 : k] == ["s", "&"]):
            return "point" if points and _level(tokens, amount) else ""
        if word in _COUNTS and tokens.word(k + 1) == "of":
            found = head_noun(tokens, k + 2, one=False)
            near = found is not None and found[1] <= amount.first
            return singular(tokens.words[found[0]]) if found is not None and near else ""
    return ""
