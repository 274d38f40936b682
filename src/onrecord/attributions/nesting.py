"""Which attribution stands inside the content of which."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attributions.draft import Draft
from onrecord.model.span import Span


def anchor(draft: Draft) -> Span:
    """Where a draft is said: its cue, else its source, else its content's beginning."""
    return draft.cue or draft.source or draft.content[0]


def parents(drafts: Sequence[Draft], relays: Sequence[int | None] = ()) -> list[int | None]:
    """For each draft the index of the one whose content most narrowly holds its cue and content.

    `relays` gives parents found in other ways ("X, citing Y, said"), which hold first. A draft
    is never its own ancestor. Contents are kept by the stretches of text that they touch, so that
    the work grows with the text.
    """
    cells: dict[int, list[tuple[int, int, Span]]] = {}
    for number, draft in enumerate(drafts):
        for span in draft.content:
            entry = (span.end - span.start, number, span)
            for cell in range(span.start // _CELL, span.end // _CELL + 1):
                cells.setdefault(cell, []).append(entry)
    out: list[int | None] = []
    for number, draft in enumerate(drafts):
        relayed = relays[number] if number < len(relays) else None
        out.append(_holder(number, draft, cells) if relayed is None else relayed)
    return _acyclic(out)


_CELL = 512
"""Characters."""


def _holder(number: int, draft: Draft, cells: dict[int, list[tuple[int, int, Span]]]) -> int | None:
    """The draft with the shortest stretch that holds the cue and the content's beginning."""
    at, content = anchor(draft), draft.content[0]
    fitting = [
        (size, other)
        for size, other, span in cells.get(at.start // _CELL, ())
        if other != number and span.holds(at) and span.holds(content) and span != content
    ]
    return min(fitting)[1] if fitting else None


def _acyclic(links: list[int | None]) -> list[int | None]:
    for number in range(len(links)):
        seen = {number}
        place = links[number]
        while place is not None:
            if place in seen:
                links[number] = None
                break
            seen.add(place)
            place = links[place]
    return links
