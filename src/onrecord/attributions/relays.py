"""Who passes on whose words: "the paper, citing police, said", "police told the paper via X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import Line
from onrecord.language.listing import listed
from onrecord.model.span import Span

CITING = listed("citing quoting cited quoted quotes cites")
_STOPS = listed("said says reported reports wrote as that for when who which")


def find_relays(line: Line, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Draft | None]]:
    """(draft, the draft that it replaces or None) for each relay in one sentence.

    `drafts` are those with their cue or source in the sentence. The one who is cited gets the
    content of the one who cites; the former's `relay` is the latter.
    """
    yield from _via(line, drafts)
    for place, word in enumerate(line.words):
        if word not in CITING:
            continue
        end = place + 1
        while end < line.end and line.words[end] not in _STOPS and line.words[end] not in ",;.—–":
            end += 1
        cited = line.span(place + 1, end)
        cue = line.spans[place]
        if cited is None or end - place > 14:
            continue
        host = _host(cue, cited, drafts)
        if host is None:
            continue
        content = tuple(span for span in host.content if not span.overlaps(cited))
        if content:
            outer = replace(host, content=content)
            if outer != host:
                yield outer, host
            yield Draft(cited, cue, content, "rule.citing", 0.8, relay=outer), None


def _host(cue: Span, cited: Span, drafts: Sequence[Draft]) -> Draft | None:
    """The attribution into which a citation is put: the nearest whose content is not the cited."""
    best: Draft | None = None
    for draft in drafts:
        if draft.cue is None or draft.cue.overlaps(cue) or draft.source is None:
            continue
        if draft.source.overlaps(cited):
            continue
        if all(cited.holds(span) or span.holds(cue) for span in draft.content):
            continue
        if best is None or abs(draft.cue.start - cue.start) < abs(_start(best) - cue.start):
            best = draft
    return best


def _start(draft: Draft) -> int:
    return draft.cue.start if draft.cue else draft.start


def _via(line: Line, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Draft | None]]:
    """ "according to the mayor via agency X": X passes on what the mayor said."""
    for draft in drafts:
        source = draft.source
        if source is None:
            continue
        for place, word in enumerate(line.words):
            at = line.spans[place]
            if word != "via" or not source.holds(at) or place + 1 >= len(line):
                continue
            first = line.text[source.start : at.start].rstrip()
            outlet = Span(line.spans[place + 1].start, source.end)
            if not first or outlet.start >= outlet.end:
                continue
            outer = Draft(outlet, at, draft.content, "rule.via", draft.confidence)
            inner = replace(draft, source=Span(source.start, source.start + len(first)))
            yield outer, draft
            yield replace(inner, relay=outer), None
            return
