"""A text with signs put around the words that something was found in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.report import Version
from onrecord.model.span import Span
from onrecord.views.page import Lines, Paint
from onrecord.views.words import printable


@dataclass(frozen=True, slots=True)
class Mark:
    """Words, what is put before and behind them, and the colour of all that on a terminal."""

    span: Span
    begin: str
    end: str
    style: str = ""


def marked_lines(version: Version, marks: Iterable[Mark]) -> Lines:
    """The text's blocks, a blank line between, with every mark put around its words.

    Of marks that begin together the longer one stands outside; of marks that end together the one
    given first.
    """
    opening: dict[int, list[tuple[int, str, str]]] = {}
    closing: dict[int, list[str]] = {}
    for mark in marks:
        opening.setdefault(mark.span.start, []).append((mark.span.end, mark.begin, mark.style))
        closing.setdefault(mark.span.end, []).append(mark.end)
    lines: list[str] = []
    paints: list[Paint] = []
    painted: list[tuple[int, int, str]] = []  # (begun in this line, end in the text, colour)
    for block in version.blocks:
        line = ""
        for place in range(block.span.start, block.span.end + 1):
            if place > block.span.start and place in closing:
                line += "".join(reversed(closing[place]))
            for paint in [one for one in painted if one[1] <= place]:
                painted.remove(paint)
                paints.append(Paint(len(lines), paint[0], len(line), paint[2]))
            if place == block.span.end:
                break
            for end, sign, style in sorted(opening.get(place, []), reverse=True):
                if style:
                    painted.append((len(line), end, style))
                line += sign
            line += version.text[place]
        paints += [Paint(len(lines), begun, len(line), style) for begun, _, style in painted]
        painted = [(0, end, style) for _, end, style in painted]
        lines += [printable(line), ""]
    order = sorted(paints, key=lambda paint: (paint.line, paint.start, -paint.end))
    return Lines(tuple(lines[:-1]), paints=tuple(order))
