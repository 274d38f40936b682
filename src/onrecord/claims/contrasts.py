"""Figures that lean on another one: "14, not 40", "put it at 6.1", and corrections of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.context import Draft
from onrecord.claims.dimensions import dimension, with_unit
from onrecord.language.listing import listed
from onrecord.mentions.words import Line, Phrases
from onrecord.model.attribution import Attribution
from onrecord.model.found import Found
from onrecord.model.report import BlockKind
from onrecord.model.value import Quantity

Row = tuple[tuple[int, int], Found[Quantity], Draft | None]
"""Where a figure stands in its line, the figure, and the claim made of it so far."""

_INSTEAD = (("not",), ("rather", "than"), ("instead", "of"), ("and", "not"), ("but", "not"))
MISTAKEN = (
    "misstated|misreported|incorrectly said|incorrectly stated|incorrectly reported|"
    "incorrectly gave|wrongly said|wrongly stated|wrongly reported|wrongly gave"
)
"""What a text says of itself when it was wrong, as `Phrases.listed` takes it."""

_CORRECTED = Phrases.listed(
    "correction|clarification|corrected|corrects|earlier version|previous version|"
    "original version|initial version|an earlier report|" + MISTAKEN
)
_PUT = listed(
    "put puts putting gave gives revised revises raised lowered upgraded downgraded cut corrected "
    "updated estimated estimates set reported measured rated placed"
)
_IT = listed("it this that figure number count estimate tally one")
_LINK = listed("at to as of about around least some nearly over than more")
_REACH = 5


def is_correction(line: Line) -> bool:
    """Whether a sentence corrects the text that it stands in or stood in before."""
    if line.block is BlockKind.CORRECTION:
        return True
    lows = [word.low for word in line.words]
    return any(_CORRECTED.at(lows, index) for index in range(len(lows)))


_ITSELF = re.compile(
    r"\b(?:earlier|previous|original|initial|first|prior) version\b"
    r"|^this (?:story|article|piece|post|page|correction|clarification)$",
    re.IGNORECASE,
)


def is_the_text_itself(said: Attribution, text: str) -> bool:
    """Whether what speaks is the report's own earlier text, as in a correction."""
    return said.source is not None and bool(_ITSELF.search(said.source.of(text)))


def contrary(line: Line, run: tuple[int, int]) -> int | None:
    """Where the words stand that turn the figure at `run` down ("not 40"), or None."""
    lows = [word.low for word in line.words]
    first = run[0]
    while first > 0 and lows[first - 1] in ("the", "a", "of", "at", "about"):
        first -= 1
    for words in _INSTEAD:
        place = first - len(words)
        if place >= 0 and tuple(lows[place:first]) == words:
            return place
    return None


def put_at(line: Line, run: tuple[int, int]) -> bool:
    """Whether the figure at `run` is given for what was just spoken of: "put it at 6.1"."""
    lows = [word.low for word in line.words]
    place = run[0]
    while place > 0 and lows[place - 1] in _LINK:
        place -= 1
    if place == run[0] or not place or lows[place - 1] not in _IT:
        return False
    return bool(_PUT & set(lows[max(0, place - _REACH) : place]))


def contrasted(line: Line, rows: Sequence[Row], known: Sequence[Draft]) -> list[Row]:
    """The rows of one line, where a figure that stands against another has the other's slot.

    Two figures stand against each other in "X, not Y", and in a sentence that corrects. Where
    neither has a slot, that of the newest of `known` that gives one of the two numbers is taken.
    """
    out = list(rows)
    if len(out) < 2:
        return out
    corrects = is_correction(line)
    for at in range(1, len(out)):
        pair = (out[at - 1], out[at])
        moved = _moved(line, pair[0][0], pair[1][0])
        if contrary(line, pair[1][0]) is None and not (corrects or moved):
            continue
        if all(draft is not None for _, _, draft in pair) or not _alike(pair[0][1], pair[1][1]):
            continue
        model = pair[0][2] or pair[1][2] or _giving(pair, known)
        if model is None:
            continue
        for place in (at - 1, at):
            run, one, draft = out[place]
            if draft is None:
                out[place] = (run, one, as_model(model, one, "contrast"))
    return out


def _moved(line: Line, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether a figure goes from one to the other: "from five to six", "to 167 from 93"."""
    between = {line.low(index) for index in range(first[1], second[0])}
    if "," in between or len(between) > _MOVE:
        return False
    before = {line.low(index) for index in range(max(0, first[0] - 2), first[0])}
    return ("to" in between and "from" in before) or ("from" in between and "to" in before)


_MOVE = 5


def as_model(model: Draft, one: Found[Quantity], rule: str) -> Draft:
    """The figure in the slot and event of another; a bare one in its unit if that is a measure."""
    return replace(
        model,
        value=with_unit(one.value, model.slot),
        span=one.span,
        rule=f"slot.{model.slot.name}.{rule}",
        confidence=round(model.confidence * 0.8, 2),
        evidence=None,
        notes=one.notes,
    )


def _alike(one: Found[Quantity], other: Found[Quantity]) -> bool:
    """Whether the two measure the same, as far as their words tell."""
    bare = "" in (one.value.unit, other.value.unit)
    return bare or dimension(one.value) == dimension(other.value)


def _giving(pair: tuple[Row, Row], known: Sequence[Draft]) -> Draft | None:
    numbers = {found.value.n for _, found, _ in pair if found.value.n is not None}
    for draft in reversed(known):
        if isinstance(draft.value, Quantity) and draft.value.n in numbers:
            return draft
    return None
