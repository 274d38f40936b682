"""How much of one report's text stands in another's: for telling copies from origins."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.model.report import BlockKind, Version

_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_LENGTH = 5  # words of a run that chance does not repeat
_BODY = (
    BlockKind.HEADLINE,
    BlockKind.DEK,
    BlockKind.PARAGRAPH,
    BlockKind.QUOTE,
    BlockKind.LISTITEM,
)


@dataclass(frozen=True, slots=True)
class Shingles:
    """A text made ready for comparison with many others: its words and its runs of words."""

    words: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]


def shingles_of(text: str) -> Shingles:
    """The words of a text, lower case, and every run of five of them."""
    words = tuple(word.replace("’", "'").casefold() for word in _WORD.findall(text))
    return Shingles(words, frozenset(_runs(words)))


def body_of(version: Version) -> str:
    """What a report says itself: without captions, credits, stamps and datelines."""
    return "\n\n".join(block.span.of(version.text) for block in version.of_kind(*_BODY))


def copied_share(a: str | Shingles, b: str | Shingles) -> float:
    """The share of the words of `b` that stand in `a` too, in runs of at least five words.

    0.0 for an empty or very short `b`. Not symmetric: a short copy of a long report has 1.0 one
    way and little the other way. Linear in the two texts.

    >>> wire = "Nine people died when a barge sank in heavy swell, the coast guard said."
    >>> copied_share(wire, "A barge sank in heavy swell on Tuesday and nobody came.")
    0.545...
    """
    ours = a if isinstance(a, Shingles) else shingles_of(a)
    theirs = b if isinstance(b, Shingles) else shingles_of(b)
    if not theirs.words:
        return 0.0
    return sum(_covered(theirs.words, ours.runs)) / len(theirs.words)


def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[i : i + _LENGTH] for i in range(len(words) - _LENGTH + 1)]


def _covered(words: tuple[str, ...], runs: Collection[tuple[str, ...]]) -> list[bool]:
    """For each word, whether a run of five that holds it stands in the other text."""
    covered = [False] * len(words)
    for i, run in enumerate(_runs(words)):
        if run in runs:
            covered[i : i + _LENGTH] = [True] * _LENGTH
    return covered
