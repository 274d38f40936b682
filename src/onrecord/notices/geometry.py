"""Flights that cannot be: distance, height, time, speed, bearing and places do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin, sqrt

from onrecord.model.record import ClaimRow
from onrecord.model.value import PlaceValue, Quantity
from onrecord.notices.history import EventHistory
from onrecord.notices.standing import standing
from onrecord.registers.places import Gazetteer, Place, load_gazetteer
from onrecord.values.si import si

_EARTH = 6371.0
"""The Earth's mean radius in km."""
_GRAVITY = 9.81
_LOOSE = 1.25
"""How far stated figures may miss each other: they are rounded, and averages of what they are."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Values that cannot hold together: the slot told of, the rows, and a sentence."""

    slot: str
    rows: tuple[ClaimRow, ...]
    says: str


def impossible_flights(history: EventHistory) -> Iterator[Clash]:
    """What of a launch's standing values cannot hold together, each combination once.

    A missile can't fly farther in the stated time than at the stated speed; it can't come down
    from the stated height sooner than by falling; it can't fly farther than half around the Earth;
    and from the place of launch, over the stated distance and on the stated bearing, it has to
    come down in the area that is named. Exact, single values only: bounds and vague words allow
    too much. Areas are circles of the register, taken generously.
    """
    far, high = _one(history, "range"), _one(history, "apogee")
    long, fast = _one(history, "flight-time"), _one(history, "speed")
    if far and long and fast and far.si > _LOOSE * fast.si * long.si:
        yield Clash(
            "range",
            (long.row, fast.row, far.row),
            f"“{fast.row.words}” for “{long.row.words}” does not lead as far as “{far.row.words}”.",
        )
    if high and long and long.si * _LOOSE < sqrt(2 * high.si / _GRAVITY):
        yield Clash(
            "apogee",
            (long.row, high.row),
            f"From “{high.row.words}” nothing falls to the ground within “{long.row.words}”.",
        )
    if far and far.si > _LOOSE * 1000 * _EARTH * 3.1416:
        yield Clash(
            "range", (far.row,), f"“{far.row.words}” is more than half the way around the Earth."
        )
    if far:
        yield from _landing(history, far)


@dataclass(frozen=True, slots=True)
class _Amount:
    row: ClaimRow
    si: float


def _one(history: EventHistory, slot: str) -> _Amount | None:
    """The one exact amount that stands for a slot, whoever gives it; None where there are more."""
    amounts: dict[float, ClaimRow] = {}
    for row in standing(history, slot):
        value = row.claim.value
        if not isinstance(value, Quantity) or value.n is None:
            return None
        low = si(value)[0]
        if low is None or row.claim.item not in (None, "both", "all", "each"):
            return None
        amounts.setdefault(float(low), row)
    if len(amounts) != 1:
        return None
    ((amount, row),) = amounts.items()
    return _Amount(row, amount)


def _landing(history: EventHistory, far: _Amount) -> Iterator[Clash]:
    """Where the distance, or distance and bearing, lead past the area that is named."""
    starts, ends = standing(history, "launch-place"), standing(history, "impact-place")
    if not starts or not ends:
        return
    gazetteer = load_gazetteer()
    start, end = _only_place(starts, gazetteer), _only_place(ends, gazetteer)
    if start is None or end is None or start[1].radius_km > 100:
        return
    (start_row, origin), (end_row, area) = start, end
    distance = far.si / 1000
    away = _distance(_point(origin), _point(area))
    slack = 1.1 * area.radius_km + origin.radius_km + 50
    if distance > _LOOSE * (away + slack) or distance * _LOOSE < away - slack:
        yield Clash(
            "range",
            (start_row, end_row, far.row),
            f"“{end_row.words}” lies some {away:,.0f} km from “{start_row.words}”, which "
            f"“{far.row.words}” does not fit.",
        )
        return
    bearing = _one(history, "bearing")
    if bearing is None:
        return
    target = _along(_point(origin), bearing.si, distance)
    if _distance(target, _point(area)) > slack + 0.1 * distance:
        yield Clash(
            "bearing",
            (start_row, end_row, far.row, bearing.row),
            f"“{far.row.words}” on “{bearing.row.words}” from “{start_row.words}” does not lead to "
            f"“{end_row.words}”.",
        )


def _only_place(rows: list[ClaimRow], gazetteer: Gazetteer) -> tuple[ClaimRow, Place] | None:
    """The place that the rows name with a centre, states aside; None where they name several."""
    found: dict[str, tuple[ClaimRow, Place]] = {}
    for row in rows:
        value = row.claim.value
        if not isinstance(value, PlaceValue) or value.place_kind == "country":
            continue
        if value.relation is not None and not value.relation.startswith(("near", "at", "in")):
            return None  # "off the coast of" says where not, rather than where
        places = [
            place
            for place in gazetteer.find(value.name)
            if place.latitude is not None and place.longitude is not None
            if place.geonames == value.geonames or value.geonames is None
            if value.country is None or place.country in (None, value.country)
        ]
        if len(places) == 1:
            found.setdefault(places[0].name, (row, places[0]))
    return next(iter(found.values())) if len(found) == 1 else None


Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def _point(place: Place) -> Point:
    assert place.latitude is not None
    assert place.longitude is not None
    return place.latitude, place.longitude


def _distance(a: Point, b: Point) -> float:
    """Great-circle distance in km (haversine formula)."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(radians, point)) for point in (a, b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))


def _along(start: Point, bearing: float, distance: float) -> Point:
    """The point so many km from `start` on a bearing, in degrees clockwise from north."""
    lat, lon = map(radians, start)
    course, arc = radians(bearing), distance / _EARTH
    end = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(course))
    east = atan2(sin(course) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(end))
    return degrees(end), (degrees(lon + east) + 540) % 360 - 180
