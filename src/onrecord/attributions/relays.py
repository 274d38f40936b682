"""Who passes on whose words: "the paper, citing police, said", "police told the paper via X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import Line, is_party, subject
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
    yield from _according(line, drafts)
    yield from _quoted(line)
    for place, word in enumerate(line.words):
        if word not in CITING:
            continue
        end = place + 1
        while end < line.end and line.words[end] not in _STOPS and line.words[end] not in ",;.—–":
            end += 1
        cited = line.span(place + 1, end)
        cue = line.spans[place]
        if place + 1 < len(line) and line.words[place + 1] in "'‘\"“":
            continue  # scare quotes: a reason, and nobody
        if cited is None or end - place > 14 or not is_party(line, place + 1, end):
            continue
        end = _over_apposition(line, end)
        finite = not word.endswith("ing") and line.words[max(0, place - 1)] not in ("which", "who")
        if finite and not _after(line, end):
            continue  # "cited the election as a reason": nobody is quoted
        others = [d for d in drafts if not (d.cue and d.cue.overlaps(cue))]
        host = _host(cue, cited, others) or _host(cue, cited, drafts)
        if host is None:
            continue
        content = tuple(left for span in host.content if (left := _apart(line.text, span, cited)))
        if host.cue and host.cue.overlaps(cue):
            content = content or _after(line, end)
        if content:
            outer = host if content == host.content else replace(host, content=content)
            if outer is not host:
                yield outer, host
            yield Draft(cited, cue, content, "rule.citing", 0.8, relay=outer), None


def _host(cue: Span, cited: Span, drafts: Sequence[Draft]) -> Draft | None:
    """The attribution into which a citation is put: the nearest whose content is not the cited."""
    best: Draft | None = None
    for draft in drafts:
        if draft.cue is None or draft.source is None:
            continue
        if draft.source.overlaps(cited):
            continue
        if not draft.cue.overlaps(cue) and all(
            cited.holds(span) or span.holds(cue) for span in draft.content
        ):
            continue
        if best is None or abs(draft.cue.start - cue.start) < abs(_start(best) - cue.start):
            best = draft
    return best


def _after(line: Line, place: int) -> tuple[Span, ...]:
    """The clause after "cited NAME that" or "cited NAME as saying"."""
    words = line.words
    if words[place : place + 1] == ("that",):
        begin = place + 1
    elif words[place : place + 1] == ("as",) and words[place + 1 : place + 2] in _AS_SAYING:
        begin = place + 3 if words[place + 2 : place + 3] == ("that",) else place + 2
    else:
        return ()
    span = line.span(begin, line.end)
    return (span,) if span else ()


_AS_SAYING = {("saying",), ("stating",), ("telling",), ("claiming",)}


def _over_apposition(line: Line, end: int) -> int:
    """Behind ", the head of Y," after the one who is cited, where "as saying" or "that" follows."""
    if line.words[end : end + 1] != (",",):
        return end
    close = next((n for n in range(end + 1, min(end + 16, len(line))) if line.words[n] == ","), end)
    follows = line.words[close + 1 : close + 2]
    return close + 1 if close > end and follows in (("as",), ("that",)) else end


def _apart(text: str, span: Span, cited: Span) -> Span | None:
    """What of `span` lies after the words cited, or all of it where they don't touch."""
    if not span.overlaps(cited):
        return span
    start = cited.end
    while start < span.end and text[start] in " ,":
        start += 1
    return Span(start, span.end) if span.end - start > 8 else None


def _start(draft: Draft) -> int:
    return draft.cue.start if draft.cue else draft.start


def _according(line: Line, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Draft | None]]:
    """As in "Witnesses, according to the paper, said …": the paper passes on what they said."""
    words = line.words
    for place in range(2, len(line) - 4):
        if words[place : place + 2] != ("according", "to") or words[place - 1] != ",":
            continue
        end = next((n for n in range(place + 2, min(place + 12, len(line))) if words[n] == ","), 0)
        if not end or words[end + 1 : end + 2][:1] not in _SPOKE:
            continue
        who = subject(line, place - 1)
        host = next((d for d in drafts if d.cue and d.cue.holds(line.spans[place])), None)
        if who is None or host is None or not is_party(line, *who):
            continue
        source, content = line.span(*who), line.span(end + 2, line.end)
        if source and content:
            outer = replace(host, content=(source, Span(line.spans[end + 1].start, content.end)))
            yield outer, host
            yield Draft(source, line.spans[end + 1], (content,), "rule.relayed", 0.8, outer), None


def _quoted(line: Line) -> Iterator[tuple[Draft, Draft | None]]:
    """As in "The mayor was quoted by the paper as saying that …": the paper passes it on."""
    words = line.words
    for place in range(1, len(line) - 3):
        if words[place] != "quoted" or words[place - 1] not in _BE:
            continue
        as_ = next((n for n in range(place + 1, min(place + 14, len(line))) if words[n] == "as"), 0)
        if not as_ or words[as_ + 1 : as_ + 2] not in _AS_SAYING | {("having",)}:
            continue
        rest = as_ + 3 if words[as_ + 1] == "having" else as_ + 2
        who = subject(line, place)
        source = line.span(*who) if who else None  # whoever is quoted is somebody
        content = line.span(rest + (words[rest : rest + 1] == ("that",)), line.end)
        if source is None or content is None:
            continue
        outer: Draft | None = None
        by = next((n for n in range(place + 1, as_) if words[n] == "by"), None)
        if by is not None and is_party(line, by + 1, as_):
            passing = line.span(by + 1, as_)
            outer = Draft(passing, line.spans[place], (source, content), "rule.quoted", 0.8)
            yield outer, None
        cue = Span(
            line.spans[as_].start if outer else line.spans[place].start, line.spans[rest - 1].end
        )
        yield Draft(source, cue, (content,), "rule.quoted", 0.8, outer), None


_BE = listed("is are was were been being")
_SPOKE = {("said",), ("told",), ("says",), ("reported",), ("claimed",), ("stated",)}


def _via(line: Line, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Draft | None]]:
    """As in "according to the mayor via agency X": X passes on what the mayor said."""
    for draft in drafts:
        source = draft.source
        if source is None:
            continue
        for place, word in enumerate(line.words):
            at = line.spans[place]
            if word != "via" or not source.holds(at) or place + 1 >= len(line):
                continue
            first = line.text[source.start : at.start].rstrip()
            if not first or line.spans[place + 1].start >= source.end:
                continue
            outlet = Span(line.spans[place + 1].start, source.end)
            outer = Draft(outlet, at, draft.content, "rule.via", draft.confidence)
            inner = replace(draft, source=Span(source.start, source.start + len(first)))
            yield outer, draft
            yield replace(inner, relay=outer), None
            return
