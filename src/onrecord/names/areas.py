"""Where a relation to a place puts something: "40 km north of X", "off the east coast of Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.names.geo import Point, bearing, distance_km, point_at
from onrecord.registers.places import Place

_AMOUNTS = {
    "half a": 0.5, "half an": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "several": 5, "a few": 3, "dozens of": 40,
    "tens of": 40, "hundreds of": 400,
}  # fmt: skip
_LENGTHS = {
    "nautical": 1.852,
    "nm": 1.852,
    "mi": 1.609,
    "k": 1.0,
    "y": 0.0009,
    "f": 0.0003,
    "m": 0.001,
}
_FAR = re.compile(
    r"(?P<amount>\d[\d,.]*\d|\d|" + "|".join(sorted(_AMOUNTS, key=len, reverse=True)) + r")"
    r"(?P<more>\s(?:hundred|thousand))?[\s-](?P<unit>nautical|nm\b|mi|k|y|f|m)",
    re.I,
)
_POINTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_SIDE = re.compile(r"\b(?:north|south)(?:-?(?:east|west))?|\b(?:east|west)", re.I)
_APPROACH = 30.0
"""How many kilometres "near" and "off" reach, where no distance is given."""
HALF_ROUND = 20_040.0
"""Kilometres, half round the earth: what is said to be farther off lies nowhere."""


def area_of(relation: str, place: Place, other: Place | None = None) -> tuple[Point, float] | None:
    """The middle and radius in km of what `relation` to `place` means; None without a position
    or for a distance that leads nowhere on earth.

    `other` is the second place of "between A and B". A distance with a direction leads to a point,
    give or take a seventh of the way; one without a direction to all that lies so near. The sides
    of a wide place lie inside it, those of a town beside it.

    >>> kota = Place("Kota", "town", "XX", 1, 0.0, 100.0, 5.0, 9000)
    >>> (latitude, longitude), radius = area_of("some 111 km north of", kota)
    >>> round(latitude, 1), round(longitude, 1), round(radius)
    (1.0, 100.0, 21)
    >>> area_of("90,000 km north of", kota) is None
    True
    """
    here = position(place)
    if here is None:
        return None
    reach = place.radius_km
    if other is not None:
        there = position(other)
        return _between(here, there) if there is not None else None
    degrees, far = way_of(relation)
    if far is not None and far > HALF_ROUND:
        return None
    if degrees is None:
        return here, reach + (_APPROACH if far is None else far)
    if far is not None:
        return point_at(here, degrees, far), reach + far / 7
    low = relation.casefold()
    if place.town or place.kind in ("site", "airport"):
        return point_at(here, degrees, reach + _APPROACH / 2), reach + _APPROACH
    if "off" in low or "waters" in low:
        return point_at(here, degrees, reach + _APPROACH), reach / 2 + _APPROACH
    if any(edge in low for edge in ("coast", "shore", "border")):
        return point_at(here, degrees, 0.8 * reach), reach / 2
    return point_at(here, degrees, reach / 2), reach / 2


def way_of(words: str) -> tuple[float | None, float | None]:
    """The direction, in degrees from north, and the kilometres that words state; None for either
    that they don't.

    >>> way_of("about 250 km east of"), way_of("in a north-easterly direction"), way_of("near")
    ((90.0, 250.0), (45.0, None), (None, None))
    """
    side = _SIDE.search(words)
    if side is None:
        return None, _kilometres(words)
    point = side.group().casefold().replace("-", "")
    return 45.0 * _POINTS.index(point), _kilometres(words)


def whereabouts(
    place: Place, relation: str | None, other: Place | None = None
) -> Iterator[tuple[str, str]]:
    """Notes of where something lies by its relation to a place: "position" and "radius_km"."""
    here = position(place)
    area = area_of(relation, place, other) if relation else None
    if area is not None:
        here, radius = area
        yield "position", f"{here[0]:.5g},{here[1]:.5g}"
        yield "radius_km", f"{radius:.3g}"
    elif here is not None:
        yield "position", f"{here[0]:g},{here[1]:g}"
        yield "radius_km", f"{place.radius_km:g}"


def position(place: Place) -> Point | None:
    """Where the table puts the place."""
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _between(here: Point, there: Point) -> tuple[Point, float]:
    half = distance_km(here, there) / 2
    return point_at(here, bearing(here, there), half), max(half, 1.0)


def _kilometres(relation: str) -> float | None:
    found = _FAR.search(relation)
    if found is None:
        return None
    amount = found["amount"].casefold().replace(",", "").rstrip(".")
    try:
        value = _AMOUNTS[amount] if amount in _AMOUNTS else float(amount)
    except ValueError:  # "1.2.3"
        return None
    if found["more"]:
        value *= 100 if "hundred" in found["more"] else 1000
    return value * _LENGTHS[found["unit"].casefold()]
