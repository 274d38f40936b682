"""Drafts of blocks -> canonical text with its blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.report import Block, BlockKind
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it has a place: its kind, its folded words, where it stood in the capture."""

    kind: BlockKind
    text: str
    locator: str = ""


def compose(drafts: Iterable[Draft]) -> tuple[str, tuple[Block, ...]]:
    """The canonical text and its blocks, in order.

    Blocks stand apart by a blank line; a dateline by one space from the paragraph that it opens
    (the two then have one locator). Promotion and empty drafts are left out.

    >>> text, blocks = compose([
    ...     Draft(BlockKind.DATELINE, "SEOUL —", "0"),
    ...     Draft(BlockKind.PARAGRAPH, "Two missiles flew.", "0")])
    >>> text
    'SEOUL — Two missiles flew.'
    >>> [block.span.of(text) for block in blocks]
    ['SEOUL —', 'Two missiles flew.']
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    before: Draft | None = None
    for draft in drafts:
        if draft.kind is BlockKind.PROMO or not draft.text:
            continue
        if before is not None:
            opens = before.kind is BlockKind.DATELINE and before.locator == draft.locator
            parts.append(" " if opens else "\n\n")
            at += len(parts[-1])
        parts.append(draft.text)
        blocks.append(Block(draft.kind, Span(at, at + len(draft.text)), draft.locator))
        at += len(draft.text)
        before = draft
    return "".join(parts), tuple(blocks)
