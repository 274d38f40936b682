"""What a room found in a text: a value at a span, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.model.json import JsonObject
from onrecord.model.span import Span
from onrecord.model.value import Value

V_co = TypeVar("V_co", bound=Value, covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[V_co]):
    """A value, the words it was made from, and the reason.

    Attributes:
        span: the words that state the value ("at least 1,200 people").
        value: what was made of them.
        rule: the name of the rule or model that made it ("quantity.bound", "date.weekday").
        confidence: in [0, 1]; 1 where a rule leaves no doubt.
        item: what the words say about which of several things is meant ("1", "2", "both"), or None.
        head: the words of the noun that is counted or measured, where there are any.
        notes: candidates, coordinates, anchor …: JSON for `explain`, outside all ids.
    """

    span: Span
    value: V_co
    rule: str
    confidence: float = 1.0
    item: str | None = None
    head: Span | None = None
    notes: tuple[tuple[str, str], ...] = ()

    def notes_json(self) -> JsonObject:
        """The notes as a JSON object."""
        return dict(self.notes)
