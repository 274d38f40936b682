"""Versions and layers of plain text for tests that need no tagger."""

from __future__ import annotations

from datetime import UTC, datetime

from onrecord.language.sentences import first_tokens
from onrecord.language.tokens import split
from onrecord.model.layers import Layers, Sentence
from onrecord.model.report import Block, BlockKind, Facts, Moment, TimeFrom, Version
from onrecord.model.span import Span


def version_of(text: str, published: str = "2024-03-15", headline: str = "") -> Version:
    """A version with a block for each paragraph, and a headline where one is given."""
    whole = f"{headline}\n\n{text}" if headline else text
    blocks = []
    start = 0
    for number, part in enumerate(whole.split("\n\n")):
        if part.strip():
            kind = BlockKind.HEADLINE if headline and number == 0 else BlockKind.PARAGRAPH
            blocks.append(Block(kind, Span(start, start + len(part))))
        start += len(part) + 2
    day = datetime.fromisoformat(published).replace(tzinfo=UTC)
    return Version(
        report_key="test",
        title=headline or "A test",
        text=whole,
        blocks=tuple(blocks),
        facts=Facts(
            outlet="Granite Wire",
            published=Moment(at=day, source=TimeFrom.PAGE, day_only=True),
        ),
    )


def layers_of(version: Version) -> Layers:
    """Tokens and sentences of a version, without attributions."""
    tokens: list[Span] = []
    sentences = []
    for number, block in enumerate(version.blocks):
        own = split(version.text, block.span.start, block.span.end)
        firsts = first_tokens(version.text, own)
        base = len(tokens)
        for first, end in zip(firsts, [*firsts[1:], len(own)], strict=True):
            span = Span(own[first].start, own[end - 1].end)
            sentences.append(Sentence(span, base + first, base + end, number))
        tokens += own
    return Layers(tuple(tokens), tuple(sentences), ())
