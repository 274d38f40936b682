"""What is odd about a text and makes its attributions less sure: a problem each, never a stop."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from onrecord.model.problem import Problem
from onrecord.model.report import Block, Version
from onrecord.model.span import Span

_LEAST = 60
"""Letters below which nothing is told of how a text is written."""
_SOME = 0.05
"""A share of the letters that is more than a name or two in another script."""
_LONG_BLOCK = 400
"""Characters; a longer block without a stop is no list and no headline."""
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "DEVANAGARI", "HANGUL", "THAI")
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA")


def find_oddities(version: Version) -> tuple[Problem, ...]:
    """The problems of `version`'s text, in the order in which they are looked for.

    Quotations that nothing closes, where the next block does not go on with one; text in capitals
    alone, in several scripts, or without stops. Empty for a usual text, and for one too short to
    tell. (What is hardly English at all never comes here: `reports` refuses it.)
    """
    return (*_unclosed(version), *_writing(version.text), *_unstopped(version))


def _unclosed(version: Version) -> Iterator[Problem]:
    text, blocks = version.text, version.blocks
    for number, block in enumerate(blocks):
        place = _open_mark(text, block.span)
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if place is not None and not _goes_on(text, following):
            yield Problem(
                "unclosed-quotation",
                "A quotation is opened and never closed; it is read to the end of its paragraph.",
                "Check the text against the page.",
                Span(place, block.span.end),
            )


def _open_mark(text: str, block: Span) -> int | None:
    """Where the double quotation mark stands that nothing in the block closes."""
    opened: int | None = None
    for place in range(block.start, block.end):
        letter = text[place]
        if letter == "“" or (letter == '"' and opened is None):
            before = text[place - 1] if place > block.start else " "
            if letter == '"' and before.isdigit():
                continue  # inches
            opened = place
        elif letter in '”"':
            opened = None
    return opened


def _goes_on(text: str, block: Block | None) -> bool:
    """Whether a block opens with a quotation mark, as quotations over several paragraphs do."""
    return block is not None and text[block.span.start] in '“"'


def _writing(text: str) -> Iterator[Problem]:
    cased = upper = 0
    scripts: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if not letter.isalpha():
            continue
        scripts[_script(letter)] += times
        if letter.lower() != letter.upper():
            cased += times
            upper += times * letter.isupper()
    letters = scripts.total()
    if letters < _LEAST:
        return
    if cased >= _LEAST and upper > 0.9 * cased:
        yield Problem(
            "all-capitals",
            "The text is in capitals alone: names can hardly be told from other words.",
            "Give the text with its own letters, if there is one.",
        )
    many = sorted(name for name, times in scripts.items() if times > _SOME * letters)
    if len(many) > 1:
        names = ", ".join(name.capitalize() for name in many)
        yield Problem(
            "mixed-scripts", f"The text mixes scripts ({names}); only its English is read."
        )


def _script(letter: str) -> str:
    """The script of a letter by its name; one name for those that Japanese and Chinese share.

    >>> _script("é"), _script("ж"), _script("語")
    ('LATIN', 'CYRILLIC', 'east asian')
    """
    if letter < "\u0250":
        return "LATIN"
    first = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    if first in _EAST_ASIAN:
        return "east asian"
    return first if first in _SCRIPTS else "other"


def _unstopped(version: Version) -> Iterator[Problem]:
    for block in version.blocks:
        size = block.span.end - block.span.start
        if size > _LONG_BLOCK and not any(mark in block.span.of(version.text) for mark in ".?!;。"):
            yield Problem(
                "no-punctuation",
                "A long paragraph has no stop: sentences are not told apart in it.",
                "Check the text against the page.",
                block.span,
            )
            return
