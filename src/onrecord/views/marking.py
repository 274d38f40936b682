"""A text with signs put around the words that something was found in."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model.report import Version
from onrecord.model.span import Span
from onrecord.views.words import printable

Mark = tuple[Span, str, str]
"""The words, what stands before them and what behind them."""


def marked_lines(version: Version, marks: Iterable[Mark]) -> tuple[str, ...]:
    """The text's blocks, a blank line between, with every mark put around its words.

    Of marks that begin together the longer one stands outside; of marks that end together the one
    given first.
    """
    opening: dict[int, list[tuple[int, str]]] = {}
    closing: dict[int, list[str]] = {}
    for span, begin, end in marks:
        opening.setdefault(span.start, []).append((span.end, begin))
        closing.setdefault(span.end, []).append(end)
    lines: list[str] = []
    for block in version.blocks:
        out: list[str] = []
        for place in range(block.span.start, block.span.end + 1):
            out += reversed(closing.get(place, [])) if place > block.span.start else []
            if place < block.span.end:
                out += [mark for _, mark in sorted(opening.get(place, []), reverse=True)]
                out.append(version.text[place])
        lines += [printable("".join(out)), ""]
    return tuple(lines[:-1])
