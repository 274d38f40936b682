"""Surnames that are also months: "Clara May", against "May 5" and "in May"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.names.lexicon import GIVEN, TITLES
from onrecord.names.words import Word

_OF_TIME = frozenset(
    ("in", "on", "since", "until", "till", "by", "of", "early", "late", "last", "next", "this")
)
_SURNAMES = frozenset(("may", "march", "april", "june", "august"))


def month_as_surname(words: Sequence[Word], end: int) -> bool:
    """Whether the word at `end` is a surname though it is a month's: "Clara May", not "May 5"."""
    if end >= len(words) or not (words[end].joined and words[end].capital):
        return False
    dated = end + 1 < len(words) and words[end + 1].joined and words[end + 1].text.isdigit()
    titled = end > 1 and words[end - 2].low in TITLES
    given = (titled or words[end - 1].low in GIVEN) and not words[end - 1].possessive
    return given and not dated and words[end].low in _SURNAMES


def names_month(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` is a month's name and means the month: "in May", "May 5"."""
    if words[at].low not in _SURNAMES:
        return False
    behind = at + 1 < len(words) and words[at + 1].joined and words[at + 1].text[:1].isdigit()
    return behind or (at > 0 and words[at].joined and words[at - 1].low in _OF_TIME)
