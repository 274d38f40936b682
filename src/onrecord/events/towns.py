"""Whether two events are told of towns too far apart for one happening."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from onrecord.events.profile import EventProfile
from onrecord.model.value import PlaceValue
from onrecord.registers.places import Gazetteer, Place

_EARTH_KM = 6371.0

_AROUND_KM = 30.0
"""A village is told under the town beside it: no place reaches less far than this."""

_BEARING_KM = 100.0
"""How much further "near", "north of" and their like reach."""

_NO_TOWN = frozenset({"country", "sea", "land"})


def other_towns(new: EventProfile, old: EventProfile, gazetteer: Gazetteer) -> str:
    """The places that cannot both be where one thing happened, as printed, or "".

    Slot by slot, as a launch and its impact lie far apart in one event. Only places that the
    gazetteer is sure of count; two are near where either lies within the other's reach. A slot
    that holds several places ("in Aden and Taiz") needs but one pair of them to be near.
    """
    for slot in sorted(new.values.keys() & old.values.keys()):
        mine = _resolved(new.values[slot], gazetteer)
        theirs = _resolved(old.values[slot], gazetteer)
        pairs = [(one, other) for one in mine for other in theirs]
        if pairs and not any(_near(*one, *other) for one, other in pairs):
            (_, here), (_, there) = pairs[0]
            return f"{here.name} against {there.name}, {_apart(here, there):.0f} km apart"
    return ""


def _resolved(values: Sequence[object], gazetteer: Gazetteer) -> list[tuple[PlaceValue, Place]]:
    """The values that are sure of their place, each with it; nothing as wide as a country."""
    found = []
    for value in values:
        if not isinstance(value, PlaceValue) or value.geonames is None:
            continue
        if value.place_kind in _NO_TOWN:
            continue
        for place in gazetteer.find(value.name):
            if place.geonames == value.geonames and place.latitude is not None:
                found.append((value, place))
                break
    return found


def _near(mine: PlaceValue, here: Place, theirs: PlaceValue, there: Place) -> bool:
    reach = max(here.radius_km, there.radius_km, _AROUND_KM)
    if mine.relation or theirs.relation:
        reach += _BEARING_KM
    return _apart(here, there) <= reach


def _apart(here: Place, there: Place) -> float:
    """Kilometres between the centres, along a great circle."""
    north, south = radians(here.latitude or 0), radians(there.latitude or 0)
    east = radians((there.longitude or 0) - (here.longitude or 0))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
