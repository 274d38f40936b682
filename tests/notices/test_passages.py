from __future__ import annotations

from dataclasses import replace

from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.span import Span
from onrecord.notices.passages import sentence_at, sentences, speaking

TEXT = "The ferry sank. Nobody was hurt."
WHOLE = Version(
    report_key="quay/1",
    title="Ferry sinks",
    text=TEXT,
    blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(TEXT))),),
    facts=Facts(),
)


def test_a_text_parted_otherwise_has_other_sentences() -> None:
    """What is kept of a version is not given for another one of the same words."""
    parts = (Block(BlockKind.PARAGRAPH, Span(0, 9)), Block(BlockKind.BYLINE, Span(10, len(TEXT))))
    parted = replace(WHOLE, blocks=parts)
    assert sentences(WHOLE) == (Span(0, 16), Span(16, 32))
    assert sentences(parted) == (Span(0, 9), Span(10, 16), Span(16, 32))
    assert sentence_at(WHOLE, 20) == sentence_at(parted, 20) == Span(16, 32)
    assert speaking(WHOLE, frozenset({"nobody"})) == (Span(16, 32),)
    assert speaking(parted, frozenset({"nobody"})) == ()
