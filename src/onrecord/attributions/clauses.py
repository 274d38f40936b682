"""The main clauses of a content: where hedges, negations and modal verbs are looked for.

A sentence is cut at marks and at words that open a side clause, and side clauses are left out:
"its plan seems sound, as talks could fail" is hedged by "seems", not by "could". What such a word
is about is then asked of the tree (`scope.py`), where the sentence has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.attributions.scope import Scope
from onrecord.language.listing import listed
from onrecord.language.tokens import split
from onrecord.model.span import Span

_ENDS = frozenset(".!?;")
_OPENS_SIDE = listed(
    "because as since which who whom whose where when although though while whereas after before "
    "until unless if despite lest once provided leaving leading making saying adding citing"
)
_OPENS_ALWAYS = _OPENS_SIDE - {
    "as",
    "since",
    "after",
    "before",
    "until",
    "once",
    "despite",
    "leaving",
    "leading",
    "making",
    "saying",
    "adding",
    "citing",
    "provided",
}
"""Those that open a clause wherever they stand; the others do so after a comma or at the start."""
_OWNERS = listed("its his her their our")
_SUBJECTS = listed("it he she they we i you there this that the")
_JOINS = listed("and but or nor yet so")
_VERBS = listed(
    "is was are were be been has have had does do did will would can could may might should must "
    "says said told seek seeks seems appears"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, lower case, its span, whether it has a capital, and which part it stands in.

    Parts are counted from 0 and end at commas, colons and dashes.
    """

    lower: str
    span: Span
    capital: bool = False
    part: int = 0


@dataclass(frozen=True, slots=True)
class Clauses:
    """The first full sentence of a content, cut.

    `main` are the words of main clauses, `side` those of side clauses, `openers` the words that
    opened side clauses, `scope` tells what a word is about.
    """

    main: tuple[Word, ...]
    side: tuple[Word, ...]
    openers: tuple[Word, ...]
    scope: Scope | None = None

    def hedges(self, word: Word) -> bool:
        """Whether a hedge, or a modal verb, limits all that is said."""
        return self.scope is None or self.scope.hedges(word.span)

    def negates(self, word: Word) -> bool:
        """Whether a negation turns what is said, and no detail of it."""
        return self.scope is None or self.scope.negates(word.span)

    @property
    def first(self) -> tuple[Word, ...]:
        """The first main clause: up to "but", or to a comma or "and" after its verb."""
        seen = False
        for place, word in enumerate(self.main):
            if place and word.lower == "but":
                return self.main[:place]
            if seen and word.lower == "and" and place + 1 < len(self.main):
                after = self.main[place + 1]
                if after.lower in _VERBS or after.lower in _SUBJECTS:
                    return self.main[:place]
            if seen and place and word.part != self.main[place - 1].part:
                return self.main[:place]
            seen = seen or word.lower in _VERBS or (word.lower.endswith("ed") and place > 0)
        return self.main

    @property
    def all(self) -> tuple[Word, ...]:
        """All words in text order."""
        return tuple(sorted((*self.main, *self.side), key=lambda word: word.span))


def clauses_of(text: str, content: Sequence[Span], scope: Scope | None = None) -> Clauses:
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
    depth = part = 0
    for word in _words(text, content):
        letter = word.lower
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif letter in _ENDS:
            if len(main) + len(side) > 3:
                break
            in_side, fresh, part = False, True, part + 1
        elif letter in ",:—–":
            in_side, fresh, part = False, True, part + 1
        elif depth or not letter[0].isalnum():
            continue
        else:
            placed = Word(letter, word.span, word.capital, part)
            if main and main[-1].lower == "as" and letter in _SUBJECTS | _OWNERS and not in_side:
                side.append(main.pop())  # "as their presence could …"
                in_side = True
            elif not in_side and (letter in _OPENS_ALWAYS or (fresh and letter in _OPENS_SIDE)):
                in_side = True
                openers.append(placed)
            (side if in_side else main).append(placed)
            fresh = fresh and letter in _JOINS
    return Clauses(tuple(main), tuple(side), tuple(openers), scope)


def _words(text: str, content: Sequence[Span]) -> Iterator[Word]:
    """Words and marks, lower case; "n't" comes as "not"; a point inside "U.S." is left out.

    A stretch that begins with a capital after another stretch begins a sentence.
    """
    for number, span in enumerate(content):
        tokens = split(text, span.start, span.end)
        opening = next((t.of(text) for t in tokens if text[t.start].isalnum()), "")
        if number and opening[:1].isupper():
            yield Word(".", tokens[0])
        for place, token in enumerate(tokens):
            printed = token.of(text)
            lower = printed.casefold()
            if lower == "." and _inner_point(text, tokens, place):
                continue
            if lower == "t" and place > 1 and text[tokens[place - 1].start] in "'’":
                before = tokens[place - 2].of(text).casefold()
                if before.endswith("n") and tokens[place - 2].end == tokens[place - 1].start:
                    yield Word("not", token)
                    continue
            yield Word(lower, token, printed[:1].isupper())


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
