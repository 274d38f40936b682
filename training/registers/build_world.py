"""Write `src/onrecord/desk/data/world.json.gz`: coasts and borders for the desk's maps.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/registers/build_world.py package/countries-50m.json

World-atlas holds Natural Earth's 1:50m vectors (public domain) as TopoJSON. Lines are kept to 0.01
degrees; borders are the lines that two countries of that file share, as they run in fact and
without a judgement on whose land it is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_OUT = Path(__file__).parents[2] / "src/onrecord/desk/data/world.json.gz"
_A_DEGREE = 100


def main(path: Path) -> None:
    """Convert the file at `path`."""
    data = path.read_bytes()
    world = json.loads(data)
    arcs = [_degrees(arc, world["transform"]) for arc in world["arcs"]]
    rings = (_ring(indices, arcs) for indices in _rings(world["objects"]["land"]))
    land = [piece for ring in rings for piece in _unrolled(ring)]
    uses = Counter(
        index if index >= 0 else ~index
        for country in world["objects"]["countries"]["geometries"]
        for index in {i for ring in _rings(country) for i in ring}
    )
    borders = [arcs[index] for index, times in sorted(uses.items()) if times > 1]
    body = {
        "source": "Natural Earth 1:50m, public domain, by way of world-atlas 2.0.2 (ISC)",
        "sha256": hashlib.sha256(data).hexdigest(),
        "per_degree": _A_DEGREE,
        "land": [_steps(line) for line in land],
        "borders": [_steps(line) for line in borders],
    }
    written = json.dumps(body, separators=(",", ":")).encode()
    _OUT.parent.mkdir(exist_ok=True)
    _OUT.write_bytes(gzip.compress(written, 9, mtime=0))
    print(f"{_OUT}: {len(land)} coasts, {len(borders)} borders, {_OUT.stat().st_size:,} bytes")


def _degrees(arc: list[list[int]], transform: Any) -> list[tuple[float, float]]:
    """An arc's points, which the file gives as steps on a grid."""
    (width, height), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * width + left, y * height + low))
    return points


def _rings(geometry: Any) -> Iterator[list[int]]:
    """The rings of a geometry as indices of arcs; an index below zero is an arc run backwards."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _rings(part)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _ring(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _unrolled(ring: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """A ring without leaps across the date line: where it crosses, it goes on beyond 180 degrees,
    and a second one lies a turn away. One around a pole is closed by way of that pole."""
    points, turn = [ring[0]], 0.0
    for (x, y), (before, _) in zip(ring[1:], ring, strict=False):
        turn -= 360.0 * round((x - before) / 360.0)
        points.append((x + turn, y))
    if turn:
        pole = -90.0 if points[0][1] < 0 else 90.0
        points += [(points[-1][0], pole), (points[0][0], pole)]
    yield points
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    for shift in (-360.0, 360.0):
        if right + shift > -180.0 and left + shift < 180.0:
            yield [(x + shift, y) for x, y in points]


def _steps(line: list[tuple[float, float]]) -> list[int]:
    """A line as its first point and then steps, in hundredths of a degree; no point twice."""
    steps: list[int] = []
    last: tuple[int, int] | None = None
    for x, y in line:
        here = (round(x * _A_DEGREE), round(y * _A_DEGREE))
        if last is None:
            steps += here
        elif here != last:
            steps += [here[0] - last[0], here[1] - last[1]]
        last = here
    return steps


if __name__ == "__main__":
    main(Path(sys.argv[1]))
