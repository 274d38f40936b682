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
    is never its own ancestor. Quadratic only within a sentence or quotation: drafts are looked
    at from the one whose content begins last before the cue.
    """
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].content[0].start)
    out: list[int | None] = [None] * len(drafts)
    for number, draft in enumerate(drafts):
        if number < len(relays) and relays[number] is not None:
            out[number] = relays[number]
            continue
        at = anchor(draft)
        best: int | None = None
        smallest = 0
        for other in order:
            holder = drafts[other]
            if other == number or holder.content[0].start > at.start:
                continue
            if holder.content[-1].end < at.end:
                continue
            for span in holder.content:
                size = span.end - span.start
                if not span.holds(at) or not span.holds(draft.content[0]):
                    continue
                if span == draft.content[0]:
                    continue
                if best is None or size < smallest:
                    best, smallest = other, size
        out[number] = best
    return _acyclic(out)


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
