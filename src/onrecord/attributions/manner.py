"""Direct, indirect or mixed: how much of a content stands in quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.model.scales import Manner
from onrecord.model.span import Span


def manner_of(
    text: str, content: Sequence[Span], found: Sequence[Span], enclosing: Span | None = None
) -> Manner:
    """`direct` where all words stand in quotation marks, `indirect` where none do, else `mixed`.

    `enclosing` is a quotation that belongs to somebody else, in whose words this content is
    nested; its marks don't count ("“He said he was ill,” she said": "he was ill" is indirect).
    """
    inside = outside = 0
    for span in content:
        place = bisect_left(found, span.start, key=lambda one: one.end)
        covered: list[Span] = []
        while place < len(found) and found[place].start < span.end:
            if found[place] != enclosing:
                covered.append(found[place])
            place += 1
        inner = _single_marks(text, span) if enclosing else []
        covered.extend(inner)
        cursor = span.start
        for quotation in sorted(covered):
            outside += _letters(text, cursor, max(cursor, min(quotation.start, span.end)))
            begin, end = max(cursor, quotation.start), min(quotation.end, span.end)
            inside += _letters(text, begin, max(begin, end))
            cursor = max(cursor, end)
        outside += _letters(text, cursor, span.end)
    if not inside:
        return Manner.INDIRECT
    return Manner.MIXED if outside else Manner.DIRECT


def _letters(text: str, start: int, end: int) -> int:
    return sum(letter.isalnum() for letter in text[start:end])


def _single_marks(text: str, span: Span) -> list[Span]:
    """Quotations in single marks inside `span`, which itself stands in double ones."""
    out: list[Span] = []
    opened: int | None = None
    for place in range(span.start, span.end):
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if opened is None and text[place] in "‘'" and not before.isalnum() and after.isalnum():
            opened = place
        elif opened is not None and text[place] in "’'" and not after.isalnum():
            out.append(Span(opened, place + 1))
            opened = None
    return out
