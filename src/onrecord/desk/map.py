"""Places on a map, drawn here: coasts, borders, and how precisely each place is known.

A plate carrée, as wide as the middle of the map asks for. A place is a dot, and around it the area
that it lies in as far as anybody says. Nothing is drawn that no claim says: no routes, no ranges.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.desk.cutting import Box, cut_area, cut_line
from onrecord.desk.world import Outline, Point, load_world
from onrecord.queries.details import Spot

_WIDTH, _HEIGHT = 640, 400
_LEAST_DEGREES = 9.0
_KM_A_DEGREE = 111.32
_ROOM = 1.5
_FINEST = 0.6
"""Pixels that a point of a coast must lie from the last one to be drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the drawing: its dot, the half axes of its area in pixels, a number, its names.

    `area` tells whether the area is large enough to be drawn around the dot.
    """

    x: float
    y: float
    across: float
    up: float
    number: int
    name: str
    spots: tuple[tuple[str, Spot], ...]

    @property
    def area(self) -> bool:
        """Whether the area is larger than the dot."""
        return self.across > 6


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing: SVG paths of land and borders, marks, and a scale (pixels, km)."""

    width: int
    height: int
    land: str
    borders: str
    marks: tuple[Mark, ...]
    scale: tuple[float, int]


def draw_map(spots: Iterable[tuple[str, Spot]]) -> Map | None:
    """A map that shows all of these places, each with whose it is (an event's id); None for none.

    Places at one point share a mark.
    """
    places: dict[tuple[float, float], list[tuple[str, Spot]]] = {}
    for whose, spot in spots:
        places.setdefault((spot.latitude, spot.longitude), []).append((whose, spot))
    if not places:
        return None
    sheet = _sheet([spot for some in places.values() for _, spot in some])
    world, window = load_world(), sheet.window
    corners = (window.left, window.low, window.right, window.high)
    land = [one for one in world.land if one.meets(*corners)]
    borders = [one for one in world.borders if one.meets(*corners)]
    return Map(
        width=_WIDTH,
        height=_HEIGHT,
        land="".join(_areas(land, sheet)),
        borders="".join(_lines(borders, sheet)),
        marks=tuple(_mark(n, some, sheet) for n, some in enumerate(places.values(), 1)),
        scale=_scale(sheet),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A window of the world and how many pixels a degree has on either axis."""

    window: Box
    across: float
    up: float

    def at(self, point: Point) -> Point:
        return (
            round((point[0] - self.window.left) * self.across, 1),
            round((self.window.high - point[1]) * self.up, 1),
        )


def _sheet(spots: Sequence[Spot]) -> _Sheet:
    """The window that holds the places with room around them."""
    low = min(one.latitude - one.radius_km / _KM_A_DEGREE for one in spots)
    high = max(one.latitude + one.radius_km / _KM_A_DEGREE for one in spots)
    middle = (low + high) / 2
    narrow = max(0.2, math.cos(math.radians(middle)))
    left = min(one.longitude - one.radius_km / _KM_A_DEGREE / narrow for one in spots)
    right = max(one.longitude + one.radius_km / _KM_A_DEGREE / narrow for one in spots)
    tall = max(_LEAST_DEGREES, (high - low) * _ROOM, (right - left) * _ROOM * narrow * 0.6)
    tall = min(tall, 170.0)
    wide = min(tall * _WIDTH / _HEIGHT / narrow, 360.0)
    centre = (left + right) / 2
    middle = max(-90 + tall / 2, min(90 - tall / 2, middle))
    centre = max(-180 + wide / 2, min(180 - wide / 2, centre))
    window = Box(centre - wide / 2, middle - tall / 2, centre + wide / 2, middle + tall / 2)
    return _Sheet(window, _WIDTH / wide, _HEIGHT / tall)


def _areas(outlines: Iterable[Outline], sheet: _Sheet) -> Iterable[str]:
    for one in outlines:
        ring = _thinned([sheet.at(point) for point in cut_area(one.points, sheet.window)])
        if len(ring) > 2:
            yield _path(ring) + "Z"


def _lines(outlines: Iterable[Outline], sheet: _Sheet) -> Iterable[str]:
    for one in outlines:
        for stretch in cut_line(one.points, sheet.window):
            line = _thinned([sheet.at(point) for point in stretch])
            if len(line) > 1:
                yield _path(line)


def _thinned(points: Sequence[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        if not kept or math.dist(kept[-1], point) >= _FINEST:
            kept.append(point)
    return kept


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _mark(number: int, places: Sequence[tuple[str, Spot]], sheet: _Sheet) -> Mark:
    spot = max((spot for _, spot in places), key=lambda one: one.radius_km)
    x, y = sheet.at((spot.longitude, spot.latitude))
    degrees = spot.radius_km / _KM_A_DEGREE
    narrow = max(0.2, math.cos(math.radians(spot.latitude)))
    names = dict.fromkeys(spot.name for _, spot in places)
    return Mark(
        x=x,
        y=y,
        across=round(degrees / narrow * sheet.across, 1),
        up=round(degrees * sheet.up, 1),
        number=number,
        name=", ".join(names),
        spots=tuple(places),
    )


def _scale(sheet: _Sheet) -> tuple[float, int]:
    """A round distance that is about a fifth of the map's width, in pixels and km."""
    a_km = sheet.up / _KM_A_DEGREE
    wanted = _WIDTH / 5 / a_km
    step = 10 ** math.floor(math.log10(wanted))
    km = max(step * n for n in (1, 2, 5) if step * n <= wanted)
    return round(km * a_km, 1), int(km)
