"""Places on LGL and GeoWebNews: `python quality/places.py LGL.xml | GeoWebNews [--texts N]`.

With gold mentions: acc161 = share of mentions with gold coordinates that are put within 161 km
(100 miles) of them; country_acc (LGL) = share put in the gold country, where a name that no table
holds is put in the country that the text is about; a mention without an answer counts as wrong.
sure and sure_p: the share that is sure enough for an id, and how many of these are within 161 km.
Without: mention_f1 by overlap, one to one; a find that holds its region ("Kota, Peru") counts as
the two names it is. Gold mentions are LGL's toponyms, all of them, and GeoWebNews' Literal,
Literal_Modifier and Mixed; our own finds that overlap another annotated name there (a demonym, a
metonym …) count as wrong, those on a common noun ("the city", ..._Expression) are left out. LGL
marks who acts and what belongs to whom as well ("the Texas House"), which onrecord reads as
actors: so its recall is low. `--located` leaves out what needs the tagger; `--misses` prints what
is put elsewhere. The last line is JSON.
"""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.language import load_tagger, tag
from onrecord.model.layers import Layers
from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.span import Span
from onrecord.names.geo import distance_km
from onrecord.names.given import places_for
from onrecord.names.places import find_places
from onrecord.names.resolve import Choice
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
    arguments = sys.argv[1:]
    path = Path(arguments[0])
    limit = int(arguments[arguments.index("--texts") + 1]) if "--texts" in arguments else None
    texts = list(lgl(path) if path.suffix == ".xml" else geowebnews(path))[:limit]
    count: Counter[str] = Counter()
    for text in texts:
        locate(text, count, "--misses" in arguments)
    out: dict[str, object] = {
        "corpus": path.stem,
        "texts": len(texts),
        "acc161": percent(count["near"], count["located"]),
        "country_acc": percent(count["country_right"], count["with_country"]),
        "located": count["located"],
        "answered": count["answered"],
        "sure": percent(count["sure"], count["located"]),
        "sure_p": percent(count["sure_near"], count["sure"]),
    }
    if "--located" not in arguments:
        tagger = load_tagger("accurate")
        for text in texts:
            recognise(text, tag(printed(text.text), tagger), count)
        out["mention_p"] = percent(count["mention_hits"], count["found"])
        out["mention_r"] = percent(count["mention_hits"], count["mentions"])
        out["mention_f1"] = percent(2 * count["mention_hits"], count["found"] + count["mentions"])
    print(json.dumps(out))


def percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def locate(text: Text, count: Counter[str], misses: bool) -> None:
    """Count where the gold mentions are put."""
    spans = [toponym.span for toponym in text.located]
    choices = places_for(text.text, spans, GAZETTEER, REGISTER)
    for toponym, choice in zip(text.located, choices, strict=True):
        near = is_near(choice, toponym.point)
        count["located"] += 1
        count["answered"] += choice.place is not None
        count["near"] += near
        count["sure"] += choice.sure
        count["sure_near"] += near and choice.sure
        if toponym.country is not None:
            count["with_country"] += 1
            count["country_right"] += country_id(choice.country) == toponym.country
        if not near and misses:
            print(toponym.span.of(text.text), toponym.point, choice.note(), sep="\t")


def is_near(choice: Choice, point: tuple[float, float] | None) -> bool:
    place = choice.place
    if place is None or point is None or place.latitude is None or place.longitude is None:
        return False
    return distance_km((place.latitude, place.longitude), point) <= 161


def printed(text: str) -> Version:
    """The text as a report whose lines are its paragraphs."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            blocks.append(Block(BlockKind.PARAGRAPH, Span(first, start + len(line.rstrip()))))
        start += len(line) + 1
    return Version("quality", "", text, tuple(blocks), Facts())


def recognise(text: Text, layers: Layers, count: Counter[str]) -> None:
    """Count the mentions that are found, and what is found."""
    finds = find_places(printed(text.text), layers, GAZETTEER, REGISTER)
    found = [part for f in finds if f.confidence >= 0.4 for part in names_in(text.text, f.span)]
    free = [
        f
        for f in found
        if not any(f.overlaps(o) for o in text.left_out)
        or any(f.overlaps(m) for m in text.mentions)
    ]
    count["found"] += len(free)
    count["mentions"] += len(text.mentions)
    for mention in text.mentions:
        hit = next((f for f in free if f.overlaps(mention)), None)
        if hit is not None:
            free.remove(hit)
            count["mention_hits"] += 1


def names_in(text: str, span: Span) -> Iterator[Span]:
    """The names that a find holds: the place and, after commas, what it lies in."""
    start = span.start
    for part in span.of(text).split(", "):
        yield Span(start, start + len(part))
        start += len(part) + 2


def country_id(alpha2: str | None) -> int | None:
    """The GeoNames id of a state."""
    if not _IDS:
        for state in REGISTER.states():
            for place in GAZETTEER.find(state.name):
                if place.kind == "country":
                    _IDS.setdefault(place.country, place.geonames)
    return _IDS.get(alpha2)


_IDS: dict[str | None, int | None] = {}
GAZETTEER, REGISTER = load_gazetteer(), load_actors()


if __name__ == "__main__":
    main()
