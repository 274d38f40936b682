"""Sources that the tagger left out or cut short: put right where the sentence leaves no doubt."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.attributions import cues
from onrecord.attributions.draft import Draft
from onrecord.attributions.edges import inside
from onrecord.attributions.lines import Line
from onrecord.language.listing import listed
from onrecord.model.span import Span

_ACTIVE = cues.SAY | listed("appear appears appeared believe believes believed")
_HELPERS = listed("has have had")
_ABBREVIATION = re.compile(r"(?:\.[A-Z])+\.?(?=[\s’'])")
_BOUNDS = frozenset(',;”"')


def with_source(line: Line, draft: Draft) -> Draft:
    """The draft with its source as the sentence has it."""
    if draft.rule != "tagger" or draft.cue is None:
        return draft
    if draft.source is None:
        source = _name_before(line, draft.cue)
        content = _without(line, source, draft.content) if source else ()
        return replace(draft, source=source, content=content) if content else draft
    if line.text[draft.source.end - 1].isupper():  # "U" of "U.S. requests"
        rest = _ABBREVIATION.match(line.text, draft.source.end, draft.cue.start)
        if rest:
            return replace(draft, source=Span(draft.source.start, rest.end()))
    return draft


def _name_before(line: Line, cue: Span) -> Span | None:
    """The name right before a cue that is an active verb: "…, Port Ansel said".

    The name has to begin the sentence or to follow a comma or a quotation.
    """
    at = inside(line, cue)
    if at is None:
        return None
    words = [word for word in line.words[at[0] : at[1]] if word not in _HELPERS]
    if not words or words[0] not in _ACTIVE or words[0].endswith("ing"):
        return None
    first = at[0]
    while first and line.capital(first - 1) and at[0] - first < 6:
        first -= 1
    if first == at[0] or (first and line.words[first - 1] not in _BOUNDS):
        return None
    return line.span(first, at[0])


def _without(line: Line, source: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content without the source's words; empty where these stand in the middle of it."""
    kept: list[Span] = []
    for span in content:
        if not span.overlaps(source):
            kept.append(span)
        elif span.end > source.end:
            return ()
        else:
            end = span.start + len(line.text[span.start : source.start].rstrip(" ,"))
            kept += [Span(span.start, end)] if end > span.start else []
    return tuple(kept)
