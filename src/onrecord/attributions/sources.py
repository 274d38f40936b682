"""Sources that the tagger left out or cut short: put right where the sentence leaves no doubt."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.attributions import cues
from onrecord.attributions.draft import Draft
from onrecord.attributions.edges import inside
from onrecord.attributions.lines import AUXILIARIES, Line
from onrecord.attributions.phrases import whole
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
    widened = _to_its_noun(line, draft.source, draft.cue) or _to_its_phrase(line, draft)
    if widened is not None:
        content = tuple(span for span in draft.content if not span.overlaps(widened))
        return replace(draft, source=widened, content=content) if content else draft
    if line.text[draft.source.end - 1].isupper():  # "U" of "U.S. requests"
        rest = _ABBREVIATION.match(line.text, draft.source.end, draft.cue.start)
        if rest:
            return replace(draft, source=Span(draft.source.start, rest.end()))
    return draft


_OPEN = listed("of the a an its his her their")
_VERBS = cues.SAY | AUXILIARIES | listed("of on in at to by with and or but who which that")
_PLAIN_VERBS = listed("is are was were has have had will would can could may might")
_NUMBERS = listed("two three four five six seven eight nine ten several many few other both")


def _to_its_noun(line: Line, source: Span, cue: Span) -> Span | None:
    """A source that was cut behind "of" or an article, with the noun that it lacks.

    None where it is whole. The noun is the next word, behind names and numbers.
    """
    run = inside(line, source)
    if run is None or source.end > cue.start or line.words[run[1] - 1] not in _OPEN:
        return None
    end = run[1]
    while end < line.end and (line.words[end] in _OPEN | _NUMBERS or line.capital(end)):
        end += 1
    if end < line.end and not line.capital(end - 1) and line.words[end] not in _VERBS:
        end += 1
    whole = line.span(run[0], end)
    return whole if whole is not None and source.end < whole.end <= cue.start else None


def _to_its_phrase(line: Line, draft: Draft) -> Span | None:
    """A source that was cut out of a noun's phrase, with the rest of it; None where it is whole.

    A leading "what" ("what Brava called a truce") is none of it.
    """
    run = inside(line, draft.source) if draft.source else None
    if run is None or draft.source is None:
        return None
    start, end = run
    if line.words[start] == "what" and end - start > 1:
        return line.span(start + 1, end)
    if _PLAIN_VERBS & set(line.words[start:end]) and line.capital(start):
        # "according to Cruz | boats have not been found"
        return line.span(start, min(end, line.name_end(start)))
    found = line.span(*whole(line, start, end))
    if found is None or found == draft.source or (draft.cue and found.overlaps(draft.cue)):
        return None
    return found


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
