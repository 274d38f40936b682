"""Versions and layers for tests, made from plain words."""

from __future__ import annotations

from onrecord.language.sentences import first_tokens
from onrecord.language.tokens import split
from onrecord.model.layers import Layers, RawAttribution, Sentence
from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.span import Span


def version_of(*paragraphs: str, headline: bool = False) -> Version:
    """A version of one outlet; with `headline` its first paragraph is one."""
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for number, paragraph in enumerate(paragraphs):
        kind = BlockKind.HEADLINE if headline and not number else BlockKind.PARAGRAPH
        if paragraph:
            blocks.append(Block(kind, Span(start, start + len(paragraph))))
        start += len(paragraph) + 2
    return Version("test/one", "", text, tuple(blocks), Facts(outlet="The Test Post"))


def layers_of(version: Version, *raws: RawAttribution) -> Layers:
    """Tokens and sentences of `version`, and these attributions as the tagger's."""
    tokens: list[Span] = []
    sentences: list[Sentence] = []
    for number, block in enumerate(version.blocks):
        own = split(version.text, block.span.start, block.span.end)
        firsts = first_tokens(version.text, own)
        for first, end in zip(firsts, [*firsts[1:], len(own)][: len(firsts)], strict=True):
            span = Span(own[first].start, own[end - 1].end)
            sentences.append(Sentence(span, len(tokens) + first, len(tokens) + end, number))
        tokens.extend(own)
    return Layers(tuple(tokens), tuple(sentences), raws)


def span_of(version: Version, words: str, start: int = 0) -> Span:
    """Where `words` stand in `version`, from `start` on."""
    place = version.text.index(words, start)
    return Span(place, place + len(words))
