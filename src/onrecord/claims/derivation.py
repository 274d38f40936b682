"""Whether a value can be derived again from the words that a claim gives for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from onrecord.codebook import Codebook
from onrecord.model.found import Found
from onrecord.model.report import Version
from onrecord.model.span import Span
from onrecord.model.value import ActorValue, DateValue, PlaceValue, Quantity, TextValue, Value
from onrecord.names.derive import derivable_actor, derivable_place
from onrecord.registers.actors import ActorRegister
from onrecord.registers.places import Gazetteer
from onrecord.values.dates import find_dates
from onrecord.values.derive import derivable
from onrecord.values.quantities import find_quantities

V = TypeVar("V", bound=Value)


class Derivation:
    """The parsers of `values/` and `names/`, asked once more about one version.

    Words alone leave something open: "Thursday" is any Thursday, "430" may count anything. So
    where the parsers of dates and quantities read these very words in their place, the value must
    also be the one that they read there. They run when the first value of their type comes.
    """

    def __init__(
        self, version: Version, codebook: Codebook, actors: ActorRegister, gazetteer: Gazetteer
    ) -> None:
        self._version = version
        self._codebook = codebook
        self._actors = actors
        self._gazetteer = gazetteer
        self._quantities: dict[Span, set[Value]] | None = None
        self._dates: dict[Span, set[Value]] | None = None

    def derives(self, span: Span, value: Value) -> bool:
        """Whether the words at `span` give `value`; a text is its own words."""
        words = span.of(self._version.text)
        if isinstance(value, TextValue):
            return value.text == words
        if isinstance(value, PlaceValue):
            return derivable_place(value, words, self._gazetteer)
        if isinstance(value, ActorValue):
            return derivable_actor(value, words, self._version.text, self._actors)
        if isinstance(value, Quantity):
            if self._quantities is None:
                self._quantities = _by_span(
                    [
                        *find_quantities(self._version),
                        *find_quantities(self._version, articles=True),
                    ]
                )
            return self._read(self._quantities, span, value)
        if isinstance(value, DateValue):
            if self._dates is None:
                self._dates = _by_span(find_dates(self._version))
            return self._read(self._dates, span, value)
        return derivable(value, words, self._codebook)

    def _read(self, found: dict[Span, set[Value]], span: Span, value: Value) -> bool:
        """As the parser read these words in their place; by the words alone where it read none.

        Of a magnitude the word may stand outside of the value's words ("put the magnitude at 6.1"):
        then the parser reads a bare number there.
        """
        here = found.get(span)
        if here is not None:
            return value in here or (
                isinstance(value, Quantity)
                and value.unit == "magnitude"
                and replace(value, unit="") in here
            )
        return derivable(value, span.of(self._version.text), self._codebook)


def _by_span(found: Iterable[Found[V]]) -> dict[Span, set[Value]]:
    out: dict[Span, set[Value]] = {}
    for one in found:
        out.setdefault(one.span, set()).add(one.value)
    return out
