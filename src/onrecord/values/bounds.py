"""Approximators: "about", "at least", "up to", and the direction in which they open a number."""

from __future__ import annotations

from enum import StrEnum

from onrecord.values.lexer import Tokens


class Bound(StrEnum):
    """What words around a number make of it."""

    ABOUT = "about"
    MIN = "min"
    MAX = "max"
    ABOVE = "above"
    BELOW = "below"


_BEFORE = {
    Bound.ABOUT: (
        "about|around|some|approximately|approx|roughly|nearly|almost|estimated|circa|"
        "close to|in the region of|in the neighborhood of|somewhere around|just about|~|≈|"
        "an average of|averaging|averaged|barely|nearly about|more or less|virtually|approaching"
    ),
    Bound.MIN: (
        "at least|no fewer than|no less than|not less than|not fewer than|upwards of|upward of|"
        "a minimum of|minimum of|not under|≥"
    ),
    Bound.ABOVE: (
        "over|more than|above|exceeding|in excess of|just over|well over|greater than|higher than|"
        "slightly more than|better than|exceed|exceeds|exceeded|surpassed|surpassing|topped|"
        "larger than|longer than|a little over|a little more than|well above|just above|"
        "far more than|>|topping|north of"
    ),
    Bound.MAX: (
        "up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum of|"
        "as high as|as far as|at the most|not exceeding|as long as|≤|as deep as|as low as"
    ),
    Bound.BELOW: (
        "fewer than|less than|under|below|just under|well under|lower than|well below|just below|"
        "smaller than|slightly less than|a little under|a little less than|<"
    ),
}
BEFORE: dict[tuple[str, ...], Bound] = {
    tuple(words.split()): bound for bound, row in _BEFORE.items() for words in row.split("|")
}
_LAST_WORDS = frozenset(words[-1] for words in BEFORE)
_SKIP = frozenset({"a", "an", "the", "total", "of", "another", "just", "only", "additional", "its"})
_BEHIND = {
    ("or", "so"): Bound.ABOUT,
    ("or", "more"): Bound.MIN,
    ("and", "above"): Bound.MIN,
    ("or", "greater"): Bound.MIN,
    ("or", "higher"): Bound.MIN,
    ("or", "less"): Bound.MAX,
    ("or", "fewer"): Bound.MAX,
    ("or", "under"): Bound.MAX,
}
_MEASURES = frozenset(
    {"range", "distance", "altitude", "height", "depth", "speed", "magnitude", "yield", "weight",
     "number", "total", "toll", "cost", "value", "length", "width", "area", "size", "average"}
)  # fmt: skip
_ESTIMATED = {"estimated": Bound.ABOUT, "approximate": Bound.ABOUT, "rough": Bound.ABOUT}


def before(tokens: Tokens, first: int) -> tuple[Bound | None, int]:
    """What stands before the number at token `first`, and where the whole then begins.

    Several may stand in a row ("at least an estimated 50"): a bound then outweighs "about".
    """
    found: Bound | None = None
    begin, k, steps = first, first, 0
    while k > 0 and steps < 5:
        steps += 1
        word = tokens.words[k - 1]
        if tokens.sentence[k - 1] != tokens.sentence[first]:
            break
        markup = word in ("<", ">") and tokens.touches(k - 2)  # "<b>10": no bound
        match = _match(tokens, k) if word in _LAST_WORDS and not markup else None
        if match is not None:
            bound, size = match
            k -= size
            begin = k
            if found is None or found is Bound.ABOUT:
                found = bound
            continue
        if word not in _SKIP:
            break
        k -= 1
    measured = _estimate_of(tokens, first) if found is None else None
    if measured is not None:
        return measured
    if begin < first and tokens.word(begin - 1) in ("a", "an"):
        begin -= 1
    return found, begin


def _match(tokens: Tokens, k: int) -> tuple[Bound, int] | None:
    for size in (4, 3, 2, 1):
        if size <= k:
            bound = BEFORE.get(tuple(tokens.words[k - size : k]))
            if bound is not None:
                return bound, size
    return None


def _estimate_of(tokens: Tokens, first: int) -> tuple[Bound | None, int] | None:
    """ "an estimated range of 450 km"."""
    if tokens.word(first - 1) not in ("of", "at") or tokens.word(first - 2) not in _MEASURES:
        return None
    for k in (first - 3, first - 4):
        bound = _ESTIMATED.get(tokens.word(k))
        if bound is not None:
            return bound, k - 1 if tokens.word(k - 1) in ("a", "an", "the") else k
    return None


def behind(tokens: Tokens, end: int) -> tuple[Bound | None, int]:
    """What stands behind the number or unit that ends before token `end`, and the new end."""
    word = tokens.word(end)
    bound = _BEHIND.get((word, tokens.word(end + 1)))
    if bound is not None:
        return bound, end + 2
    if word == "+" or (word == "plus" and not tokens.word(end + 1).isdecimal()):
        return Bound.MIN, end + 1
    if word == "-" and tokens.word(end + 1) in ("odd", "some"):
        return Bound.ABOUT, end + 2
    if word == "-" and tokens.word(end + 1) == "plus" and tokens.touches(end):
        return Bound.MIN, end + 2
    if (word, tokens.word(end + 1)) == ("at", "least"):
        return Bound.MIN, end + 2
    return None, end
