"""A version cut into passages of words: one a block that is read for names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.sentences import first_tokens
from onrecord.language.tokens import split
from onrecord.model.layers import Layers
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.names.words import Word, loud, words_of

_UNREAD = (BlockKind.BYLINE, BlockKind.STAMP, BlockKind.CONTRIBUTORS, BlockKind.PROMO)


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one block.

    `loud` says that its capitals tell nothing (a headline in title case).
    """

    kind: BlockKind
    words: tuple[Word, ...]
    loud: bool


def passages_of(version: Version, layers: Layers) -> tuple[Passage, ...]:
    """The passages of `version` in text order; by-lines, stamps and the like are left out."""
    starts: dict[int, list[Span]] = {}
    for sentence in layers.sentences:
        starts.setdefault(sentence.block, []).append(sentence.span)
    passages = []
    for number, block in enumerate(version.blocks):
        if block.kind in _UNREAD:
            continue
        sentences = starts.get(number, [])
        words = words_of(version.text, block.span.start, block.span.end, sentences)
        passages.append(Passage(block.kind, tuple(words), loud(words)))
    return tuple(passages)


def passages_in(text: str) -> tuple[Passage, ...]:
    """The passages of a bare text: paragraphs apart by blank lines, each read as such."""
    return tuple(_passages(text))


def _passages(text: str) -> Iterator[Passage]:
    start = 0
    for part in text.split("\n\n"):
        end = start + len(part)
        tokens = split(text, start, end)
        sentences = []
        firsts = first_tokens(text, tokens)
        for first, after in zip(firsts, [*firsts, len(tokens)][1:], strict=True):
            sentences.append(Span(tokens[first].start, tokens[after - 1].end))
        words = words_of(text, start, end, sentences)
        yield Passage(BlockKind.PARAGRAPH, tuple(words), False)
        start = end + 2
