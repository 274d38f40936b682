"""Where words stand in a version: its sentences, and which event a passage speaks of."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.model.report import Block, BlockKind, Version
from onrecord.model.span import Span
from onrecord.notices.history import EventHistory

_END = re.compile(r"[.!?][”\"’')]?\s+(?=[A-Z“\"‘•(])")
_SHORT = frozenset(
    f"{word}."
    for word in ("u.s", "u.n", "mr", "mrs", "ms", "dr", "gen", "lt", "col", "cmdr", "capt", "sgt")
) | {"st.", "no.", "sen.", "rep."}
"""Abbreviations after which a capital letter starts no sentence."""


def sentences(version: Version) -> tuple[Span, ...]:
    """The sentences of the version, block by block, in text order."""
    return _split(version.text, version.blocks)


@lru_cache(maxsize=64)
def _split(text: str, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    found = []
    for block in blocks:
        start = block.span.start
        for end in _END.finditer(text, block.span.start, block.span.end):
            last = text[max(start, end.start() - 6) : end.start() + 1].split()
            if last and last[-1].casefold() in _SHORT:
                continue
            found.append(Span(start, end.end()))
            start = end.end()
        if start < block.span.end:
            found.append(Span(start, block.span.end))
    return tuple(found)


def sentence_at(version: Version, offset: int) -> Span:
    """The sentence that holds the character at `offset`; the character itself between blocks."""
    spans = sentences(version)
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    if low < len(spans) and spans[low].start <= offset:
        return spans[low]
    return Span(offset, offset + 1)


def kind_at(version: Version, offset: int) -> BlockKind:
    """The kind of the block at `offset`; a paragraph where none is."""
    block = version.block_at(offset)
    return block.kind if block else BlockKind.PARAGRAPH


_QUIET = (BlockKind.BYLINE, BlockKind.STAMP, BlockKind.CONTRIBUTORS, BlockKind.PROMO)


@lru_cache(maxsize=64)
def _told(text: str, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """The sentences of headline, body, captions and corrections: not bylines, stamps, promos."""
    return _split(text, tuple(block for block in blocks if block.kind not in _QUIET))


def matches(version: Version, pattern: re.Pattern[str]) -> tuple[tuple[Span, Span], ...]:
    """(sentence, first match in it) for every told sentence that the pattern matches."""
    return _matches(version.text, version.blocks, pattern)


@lru_cache(maxsize=256)
def _matches(
    text: str, blocks: tuple[Block, ...], pattern: re.Pattern[str]
) -> tuple[tuple[Span, Span], ...]:
    found = []
    for sentence in _told(text, blocks):
        match = pattern.search(text, sentence.start, sentence.end)
        if match is not None and match.end() > match.start():
            found.append((sentence, Span(match.start(), match.end())))
    return tuple(found)


@lru_cache(maxsize=256)
def speaking(text: str, blocks: tuple[Block, ...], words: frozenset[str]) -> tuple[Span, ...]:
    """The told sentences that hold one of the words, which are in lower case."""
    return tuple(
        span
        for span in _told(text, blocks)
        if any(word in span.of(text).casefold() for word in words)
    )


def mentions_in(history: EventHistory, version: str, span: Span) -> bool:
    """Whether a mention of the event stands in the span."""
    return any(m.version == version and m.span.overlaps(span) for m in history.mentions)


def speaks_of(history: EventHistory, version: str, sentence: Span) -> bool:
    """Whether the sentence is about this event rather than another of its kind.

    A mention in the sentence decides; else the last mention before it, of this event or of
    `others` of the kind. Where no mention comes before, the first event of the kind has it.
    """
    rivals = [history, *(other for other in history.others if other.kind == history.kind)]
    inside = [event for event in rivals if mentions_in(event, version, sentence)]
    if inside:
        return inside[0] is history if len(inside) == 1 else _first(inside, version) is history
    last: tuple[int, EventHistory] | None = None
    for event in rivals:
        for mention in event.mentions:
            here = mention.version == version and mention.span.end <= sentence.start
            if here and (last is None or mention.span.end > last[0]):
                last = (mention.span.end, event)
    return (last[1] if last else _first(rivals, version)) is history


def in_lead(history: EventHistory, version: str) -> bool:
    """Whether the headline or the first paragraph mentions the event."""
    text = history.versions[version]
    body = next(text.of_kind(BlockKind.PARAGRAPH), None)
    first = [*text.of_kind(BlockKind.HEADLINE, BlockKind.DEK), *([body] if body else [])]
    return any(mentions_in(history, version, block.span) for block in first)


def leads(history: EventHistory, version: str) -> bool:
    """Whether the version tells of this event before any other of its kind."""
    rivals = [history, *(other for other in history.others if other.kind == history.kind)]
    return _first(rivals, version) is history


def _first(events: list[EventHistory], version: str) -> EventHistory | None:
    """The event that the version mentions first."""
    starts = [
        (mention.span.start, at)
        for at, event in enumerate(events)
        for mention in event.mentions
        if mention.version == version
    ]
    return events[min(starts)[1]] if starts else None
