"""A version's sentences as words that rules can read: lower case, with marks and capitals told."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.language.listing import listed
from onrecord.model.layers import Layers
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,]\d+)*(?:-[^\W_]+)*"  # 1,200; 4.7-magnitude; 737-800
    r"|[^\W_]+(?:[-.’'](?![sS]\b)[^\W_]+)*"  # short-range, didn't
    r"|[’'][sS]\b"
    r"|[^\w\s]"
)
UNREAD = frozenset(
    (
        BlockKind.BYLINE,
        BlockKind.STAMP,
        BlockKind.DATELINE,
        BlockKind.CONTRIBUTORS,
        BlockKind.PROMO,
    )
)
"""Blocks that tell of no event."""

LONGEST = 250
"""Words of one line at most; no sentence that someone wrote comes near."""

NUMBERS = listed(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands dozen dozens several many both scores no another "
    "million"
)
_PEOPLE = re.compile(
    r"(?:.*(?:men|women|children|people|persons|officers|workers|soldiers|victims|passengers|"
    r"students|residents|worshippers|pilgrims|civilians|militants|police|troops|journalists|"
    r"man|woman|child|person|officer|worker|soldier|teacher|teachers|guests|tourists|migrants))$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark: as written in lower case, straight apostrophes; `capital` as printed."""

    low: str
    span: Span
    capital: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one sentence of `text`; `block` is the kind of the block it stands in.

    Words are cut when they are asked for, and those of the last lines asked are kept: the words
    of a long text would fill hundreds of megabytes.
    """

    text: str
    span: Span
    number: int
    block: BlockKind
    block_number: int

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words and marks, left to right; never empty."""
        return _words(self.text, self.span.start, self.span.end)

    def at(self, offset: int) -> int:
        """Index of the word that holds `offset`, or of the next one; may be len(words)."""
        return bisect_left(self.words, offset + 1, key=lambda word: word.span.end)

    def run(self, span: Span) -> tuple[int, int]:
        """The half-open range of words that `span` touches; never empty within the line."""
        words = self.words
        first = min(self.at(span.start), len(words) - 1)
        end = bisect_left(words, span.end, key=lambda word: word.span.start)
        return first, max(end, first + 1)

    def low(self, index: int) -> str:
        """The word at `index`, or "" beyond either end."""
        words = self.words
        return words[index].low if 0 <= index < len(words) else ""

    def cover(self, first: int, end: int) -> Span:
        """The characters from word `first` to before word `end`."""
        words = self.words
        return Span(words[first].span.start, words[end - 1].span.end)


def split(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words and marks of `text[start:end]`.

    >>> [word.low for word in split("The U.S. didn’t test-fire Kim’s two.")]
    ['the', 'u.s.', "didn't", 'test-fire', 'kim', "'s", 'two', '.']
    """
    stop = len(text) if end is None else end
    out = []
    for match in _WORD.finditer(text, start, stop):
        printed = match.group()
        out.append(
            Word(
                low=printed.lower().replace("’", "'"),
                span=Span(match.start(), match.end()),
                capital=printed[0].isupper(),
            )
        )
    return tuple(out)


@lru_cache(maxsize=1024)
def _words(text: str, start: int, end: int) -> tuple[Word, ...]:
    return split(text, start, end)


def lines_of(version: Version, layers: Layers) -> tuple[Line, ...]:
    """The sentences of `version` that may tell of events, in text order; none is empty.

    A run of more than `LONGEST` words without an end is cut, so that whatever a rule does within
    a line takes time in proportion to the text.
    """
    out: list[Line] = []
    for sentence in layers.sentences:
        block = version.blocks[sentence.block]
        if block.kind in UNREAD:
            continue
        for span in _cut(version.text, sentence.span):
            out.append(Line(version.text, span, len(out), block.kind, sentence.block))
    return tuple(out)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A sentence in pieces of at most `LONGEST` words; nothing where it has none."""
    if span.end - span.start <= LONGEST:  # no word is shorter than a letter
        if _WORD.search(text, span.start, span.end):
            yield span
        return
    words = split(text, span.start, span.end)
    if 0 < len(words) <= LONGEST:
        yield span
        return
    for first in range(0, len(words), LONGEST):
        part = words[first : first + LONGEST]
        yield Span(part[0].span.start, part[-1].span.end)


def line_at(lines: Sequence[Line], offset: int) -> Line | None:
    """The line that holds the character at `offset`."""
    index = bisect_right(lines, offset, key=lambda line: line.span.start) - 1
    if index >= 0 and lines[index].span.start <= offset < lines[index].span.end:
        return lines[index]
    return None


class Phrases:
    """Phrases to be found at a place in a line, by their first word.

    >>> lows = [word.low for word in split("They shot dead two men")]
    >>> Phrases(["shot", "shot dead"]).at(lows, 1)
    2
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        table: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(set(phrases)):
            words = tuple(word.low for word in split(phrase))
            if words:
                table.setdefault(words[0], []).append(words)
        for rows in table.values():
            rows.sort(key=len, reverse=True)
        self._table = table

    @classmethod
    def listed(cls, phrases: str) -> Phrases:
        """The phrases of a text that divides them by bars ("plan to|due to")."""
        return cls(phrases.split("|"))

    def __bool__(self) -> bool:
        return bool(self._table)

    def at(self, lows: Sequence[str], index: int) -> int:
        """How many words the longest phrase that starts at `index` has; 0 where none does."""
        if not 0 <= index < len(lows):
            return 0
        for words in self._table.get(lows[index], ()):
            if tuple(lows[index : index + len(words)]) == words:
                return len(words)
        return 0

    def ends_at(self, lows: Sequence[str], end: int) -> int:
        """How many words the longest phrase that ends just before `end` has; 0 where none."""
        for length in range(min(6, end), 0, -1):
            for words in self._table.get(lows[end - length], ()):
                if len(words) == length and tuple(lows[end - length : end]) == words:
                    return length
        return 0


def is_number(word: str) -> bool:
    """Whether a word (lower case) is a number in digits or a common one in letters."""
    return word[:1].isdigit() or word in NUMBERS


def is_people(word: str) -> bool:
    """Whether a word (lower case) names people in general ("officers", "schoolchildren")."""
    return bool(_PEOPLE.match(word))
