"""The sentence that some words stand in."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

from onrecord.language.sentences import first_tokens
from onrecord.language.tokens import split
from onrecord.model.report import Version
from onrecord.model.span import Span

_CONTEXT = 300


def sentence_at(version: Version, span: Span) -> Span:
    """The sentence of the block around the start of `span`, and as much more as `span` covers.

    Where `span` lies in no block, its own words and nothing else.
    """
    block = version.block_at(span.start)
    if block is None:
        return span
    starts = _starts(version.text[block.span.start : block.span.end])
    offset = span.start - block.span.start
    begin = max((at for at in starts if at <= offset), default=0)
    end = min((at for at in starts if at > offset), default=block.span.end - block.span.start)
    words = version.text[block.span.start + begin : block.span.start + end].rstrip()
    stop = max(block.span.start + begin + len(words), min(span.end, span.start + _CONTEXT))
    return Span(block.span.start + begin, stop)


def sentences_near(version: Version, words: Collection[str]) -> tuple[str, ...]:
    """The version's sentences, in text order, of the blocks that hold one of some folded words or
    beginnings of words."""
    found: list[str] = []
    for block in version.blocks:
        text = block.span.of(version.text)
        plain = folded(text)
        if any(word in plain for word in words):
            starts = [*_starts(text), len(text)]
            sentences = (text[begin:end].strip() for begin, end in pairwise(starts))
            found.extend(one for one in sentences if one)
    return tuple(found)


@lru_cache(maxsize=2048)
def _starts(block: str) -> tuple[int, ...]:
    """Where sentences begin in a block's text."""
    tokens = split(block)
    begins = tuple(tokens[index].start for index in first_tokens(block, tokens))
    return (0, *begins[1:]) if begins else (0,)


def folded(text: str) -> str:
    """`text` for comparison: case, white space and kinds of quotation mark aside.

    >>> folded("“Both”  flew")
    '"both" flew'
    """
    plain = text.translate(_MARKS)
    return " ".join(plain.casefold().split())


_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
