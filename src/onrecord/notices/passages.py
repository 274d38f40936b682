"""Where words stand in a version: its sentences, and which event a passage speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

from onrecord.model.report import Block, BlockKind, Version
from onrecord.model.span import Span
from onrecord.notices.history import EventHistory

_More = TypeVarTuple("_More")
_T = TypeVar("_T")

_END = re.compile(r"[.!?][”\"’')]?\s+(?=[A-Z“\"‘•(])")
_SHORT = frozenset(
    f"{word}."
    for word in ("u.s", "u.n", "mr", "mrs", "ms", "dr", "gen", "lt", "col", "cmdr", "capt", "sgt")
) | {"st.", "no.", "sen.", "rep."}
"""Abbreviations after which a capital letter starts no sentence."""


class _This:
    """A version as what is kept of it is found by: the very object, since to compare two by all
    that they hold would take longer than most of what is kept."""

    __slots__ = ("version",)

    def __init__(self, version: Version) -> None:
        self.version = version

    def __hash__(self) -> int:
        return id(self.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and self.version is other.version


def of_version(make: Callable[[Version, *_More], _T]) -> Callable[[Version, *_More], _T]:
    """A function of a version, and of more that can be hashed, that keeps what it made of late."""

    @lru_cache(maxsize=1024)
    def kept(this: _This, *more: *_More) -> _T:
        return make(this.version, *more)

    @wraps(make)
    def asked(version: Version, /, *more: *_More) -> _T:
        return kept(_This(version), *more)

    return asked


@of_version
def sentences(version: Version) -> tuple[Span, ...]:
    """The sentences of the version, block by block, in text order."""
    return _split(version.text, version.blocks)


def _split(text: str, blocks: Iterable[Block]) -> tuple[Span, ...]:
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


@of_version
def _told(version: Version) -> tuple[tuple[Span, str], ...]:
    """The sentences of headline, body, captions and corrections, and each in lower case: not
    bylines, stamps, promos."""
    blocks = [block for block in version.blocks if block.kind not in _QUIET]
    return tuple((span, span.of(version.text).casefold()) for span in _split(version.text, blocks))


@of_version
def matches(version: Version, pattern: re.Pattern[str]) -> tuple[tuple[Span, Span], ...]:
    """(sentence, first match in it) for every told sentence that the pattern matches."""
    found = []
    for sentence, _ in _told(version):
        match = pattern.search(version.text, sentence.start, sentence.end)
        if match is not None and match.end() > match.start():
            found.append((sentence, Span(match.start(), match.end())))
    return tuple(found)


@of_version
def speaking(version: Version, words: frozenset[str]) -> tuple[Span, ...]:
    """The told sentences that hold one of the words, which are in lower case."""
    return tuple(span for span, said in _told(version) if any(word in said for word in words))


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
