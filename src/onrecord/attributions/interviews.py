"""Interviews that tell who speaks by their layout alone: questions, and answers below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attributions.people import Person
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span

_LEAST = 3
"""Questions with an answer below them, of which fewer make no interview …"""
_LEAST_SO_CALLED = 2
"""… unless the text calls itself one before the first of them."""


@dataclass(frozen=True, slots=True)
class Interview:
    """Who is interviewed, where the questions begin, and the paragraphs that ask."""

    name: str
    start: int
    questions: tuple[Span, ...]


def interview_of(version: Version, people: Sequence[Person]) -> Interview | None:
    """The interview that `version` is, or None.

    A paragraph asks that ends in a question mark and in no quotation, and has a paragraph below it
    that does not ask. The only one named in the headline is the one asked, else the one named most
    often before the first question; where nobody is named there, or two as often, nobody can be
    told.
    """
    text, blocks = version.text, version.blocks
    asks = [text[block.span.end - 1] == "?" for block in blocks]
    questions = [
        block.span
        for number, block in enumerate(blocks)
        if asks[number] and number and number + 1 < len(blocks) and not asks[number + 1]
    ]
    before = text[: questions[0].start] if questions else ""
    if len(questions) < (_LEAST_SO_CALLED if "interview" in before.casefold() else _LEAST):
        return None
    names = {person.printed: person for person in people if person.span.end <= len(before)}
    headline = {
        printed
        for printed, person in names.items()
        if blocks[0].kind is BlockKind.HEADLINE and blocks[0].span.holds(person.span)
    }
    if len(headline) == 1:
        return Interview(headline.pop(), questions[0].start, tuple(questions))
    told = {printed: before.count(person.name[-1]) for printed, person in names.items()}
    often = Counter(told).most_common(2)
    if not often or (len(often) == 2 and often[0][1] == often[1][1]):
        return None
    return Interview(often[0][0], questions[0].start, tuple(questions))
