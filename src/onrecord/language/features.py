"""What the tagger is told of each word beside its letters."""

from __future__ import annotations

import re

_WORDLIKE = re.compile(r"\w")

OUTSIDE, QUOTED = 0, 1


def shape(word: str) -> int:
    """The word's shape: 0 mark, 1 digits, 2 mixed with digits, 3 lower, 4 one capital, 5 upper,
    6 title, 7 other.

    >>> [shape(word) for word in (",", "430", "KN23", "said", "J", "NSC", "Seoul", "McCoy")]
    [0, 1, 2, 3, 4, 5, 6, 7]
    """
    if not word[0].isalnum():
        return 0
    if word.isdigit():
        return 1
    if any(letter.isdigit() for letter in word):
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) == 1 else 5
    return 6 if word[0].isupper() and word[1:].islower() else 7


class QuoteState:
    """Follows quotation marks through a block; a new block begins outside.

    A class because it is opened and read on: the state after a straight mark depends on all marks
    before it in the block.
    """

    __slots__ = ("_inside",)

    def __init__(self) -> None:
        self._inside = OUTSIDE

    def restart(self) -> None:
        """A block begins."""
        self._inside = OUTSIDE

    def read(self, word: str) -> int:
        """1 for a mark and for words inside marks, else 0."""
        if word == "“":
            self._inside = QUOTED
            return QUOTED
        if word == "”":
            self._inside = OUTSIDE
            return QUOTED
        if word == '"':
            self._inside = OUTSIDE if self._inside else QUOTED
            return QUOTED
        return self._inside
