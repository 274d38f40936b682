"""Words and punctuation marks."""

from __future__ import annotations

import re

from onrecord.model.span import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")


def split(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words and single punctuation marks of `text[start:end]`, left to right.

    A word is a run of letters, digits and underscores; every other character that is not white
    space stands alone, so "don't" is three tokens and "U.S." four. This is the split that the
    tagger was trained on. Offsets index the whole `text`.

    >>> [span.of("It didn't.") for span in split("It didn't.")]
    ['It', 'didn', "'", 't', '.']
    """
    stop = len(text) if end is None else end
    return [Span(match.start(), match.end()) for match in _TOKEN.finditer(text, start, stop)]


def words_in(text: str) -> list[str]:
    """The tokens of `split` themselves.

    >>> words_in("It didn't.")
    ['It', 'didn', "'", 't', '.']
    """
    return list(_TOKEN.findall(text))
