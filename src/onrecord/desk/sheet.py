"""The sheet that a map is drawn on: which window of the world it shows, and where points lie.

A plate carrée, as wide as the middle of the map asks for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.desk.cutting import Box
from onrecord.desk.world import Outline, Point

WIDTH, HEIGHT = 480, 340
KM_A_DEGREE = 111.32
_ROOM = 1.5
_SMALLEST = 1.5
"""Pixels that an island must measure at least to be drawn."""
_GRAINS = 10
"""A window's middle is rounded to such a part of its height: maps near one another are the same."""
_WHOLE = 170.0
"""Degrees from south to north that are shown at most."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A place in the world and how far around it matters; `longitude` may lie beyond 180."""

    latitude: float
    longitude: float
    radius_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
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

    @property
    def a_km(self) -> float:
        """Pixels of a kilometre, from south to north and in the middle also from west to east."""
        return self.up / KM_A_DEGREE


def narrowing(latitude: float) -> float:
    """How much shorter a degree from west to east is there than one from south to north."""
    return max(0.2, math.cos(math.radians(latitude)))


def sheet_of(circles: Iterable[Circle], least: float, longest_km: float = 0.0) -> Sheet:
    """The window that holds the circles with room around them, `least` degrees from south to north
    or more, and so wide that a line of `longest_km` fits in it."""
    some = list(circles)
    low = min(one.latitude - one.radius_km / KM_A_DEGREE for one in some)
    high = max(one.latitude + one.radius_km / KM_A_DEGREE for one in some)
    middle = (low + high) / 2
    narrow = narrowing(middle)
    left = min(one.longitude - one.radius_km / KM_A_DEGREE / narrow for one in some)
    right = max(one.longitude + one.radius_km / KM_A_DEGREE / narrow for one in some)
    shape = HEIGHT / WIDTH
    tall = max(
        least,
        (high - low) * _ROOM,
        (right - left) * _ROOM * narrow * shape,
        longest_km / KM_A_DEGREE * shape * 1.1,
    )
    tall = min(tall, _WHOLE)
    grain = tall / _GRAINS
    centre = round((left + right) / 2 / grain) * grain
    middle = round(middle / grain) * grain
    wide = min(tall / shape / narrowing(middle), 360.0)
    middle = max(-90 + tall / 2, min(90 - tall / 2, middle))
    centre = max(-180 + wide / 2, min(180 - wide / 2, centre))
    window = Box(centre - wide / 2, middle - tall / 2, centre + wide / 2, middle + tall / 2)
    return Sheet(window, WIDTH / wide, HEIGHT / tall)
