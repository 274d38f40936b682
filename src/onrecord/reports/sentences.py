"""A version's text -> its sentences, for comparing texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.sentences import first_tokens
from onrecord.language.tokens import split
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence: its span in the version's text, its text and words, the kind of its block."""

    span: Span
    text: str
    words: tuple[str, ...]
    kind: BlockKind

    @property
    def key(self) -> tuple[str, ...]:
        """The words as they are compared: lower case, without punctuation and spacing."""
        return tuple(word.casefold() for word in self.words if any(c.isalnum() for c in word))


def pieces(version: Version) -> Iterator[Piece]:
    """The sentences of a version, in text order; none crosses a block.

    >>> from onrecord.model.report import Block, Facts
    >>> text = "It sank. Nine died."
    >>> block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    >>> [piece.span.of(text) for piece in pieces(Version("k", "", text, (block,), Facts()))]
    ['It sank.', 'Nine died.']
    """
    for block in version.blocks:
        tokens = split(version.text, block.span.start, block.span.end)
        starts = first_tokens(version.text, tokens)
        for first, after in zip(starts, [*starts[1:], len(tokens)], strict=True):
            span = Span(tokens[first].start, tokens[after - 1].end)
            words = tuple(t.of(version.text) for t in tokens[first:after])
            yield Piece(span, span.of(version.text), words, block.kind)
