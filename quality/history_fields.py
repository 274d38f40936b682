"""A missile test's fields as plain sentences, and how they differ from version to version.

Used by quality/histories.py; the folder's dictionaries spell the codes out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from geographiclib.geodesic import Geodesic

SLOTS = {
    "time": "when",
    "missile": "weapon-name",
    "facility": "launch-place",
    "landing": "impact-place",
    "apogee": "apogee",
    "distance": "range",
    "bearing": "bearing",
    "outcome": "outcome",
}
"""Field -> the slot of the codebook that says the same."""
_NUMBERS = frozenset(("apogee", "distance", "bearing"))
_UNKNOWN = frozenset(("", "unknown", "na", "n/a", "none"))
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})? \((\w+)\)")

Fields = Mapping[str, Any]


_EARTH = Geodesic.WGS84
_SITE = 5000.0
"""Metres: nearer ones are one site under two names, as an airport and the town it is named for."""


@dataclass(frozen=True, slots=True)
class Names:
    """The codes spelled out: missiles, facilities, other words."""

    missiles: Mapping[str, str]
    facilities: Mapping[str, str]
    words: Mapping[str, str]
    points: Mapping[str, tuple[float, float]]

    def one_site(self, before: str, after: str) -> bool:
        """Whether two names are of sites less than `_SITE` apart, by the folder's own points."""
        if before not in self.points or after not in self.points:
            return False
        return float(_EARTH.Inverse(*self.points[before], *self.points[after])["s12"]) < _SITE


@dataclass(frozen=True, slots=True)
class Change:
    """A field that got another value: in which version, from and to which words."""

    slot: str
    version: int
    before: str
    after: str


def load_names(folder: Path) -> Names:
    """The dictionaries of the folder, in English."""

    def read(name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((folder / f"{name}.en.json").read_text("utf-8"))
        return found

    facilities = read("facility")["facilities"]
    return Names(
        {key: each["name"] for key, each in read("missile").items() if isinstance(each, dict)},
        {key: each["name"] for key, each in facilities.items()},
        read("dict"),
        {each["name"]: (each["lat"], each["lon"]) for each in facilities.values()},
    )


def sentences(fields: Fields, names: Names) -> str:
    """The version as plain text: a sentence a field that has a value, then the description."""
    day = date(*map(int, str(fields["date"]).split("-")))
    told = [f"North Korea launched a missile on {day.day} {day:%B %Y}."]
    for field, sentence in (
        ("time", f"The missile was launched at {{}} on {day.day} {day:%B %Y}."),
        ("missile", "The missile was a {}."),
        ("facility", "The missile was launched from {}, North Korea."),
        ("landing", "The missile landed in the {}."),
        ("apogee", "It reached an apogee of {} km."),
        ("distance", "It flew {} km."),
        ("bearing", "It flew on a bearing of {} degrees."),
        ("outcome", "The launch was a {}."),
    ):
        words = spelled(field, fields.get(field), names)
        if words is not None:
            told.append(sentence.format(words))
    paragraphs = (" ".join(told), str(fields.get("description") or "").strip())
    return "\n\n".join(part for part in paragraphs if part)


def spelled(field: str, value: object, names: Names) -> str | None:
    """A field's value as words; None where it holds none, or a key that no dictionary knows.

    Keys are renamed when a missile gets its proper name or a site another spelling; the folder
    keeps only the newest dictionary, so that such a change has nothing that it changed from.
    """
    text = str(value).strip() if value is not None else ""
    if text.casefold() in _UNKNOWN:
        return None
    if field in _NUMBERS:
        return format(Decimal(text).normalize(), "f") if _is_number(text) else None
    if field == "time":
        clock = _CLOCK.fullmatch(text)
        return f"{int(clock[1]):02}:{clock[2]} {clock[3]}" if clock else None
    if field == "outcome":
        return text
    known = {
        "missile": names.missiles,
        "facility": names.facilities,
        "landing": names.words,
    }[field]
    return known.get(text)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:\.\d+)?", text))


def changes(versions: Sequence[Fields | None], names: Names) -> Iterator[Change]:
    """Each change from one value of a field to another, by field, then version.

    A first value is none, nor is a value that went, one that only rounds the other, or a name that
    only tells more of it or is of the same site.
    """
    for field, slot in SLOTS.items():
        before: str | None = None
        for number, fields in enumerate(versions):
            after = None if fields is None else spelled(field, fields.get(field), names)
            if after is None:
                continue
            if before is not None and before != after:
                same = field == "facility" and names.one_site(before, after)
                if not same and not _rounds(field, before, after):
                    yield Change(slot, number, before, after)
            before = after


def _rounds(field: str, before: str, after: str) -> bool:
    """Whether one number is the other, rounded to as many digits as it shows and within
    2 %; or one name the other, told more fully."""
    if field not in _NUMBERS:
        mine, theirs = set(before.casefold().split()), set(after.casefold().split())
        return field == "facility" and (mine <= theirs or theirs <= mine)
    a, b = Decimal(before), Decimal(after)
    near = abs(a - b) <= max(a, b) * Decimal("0.02")
    return near and (_rounded(a, b) == b or _rounded(b, a) == a)


def _rounded(number: Decimal, like: Decimal) -> Decimal:
    """The number to the last digit of `like` that is not 0."""
    step = Decimal(1).scaleb(int(like.normalize().as_tuple().exponent))
    return (number / step).to_integral_value() * step
