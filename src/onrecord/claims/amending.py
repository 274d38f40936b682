"""A person's claim in the place of a reader's: the same words, or others of the same version."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from onrecord.codebook import Codebook, Slot, SlotType
from onrecord.errors import Misused
from onrecord.model.claim import Claim
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
from onrecord.values.calendar import bounds
from onrecord.values.quantities import quantities_in


def amend(
    claim: Claim,
    version: Version,
    slot: Slot,
    codebook: Codebook,
    *,
    value: str | None = None,
    words: str | None = None,
    item: str | None = None,
) -> Claim:
    """`claim` with what a person says is right instead.

    `value` is read by the slot's type: "690 km", "at least 11 people", an EDTF date, a name, a
    term of the codebook. `words` are the words that state it and must stand once in the version;
    without them the claim keeps its span.

    Raises:
        Misused: nothing is amended, or a part cannot be read.
    """
    if value is None and words is None and item is None:
        raise Misused("Nothing is amended.", "Give --value, --words or --item.")
    amended = claim
    if words is not None:
        amended = replace(amended, span=span_of(words, version.text))
    if value is not None:
        amended = replace(amended, value=value_of(value.strip(), slot, codebook))
    if item is not None:
        amended = replace(amended, item=item.strip() or None)
    if amended == claim:
        raise Misused("That is what the claim says already.")
    return amended


def span_of(words: str, text: str, start: int | None = None) -> Span:
    """Where `words` stand in `text`: at `start`, or, where that is not told, the one place.

    Raises:
        Misused: they do not stand there, or stand more than once.
    """
    if start is None:
        start = text.find(words) if words.strip() else -1
        if start >= 0 and text.find(words, start + 1) >= 0:
            raise Misused(f'The words "{words}" stand more than once.', "Quote more of them.")
    if start < 0 or not words.strip() or not text.startswith(words, start):
        raise Misused(f'The words "{words}" do not stand in this version.', "Quote them exactly.")
    return Span(start, start + len(words))


def value_of(value: str, slot: Slot, codebook: Codebook) -> Value:
    """The value that a person writes, read by the slot's type: see `amend`.

    Raises:
        Misused: it cannot be read.
    """
    if slot.type is SlotType.QUANTITY:
        return _quantity_of(value)
    if slot.type is SlotType.DATE:
        if bounds(value) is None:
            raise Misused(f'"{value}" is no EDTF date.', 'Write "2019-07-25" or "2019-07".')
        return DateValue(edtf=value)
    if slot.type is SlotType.TERM:
        if value not in codebook.terms or (slot.terms and value not in slot.terms):
            known = ", ".join(slot.terms)
            raise Misused(f'"{value}" is no term of {slot.name}.', f"Choose of: {known}.")
        return TermValue(value)
    if not value:
        raise Misused("An empty value says nothing.", "Give a name or words.")
    if slot.type is SlotType.PLACE:
        return PlaceValue(name=value)
    return ActorValue(value) if slot.type is SlotType.ACTOR else TextValue(value)


def _quantity_of(value: str) -> Quantity:
    found = quantities_in(value)
    if len(found) == 1:
        return found[0].value
    number, _, unit = value.partition(" ")
    try:
        return Quantity(n=Decimal(number.replace(",", "")), unit=unit.strip() or "people")
    except (InvalidOperation, ValueError):
        raise Misused(
            f'"{value}" is no quantity.', 'Write "690 km" or "at least 11 people".'
        ) from None
