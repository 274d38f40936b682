"""What each speaker said of each thing, in the order in which the public could first read it."""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from heapq import merge
from itertools import chain, islice

from onrecord.queries.gather import Placed
from onrecord.queries.order import gave_way
from onrecord.queries.relations import Relations
from onrecord.queries.speakers import Key

Thing = tuple[str, Key, str]
"""Slot, speaker's key and thing."""


class Sayings:
    """Claims by slot, speaker and thing, so that what came after one is found without the others.

    Words count from when they were first said: `origin` leads from each claim to the one whose
    words it repeats. Those of a text that its report went back to count once more from then. Of an
    event that sixty reports tell of, each claim is so held against the few next ones and not
    against all.
    """

    def __init__(
        self,
        claims: Iterable[Placed],
        origin: Mapping[str, Placed],
        thing_of: Callable[[Placed], Iterable[Thing]],
        relations: Relations,
    ) -> None:
        self._origin, self._relations = origin, relations
        self._known: datetime | None = None
        held: dict[Thing, list[Placed]] = defaultdict(list)
        self._times: dict[Thing, list[datetime]] = defaultdict(list)
        said = [(time, one) for one in claims for time in self._times_of(one)]
        for time, one in sorted(said, key=lambda each: (each[0], *self.first_said(each[1])[1:])):
            for thing in thing_of(one):
                held[thing].append(one)
                self._times[thing].append(time)
        self._held = held
        self._places: dict[Thing, dict[int, list[int]]] = {}
        for thing, some in held.items():
            places = self._places[thing] = {}
            for place, one in enumerate(some):
                places.setdefault(relations.content(one), []).append(place)

    def at(self, known: datetime) -> Sayings:
        """Those of the claims that could be read at `known`; no text went back later than that."""
        then = copy.copy(self)
        then._known = known
        return then

    def _times_of(self, one: Placed) -> tuple[datetime, ...]:
        """When the words were first said, and each time that the report went back to them."""
        return (self._origin[one.id].seen.row.known_at, *one.seen.row.returned_at)

    def first_said(self, one: Placed) -> tuple[object, ...]:
        """Sorts claims by when their words could first be read."""
        row = self._origin[one.id].seen.row
        return (row.known_at, row.report_key, row.number, one.claim.span, one.id)

    def after(self, one: Placed, other: Placed) -> bool:
        """Whether `one` was said after `other`, counting from when its words were first said, or
        in a text that its report went back to."""
        return gave_way(self._origin[other.id].seen.row, self._origin[one.id].seen.row)

    def displacer(self, one: Placed, thing: Thing) -> Placed | None:
        """The first later claim of the same speaker that gives this thing another value."""
        later = self._from(one, thing, self._relations.replaces)
        return next((other for other in later if self.after(other, one)), None)

    def again(self, one: Placed, thing: Thing) -> Iterator[Placed]:
        """The later claims of the same speaker that say the same of this thing again."""
        later = self._from(one, thing, self._relations.same)
        return (other for other in later if self.after(other, one))

    def of(self, thing: Thing) -> list[Placed]:
        """All claims on the thing, by when they could be read; those that came back, again."""
        return [one for one in self._held.get(thing, ()) if self._is_known(one)]

    def _is_known(self, one: Placed) -> bool:
        return self._known is None or one.seen.row.known_at <= self._known

    def _from(
        self, one: Placed, thing: Thing, fits: Callable[[Placed, Placed], bool]
    ) -> Iterator[Placed]:
        """The claims on the thing for which `fits(claim, one)`, but those known before `one` was
        first said. `fits` is asked once for each content."""
        held = self._held.get(thing, [])
        start = bisect_left(self._times.get(thing, []), self._origin[one.id].seen.row.known_at)
        later = [
            islice(places, bisect_left(places, start), None)
            for places in self._places.get(thing, {}).values()
            if places[-1] >= start and fits(held[places[0]], one)
        ]
        places = merge(*later) if len(later) > 1 else chain.from_iterable(later)
        return (one for place in places if self._is_known(one := held[place]))
