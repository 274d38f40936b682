"""A bare number takes the unit of the number that it stands beside in a list or comparison."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.model.value import Quantity
from onrecord.values.amounts import Amount
from onrecord.values.lexer import Tokens, bag
from onrecord.values.si import COUNT, dimension

_LINKS = bag("from to than versus vs against")
_OF_THE_SAME = bag("in for from at by on with to")
_NO_VERBS = bag("the a an of and or but , its his her their this that these those least about some")
_ANAPHORS = bag("them these those which whom")
_ENDS = bag("for , . ; and ) : ? !") | {"", "\n"}
_NEAR, _FAR = 8, 14


def share_units(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """Give a bare number the unit of the list or comparison it stands in, within a sentence.

    Forward: "430 and 690 kilometers". Backward, to a number with nothing of its own: "80
    kilometers for each, then 80 for one", "360 stores, up from 310", "has 28 seats, theirs has 22",
    "200 people, of whom 30 were hurt".
    """
    out = list(amounts)
    for k in range(len(out) - 2, -1, -1):
        a, b = out[k], out[k + 1]
        if a.unit or a.rule != "quantity.bare" or not b.unit or (a.n == 1 and not a.digits):
            continue
        if _side_by_side(tokens, a, b):
            out[k] = replace(a, unit=b.unit, shared=b.rule == "quantity.measure", sure=0.8)
    for k in range(1, len(out)):
        a, b = out[k - 1], out[k]
        if b.unit or b.rule != "quantity.bare" or not a.unit or (b.n == 1 and not b.digits):
            continue
        if tokens.sentence[a.first] != tokens.sentence[b.first]:
            continue
        measured = a.rule in ("quantity.measure", "quantity.range", "quantity.carried")
        if (measured and b.digits and _carries(tokens, a, b)) or _compared(tokens, a, b):
            out[k] = replace(b, unit=a.unit, rule="quantity.carried", shared=True, sure=0.7)
    return out


def _side_by_side(tokens: Tokens, a: Amount, b: Amount) -> bool:
    gap = tokens.words[a.end : b.first]
    joined = gap in (["and"], [","], [",", "and"], ["or"], ["to"], ["and", "then"])
    hyphened = gap[:1] == ["-"] and set(gap[1:]) <= {",", "or", "and", "to"}  # "two- and three-bed"
    return joined or hyphened or (gap == ["to"] and tokens.word(a.first - 1) == "from")


def _carries(tokens: Tokens, a: Amount, b: Amount) -> bool:
    """Whether a bare number right after a measure is one of the same kind."""
    if a.unit in ("magnitude", "%") or dimension(Quantity(unit=a.unit, n=Decimal(1))) == COUNT:
        return False
    if b.first - a.end > _NEAR or not _alike(a, b, 5):
        return False
    return tokens.word(b.end) in _ENDS - {"\n", ")", ":", "?", "!"}


def _alike(a: Amount, b: Amount, times: int) -> bool:
    """Whether neither amount is more than so many times the other; True where one is a bound."""
    if a.n is None or b.n is None:
        return a.low is not None
    small, large = sorted((abs(a.n), abs(b.n)))
    return small * times >= large


def _compared(tokens: Tokens, a: Amount, b: Amount) -> bool:
    """Whether words set the two numbers against each other, as of one kind."""
    if b.first <= a.end or b.first - a.end > _FAR:
        return False
    before, after = tokens.word(b.first - 1), tokens.word(b.end)
    gap = tokens.words[a.end : b.first]
    if before in _LINKS or (before == "with" and tokens.word(b.first - 2) == "compared"):
        if before == "to" and a.unit in ("%", "percentage point"):
            return tokens.word(a.first - 1) == "from"  # "fell 1% to 1,463" is another thing
        return gap == ["to"] or (len(gap) <= _NEAR and _alike(a, b, 20))
    if before in ("including", "whom", "which") or (
        after == "of" and tokens.word(b.end + 1) in _ANAPHORS
    ):
        return a.n is None or b.n is None or b.n <= a.n
    if not _alike(a, b, 1000):
        return False
    verb = tokens.word(a.first - 1)
    told_alike = verb == before and verb.isalpha() and verb not in _NO_VERBS
    placed_alike = after in _OF_THE_SAME and tokens.word(a.end) == after and "," in gap
    return told_alike or placed_alike
