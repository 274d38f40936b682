"""Whether a value can be derived again from the words that a claim gives for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from onrecord.codebook import Codebook
from onrecord.mentions.words import Phrases, split
from onrecord.model.found import Found
from onrecord.model.report import Version
from onrecord.model.span import Span
from onrecord.model.value import (
    ActorValue,
    DateValue,
    PlaceValue,
    Quantity,
    TermValue,
    TextValue,
    Value,
)
from onrecord.names.places import places_in
from onrecord.registers.actors import ActorRegister
from onrecord.registers.places import Gazetteer
from onrecord.values.dates import find_dates
from onrecord.values.quantities import find_quantities, quantities_in

V = TypeVar("V", bound=Value)


class Derivation:
    """The parsers of `values/` and `names/`, run once more over one version.

    Each is run when the first value of its type comes, so that a reading without places pays for
    none. Words that need their surroundings ("Thursday", "nine were hurt") are held against what
    the parser makes of them in their place; others against what it makes of them alone.
    """

    def __init__(
        self, version: Version, codebook: Codebook, actors: ActorRegister, gazetteer: Gazetteer
    ) -> None:
        self._version = version
        self._codebook = codebook
        self._actors = actors
        self._gazetteer = gazetteer
        self._quantities: set[tuple[Span, Value]] | None = None
        self._dates: set[tuple[Span, Value]] | None = None
        self._places: set[tuple[Span, Value]] | None = None

    def derives(self, span: Span, value: Value) -> bool:
        """Whether the words at `span` give `value`; a text is its own words."""
        words = span.of(self._version.text)
        if isinstance(value, TextValue):
            return value.text == words
        if isinstance(value, TermValue):
            return self._term(words, value)
        if isinstance(value, Quantity):
            return self._quantity(span, words, value)
        if isinstance(value, DateValue):
            if self._dates is None:
                self._dates = _pairs(find_dates(self._version))
            return (span, value) in self._dates
        if isinstance(value, PlaceValue):
            if self._places is None:
                found = places_in(self._version.text, self._gazetteer, self._actors)
                self._places = _pairs(found)
            return (span, value) in self._places
        return self._actor(words, value)

    def _term(self, words: str, value: TermValue) -> bool:
        term = self._codebook.terms.get(value.term)
        if term is None:
            return False
        phrases = Phrases(term.words)
        lows = [word.low for word in split(words)]
        return any(phrases.at(lows, index) for index in range(len(lows)))

    def _quantity(self, span: Span, words: str, value: Quantity) -> bool:
        if self._quantities is None:
            self._quantities = _pairs(
                [*find_quantities(self._version), *find_quantities(self._version, articles=True)]
            )
        return (span, value) in self._quantities or value in {
            one.value for one in quantities_in(words)
        }

    def _actor(self, words: str, value: ActorValue) -> bool:
        """An actor's words hold its name or a part of it, or lead to its code in the register."""
        if value.code is not None:
            actor = self._actors.find(words) or self._actors.state(words)
            if actor is not None and actor.code == value.code:
                return True
        own = {word.low for word in split(words) if word.low.isalnum()}
        name = {word.low for word in split(value.name) if word.low.isalnum()}
        return bool(name) and (name <= own or (not value.unnamed and bool(own & name)))


def _pairs(found: Iterable[Found[V]]) -> set[tuple[Span, Value]]:
    return {(one.span, one.value) for one in found}
