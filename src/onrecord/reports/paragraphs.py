"""Plain text -> its paragraphs, whether blank lines part them, line ends, or wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.reports.folding import fold

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+|\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ITEM = re.compile(r"(?:[-*•·▪‣]|\(?\d{1,3}[.)]|[a-z]\))\s+(?=\S)")
_WIDEST = 120  # characters; no one wraps prose wider than this
_SLACK = 8  # characters that a wrapped line may stay short of the width


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Folded words and the offset at which they begin in the text as given."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a plain text, in order; none of them is empty.

    A blank line always parts. A single line end parts too, unless the lines are wrapped: then
    nearly every line is so long that the first word of the next would not have fitted. A line
    that opens with a list mark begins a paragraph of its own.

    >>> [p.text for p in split_paragraphs("A headline\\n\\nOne line.\\nAnother line.")]
    ['A headline', 'One line.', 'Another line.']
    """
    groups = list(_groups(text))
    width = _width(groups)
    return tuple(paragraph for group in groups for paragraph in _paragraphs(group, width))


def is_item(text: str) -> bool:
    """Whether a line opens with a list mark.

    >>> is_item("• Five people are missing"), is_item("5,000 people are missing")
    (True, False)
    """
    return _ITEM.match(text) is not None


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank line between them."""
    group: list[_Line] = []
    ended = False  # whether the line before has had its line end
    for found in _LINE.finditer(text):
        words = found.group()
        if words[0] in "\n\r\x0b\x0c\x85\u2028\u2029":
            if (ended or words in ("\x0c", "\u2029")) and group:
                yield group
                group = []
            ended = True
            continue
        if folded := fold(words):
            group.append(_Line(folded, found.start() + len(words) - len(words.lstrip())))
            ended = False
        elif group and ended:
            yield group
            group = []
    if group:
        yield group


def _width(groups: list[list[_Line]]) -> int:
    """The width that the text is wrapped at, or 0 where it is not wrapped."""
    breaks = [(a, b) for group in groups for a, b in pairwise(group)]
    if not breaks:
        return 0
    width = max(len(line.text) for group in groups if len(group) > 1 for line in group)
    if not 30 <= width <= _WIDEST:
        return 0
    inner = [(a, b) for a, b in breaks if not is_item(b.text)]
    full = sum(_is_full(a, b, width) for a, b in inner)
    mid_sentence = sum(not a.text.endswith((".", "!", "?", "”", '"', ":")) for a, _ in inner)
    if not inner or full < 0.7 * len(inner) or 2 * mid_sentence < len(inner):
        return 0
    # Titles under one another may be of like length; but each begins with a capital.
    going_on = sum(b.text[0].islower() or a.text.isupper() for a, b in inner)
    return width if 4 * going_on >= len(inner) else 0


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    return len(line.text) + 1 + len(after.text.split(" ", 1)[0]) > width - _SLACK


def _paragraphs(group: list[_Line], width: int) -> Iterator[Paragraph]:
    """The paragraphs of one group of lines."""
    words = [group[0].text]
    start = group[0].start
    for line, after in pairwise(group):
        if width and _is_full(line, after, width) and not is_item(after.text):
            words.append(after.text)
        else:
            yield Paragraph(" ".join(words), start)
            words, start = [after.text], after.start
    yield Paragraph(" ".join(words), start)
