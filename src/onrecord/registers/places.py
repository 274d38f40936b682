"""Where things happen: towns, regions, countries and our own list of sites, seas and straits."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.registers.actors import read_rows
from onrecord.registers.keys import MAX_NAME, plain, tidy

_RANK = {"country": 0, "site": 1, "sea": 1, "water": 1, "island": 1, "region": 2, "town": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A place under one name.

    Attributes:
        name: as the table spells it.
        kind: "country", "region", "county", "town", "airport", "site", "sea", "water" (straits,
            rivers, lakes), "island", "land" (deserts, ranges, peninsulas, zones).
        country: ISO 3166-1 alpha-2, or None where none or several; says where, not whose.
        geonames: GeoNames id, or None where not sure.
        latitude, longitude: degrees (WGS 84), an approximate centre for whatever is larger than
            a town, with `radius_km` around it; None where no centre makes sense.
        population: of a town; of a region, the sum of its towns; 0 where not known.
        region: GeoNames' first-order division inside the country ("CA", "07"), or None.
    """

    name: str
    kind: str
    country: str | None
    geonames: int | None
    latitude: float | None
    longitude: float | None
    radius_km: float
    population: int
    region: str | None = None

    @property
    def town(self) -> bool:
        """Whether it is a populated place."""
        return self.kind == "town"


_KINDS = {"T": "town", "R": "region", "C": "county", "A": "airport"}


class Table:
    """Lines sorted by their first cell, searched in place: nothing is parsed before it is asked."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def lines(self) -> Iterator[list[str]]:
        """The cells of every line."""
        for line in self._data.decode().splitlines():
            yield line.split("\t")

    def rows(self, key: str) -> list[list[str]]:
        """The cells of all lines whose first cell is `key`, in the table's order."""
        wanted = key.encode() + b"\t"
        data = self._data
        low, high = 0, len(data)
        while low < high:
            middle = (low + high) // 2
            start = data.rfind(b"\n", low, middle) + 1 or low
            stop = data.find(b"\n", start)
            if data[start:stop] < wanted:
                low = stop + 1
            else:
                high = start
        found = []
        while data.startswith(wanted, low):
            stop = data.find(b"\n", low)
            found.append(data[low:stop].decode().split("\t"))
            low = stop + 1
        return found


class Gazetteer:
    """Places by name, best first.

    >>> gazetteer = load_gazetteer()
    >>> [(p.kind, p.country) for p in gazetteer.find("Wonsan")]
    [('town', 'KP')]
    >>> gazetteer.find("the Strait of Hormuz")[0].kind, gazetteer.find("Zzyzx Vale")
    ('water', ())
    """

    def __init__(self, table: Table, own: Mapping[str, Sequence[Place]]) -> None:
        self._table = table
        self._own = own
        self._seen: dict[str, tuple[Place, ...]] = {}

    def find(self, name: str) -> tuple[Place, ...]:
        """Candidates for `name`, best first; empty where the name is not known.

        Countries first, then our own list, then by people; a town comes before the region or
        county that it lies in and that has its name.
        """
        if not name or len(name) > MAX_NAME:
            return ()
        key = plain(tidy(name))
        if key not in self._seen:
            if len(self._seen) > 20_000:
                self._seen.clear()
            self._seen[key] = self._look(key)
        return self._seen[key]

    def towns(self, people: int) -> Iterator[Place]:
        """The towns of the table with so many people or more, in no order that means anything."""
        for cells in self._table.lines():
            if cells[1] == "T" and int(cells[8]) >= people:
                yield _place(cells)

    def _look(self, key: str) -> tuple[Place, ...]:
        found: list[Place] = []
        towns: list[Place] = []
        for spelling in _spellings(key):
            found.extend(self._own.get(spelling, ()))
            for cells in self._table.rows(spelling):
                if cells[1] == "@":
                    rows = self._table.rows(plain(cells[2]))
                    home = (_place(row) for row in rows if row[1] == "T" and row[5] == cells[3])
                    towns.extend(place for place in home if place not in towns)
                else:
                    towns.append(_place(cells))
        regions = {(p.country, p.region): p.population for p in towns if not p.town}

        def order(place: Place) -> tuple[int, int]:
            weight = place.population
            if place.town and weight >= 5000:
                weight = max(weight, regions.get((place.country, place.region), 0))
            return (-weight, ("town", "region", "county", "airport").index(place.kind))

        towns.sort(key=order)
        return (*found, *towns)


def _place(cells: Sequence[str]) -> Place:
    key, kind, name, country, region, number, latitude, longitude, people, radius = cells
    return Place(
        name=name or key.title(),
        kind=_KINDS[kind],
        country=country,
        geonames=int(number) if number else None,
        latitude=float(latitude),
        longitude=float(longitude),
        radius_km=float(radius) or 5.0,
        population=int(people),
        region=region or None,
    )


_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_LONG = {long: short for short, long in _SHORT.items()}


def _spellings(key: str) -> list[str]:
    """`key`, and how else its first word is written ("st paul", "saint paul")."""
    first, space, rest = key.partition(" ")
    other = _SHORT.get(first) or _LONG.get(first)
    return [key, f"{other} {rest}"] if other and space else [key]


def _own() -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    for name, kind, country, number, latitude, longitude, radius, other, _ in read_rows(
        "places.tsv", 9
    ):
        place = Place(
            name=name,
            kind=kind,
            country=country or None,
            geonames=int(number) if number else None,
            latitude=float(latitude) if latitude else None,
            longitude=float(longitude) if longitude else None,
            radius_km=float(radius) if radius else 0.0,
            population=0,
        )
        for each in (name, *(part for part in other.split(";") if part)):
            places.setdefault(plain(tidy(each)), []).append(place)
    for places_of_name in places.values():
        places_of_name.sort(key=lambda place: _RANK.get(place.kind, 3))
    return places


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once: `gazetteer.tsv.gz`, `places.tsv`."""
    packed = files("onrecord.registers").joinpath("gazetteer.tsv.gz").read_bytes()
    data = gzip.decompress(packed)
    while data.startswith(b"#"):
        data = data[data.index(b"\n") + 1 :]
    return Gazetteer(Table(data), _own())
