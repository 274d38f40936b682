"""Words that the tagger left out of the middle of what somebody said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.attributions.draft import Draft
from onrecord.model.layers import Layers
from onrecord.model.span import Span

_LONGEST = 80
"""Characters of a gap that is filled: a longer one is rather the report's own words."""
_ENDS = '\n;:()[]"“”—–'
"""What may not stand in a gap: behind it somebody else may speak."""


def fill_gaps(text: str, layers: Layers, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts`, each with the words between two stretches of its indirect content in one clause.

    As in "A crane fell | in Brava on Tuesday, | killing three, the service said": a speaker's
    sentence is not left for some words and taken up again, unless who says it stands there.
    """
    credits = sorted(span for draft in drafts for span in (draft.source, draft.cue) if span)
    made: dict[int, Draft] = {}

    def filled(draft: Draft) -> Draft:
        if id(draft) not in made:
            content = tuple(_filled(text, layers, draft, credits))
            relay = filled(draft.relay) if draft.relay else None
            same = content == draft.content and relay is draft.relay
            made[id(draft)] = draft if same else replace(draft, content=content, relay=relay)
        return made[id(draft)]

    return [filled(draft) for draft in drafts]


def _filled(text: str, layers: Layers, draft: Draft, credits: Sequence[Span]) -> Iterator[Span]:
    held = draft.content[0]
    for piece in draft.content[1:]:
        sentence = layers.sentence_at(held.start)
        within = sentence is not None and sentence.span.holds(piece)
        left_out = within and _is_left_out(text, held.end, piece.start)
        if left_out and not _stand_in(held.end, piece.start, credits):
            held = Span(held.start, piece.end)
        else:
            yield held
            held = piece
    yield held


def _is_left_out(text: str, start: int, end: int) -> bool:
    return 0 < end - start <= _LONGEST and not any(mark in text[start:end] for mark in _ENDS)


def _stand_in(start: int, end: int, credits: Sequence[Span]) -> bool:
    """Whether a source or a cue, of these in their order, begins between the places."""
    place = bisect_left(credits, start, key=lambda span: span.start)
    return place < len(credits) and credits[place].start < end
