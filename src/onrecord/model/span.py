"""A stretch of a version's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run [start, end) of characters in one version's text.

    Offsets count Unicode code points, as Python does: not bytes, not UTF-16 units.

    >>> Span(3, 5).of("At 12 o'clock")
    '12'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def as_json(self) -> list[int]:
        """The span as `[start, end]`."""
        return [self.start, self.end]

    @classmethod
    def from_json(cls, ends: Sequence[int]) -> Span:
        """The span written as `[start, end]`.

        >>> Span.from_json([3, 5])
        Span(start=3, end=5)
        """
        start, end = ends
        return cls(start, end)
