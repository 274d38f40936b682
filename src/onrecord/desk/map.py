"""Places on a map, drawn here: coasts, borders, and how precisely each place is known.

A place is a dot, and around it the area that it lies in as far as anybody says. A stated distance
is a line where its way is stated too, and else a length below the map. Nothing is drawn that no
claim says: no routes, no ranges around a place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from onrecord.desk.cutting import Box
from onrecord.desk.distances import Distance
from onrecord.desk.ground import Town, ground, path
from onrecord.desk.sheet import HEIGHT, KM_A_DEGREE, WIDTH, Circle, Sheet, narrowing, sheet_of
from onrecord.desk.world import Point
from onrecord.names.geo import point_at
from onrecord.queries.details import Spot

_AROUND, _NEAR, _FAR = 6.0, 1.6, 45.0
"""Degrees from south to north that a map shows at least."""
_SITE_KM = 60.0
"""Around a place that is known no closer there is nothing to see from near."""
_TOWNS = 7
"""Towns that are named, so that one finds one's way: not on a map of most of the world."""
_CONTINENT = 75.0
_NAMED, _LONGEST, _LETTER, _SMALL_LETTER = 8, 28, 8.6, 7.4
"""Marks that are named and not only numbered, characters of a name, pixels of a character of it
and of a town's."""
_FOOT = 44
"""Pixels at the foot of the map where its scale stands."""
_LONG_KM = 3000.0
"""Lengths for which a map is widened; a longer one is cut at the map's edge."""
_ROW, _MARGIN, _END = 40, 10, 14
"""Pixels from one length below the map to the next, beside them, and below the last."""
_LETTERED = len(ascii_uppercase)
"""Distances that are drawn at most, each with a letter; of the others a table tells."""
_STEP_KM = 60.0
"""Kilometres from point to point of a line: the shortest way bends on a map."""


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
class Way:
    """A stated distance on its stated way: a line, and its end in the drawing."""

    path: str
    end: Point
    label: Label


@dataclass(frozen=True, slots=True)
class Length:
    """A stated distance of no stated way: a line below the map, as long as it would be on it.

    `cut` tells that it would be longer than the map is wide.
    """

    y: float
    long: float
    words: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing: SVG paths of land and borders, names of towns, marks, distances, and a scale
    (pixels, km).

    `height` is that of the map; below it, down to `below`, are the lengths.
    """

    width: int
    height: int
    below: int
    land: str
    borders: str
    towns: tuple[Label, ...]
    marks: tuple[Mark, ...]
    ways: tuple[Way, ...]
    lengths: tuple[Length, ...]
    scale: tuple[float, int]


@dataclass(frozen=True, slots=True)
class View:
    """A map of the same places from nearer or farther."""

    name: str
    title: str
    map: Map


def draw_map(spots: Iterable[tuple[str, Spot]], distances: Sequence[Distance] = ()) -> Map | None:
    """A map that shows all of these places, each with whose it is (an event's id), and distances;
    None for no place. Places at one point share a mark; a distance without a letter is left out."""
    places, lettered = _places(spots), distances[:_LETTERED]
    return _drawn(places, lettered, _sheet(places, lettered, _AROUND)) if places else None


def draw_views(
    spots: Iterable[tuple[str, Spot]], distances: Sequence[Distance] = ()
) -> tuple[View, ...]:
    """The map of these places and distances, first as it shows all of them; then from near, where
    one is known so closely, and from far, where the first doesn't show a wide area."""
    places, distances = _places(spots), distances[:_LETTERED]
    if not places:
        return ()
    around = _sheet(places, distances, _AROUND)
    views = [View("around", "all of it", _drawn(places, distances, around))]
    closest = min((spot for some in places for _, spot in some), key=lambda one: one.radius_km)
    if closest.radius_km <= _SITE_KM:
        near = sheet_of([_circle(closest)], _NEAR)
        views.append(View("near", "from near", _without_cut(_drawn(places, distances, near))))
    if around.window.high - around.window.low < _FAR / 1.5:
        far = _sheet(places, distances, _FAR)
        views.append(View("far", "from far", _drawn(places, distances, far)))
    return tuple(views)


_Places = list[list[tuple[str, Spot]]]


def _without_cut(one: Map) -> Map:
    """The map without the lengths that are longer than it: they tell nothing there."""
    lengths = tuple(length for length in one.lengths if not length.cut)
    return replace(one, lengths=lengths, below=_below(lengths))


def _below(lengths: Sequence[Length]) -> int:
    return int(max((one.y for one in lengths), default=HEIGHT - _END)) + _END


def _places(spots: Iterable[tuple[str, Spot]]) -> _Places:
    found: dict[Point, list[tuple[str, Spot]]] = {}
    for whose, spot in spots:
        found.setdefault((spot.latitude, spot.longitude), []).append((whose, spot))
    return list(found.values())


def _circle(spot: Spot) -> Circle:
    return Circle(spot.latitude, spot.longitude, spot.radius_km)


def _sheet(places: _Places, distances: Sequence[Distance], least: float) -> Sheet:
    """The sheet with all places and lines, and room for lengths that are not too long for it."""
    circles = [_circle(spot) for some in places for _, spot in some]
    lengths = [one.km for one in distances if one.line is None and one.km <= _LONG_KM]
    for one in distances:
        circles += [Circle(latitude, longitude) for longitude, latitude in _points(one)]
    return sheet_of(circles, least, max(lengths, default=0.0))


def _points(one: Distance) -> list[Point]:
    """Points (longitude, latitude) of the shortest way; beyond 180 degrees where it leads there."""
    if one.line is None:
        return []
    start, degrees, km = one.line
    parts = max(2, math.ceil(km / _STEP_KM))
    points: list[Point] = []
    for part in range(parts + 1):
        latitude, longitude = point_at(start, degrees, km * part / parts)
        before = points[-1][0] if points else start[1]
        points.append((longitude + 360 * round((before - longitude) / 360), latitude))
    return points


def _drawn(places: _Places, distances: Sequence[Distance], sheet: Sheet) -> Map:
    wide = sheet.window.high - sheet.window.low > _CONTINENT
    land = ground(sheet, 0 if wide else _TOWNS + len(places))
    taken: list[Box] = []
    letters = dict(zip(ascii_uppercase, distances, strict=False))
    ways = [(key, one, [sheet.at(p) for p in _points(one)]) for key, one in letters.items()]
    marks = _marks(places, sheet, taken)
    drawn_ways = tuple(_way(key, one, line, taken) for key, one, line in ways if line)
    lengths = _lengths([(key, one) for key, one, line in ways if not line], sheet)
    return Map(
        width=WIDTH,
        height=HEIGHT,
        below=_below(lengths),
        land=land.land,
        borders=land.borders,
        towns=_towns(land.towns, marks, taken),
        marks=marks,
        ways=drawn_ways,
        lengths=lengths,
        scale=_scale(sheet),
    )


def _towns(towns: Iterable[Town], marks: Iterable[Mark], taken: list[Box]) -> tuple[Label, ...]:
    """Names of towns where there is room: not of one that a mark stands for."""
    places = {spot.place for mark in marks for _, spot in mark.spots}
    found: list[Label] = []
    for town in towns:
        wide = len(town.name) * _SMALL_LETTER
        box = Box(town.x - 3, town.y - 9, town.x + 5 + wide, town.y + 7)
        inside = box.right <= WIDTH and box.low >= 0 and box.high <= HEIGHT - _FOOT
        if inside and town.name not in places and not any(_overlap(box, one) for one in taken):
            taken.append(box)
            found.append(Label(town.x, town.y, town.name, "start"))
    return tuple(found[:_TOWNS])


def _way(key: str, one: Distance, line: Sequence[Point], taken: list[Box]) -> Way:
    shown = [p for p in line if 0 <= p[0] <= WIDTH and 0 <= p[1] <= HEIGHT]
    x, y = shown[len(shown) // 2] if shown else line[0]
    return Way(path(line), line[-1], _label(x, y, key, _km_words(one), taken))


def _km_words(one: Distance) -> str:
    """How far it is, in kilometres: on a map of that scale, whatever the unit of the words."""
    return f"{one.km:,.0f} km" if one.km >= 10 else f"{one.km:.1f} km"


def _lengths(some: Sequence[tuple[str, Distance]], sheet: Sheet) -> tuple[Length, ...]:
    room = WIDTH - 2 * _MARGIN
    return tuple(
        Length(
            y=HEIGHT + (number + 1) * _ROW - 8,
            long=round(min(one.km * sheet.a_km, room), 1),
            words=f"{key} {one.value}",
            cut=one.km * sheet.a_km > room,
        )
        for number, (key, one) in enumerate(some)
    )


def _marks(places: _Places, sheet: Sheet, taken: list[Box]) -> tuple[Mark, ...]:
    marks = []
    for number, some in enumerate(places, 1):
        spot = max((spot for _, spot in some), key=lambda one: one.radius_km)
        x, y = sheet.at((spot.longitude, spot.latitude))
        degrees = spot.radius_km / KM_A_DEGREE
        name = ", ".join(dict.fromkeys(spot.name for _, spot in some))
        taken.append(Box(x - 4, y - 4, x + 4, y + 4))
        marks.append(
            Mark(
                x=x,
                y=y,
                across=round(degrees / narrowing(spot.latitude) * sheet.across, 1),
                up=round(degrees * sheet.up, 1),
                number=number,
                name=name,
                label=_label(x, y, str(number), name if len(places) <= _NAMED else "", taken),
                spots=tuple(some),
            )
        )
    return tuple(marks)


def _label(x: float, y: float, key: str, name: str, taken: list[Box]) -> Label:
    """The key and name beside a point where nothing is written yet, else the key alone."""
    short = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
    for words in dict.fromkeys((f"{key} {short}".rstrip(), key)):
        wide = len(words) * _LETTER
        for side, up in ((1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1)):
            at, base = x + side * 8, y + 6 + up * 18
            left = at if side > 0 else at - wide
            box = Box(left, base - 15, left + wide, base + 4)
            fits = box.left >= 0 and box.right <= WIDTH and box.low >= 0 and box.high <= HEIGHT
            if fits and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                return Label(round(at, 1), round(base, 1), words, "start" if side > 0 else "end")
    return Label(round(x + 8, 1), round(y + 6, 1), key, "start")


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.low < other.high
        and other.low < one.high
    )


def _scale(sheet: Sheet) -> tuple[float, int]:
    """A round distance that is about a fifth of the map's width, in pixels and km."""
    wanted = WIDTH / 5 / sheet.a_km
    step = 10 ** math.floor(math.log10(wanted))
    km = max(step * n for n in (1, 2, 5) if step * n <= wanted)
    return round(km * sheet.a_km, 1), int(km)
