"""Short signs of an event by which others that may be one with it are ranked."""

from __future__ import annotations

from onrecord.events.features import stems_of
from onrecord.events.profile import EventProfile
from onrecord.model.value import ActorValue, DateValue, PlaceValue, Quantity, TermValue, Value

SMALL = 3
"""Counts up to this are shared by too many events to speak for one."""


def telling(value: Value) -> bool:
    """Whether two events would hardly share the value by chance."""
    if isinstance(value, Quantity):
        amount = value.n if value.n is not None else value.min or value.max
        return amount is not None and amount > SMALL
    return isinstance(value, TermValue) or (isinstance(value, DateValue) and bool(value.time))


def countries_of(event: EventProfile) -> frozenset[str]:
    """Codes of the countries that its places lie in."""
    return frozenset(place.country for place in event.places if place.country)


def clues_of(event: EventProfile) -> frozenset[str]:
    """One sign a place, actor, telling value, word and name of the event, without line breaks.

    Two events that share more of them are likelier to be one; `events.join` decides.
    """
    found = {f"word {stem}" for stem in stems_of(" ".join(event.words))}
    found |= {f"name {name}" for name in event.names}
    for slot, values in event.values.items():
        for value in values:
            if isinstance(value, PlaceValue):
                found.add(f"place {value.geonames or value.name.casefold()}")
            elif isinstance(value, ActorValue):
                if not value.unnamed:
                    found.add(f"actor {value.code or value.name.casefold()}")
            elif telling(value):
                found.add(f"{slot} {value.as_json()}")
    return frozenset(" ".join(clue.split()) for clue in found)
