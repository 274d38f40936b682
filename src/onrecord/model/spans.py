"""Many spans of one text, held in eight bytes each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from onrecord.model.span import Span


class Spans(Sequence[Span]):
    """Spans that rise, as a tuple of them would be; a span is made when it is asked for.

    A long text has a million tokens, and a million objects take fifteen times the room.

    >>> tokens = Spans([Span(0, 2), Span(3, 5), Span(5, 6)])
    >>> tokens[1], tokens[-2:]
    (Span(start=3, end=5), (Span(start=3, end=5), Span(start=5, end=6)))
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts, self._ends = array("I"), array("I")
        for span in spans:
            self._starts.append(span.start)
            self._ends.append(span.end)

    @classmethod
    def of_ends(cls, starts: array[int], ends: array[int]) -> Spans:
        """The spans that begin and end at these places; the arrays are no longer the caller's."""
        made = cls()
        made._starts, made._ends = starts, ends
        return made

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Span, ...]: ...

    def __getitem__(self, at: int | slice) -> Span | tuple[Span, ...]:
        if isinstance(at, slice):
            return tuple(map(Span, self._starts[at], self._ends[at]))
        return Span(self._starts[at], self._ends[at])

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._starts, self._ends)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Spans):
            return self._starts == other._starts and self._ends == other._ends
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self._starts.tobytes(), self._ends.tobytes()))
