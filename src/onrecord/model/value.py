"""Values: words turned into something that can be compared, with precision and doubt kept.

Each value has a JSON form that is part of the id of the claim that states it; it therefore holds
what the words say and nothing that a reader merely believes (no confidences, no candidates, no
coordinates: those stand in the finding, `onrecord.model.found`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, cast

from onrecord.model.json import JsonObject, JsonValue


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, or bounds, or a vague word.

    Exactly one of three forms: `n`; `min` and/or `max` (an open side is None); `vague`
    ("several", "dozens"). `unit` is singular and lower case as far as it is a word: "km",
    "people", "missile", "magnitude", "%". `approx` keeps "about", "some", "estimated"; `strict`
    says that a bound itself is out ("more than 200", where "at least 200" lets it in).

    >>> Quantity(n=Decimal("430"), unit="km", approx=True).as_json()
    {'n': '430', 'unit': 'km', 'approx': True}
    >>> Quantity(min=Decimal(11), unit="people").as_json()
    {'min': '11', 'unit': 'people'}
    >>> Quantity(min=Decimal(200), unit="people", strict=True).as_json()
    {'min': '200', 'unit': 'people', 'strict': True}
    """

    unit: str
    n: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    vague: str | None = None
    approx: bool = False
    strict: bool = False

    def __post_init__(self) -> None:
        forms = (self.n is not None, self.min is not None or self.max is not None, bool(self.vague))
        if sum(forms) != 1:
            raise ValueError("a quantity is one of: n; min and/or max; vague")
        if self.strict and self.min is None and self.max is None:
            raise ValueError("only a bound can be strict")

    def as_json(self) -> JsonObject:
        """The quantity as JSON; amounts are strings, so that no digit is lost."""
        out: JsonObject = {}
        for key in ("n", "min", "max"):
            amount = cast("Decimal | None", getattr(self, key))
            if amount is not None:
                out[key] = format(amount, "f")
        if self.vague:
            out["vague"] = self.vague
        out["unit"] = self.unit
        if self.approx:
            out["approx"] = True
        if self.strict:
            out["strict"] = True
        return out


@dataclass(frozen=True, slots=True)
class DateValue:
    """A day, a month, an interval … in EDTF (ISO 8601-2), with clock time and zone beside it.

    `time` is "HH:MM" or "HH:MM:SS" local to the place of the event, `zone` an IANA name or offset
    where the words give one. An open end is `..`: `2019-05/..`.

    >>> DateValue(edtf="2019-07-25", time="05:34").as_json()
    {'edtf': '2019-07-25', 'time': '05:34'}
    """

    edtf: str
    time: str | None = None
    zone: str | None = None
    approx: bool = False

    def as_json(self) -> JsonObject:
        """The date as JSON."""
        out: JsonObject = {"edtf": self.edtf}
        if self.time:
            out["time"] = self.time
        if self.zone:
            out["zone"] = self.zone
        if self.approx:
            out["approx"] = True
        return out


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place by name, and how the words stand to it ("off the east coast of").

    `country` is ISO 3166 alpha-2, `geonames` the id when sure; `place_kind` is "town", "region",
    "country", "sea", "site", "water", "island" or None.
    """

    name: str
    country: str | None = None
    geonames: int | None = None
    relation: str | None = None
    place_kind: str | None = None

    def as_json(self) -> JsonObject:
        """The place as JSON."""
        return {
            "place": self.name,
            "country": self.country,
            "geonames": self.geonames,
            "relation": self.relation,
            "place_kind": self.place_kind,
        }


@dataclass(frozen=True, slots=True)
class ActorValue:
    """Someone who acts or is acted on: a name as known, and a code such as `KOR.GOV` when sure.

    `unnamed` marks a class ("a U.S. official"), which never merges with another.
    """

    name: str
    code: str | None = None
    unnamed: bool = False

    def as_json(self) -> JsonObject:
        """The actor as JSON."""
        out: JsonObject = {"actor": self.name, "code": self.code}
        if self.unnamed:
            out["unnamed"] = True
        return out


@dataclass(frozen=True, slots=True)
class TermValue:
    """A term of the codebook, such as `ballistic-missile`."""

    term: str

    def as_json(self) -> JsonObject:
        """The term as JSON."""
        return {"term": self.term}


@dataclass(frozen=True, slots=True)
class TextValue:
    """The content itself: a position, a demand, a name of a thing; compared only as words."""

    text: str

    def as_json(self) -> JsonObject:
        """The text as JSON."""
        return {"text": self.text}


Value: TypeAlias = Quantity | DateValue | PlaceValue | ActorValue | TermValue | TextValue


def value_from_json(body: JsonObject) -> Value:
    """The value that its `as_json` wrote.

    Raises:
        ValueError: the object is none of the six forms.

    >>> value_from_json({"min": "11", "unit": "people"}) == Quantity("people", min=Decimal(11))
    True
    """

    def text(key: str) -> str | None:
        value: JsonValue = body.get(key)
        return None if value is None else str(value)

    def amount(key: str) -> Decimal | None:
        value = text(key)
        return None if value is None else Decimal(value)

    if "edtf" in body:
        return DateValue(str(body["edtf"]), text("time"), text("zone"), bool(body.get("approx")))
    if "place" in body:
        geonames = body.get("geonames")
        return PlaceValue(
            name=str(body["place"]),
            country=text("country"),
            geonames=None if geonames is None else int(cast(int, geonames)),
            relation=text("relation"),
            place_kind=text("place_kind"),
        )
    if "actor" in body:
        return ActorValue(str(body["actor"]), text("code"), bool(body.get("unnamed")))
    if "term" in body:
        return TermValue(str(body["term"]))
    if "text" in body:
        return TextValue(str(body["text"]))
    if "unit" in body:
        return Quantity(
            unit=str(body["unit"]),
            n=amount("n"),
            min=amount("min"),
            max=amount("max"),
            vague=text("vague"),
            approx=bool(body.get("approx")),
            strict=bool(body.get("strict")),
        )
    raise ValueError(f"not a value: {sorted(body)}")
