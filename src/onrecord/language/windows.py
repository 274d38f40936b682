"""Stretches of whole sentences that the tagger reads at one time."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PIECES = 190
"""Word pieces in a window at most; the tagger was trained on windows of this size."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words [start, end); of the cues that it finds, it answers for those in [own, own_end)."""

    start: int
    end: int
    own: int
    own_end: int


def _bounds(
    totals: Sequence[int], begins: Sequence[int], overlap: int
) -> Iterator[tuple[int, int]]:
    """Ranges of words; `totals[i]` counts the pieces before word i."""
    words = len(totals) - 1
    start = 0
    while True:
        end = bisect_right(totals, totals[start] + PIECES) - 1
        if end < words:
            sentence = begins[bisect_right(begins, end) - 1]
            if sentence > start + (end - start) // 3:
                end = sentence
        end = max(end, start + 1)
        yield start, end
        if end >= words:
            return
        target = bisect_left(totals, totals[end] - overlap)
        following = bisect_left(begins, target)
        aligned = begins[following] if following < len(begins) else words
        start = max(aligned if aligned < end else target, start + 1)


def windows(sizes: Sequence[int], begins: Sequence[int], overlap: int = 48) -> Iterator[Window]:
    """Windows over words of `sizes` pieces each (1 to 12), whose sentences begin at `begins`.

    Windows hold whole sentences where these are not longer than a window, and share about
    `overlap` pieces with the one before. The words between the
    starts and ends of two neighbours are shared out in the middle, so that each word is owned by
    exactly one window. Yields nothing for no words.

    >>> [(w.start, w.end, w.own, w.own_end) for w in windows([1] * 300, [0, 100, 150, 180])]
    [(0, 180, 0, 165), (150, 300, 165, 300)]
    """
    if not sizes:
        return
    totals = array("L", [0])
    for size in sizes:
        totals.append(totals[-1] + size)
    own = 0
    before: tuple[int, int] | None = None
    for bounds in _bounds(totals, begins, overlap):
        if before is not None:
            middle = max(own, (before[1] + bounds[0]) // 2)
            yield Window(before[0], before[1], own, middle)
            own = middle
        before = bounds
    if before is not None:
        yield Window(before[0], before[1], own, before[1])
