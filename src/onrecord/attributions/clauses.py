"""The main clauses of a content: where hedges, negations and modal verbs are looked for.

No parser: a sentence is cut at marks and at words that open a side clause, and side clauses are
left out. "its plan seems sound, as talks could fail" is hedged by "seems", not by "could".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.language.listing import listed
from onrecord.language.tokens import split
from onrecord.model.span import Span

_ENDS = frozenset(".!?;")
_OPENS_SIDE = listed(
    "because as since which who whom whose where when although though while whereas after before "
    "until unless if despite lest once"
)
_OPENS_ALWAYS = _OPENS_SIDE - {"as", "since", "after", "before", "until", "once", "despite"}
"""Those that open a clause wherever they stand; the others do so after a comma or at the start."""
_JOINS = listed("and but or nor yet so")
_CONTRACTED = {"t": "not"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a main clause, lower case, and its span."""

    lower: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clauses:
    """The first full sentence of a content, cut.

    `main` are the words of main clauses, `side` those of side clauses, `openers` the words that
    opened side clauses.
    """

    main: tuple[Word, ...]
    side: tuple[Word, ...]
    openers: tuple[Word, ...]

    @property
    def all(self) -> tuple[Word, ...]:
        """All words in text order."""
        return tuple(sorted((*self.main, *self.side), key=lambda word: word.span))


def clauses_of(text: str, content: Sequence[Span]) -> Clauses:
    """The clauses of the first sentence of `content`, whose stretches are read as one.

    >>> said = "the plan seems sound, although talks could fail. It may rain."
    >>> cut = clauses_of(said, [Span(0, len(said))])
    >>> " ".join(word.lower for word in cut.main)
    'the plan seems sound'
    """
    main: list[Word] = []
    side: list[Word] = []
    openers: list[Word] = []
    in_side = False
    fresh = True  # nothing but marks since the last cut
    depth = 0
    for word in _words(text, content):
        letter = word.lower
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif letter in _ENDS:
            if len(main) + len(side) > 3:
                break
            in_side, fresh = False, True
        elif letter in ",:—–":
            in_side, fresh = False, True
        elif not letter[0].isalnum():
            continue
        elif depth:
            continue
        elif not in_side and (letter in _OPENS_ALWAYS or (fresh and letter in _OPENS_SIDE)):
            in_side = True
            openers.append(word)
            side.append(word)
        else:
            (side if in_side else main).append(word)
            fresh = fresh and letter in _JOINS
    return Clauses(tuple(main), tuple(side), tuple(openers))


def _words(text: str, content: Sequence[Span]) -> Iterator[Word]:
    """Words and marks, lower case; "n't" comes as "not"; a point inside "U.S." is left out."""
    for span in content:
        tokens = split(text, span.start, span.end)
        for place, token in enumerate(tokens):
            lower = token.of(text).casefold()
            if lower == "." and _inner_point(text, tokens, place):
                continue
            if lower == "t" and place > 1 and text[tokens[place - 1].start] in "'’":
                before = tokens[place - 2].of(text).casefold()
                if before.endswith("n") and tokens[place - 2].end == tokens[place - 1].start:
                    yield Word(_CONTRACTED[lower], token)
                    continue
            yield Word(lower, token)


def _inner_point(text: str, tokens: Sequence[Span], place: int) -> bool:
    """Whether the point belongs to an abbreviation: a letter or short title stands before it."""
    if place + 1 >= len(tokens):
        return False
    following = tokens[place + 1]
    if following.start == tokens[place].end and text[following.start].isalnum():
        return True
    if not place or tokens[place - 1].end != tokens[place].start:
        return False
    before = tokens[place - 1].of(text)
    return (len(before) == 1 and before.isupper()) or before in ("Mr", "Mrs", "Ms", "Dr", "Gen")
