"""Offsets in canonical text -> offsets in the text as it was given.

Canonical text differs from the given text in white space, in unseen characters, in light markup,
in blocks left out (promotion) and in blocks put before it (a title that the text lacks). All
that is needed to go back is therefore the sequence of the other characters.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable

from onrecord.model.span import Span
from onrecord.reports.folding import KEPT_RUN, mend

_NOWHERE = -1
_REACH = 4000  # kept characters that a word is looked for ahead of the last one found
_PATIENCE = 200  # stretches looked for in vain before only near places are tried


def map_back(canonical: str, given: str) -> Callable[[Span], Span | None]:
    """A function from spans of `canonical` to the spans of `given` that hold the same words.

    The function returns None for a span that lies (even with one end) in words that `given`
    lacks, or that holds no visible character. Spans keep their order. Work is linear in the
    two texts; each call is logarithmic.

    >>> back = map_back("A title\\n\\nTwo missiles flew.", "Two\\n  missiles  flew.")
    >>> back(Span(13, 21))
    Span(start=6, end=14)
    >>> back(Span(2, 7)) is None
    True
    """
    kept, places = _kept(mend(canonical))
    given_kept, given_places = _kept(mend(given))
    to_given = _align(canonical, kept, given_kept)

    def back(span: Span) -> Span | None:
        first = bisect_left(places, span.start)
        last = bisect_left(places, span.end) - 1
        if first > last or to_given[first] == _NOWHERE or to_given[last] == _NOWHERE:
            return None
        return Span(given_places[to_given[first]], given_places[to_given[last]] + 1)

    return back


def _kept(text: str) -> tuple[str, array[int]]:
    """The characters that folding keeps, run together, and where each stands."""
    runs: list[str] = []
    places = array("l")
    for run in KEPT_RUN.finditer(text):
        runs.append(run.group())
        places.extend(range(run.start(), run.end()))
    return "".join(runs), places


def _align(canonical: str, kept: str, given: str) -> array[int]:
    """For each kept character of the canonical text, its index in `given`, or -1."""
    if kept == given:
        return array("l", range(len(kept)))
    found = array("l", [_NOWHERE]) * len(kept)
    start = cursor = misses = 0
    for block in canonical.split("\n\n"):
        block_kept = "".join(KEPT_RUN.findall(mend(block)))
        end = start + len(block_kept)
        limit = len(given) if misses < _PATIENCE else cursor + _REACH
        at = given.find(block_kept, cursor, limit) if block_kept else cursor
        if at >= 0:
            found[start:end] = array("l", range(at, at + len(block_kept)))
            cursor = at + len(block_kept)
        else:
            misses += 1
            cursor = _align_words(block, given, cursor, found, start)
        start = end
    return found


def _align_words(block: str, given: str, cursor: int, found: array[int], start: int) -> int:
    """Place the words of a block that `given` lacks as a whole; returns the new cursor.

    Used where markup stood inside the block. A block of which less than half the words are found
    close together is left unplaced: it was not in the given text.
    """
    placed: list[tuple[int, int, int]] = []
    words = KEPT_RUN.findall(mend(block))
    at, index = cursor, start
    for word in words:
        place = given.find(word, at, at + (_REACH if not placed else 40 + len(word)))
        if place >= 0:
            placed.append((index, place, len(word)))
            at = place + len(word)
        index += len(word)
    if 2 * len(placed) < len(words):
        return cursor
    for index, place, length in placed:
        found[index : index + length] = array("l", range(place, place + length))
    return at
