"""Coasts and borders: Natural Earth's 1:50m vectors, read when a map is first drawn."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, or x and y in a drawing."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A coast or a border, and the least and greatest longitude and latitude on it."""

    points: tuple[Point, ...]
    left: float
    low: float
    right: float
    high: float

    def meets(self, left: float, low: float, right: float, high: float) -> bool:
        """Whether some of it may lie in the box."""
        return self.right >= left and self.left <= right and self.high >= low and self.low <= high


@dataclass(frozen=True, slots=True)
class World:
    """Closed coasts and open borders."""

    land: tuple[Outline, ...]
    borders: tuple[Outline, ...]


@lru_cache(maxsize=1)
def load_world() -> World:
    """The shipped file; `training/registers/build_world.py` makes it."""
    data = files("onrecord.desk").joinpath("data", "world.json.gz").read_bytes()
    body = json.loads(gzip.decompress(data))
    scale = float(body["per_degree"])
    return World(
        land=tuple(_outline(steps, scale) for steps in body["land"]),
        borders=tuple(_outline(steps, scale) for steps in body["borders"]),
    )


def _outline(steps: Sequence[int], scale: float) -> Outline:
    x = y = 0
    points: list[Point] = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    across, up = [point[0] for point in points], [point[1] for point in points]
    return Outline(tuple(points), min(across), min(up), max(across), max(up))
