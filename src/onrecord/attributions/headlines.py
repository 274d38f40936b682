"""Headlines: "Missiles fired, Seoul says"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import CUTS, Line
from onrecord.language.listing import listed
from onrecord.model.report import BlockKind

_SAYING = listed("says say said claims claim reports warns warn admits confirms")


def find_headlines(line: Line) -> Iterator[Draft]:
    """The draft of a headline that ends, or goes on with a comma, after its source and cue."""
    if line.block.kind is not BlockKind.HEADLINE:
        return
    for place, word in enumerate(line.words):
        if word not in _SAYING or place < 3:
            continue
        comma = next(
            (n for n in range(place - 1, max(0, place - 7), -1) if line.words[n] == ","), None
        )
        last = place + 1 >= len(line) or not line.words[place + 1][0].isalnum()
        if comma is None or comma == place - 1 or comma < 2 or not last:
            continue
        start = next((n + 1 for n in range(comma - 1, -1, -1) if line.words[n] in CUTS), 0)
        content = line.span(start, comma)
        source = line.span(comma + 1, place)
        if content and source:
            yield Draft(source, line.spans[place], (content,), "rule.headline", 0.9)
