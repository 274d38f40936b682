"""Which of several things a value is told of: "the first", "both", "one … the other"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.values.lexer import Tokens, bag

_NUMBERED = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
_NUMBERED |= {"former": "1", "latter": "2"}
_NOT_A_THING = bag(
    "time times day days week weeks month months quarter half year years place lady step "
    "since call minister person round degree class floor lieutenant hours minutes half-year term "
    "phase such in ever "
)
_SHARED = frozenset({"both", "each"})
_BEHIND = {"both": "both", "each": "both", "one": "1", "either": "both"}


@dataclass(frozen=True, slots=True)
class Mark:
    """At token `at` the words turn to one of several things."""

    at: int
    item: str


def marks(tokens: Tokens) -> list[Mark]:
    """The words that pick one of several things, left to right.

    >>> from onrecord.values.lexer import lex
    >>> [m.item for m in marks(lex("The first missile flew 430 km and the second 690 km."))]
    ['1', '2']
    """
    out: list[Mark] = []
    words = tokens.words
    one: int | None = None
    for i, word in enumerate(words):
        if word in _NUMBERED:
            before, after = tokens.word(i - 1), tokens.word(i + 1)
            if before in ("the", "a") and after not in _NOT_A_THING and after != "-":
                out.append(Mark(i, _NUMBERED[word]))
        elif word in _SHARED:
            out.append(Mark(i, "both"))
        elif word == "one":
            one = i
        elif one is not None and _is_other(tokens, one, i):
            if not out or out[-1].at < one:
                out.append(Mark(one, "1"))
            out.append(Mark(i, "2"))
            one = None
    out.sort(key=lambda mark: mark.at)
    return out


def _is_other(tokens: Tokens, one: int, i: int) -> bool:
    """Whether token `i` is the "other" of the "one" at token `one`."""
    if tokens.sentence[one] != tokens.sentence[i]:
        return False
    return tokens.words[i] == "other" and tokens.word(i - 1) == "the"


def mark_at(found: list[Mark], tokens: Tokens, i: int) -> str | None:
    """The item that holds at token `i`: the last mark before it in the same sentence."""
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        if found[middle].at <= i:
            low = middle + 1
        else:
            high = middle
    if low and tokens.sentence[found[low - 1].at] == tokens.sentence[min(i, len(tokens) - 1)]:
        return found[low - 1].item
    return None


def item_behind(tokens: Tokens, end: int) -> str | None:
    """The item named right behind a value: "80 km for one and 95 for the other"."""
    if tokens.word(end) not in ("for", "by"):
        return None
    word = tokens.word(end + 1)
    if word == "the":
        nxt = tokens.word(end + 2)
        return "2" if nxt == "other" else _NUMBERED.get(nxt)
    return _BEHIND.get(word)
