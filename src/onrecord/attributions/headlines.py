"""Headlines: "Missiles fired, Seoul says", "Ferry was full: police"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import CUTS, Line, is_party
from onrecord.language.listing import listed
from onrecord.model.report import BlockKind

_SAYING = listed("says say said claims claim reports warns warn admits confirms")


def find_headlines(line: Line) -> Iterator[Draft]:
    """The draft of a headline that ends, or goes on with a comma, after its source and cue."""
    if line.block.kind is not BlockKind.HEADLINE:
        return
    yield from _colon(line)
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


_LABELS = listed(
    "live watch exclusive breaking opinion analysis review video photos update updates factbox "
    "timeline profile interview editorial explained explainer podcast comment letters"
)


def _colon(line: Line) -> Iterator[Draft]:
    """One colon, with one to four words on one side that may be somebody."""
    colons = [n for n, word in enumerate(line.words) if word == ":"]
    if len(colons) != 1:
        return
    colon = colons[0]
    before, after = (0, colon), (colon + 1, line.end)
    for who, what in ((after, before), (before, after)):
        named = 1 <= who[1] - who[0] <= 4 and is_party(line, *who)
        if not named or set(line.words[who[0] : who[1]]) & _LABELS or what[1] - what[0] < 3:
            continue
        source, content = line.span(*who), line.span(*what)
        if source and content:
            yield Draft(source, line.spans[colon], (content,), "rule.headline", 0.8)
            return
