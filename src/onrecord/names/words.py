"""Words of a block as names need them: "U.S." and "al-Assadi" whole, possessives apart."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.span import Span

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’\-‐‑&/][^\W_]+)*")
_ABBREVIATED = re.compile(
    r"(?:mr|mrs|ms|dr|st|mt|ft|gen|lt|col|maj|capt|cmdr|cdr|sgt|brig|adm|sen|rep|gov|prof|rev|hon"
    r"|pres|jr|sr|supt|insp|det|cpl|pte|pvt|[a-z])$"
)
_PREFIXED = re.compile(r"(?:al|el|as|an|ad|ar|ash|az|at|ul|ud|bin|de|d|l|o)['’\-][A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: where it stands, how it is written, what stands before it.

    `end` leaves a possessive out; `stop` is the end with it. `joined` says that only one space
    (after an abbreviation's point, too) lies between it and the word before; `comma` that a comma
    and a space do. `first` marks the first word of a sentence.
    """

    start: int
    end: int
    stop: int
    text: str
    low: str
    capital: bool
    joined: bool
    comma: bool
    first: bool

    @property
    def possessive(self) -> bool:
        """Whether "'s" or "s'" follows."""
        return self.stop > self.end


def words_of(text: str, start: int, end: int, sentences: Sequence[Span]) -> list[Word]:
    """The words of `text[start:end]`, left to right; `sentences` rise and lie in it.

    >>> [w.text for w in words_of("Gen. Ali al-Hashimi left the U.S.'s base.", 0, 41, ())]
    ['Gen', 'Ali', 'al-Hashimi', 'left', 'the', 'U.S.', 'base']
    """
    words: list[Word] = []
    openings = iter(sentences)
    opening = next(openings, None)
    before = start
    last = ""
    for match in _WORD.finditer(text, start, end):
        written, at, stop = match.group(), match.start(), match.end()
        if written == "s" and words and text[at - 1 : at] in ("'", "’"):  # after "U.S."
            words[-1] = _with_stop(words[-1], stop)
            before = stop
            continue
        first = not words
        while opening is not None and opening.start <= at:
            first = True
            opening = next(openings, None)
        bare = written
        if len(written) > 2 and written[-1] in "sS" and written[-2] in "'’":
            bare = written[:-2]
        elif written[-1] == "s" and text[stop : stop + 1] in ("'", "’") and last != "'":
            following = text[stop + 1 : stop + 2]
            if following == " " and written[0].isupper():
                stop += 1
        gap = text[before:at]
        joined = gap == " " or (gap == ". " and bool(_ABBREVIATED.match(last)))
        words.append(
            Word(
                start=at,
                end=at + len(bare),
                stop=stop,
                text=sys.intern(bare),  # a long text has few words, many times over
                low=sys.intern(bare.casefold()),
                capital=bare[0].isupper() or bool(_PREFIXED.match(bare)),
                joined=joined and bool(words),
                comma=gap == ", " and bool(words),
                first=first,
            )
        )
        before, last = stop, bare.casefold()
    return words


def _with_stop(word: Word, stop: int) -> Word:
    return Word(
        word.start,
        word.end,
        stop,
        word.text,
        word.low,
        word.capital,
        word.joined,
        word.comma,
        word.first,
    )


def loud(words: Sequence[Word]) -> bool:
    """Whether the words are written with capitals throughout, as many headlines are.

    >>> loud(words_of("Ferry Sinks Off Northern Coast", 0, 30, ()))
    True
    """
    long = [word for word in words if len(word.text) > 3 and word.text[0].isalpha()]
    return len(long) >= 3 and sum(word.capital for word in long) >= 0.75 * len(long)
