"""References to time that are no dates: "now", "recently", "in the past", "the near term"."""

from __future__ import annotations

from onrecord.values import relative_words as relative
from onrecord.values.expressions import Expression, Kind
from onrecord.values.lexer import Tokens


def time_of(tokens: Tokens, i: int) -> Expression | None:
    """ "the future", "in the past": a reference, which is no date."""
    if tokens.word(i - 1) not in ("the", "near") or (
        tokens.word(i + 1)[:1].isalpha() and (tokens.word(i + 1) not in _AFTER_TIME)
    ):
        return None
    first = i - 1 if tokens.words[i - 1] == "the" else i - 2
    value = "FUTURE_REF" if tokens.words[i] == "future" else "PAST_REF"
    if value == "PAST_REF" and (tokens.words[i - 1] != "the" or tokens.word(i - 2) != "in"):
        return None
    return Expression(max(first, 0), i + 1, Kind.REF, value=value)


def phrase(tokens: Tokens, i: int) -> Expression | None:
    """ "these days", "at the time": references."""
    if tokens.words[i : i + 2] == ["these", "days"]:
        return Expression(i, i + 2, Kind.REF, value="PRESENT_REF")
    closed = tokens.word(i + 3) not in ("of", "that", "when", "to")
    if tokens.words[i : i + 3] == ["at", "the", "time"] and closed:
        return Expression(i + 1, i + 3, Kind.REF, value="PAST_REF")
    return None


def term(tokens: Tokens, i: int) -> Expression | None:
    """ "in the near term", "for the long term": a reference to what is to come."""
    near = tokens.word(i - 1) in ("near", "short", "medium", "long", "longer")
    led = tokens.word(i - 3) in ("in", "for", "over") or not tokens.word(i + 1).isalpha()
    if near and led and tokens.word(i - 2) == "the" and tokens.word(i + 1) != "-":
        return Expression(i - 2, i + 1, Kind.REF, value="FUTURE_REF")
    return None


def reference(tokens: Tokens, i: int) -> Expression | None:
    """ "right now", "recently"; a longer expression where "current" or "recent" begins one."""
    word = tokens.words[i]
    if word == "soon" and tokens.word(i - 1) == "as":
        return None
    shifts = relative.shifted(tokens, i) if word in relative.SHIFTS else None
    if shifts is not None:
        return shifts
    if word in ("recent", "current") and not tokens.word(i + 1).isalpha():
        return None
    led = tokens.word(i - 1) in ("right", "more") and word in ("now", "recently")
    return Expression(i - led, i + 1, Kind.REF, value=relative.REFS[word])


_AFTER_TIME = frozenset({"and", "but", "for", "if", "when", "with", "to", "as", "or", "by", "is"})
