"""What one pass of the encoder leaves behind: sentences, tokens and layers of labels."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, and the half-open range of its tokens in `Layers.tokens`."""

    span: Span
    first: int
    end: int
    block: int
    """Index of its block in `Version.blocks`."""


@dataclass(frozen=True, slots=True)
class RawAttribution:
    """Source, cue and content as the tagger sees them, before speakers are resolved.

    `content` is sorted, non-empty and in pieces where words of others stand between.
    `confidence` lies in [0, 1].
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the tagger sees it; `kind` is one of `onrecord.language.labels.NAME_TYPES`."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Syntax:
    """A tree over each sentence that was read; the fields run beside `Layers.tokens`.

    `pos` and `relations` are places in `UPOS` and `RELATIONS` of `onrecord.language.labels`;
    `heads` are tokens, a root is its own head. Tokens that were not read have the head -1.
    """

    pos: bytes
    heads: array[int]
    relations: bytes


NO_SYNTAX = Syntax(b"", array("i"), b"")


@dataclass(frozen=True, slots=True)
class Layers:
    """The labels that every room shares, made once a version.

    `tokens` are words and single punctuation marks in text order (a slice of them is a tuple);
    `sentences` cover them all and never cross a block.
    """

    tokens: Sequence[Span]
    sentences: tuple[Sentence, ...]
    attributions: tuple[RawAttribution, ...]
    names: tuple[Name, ...] = ()
    syntax: Syntax = NO_SYNTAX

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].span.start <= offset:
            return self.sentences[low]
        return None
