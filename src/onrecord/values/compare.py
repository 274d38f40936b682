"""How two values of one slot stand to each other: the same, coarser, finer, or in conflict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from onrecord.codebook.codebook import Codebook
from onrecord.model.value import (
    ActorValue,
    DateValue,
    PlaceValue,
    Quantity,
    TermValue,
    TextValue,
    Value,
)
from onrecord.values.calendar import Days, bounds
from onrecord.values.si import si, slack, step


class Relation(StrEnum):
    """How a first value stands to a second.

    `COARSER`: it says less and the second fits into it; `FINER`: the other way round;
    `COMPATIBLE`: both can hold, neither holds the other; `CONFLICT`: both cannot hold of one
    thing; `UNRELATED`: there is nothing to compare.
    """

    SAME = "same"
    COARSER = "coarser"
    FINER = "finer"
    COMPATIBLE = "compatible"
    CONFLICT = "conflict"
    UNRELATED = "unrelated"


_TURNED = {Relation.COARSER: Relation.FINER, Relation.FINER: Relation.COARSER}


def turned(relation: Relation) -> Relation:
    """The relation seen from the other value."""
    return _TURNED.get(relation, relation)


def compare(a: Value, b: Value, codebook: Codebook) -> Relation:
    """How `a` stands to `b`, both values of the same slot and item.

    The relation is of values alone: whether two speakers dispute or one corrected himself is for
    the rooms above. Unnamed actors are never the same as anyone.
    """
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return _quantities(a, b)
    if isinstance(a, DateValue) and isinstance(b, DateValue):
        return _dates(a, b)
    if isinstance(a, PlaceValue) and isinstance(b, PlaceValue):
        return _places(a, b)
    if isinstance(a, ActorValue) and isinstance(b, ActorValue):
        return _actors(a, b)
    if isinstance(a, TermValue) and isinstance(b, TermValue):
        return _terms(a.term, b.term, codebook)
    if isinstance(a, TextValue) and isinstance(b, TextValue):
        return _words(a.text, b.text)
    return Relation.UNRELATED


def _quantities(a: Quantity, b: Quantity) -> Relation:
    low_a, high_a, kind_a = _held(a)
    low_b, high_b, kind_b = _held(b)
    if kind_a != kind_b:
        return Relation.UNRELATED
    if a.vague and b.vague and a.vague.lower() == b.vague.lower():
        return Relation.SAME
    if a.n is not None and b.n is not None:
        assert low_a is not None
        assert low_b is not None
        return _points(a, b, low_a, low_b)
    slack_a, slack_b = slack(a), slack(b)
    if a.n is not None and low_a is not None and high_a is not None and not b.vague:
        low_a, high_a = _reach(low_a, slack_a, low_b, high_b)
    if b.n is not None and low_b is not None and high_b is not None and not a.vague:
        low_b, high_b = _reach(low_b, slack_b, low_a, high_a)
    return _intervals(low_a, high_a, low_b, high_b)


@lru_cache(maxsize=4096)
def _held(quantity: Quantity) -> tuple[Decimal | None, Decimal | None, str]:
    """The bounds in SI that the value may take: just beyond a strict one ("more than 200")."""
    low, high, kind = si(quantity)
    if quantity.strict:
        low = None if low is None else low.next_plus()
        high = None if high is None else high.next_minus()
    return low, high, kind


def _points(a: Quantity, b: Quantity, at_a: Decimal, at_b: Decimal) -> Relation:
    if abs(at_a - at_b) > max(slack(a), slack(b)):
        return Relation.CONFLICT
    assert a.n is not None
    assert b.n is not None
    if at_a == at_b or (a.unit != b.unit and a.approx == b.approx):
        return Relation.SAME
    if a.approx != b.approx:
        return Relation.COARSER if a.approx else Relation.FINER
    if step(a.n) == step(b.n):
        return Relation.SAME
    return Relation.COARSER if step(a.n) > step(b.n) else Relation.FINER


def _reach(
    at: Decimal, room: Decimal, low: Decimal | None, high: Decimal | None
) -> tuple[Decimal, Decimal]:
    """A rounded amount beside bounds counts as inside where its rounding lets it be."""
    if low is not None and at < low <= at + room:
        return low, low
    if high is not None and at - room <= high < at:
        return high, high
    return at, at


def _intervals(
    low_a: Decimal | None, high_a: Decimal | None, low_b: Decimal | None, high_b: Decimal | None
) -> Relation:
    if (low_a, high_a) == (low_b, high_b):
        return Relation.SAME
    if (high_a is not None and low_b is not None and high_a < low_b) or (
        high_b is not None and low_a is not None and high_b < low_a
    ):
        return Relation.CONFLICT
    begins = low_a is None or (low_b is not None and low_a <= low_b)
    ends = high_a is None or (high_b is not None and high_a >= high_b)
    if begins and ends:
        return Relation.COARSER
    begins = low_b is None or (low_a is not None and low_b <= low_a)
    ends = high_b is None or (high_a is not None and high_b >= high_a)
    return Relation.FINER if begins and ends else Relation.COMPATIBLE


def _dates(a: DateValue, b: DateValue) -> Relation:
    days_a, days_b = bounds(a.edtf), bounds(b.edtf)
    if days_a is None or days_b is None:
        return Relation.SAME if a == b else Relation.UNRELATED
    relation = _intervals(*_numbers(days_a), *_numbers(days_b))
    if relation is not Relation.SAME:
        # an inferred edge ("late December") contradicts only what lies clearly outside of it
        near = _gap(days_a, days_b) <= 3 and (a.approx or b.approx)
        return Relation.COMPATIBLE if relation is Relation.CONFLICT and near else relation
    if a.time and b.time:
        if (a.zone or b.zone) and a.zone != b.zone:
            return Relation.COMPATIBLE  # one moment may have two local times
        apart = abs(_minutes(a.time) - _minutes(b.time))
        loose = 60 if a.approx or b.approx else 0
        if apart == 0:
            return Relation.SAME
        return Relation.COMPATIBLE if apart <= loose else Relation.CONFLICT
    if a.time or b.time:
        return Relation.FINER if a.time else Relation.COARSER
    return Relation.SAME


def _numbers(days: Days) -> tuple[Decimal | None, Decimal | None]:
    def number(day: date | None) -> Decimal | None:
        return None if day is None else Decimal(day.toordinal())

    return number(days.first), number(days.last)


def _gap(a: Days, b: Days) -> int:
    """Days between two intervals that don't touch; 0 where they do."""
    if a.last and b.first and a.last < b.first:
        return (b.first - a.last).days
    if b.last and a.first and b.last < a.first:
        return (a.first - b.last).days
    return 0


def _minutes(time: str) -> int:
    hour, _, rest = time.partition(":")
    return int(hour) * 60 + int(rest[:2] or 0)


def _places(a: PlaceValue, b: PlaceValue) -> Relation:
    ids = a.geonames is not None and b.geonames is not None
    same = a.geonames == b.geonames if ids else _plain(a.name) == _plain(b.name)
    if same and not ids and a.country and b.country and a.country != b.country:
        return Relation.CONFLICT  # two towns of one name
    if same:
        return Relation.SAME if a.relation == b.relation else Relation.COMPATIBLE
    if a.country and a.country == b.country:
        if (a.place_kind == "country") != (b.place_kind == "country"):
            wide = a.place_kind == "country"
            return Relation.COARSER if wide else Relation.FINER
        return Relation.UNRELATED
    loose = a.relation or b.relation or "sea" in (a.place_kind, b.place_kind)
    if a.country and b.country and not loose:
        return Relation.CONFLICT
    return Relation.UNRELATED


def _actors(a: ActorValue, b: ActorValue) -> Relation:
    if a.unnamed or b.unnamed:
        return Relation.UNRELATED
    if a.code and b.code:
        if a.code == b.code:
            return Relation.SAME
        if b.code.startswith(a.code + "."):
            return Relation.COARSER
        return Relation.FINER if a.code.startswith(b.code + ".") else Relation.UNRELATED
    return Relation.SAME if _plain(a.name) == _plain(b.name) else Relation.UNRELATED


def _terms(a: str, b: str, codebook: Codebook) -> Relation:
    if a == b:
        return Relation.SAME
    if a not in codebook.terms or b not in codebook.terms:
        return Relation.UNRELATED
    if codebook.is_a(a, b) or codebook.may_be(b, a):
        return Relation.FINER
    if codebook.is_a(b, a) or codebook.may_be(a, b):
        return Relation.COARSER
    slots = [s for kind in codebook.kinds.values() for s in kind.slots.values()]
    shared = [s for s in slots if a in s.terms and b in s.terms]
    return Relation.CONFLICT if shared else Relation.UNRELATED


def _words(a: str, b: str) -> Relation:
    return Relation.SAME if _thing(a) == _thing(b) else Relation.UNRELATED


def _thing(words: str) -> str:
    """The words without article, capitals and the plural's s: "Tram" and "a tram" are one."""
    plain = _plain(words)
    for article in ("a ", "an "):
        plain = plain.removeprefix(article)
    return plain if plain.endswith("ss") else plain.removesuffix("s")


def _plain(words: str) -> str:
    folded = words.casefold().replace("’", "'").strip(" .,;:'\"“”")
    return " ".join(folded.removeprefix("the ").split())
