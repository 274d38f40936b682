"""Places on a map, drawn here: coasts, borders, and how precisely each place is known.

A plate carrée, as wide as the middle of the map asks for. A place is a dot, and around it the area
that it lies in as far as anybody says. Nothing is drawn that no claim says: no routes, no ranges.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.desk.cutting import Box, cut_area, cut_line
from onrecord.desk.world import Outline, Point, load_world
from onrecord.queries.details import Spot

_WIDTH, _HEIGHT = 640, 400
_LEAST_DEGREES = 9.0
_KM_A_DEGREE = 111.32
_ROOM = 1.5
_FINEST = 1.0
"""Pixels that a point of a coast must lie from the last one to be drawn."""
_NAMED, _LONGEST, _LETTER = 8, 28, 8.6
"""Marks that are named and not only numbered, characters of a name, pixels of a character."""
_SMALLEST = 1.5
"""Pixels that an island must measure at least to be drawn."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is written beside a dot; `anchor` is SVG's: where in the words `x` is."""

    x: float
    y: float
    words: str
    anchor: str


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
    label: Label
    spots: tuple[tuple[str, Spot], ...]

    @property
    def events(self) -> tuple[str, ...]:
        """The events whose place it is, each once."""
        return tuple(dict.fromkeys(event for event, _ in self.spots))

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
    land, borders = _ground(sheet)
    return Map(
        width=_WIDTH,
        height=_HEIGHT,
        land=land,
        borders=borders,
        marks=_marks(list(places.values()), sheet),
        scale=_scale(sheet),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A window of the world and how many pixels a degree has on either axis."""

    window: Box
    across: float
    up: float

    def shows(self, island: Outline) -> bool:
        """Whether it is large enough to be seen."""
        across = (island.right - island.left) * self.across
        return max(across, (island.high - island.low) * self.up) >= _SMALLEST

    def at(self, point: Point) -> Point:
        """Where a point of the world is in the drawing."""
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


@lru_cache(maxsize=64)
def _ground(sheet: _Sheet) -> tuple[str, str]:
    """Land and borders as SVG paths: the same maps are asked for again and again."""
    world, window = load_world(), sheet.window
    corners = (window.left, window.low, window.right, window.high)
    land = [one for one in world.land if one.meets(*corners) and sheet.shows(one)]
    borders = [one for one in world.borders if one.meets(*corners)]
    return "".join(_areas(land, sheet)), "".join(_lines(borders, sheet))


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
    """Points as an SVG path, in steps from one to the next."""
    (x, y), *rest = [(round(10 * x), round(10 * y)) for x, y in points]
    steps = [f"M{x / 10:g} {y / 10:g}l"]
    for next_x, next_y in rest:
        steps.append(f"{(next_x - x) / 10:g} {(next_y - y) / 10:g} ")
        x, y = next_x, next_y
    return "".join(steps).rstrip().replace(" -", "-")


def _marks(places: Sequence[Sequence[tuple[str, Spot]]], sheet: _Sheet) -> tuple[Mark, ...]:
    taken: list[Box] = []
    marks = []
    for number, some in enumerate(places, 1):
        spot = max((spot for _, spot in some), key=lambda one: one.radius_km)
        x, y = sheet.at((spot.longitude, spot.latitude))
        degrees = spot.radius_km / _KM_A_DEGREE
        narrow = max(0.2, math.cos(math.radians(spot.latitude)))
        name = ", ".join(dict.fromkeys(spot.name for _, spot in some))
        taken.append(Box(x - 4, y - 4, x + 4, y + 4))
        marks.append(
            Mark(
                x=x,
                y=y,
                across=round(degrees / narrow * sheet.across, 1),
                up=round(degrees * sheet.up, 1),
                number=number,
                name=name,
                label=_label(x, y, number, name if len(places) <= _NAMED else "", taken),
                spots=tuple(some),
            )
        )
    return tuple(marks)


def _label(x: float, y: float, number: int, name: str, taken: list[Box]) -> Label:
    """The number and name beside a dot where nothing is written yet, else the number alone."""
    short = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
    for words in dict.fromkeys((f"{number} {short}".rstrip(), str(number))):
        wide = len(words) * _LETTER
        for side, up in ((1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1)):
            at, base = x + side * 8, y + 6 + up * 18
            left = at if side > 0 else at - wide
            box = Box(left, base - 15, left + wide, base + 4)
            fits = box.left >= 0 and box.right <= _WIDTH and box.low >= 0 and box.high <= _HEIGHT
            if fits and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                return Label(round(at, 1), round(base, 1), words, "start" if side > 0 else "end")
    return Label(round(x + 8, 1), round(y + 6, 1), str(number), "start")


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.low < other.high
        and other.low < one.high
    )


def _scale(sheet: _Sheet) -> tuple[float, int]:
    """A round distance that is about a fifth of the map's width, in pixels and km."""
    a_km = sheet.up / _KM_A_DEGREE
    wanted = _WIDTH / 5 / a_km
    step = 10 ** math.floor(math.log10(wanted))
    km = max(step * n for n in (1, 2, 5) if step * n <= wanted)
    return round(km * a_km, 1), int(km)
