"""One pass over a text that every grammar of this room shares: words, numbers, marks.

The grammars look at tokens, never at characters, so that each reads a text once and in time
linear in its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\b[apAP]\.\s?[mM]\b\.?|[^\W\d_]+|\n\s*|[^\w\s]|_"
)
"""A number with its commas, "a.m.", a run of letters, a line break, or one mark."""


def words_of(text: str) -> list[str]:
    """The words of a list written with spaces, as the tables of this room are."""
    return text.split()


def bag(text: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(text.split())


_ABBREVIATIONS = bag(
    "mr mrs ms dr prof gen col lt sgt capt adm rev hon st no vs jan feb mar apr jun jul aug "
    "sept sep oct nov dec inc corp ltd co mt ft approx est dept gov sen rep "
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens.

    Attributes:
        text: the text.
        starts, ends: where each token lies, in code points.
        words: each token in lower case; "am" and "pm" however they were written; "\\n" for a break.
        sentence: for each token the number of its sentence, by marks alone: a rough cut that only
            keeps neighbours apart.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    sentence: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """The token at `index` in lower case; "" outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def printed(self, index: int) -> str:
        """The token at `index` as printed; "" outside the text."""
        if 0 <= index < len(self.words):
            return self.text[self.starts[index] : self.ends[index]]
        return ""

    def capital(self, index: int) -> bool:
        """Whether the token at `index` begins with an upper-case letter."""
        return 0 <= index < len(self.words) and self.text[self.starts[index]].isupper()

    def touches(self, index: int) -> bool:
        """Whether nothing stands between the token at `index` and the one after it."""
        return 0 <= index < len(self.words) - 1 and self.ends[index] == self.starts[index + 1]

    def opens(self, index: int) -> bool:
        """Whether the token at `index` is the first of its sentence."""
        return index <= 0 or self.sentence[index] != self.sentence[index - 1]


def lex(text: str) -> Tokens:
    """The tokens of `text`.

    >>> lex("At 5.34am, 1,200 fled.").words
    ['at', '5.34', 'am', ',', '1,200', 'fled', '.']
    """
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    sentence: list[int] = []
    number = 0
    pending = False
    for match in TOKEN.finditer(text):
        start, end = match.span()
        word = match.group().lower()
        first = word[0]
        if first == "\n":
            word = "\n"
            number += 1
            pending = False
        elif pending:
            if text[start].isupper() or first in "\"'“‘([«" or first.isdigit():
                number += 1
            pending = False
        if "." in word and first in "ap":
            word = first + "m"
        if word in (".", "!", "?"):
            before = words[-1] if words else ""
            letter = len(before) == 1 and not (
                len(words) > 1 and words[-2][:1].isdigit()
            )  # "45 m."
            pending = word != "." or not (letter or before in _ABBREVIATIONS)
            pending = pending and (end >= len(text) or text[end] in " \n\t\"'”’)»")
        starts.append(start)
        ends.append(end)
        words.append(word)
        sentence.append(number)
    return Tokens(text, starts, ends, words, sentence)
