"""What a sheet shows of the world whatever happened there: land, borders, the largest towns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from onrecord.desk.cutting import Box, cut_area, cut_line
from onrecord.desk.sheet import Sheet
from onrecord.desk.world import Outline, Point, load_world
from onrecord.registers.places import load_gazetteer

_FINEST = 1.4
"""Pixels that a point of a coast must lie from the last one to be drawn."""


_LEAST_PEOPLE = 20_000
"""Of a town that is shown, so that one finds one's way."""


_CELL = 4.0
"""Degrees of a cell by which towns are found."""
_Ranked: TypeAlias = tuple[int, str, Point]
"""A town for sorting: fewer people (as minus) later, its name, its place."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town in the drawing."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ground:
    """Land and borders as SVG paths, and towns, those with more people first."""

    land: str
    borders: str
    towns: tuple[Town, ...]


@lru_cache(maxsize=256)
def ground(sheet: Sheet, towns: int) -> Ground:
    """The ground with so many towns at most: the same maps are asked for again and again."""
    world, window = load_world(), sheet.window
    corners = (window.left, window.low, window.right, window.high)
    land = [one for one in world.land if one.meets(*corners) and sheet.shows(one)]
    borders = [one for one in world.borders if one.meets(*corners)]
    return Ground(
        "".join(_areas(land, sheet)),
        "".join(_lines(borders, sheet)),
        tuple(Town(name, *sheet.at(point)) for _, name, point in _inside(window)[:towns]),
    )


def _inside(window: Box) -> list[_Ranked]:
    """The towns in a window, those with more people first."""
    cells = _towns()
    found = [
        one
        for x in range(math.floor(window.left / _CELL), math.floor(window.right / _CELL) + 1)
        for y in range(math.floor(window.low / _CELL), math.floor(window.high / _CELL) + 1)
        for one in cells.get((x, y), ())
        if window.holds(one[2])
    ]
    return sorted(found)


@lru_cache(maxsize=1)
def _towns() -> Mapping[tuple[int, int], Sequence[_Ranked]]:
    """The towns of the gazetteer by the cell of the world that they lie in."""
    known = {(p.geonames, p.name): p for p in load_gazetteer().towns(_LEAST_PEOPLE)}
    cells: dict[tuple[int, int], list[_Ranked]] = {}
    for place in known.values():
        if place.longitude is not None and place.latitude is not None:
            cell = (math.floor(place.longitude / _CELL), math.floor(place.latitude / _CELL))
            point = (place.longitude, place.latitude)
            cells.setdefault(cell, []).append((-place.population, place.name, point))
    return cells


def _areas(outlines: Iterable[Outline], sheet: Sheet) -> Iterable[str]:
    for one in outlines:
        ring = _thinned([sheet.at(point) for point in cut_area(one.points, sheet.window)])
        if len(ring) > 2:
            yield path(ring) + "Z"


def _lines(outlines: Iterable[Outline], sheet: Sheet) -> Iterable[str]:
    for one in outlines:
        for stretch in cut_line(one.points, sheet.window):
            line = _thinned([sheet.at(point) for point in stretch])
            if len(line) > 1:
                yield path(line)


def _thinned(points: Sequence[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        if not kept or math.dist(kept[-1], point) >= _FINEST:
            kept.append(point)
    return kept


def path(points: Sequence[Point]) -> str:
    """Points as an SVG path, in steps from one to the next.

    >>> path([(1, 2), (3, 1.5)])
    'M1 2l2-0.5'
    """
    (x, y), *rest = [(round(10 * x), round(10 * y)) for x, y in points]
    steps = [f"M{x / 10:g} {y / 10:g}l"]
    for next_x, next_y in rest:
        steps.append(f"{(next_x - x) / 10:g} {(next_y - y) / 10:g} ")
        x, y = next_x, next_y
    return "".join(steps).rstrip().replace(" -", "-")
