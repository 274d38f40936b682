"""Write the source of each row of places.tsv, and the rows taken from Natural Earth (README.md).

Usage: build_lands.py FOLDER, where FOLDER holds Natural Earth's 1:10m marine areas, regions, lakes
and rivers and its 1:110m states as GeoJSON. Rows by hand stay as they are.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HERE / "src"))
from onrecord.registers.actors import load_actors  # noqa: E402
from onrecord.registers.keys import plain, tidy  # noqa: E402
from onrecord.registers.places import load_gazetteer  # noqa: E402

TABLE = HERE / "src/onrecord/registers/places.tsv"
TAKEN, AGREES, HAND, GEONAMES = "Natural Earth", "hand, Natural Earth", "hand", "GeoNames"
LAYERS = {
    "ne_10m_geography_marine_polys": 6,
    "ne_10m_geography_regions_polys": 4,
    "ne_10m_lakes": 4,
    "ne_10m_rivers_lake_centerlines": 6,
}
"""Layer -> the greatest rank (0 the best known) that is taken."""
KINDS = {
    "ocean": "sea", "sea": "sea", "gulf": "sea", "bay": "sea", "strait": "water",
    "channel": "water", "sound": "water", "lagoon": "water", "fjord": "water", "lake": "water",
    "alkaline lake": "water", "reservoir": "water", "river": "water", "island": "island",
    "island group": "island", "range/mtn": "land", "plateau": "land", "desert": "land",
    "pen/cape": "land", "peninsula": "land", "plain": "land", "delta": "land", "basin": "land",
    "valley": "land", "lowland": "land", "isthmus": "land", "wetlands": "land", "coast": "land",
}  # fmt: skip
SPEAKING = {
    "sea", "gulf", "bay", "strait", "channel", "sound", "lake", "river", "reservoir", "desert",
    "mountains", "range", "peninsula", "islands", "island", "archipelago", "plateau", "delta",
    "basin", "valley", "plain", "cape", "isthmus", "canal", "passage", "lagoon", "highlands",
}  # fmt: skip
"""Words that tell what a name names; a name without one may be a town's or a person's."""
Point = tuple[float, float]


@dataclass(frozen=True)
class Feature:
    name: str
    others: tuple[str, ...]
    kind: str
    points: tuple[Point, ...]

    @property
    def centre(self) -> Point:
        """The middle of its box; across the date line, of its eastern part."""
        lats, lons = [p[0] for p in self.points], [p[1] for p in self.points]
        if max(lons) - min(lons) > 300:
            lons = [lon for lon in lons if lon > 0]
        return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2

    @property
    def radius(self) -> float:
        """Kilometres to its farthest point on the same side of the date line."""
        centre = self.centre
        return max(apart(centre, p) for p in self.points if abs(p[1] - centre[1]) < 180)


def apart(a: Point, b: Point) -> float:
    """Kilometres, roughly."""
    east = (b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(b[0] - a[0], east)


def points_of(geometry: dict[str, object]) -> Iterator[Point]:
    stack = [geometry["coordinates"]]
    while stack:
        part = stack.pop()
        if part and isinstance(part[0], int | float):
            yield float(part[1]), float(part[0])
        else:
            stack.extend(part)


def features(folder: Path) -> list[Feature]:
    """The named features, pieces of one river or sea put together."""
    parts: dict[tuple[str, str], list[Point]] = {}
    others: dict[tuple[str, str], set[str]] = {}
    for layer, rank in LAYERS.items():
        for one in json.loads((folder / f"{layer}.json").read_text(encoding="utf-8"))["features"]:
            facts = {key.casefold(): value for key, value in one["properties"].items()}
            what = str(facts.get("featurecla") or "").casefold()
            name = " ".join(str(facts.get("name") or "").split())
            if not (name and one["geometry"]) or what not in KINDS:
                continue
            if (facts.get("scalerank") or 0) > rank:
                continue
            name = (
                name.title().replace(" Of ", " of ").replace("'S", "'s").replace(" The ", " the ")
            )
            name = name.replace("Mts.", "Mountains").replace("Str.", "Strait")
            if what == "river" and "river" not in plain(name).split():
                others.setdefault((f"{name} River", "water"), set()).add(name)
                name = f"{name} River"
            key = (name, KINDS[what])
            parts.setdefault(key, []).extend(points_of(one["geometry"]))
            for also in (facts.get("name_alt"), facts.get("namealt"), facts.get("name_en")):
                if isinstance(also, str) and also.isascii():
                    others.setdefault(key, set()).add(also)
    return [
        Feature(name, tuple(sorted(others.get((name, kind), ()))), kind, tuple(points))
        for (name, kind), points in sorted(parts.items())
    ]


@dataclass(frozen=True)
class Ring:
    """An outline, with its box so that most points are told apart at once."""

    points: tuple[Point, ...]
    south: float
    north: float
    west: float
    east: float

    def holds(self, point: Point) -> bool:
        """Whether `point` lies inside."""
        lat, lon = point
        if not (self.south <= lat <= self.north and self.west <= lon <= self.east):
            return False
        within = False
        for (y1, x1), (y2, x2) in pairwise(self.points):
            if (y1 > lat) != (y2 > lat):
                within ^= lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1
        return within


def states(folder: Path) -> list[tuple[str, Ring]]:
    """The outlines of states by their alpha-2 code."""
    found = []
    for one in json.loads((folder / "ne_110m_admin_0_countries.json").read_text())["features"]:
        facts = {key.casefold(): value for key, value in one["properties"].items()}
        shapes = one["geometry"]["coordinates"]
        for shape in [shapes] if one["geometry"]["type"] == "Polygon" else shapes:
            points = tuple((lat, lon) for lon, lat in shape[0])
            lats, lons = [p[0] for p in points], [p[1] for p in points]
            ring = Ring(points, min(lats), max(lats), min(lons), max(lons))
            found.append((str(facts["iso_a2"]), ring))
    return found


def country(feature: Feature, outlines: list[tuple[str, Ring]]) -> str:
    """The one state that all of it lies in by the coarse borders; "" where there is none such."""
    some = feature.points[:: max(1, len(feature.points) // 15)]
    held = Counter(code for point in some for code, ring in outlines if ring.holds(point))
    whole = len(held) == 1 and held.total() >= 0.8 * len(some)
    code = next(iter(held), "")
    return code if whole and code.isalpha() and len(code) == 2 else ""


def stands(name: str, known: set[str]) -> bool:
    """Whether a name may be added: one of its words tells its kind, and it means nothing else."""
    words = plain(name).split()
    if plain(name) in known or not name[:1].isupper() or not 1 < len(words) < 6:
        return False
    if not name.isascii() or not (words[0] in SPEAKING or words[-1] in SPEAKING):
        return False
    return not load_gazetteer().find(name) and load_actors().find(name) is None


def write(head: list[str], rows: list[list[str]]) -> None:
    rows.sort(key=lambda row: (row[1], row))
    text = "\n".join([*head, *("\t".join(row) for row in rows)]) + "\n"
    TABLE.write_text(text, encoding="utf-8")


def main() -> None:
    """Rewrite the table."""
    folder = Path(sys.argv[1])
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    rows = [[*row, ""][:9] for row in rows if row[8:] != [TAKEN]]
    write(head, rows)  # what is taken anew is held against the rows by hand alone
    found = features(folder)
    by_name: dict[str, list[Feature]] = {}
    for feature in found:
        for name in (feature.name, *feature.others):
            by_name.setdefault(plain(tidy(name)), []).append(feature)
    known: set[str] = set()
    for row in rows:
        names = [plain(tidy(name)) for name in (row[0], *row[7].split(";")) if name]
        known.update(names)
        row[8] = GEONAMES if row[3] else HAND
        if row[3] or not row[4]:
            continue
        here = (float(row[4]), float(row[5]))
        for feature in (feature for name in names for feature in by_name.get(name, ())):
            if apart(here, feature.centre) <= max(float(row[6] or 0), feature.radius, 50):
                row[8] = AGREES
    shapes = states(folder)
    for feature in found:
        if feature.radius < 10 or not stands(feature.name, known):
            continue
        others = [o for o in feature.others if o != feature.name and stands(o, known)]
        known.update(plain(name) for name in (feature.name, *others))
        lat, lon = feature.centre
        place = "" if feature.kind == "sea" else country(feature, shapes)
        radius = max(1, round(feature.radius * 0.7))
        rows.append(
            [feature.name, feature.kind, place, "", f"{lat:.1f}", f"{lon:.1f}", str(radius),
             ";".join(others), TAKEN]
        )  # fmt: skip
    write(head, rows)
    print(Counter(row[8] for row in rows), Counter(row[1] for row in rows))


if __name__ == "__main__":
    main()
