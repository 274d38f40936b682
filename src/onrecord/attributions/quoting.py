"""Where quotations stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model.report import Version
from onrecord.model.span import Span

_LONGEST = 5000
"""Characters; a mark without its other half within this opens nothing."""
_LONGEST_SINGLE = 400
"""Characters; what a single mark opens and does not close within this is an apostrophe."""


def quotations(version: Version) -> tuple[Span, ...]:
    """The quotations of `version`, marks included, left to right and apart.

    Double marks, straight or curved, and single marks that cannot be apostrophes. A quotation
    that its block does not close runs to the block's end, as quotations over several paragraphs
    do. A straight double mark after a digit and before no letter is read as inches only where no
    quotation is open, which is rare enough to leave.
    """
    found: list[Span] = []
    for block in version.blocks:
        found.extend(_in_block(version.text, block.span))
    return tuple(found)


def _in_block(text: str, block: Span) -> list[Span]:
    found: list[Span] = []
    opened: int | None = None
    barren = block.start  # up to here no single mark closes what a later one opens
    place = block.start
    while place < block.end:
        letter = text[place]
        if opened is not None and place - opened > _LONGEST:
            opened = None
        if opened is None and letter in '“"':
            opened = place
        elif opened is not None and letter in '”"':
            found.append(Span(opened, place + 1))
            opened = None
        elif opened is None and letter in "‘'" and _may_open(text, place, block):
            closing, seen = _single_close(text, max(place + 2, barren), place, block)
            if closing is None:
                barren = seen
            else:
                found.append(Span(place, closing + 1))
                place = closing
        place += 1
    if opened is not None and opened + 1 < block.end and block.end - opened <= _LONGEST:
        found.append(Span(opened, block.end))
    return found


def _may_open(text: str, place: int, block: Span) -> bool:
    """Whether a single mark opens a quotation: not after a letter, not before a year."""
    if place > block.start and (text[place - 1].isalnum() or text[place - 1] in ".,"):
        return False
    following = text[place + 1] if place + 1 < block.end else " "
    return following.isalpha()


def _single_close(text: str, start: int, opening: int, block: Span) -> tuple[int | None, int]:
    """(where the quotation opened by a single mark ends or None, how far was looked)."""
    place = start
    while place < min(block.end, opening + _LONGEST_SINGLE):
        if text[place] in '“”"':
            return None, place
        if text[place] in "’'" and (place + 1 >= block.end or not text[place + 1].isalnum()):
            after_s = text[place - 1] == "s" and text[place + 1 : place + 2] == " "
            if not after_s:
                return place, place
        place += 1
    return None, place


def quotation_at(found: Sequence[Span], offset: int) -> Span | None:
    """The quotation that holds the character at `offset`."""
    place = bisect_right(found, offset, key=lambda span: span.start) - 1
    return found[place] if place >= 0 and offset < found[place].end else None
