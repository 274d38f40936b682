"""Places on LGL and GeoWebNews: `python quality/places.py LGL.xml | GeoWebNews [--misses]`.

With gold mentions: acc161 = share of mentions with gold coordinates that are put within 161 km
(100 miles) of them; country_acc (LGL) = share put in the gold country; a mention without an
answer counts as wrong. Without: mention_f1 by overlap, one to one. Gold mentions are LGL's
toponyms, all of them, and GeoWebNews' Literal, Literal_Modifier and Mixed; our own finds that
overlap another annotated name there (a demonym, a metonym …) count as wrong, those on a common
noun ("the city", ..._Expression) are left out. The last line is JSON.
"""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.span import Span
from onrecord.names.geo import distance_km
from onrecord.names.given import places_for
from onrecord.names.places import places_in
from onrecord.registers.actors import load_actors
from onrecord.registers.places import load_gazetteer

LITERAL = ("Literal", "Literal_Modifier", "Mixed")


@dataclass(frozen=True, slots=True)
class Toponym:
    span: Span
    point: tuple[float, float] | None
    country: int | None


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    located: tuple[Toponym, ...]
    mentions: tuple[Span, ...]
    left_out: tuple[Span, ...] = ()


def lgl(path: Path) -> Iterator[Text]:
    for article in ET.parse(path).getroot():
        text = article.findtext("text") or ""
        located, mentions = [], []
        for toponym in article.iter("toponym"):
            span = Span(int(toponym.findtext("start", "0")), int(toponym.findtext("end", "0")))
            mentions.append(span)
            tag = toponym.find("gaztag")
            lat = toponym.findtext("gaztag/lat")
            if tag is not None and lat:
                country = toponym.find("gaztag/country")
                number = country.get("geonameid") if country is not None else None
                point = (float(lat), float(toponym.findtext("gaztag/lon", "0")))
                located.append(Toponym(span, point, int(number) if number else None))
        yield Text(text, tuple(located), tuple(mentions))


def geowebnews(folder: Path) -> Iterator[Text]:
    full = (folder.parent / "gwn_full.txt").read_text(encoding="utf-8").splitlines()
    paths = sorted(folder.glob("*.txt"), key=lambda path: path.stem)  # the order of gwn_full.txt
    for path, line in zip(paths, full, strict=True):
        text = path.read_bytes().decode("utf-8")
        rows = [row.split(",,") for row in line.split("||")]
        rows = [cells for cells in rows if len(cells) >= 6]
        shifts = Counter(  # the offsets there leave the title line out
            text.find(cells[1]) - int(cells[4]) for cells in rows if text.count(cells[1]) == 1
        )
        shift = shifts.most_common(1)[0][0] if shifts else 0
        located = []
        for cells in rows:
            start = text.find(cells[1], max(0, int(cells[4]) + shift - 3))
            if start >= 0 and cells[1]:
                span = Span(start, start + len(cells[1]))
                located.append(Toponym(span, (float(cells[2]), float(cells[3])), None))
        mentions, left_out = [], []
        for note in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
            if not note.startswith("T"):
                continue
            kind, *ends = note.split("\t")[1].replace(";", " ").split()
            span = Span(int(ends[0]), int(ends[-1]))
            if kind in LITERAL:
                mentions.append(span)
            elif kind.endswith("Expression"):
                left_out.append(span)
        yield Text(text, tuple(located), tuple(mentions), tuple(left_out))


def main() -> None:
    path = Path(sys.argv[1])
    gazetteer, register = load_gazetteer(), load_actors()
    texts = list(lgl(path) if path.suffix == ".xml" else geowebnews(path))
    count: Counter[str] = Counter()
    for text in texts:
        spans = [toponym.span for toponym in text.located]
        for toponym, choice in zip(
            text.located, places_for(text.text, spans, gazetteer, register), strict=True
        ):
            place = choice.place
            count["located"] += 1
            count["answered"] += place is not None
            if place is None or toponym.point is None:
                if "--misses" in sys.argv:
                    print("none", toponym.span.of(text.text), toponym.point)
                continue
            here = (place.latitude, place.longitude)
            near = (
                here[0] is not None
                and here[1] is not None
                and distance_km((here[0], here[1]), toponym.point) <= 161
            )
            count["near"] += near
            if toponym.country is not None:
                state = [p for p in gazetteer.find(_name(place.country)) if p.kind == "country"]
                count["country_right"] += bool(state) and state[0].geonames == toponym.country
            if not near and "--misses" in sys.argv:
                print("far", toponym.span.of(text.text), toponym.point, choice.note())
        count["with_country"] += sum(t.country is not None for t in text.located)
        found = [f.span for f in places_in(text.text, gazetteer, register) if f.confidence >= 0.4]
        found = [
            f
            for f in found
            if not any(f.overlaps(o) for o in text.left_out)
            or any(f.overlaps(m) for m in text.mentions)
        ]
        free = list(found)
        for mention in text.mentions:
            hit = next((f for f in free if f.overlaps(mention)), None)
            if hit is not None:
                free.remove(hit)
                count["mention_hits"] += 1
        count["mentions"] += len(text.mentions)
        count["found"] += len(found)
    p = count["mention_hits"] / max(count["found"], 1)
    r = count["mention_hits"] / max(count["mentions"], 1)
    out = {
        "corpus": path.stem,
        "texts": len(texts),
        "acc161": round(100 * count["near"] / max(count["located"], 1), 1),
        "country_acc": round(100 * count["country_right"] / count["with_country"], 1)
        if count["with_country"]
        else None,
        "mention_p": round(100 * p, 1),
        "mention_r": round(100 * r, 1),
        "mention_f1": round(200 * p * r / (p + r), 1) if p + r else 0.0,
        "located": count["located"],
        "answered": count["answered"],
    }
    print(json.dumps(out))


def _name(alpha2: str | None) -> str:
    if not _NAMES:
        register = load_actors()
        for state in register.states():
            _NAMES[register.alpha2(state.code) or ""] = state.name
    return _NAMES.get(alpha2 or "", "")


_NAMES: dict[str, str] = {}


if __name__ == "__main__":
    main()
