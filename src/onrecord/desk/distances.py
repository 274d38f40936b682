"""Stated distances of one event: how far, from where, which way, and who says so.

A distance hangs on a place ("250 km east of the port") or is how far something flew from where it
was launched. A way is only told where words state it; nothing is worked out from other places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.model.attribution import Speaker
from onrecord.model.value import Quantity, TextValue
from onrecord.names.areas import HALF_ROUND, way_of
from onrecord.names.geo import Point, point_at
from onrecord.queries.details import Spot
from onrecord.queries.rows import Line
from onrecord.queries.whole import EventState
from onrecord.values.si import dimension, si

_FAR, _FROM, _WAYS = "range", "launch-place", ("bearing", "direction")
_SITE_KM = 100.0
"""A place that is wider is no point to draw a line from."""
_HOW_FAR, _WHICH_WAY, _FROM_WHERE = "how far", "which way", "from where"
_WHOLE = frozenset({None, "both", "all", "each"})


@dataclass(frozen=True, slots=True)
class Source:
    """What one claim gives to a distance: which part, its value, who says so, in which words."""

    part: str
    value: str
    claim: str
    speaker: Speaker
    outlet: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Distance:
    """A stated distance, whoever states it, of whichever `items`.

    `start` is (latitude, longitude), None where no place is stated; so is `degrees`, from north,
    where no way is. `rough` tells that the way is a point of the compass.
    """

    value: str
    items: tuple[str, ...]
    km: float
    start: Point | None
    degrees: float | None
    rough: bool
    sources: tuple[Source, ...]

    @property
    def line(self) -> tuple[Point, float, float] | None:
        """Where from, which way and how far it can be drawn; None where words leave it open."""
        if self.start is None or self.degrees is None:
            return None
        return self.start, self.degrees, self.km


def distances_of(state: EventState) -> tuple[Distance, ...]:
    """The distances that stand, each once; those to places first."""
    found = [one for spot in state.spots if (one := _to_place(spot)) is not None]
    standing = {slot.slot: slot.lines for slot in state.record.standing}
    ways = [line for slot in _WAYS for line in standing.get(slot, ())]
    start = _start(state.spots)
    flown = (_flown(line, start, ways) for line in standing.get(_FAR, ()))
    kept: dict[tuple[object, ...], Distance] = {}
    for one in (*found, *(one for one in flown if one is not None)):
        key = (one.value, one.km, one.start, one.degrees)
        kept[key] = _joined(kept[key], one) if key in kept else one
    return tuple(kept.values())


def _joined(one: Distance, other: Distance) -> Distance:
    """The same distance with both's sources, the parts in their order."""
    sources = dict.fromkeys((*one.sources, *other.sources))
    order = [_HOW_FAR, _WHICH_WAY, _FROM_WHERE]
    return replace(
        one,
        items=tuple(dict.fromkeys((*one.items, *other.items))),
        sources=tuple(sorted(sources, key=lambda source: order.index(source.part))),
    )


def _to_place(spot: Spot) -> Distance | None:
    """The way from the place that a relation hangs on ("250 km east of") to where that leads."""
    degrees, km = way_of(spot.relation or "")
    if degrees is None or km is None or not 0 < km <= HALF_ROUND:
        return None
    end = (spot.latitude, spot.longitude)
    return Distance(
        value=spot.name,
        items=(spot.item,) if spot.item else (),
        km=km,
        start=_back(end, degrees, km),
        degrees=degrees,
        rough=True,
        sources=(_of_spot(_HOW_FAR, spot),),
    )


def _back(end: Point, degrees: float, km: float) -> Point:
    """The point from which one comes to `end`; a bearing turns on the way, so it is neared."""
    start = point_at(end, degrees + 180, km)
    for _ in range(4):
        there = point_at(start, degrees, km)
        start = (start[0] + end[0] - there[0], start[1] + end[1] - there[1])
        if not -90 < start[0] < 90:  # over a pole nothing is neared
            return point_at(end, degrees + 180, km)
    return start


def _start(spots: Iterable[Spot]) -> Spot | None:
    """The most closely known of the places of launch, where one is near enough to a point."""
    sites = [one for one in spots if one.slot == _FROM and one.radius_km <= _SITE_KM]
    return min(sites, key=lambda one: one.radius_km, default=None)


def _flown(line: Line, start: Spot | None, ways: Sequence[Line]) -> Distance | None:
    value = line.row.claim.value
    if not isinstance(value, Quantity):
        return None
    low, high, sort = si(value)
    metres = high if value.min is None else low
    if sort != "length" or not metres or not 0 < metres / 1000 <= HALF_ROUND:
        return None
    sources = [_of_line(_HOW_FAR, line)]
    degrees, rough = None, False
    way = _way(line, ways)
    if way is not None:
        told, degrees, rough = way
        sources.append(_of_line(_WHICH_WAY, told))
    if start is not None:
        sources.append(_of_spot(_FROM_WHERE, start))
    return Distance(
        value=line.value,
        items=(line.item,) if line.item else (),
        km=float(metres) / 1000,
        start=None if start is None else (start.latitude, start.longitude),
        degrees=degrees,
        rough=rough,
        sources=tuple(sources),
    )


def _way(flown: Line, ways: Sequence[Line]) -> tuple[Line, float, bool] | None:
    """The way that the same speaker states for it, else the only one that anybody does."""
    fitting = [
        (line, *read)
        for line in ways
        if (line.item == flown.item or line.item in _WHOLE) and (read := _degrees(line)) is not None
    ]
    own = [one for one in fitting if one[0].speaker == flown.speaker]
    if own:
        return own[0]
    return fitting[0] if len({degrees for _, degrees, _ in fitting}) == 1 else None


def _degrees(line: Line) -> tuple[float, bool] | None:
    """The degrees from north that a line states, and whether they are a point of the compass."""
    value = line.row.claim.value
    if isinstance(value, Quantity) and value.n is not None and dimension(value) == "angle":
        return float(value.n) % 360, False
    if isinstance(value, TextValue):
        degrees, _ = way_of(value.text)
        return None if degrees is None else (degrees, True)
    return None


def _of_line(part: str, line: Line) -> Source:
    row = line.row
    return Source(part, line.value, row.id, row.claim.speaker, row.version.outlet, row.words)


def _of_spot(part: str, spot: Spot) -> Source:
    return Source(part, spot.name, spot.claim, spot.speaker, spot.version.outlet, spot.words)
