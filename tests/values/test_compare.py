from __future__ import annotations

from decimal import Decimal

import pytest

from onrecord.codebook.codebook import Codebook, Kind, Slot, SlotType, Term
from onrecord.model.value import (
    ActorValue,
    DateValue,
    PlaceValue,
    Quantity,
    TermValue,
    TextValue,
    Value,
)
from onrecord.values.compare import Relation, compare, turned
from onrecord.values.quantities import quantities_in


def term(name: str, is_a: tuple[str, ...] = (), may_be: tuple[str, ...] = ()) -> Term:
    return Term(name, (name.replace("-", " "),), is_a, may_be, "", "")


TERMS = [
    term("projectile", may_be=("missile",)),
    term("missile", ("projectile",), ("ballistic-missile", "cruise-missile")),
    term("ballistic-missile", ("missile",)),
    term("cruise-missile", ("missile",)),
]
SLOT = Slot("weapon", SlotType.TERM, "", "", "", terms=tuple(t.id for t in TERMS))
BOOK = Codebook(
    {"launch": Kind("launch", "", "", "", "", {"weapon": SLOT})}, {t.id: t for t in TERMS}, "arms"
)


def quantity(words: str) -> Quantity:
    """The one quantity of the words, so that precision comes from words."""
    [found] = quantities_in(words)
    return found.value


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        # leaves alone: what is no conflict
        ("267 miles", "430 km", "same"),
        ("430 km", "430 kilometres", "same"),
        ("about 430 km", "430 km", "same"),
        ("about 600 km", "602 km", "coarser"),
        ("602 km", "600 km", "finer"),
        ("at least 11 people", "13 people", "coarser"),
        ("13 people", "at least 11 people", "finer"),
        ("dozens of people", "36 people", "coarser"),
        ("several people", "2 people", "coarser"),
        ("at least 11 people", "at least 20 people", "coarser"),
        ("up to 30 people", "at least 20 people", "compatible"),
        ("between 10 and 20 km", "15 km", "coarser"),
        ("about 3,000 homes", "2,912 homes", "coarser"),
        ("magnitude 5", "magnitude 4.9", "coarser"),
        ("nine people", "nine soldiers", "same"),
        ("dozens of people", "dozens of people", "same"),
        ("1,000 m", "1 km", "same"),
        ("up to 30 people", "up to 30 people", "same"),
        ("more than 200 people", "201 people", "coarser"),
        ("more than 200 people", "at least 200 people", "finer"),
        ("more than 430 km", "430 km", "coarser"),
        # what cannot be compared
        ("20 km", "20 minutes", "unrelated"),
        ("$5 million", "5 million euros", "unrelated"),
        # what cannot both hold
        ("430 km", "690 km", "conflict"),
        ("17 people", "23 people", "conflict"),
        ("at least 11 people", "9 people", "conflict"),
        ("more than 200 people", "200 people", "conflict"),
        ("fewer than 10 people", "10 people", "conflict"),
        ("up to 10 people", "at least 12 people", "conflict"),
        ("hundreds of people", "9 people", "conflict"),
        ("magnitude 4.9", "magnitude 5.2", "conflict"),
        ("$5 million", "$7 million", "conflict"),
    ],
)
def test_quantities(a: str, b: str, relation: str) -> None:
    x, y = quantity(a), quantity(b)
    assert compare(x, y, BOOK) is Relation(relation)
    assert compare(y, x, BOOK) is turned(compare(x, y, BOOK))


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (DateValue("2019-07-25"), DateValue("2019-07-25"), "same"),
        (DateValue("2019-07"), DateValue("2019-07-25"), "coarser"),
        (DateValue("2019-07-25"), DateValue("2019"), "finer"),
        (DateValue("2019-07-15/2019-07-21"), DateValue("2019-07-20/2019-07-25"), "compatible"),
        (DateValue("2019-07-24"), DateValue("2019-07-25"), "conflict"),
        (DateValue("2019-05-09/.."), DateValue("2019-07-25"), "coarser"),
        (DateValue("2019-07-25", time="05:34"), DateValue("2019-07-25"), "finer"),
        (DateValue("2019-07-25", time="05:34"), DateValue("2019-07-25", time="05:57"), "conflict"),
        (
            DateValue("2019-07-25", time="05:34"),
            DateValue("2019-07-25", time="20:34", zone="UTC"),
            "compatible",
        ),
        (DateValue("2018-22"), DateValue("2018-07-02"), "coarser"),
        (PlaceValue("Wonsan", "KP", 1), PlaceValue("Wŏnsan", "KP", 1), "same"),
        (
            PlaceValue("Wonsan", "KP", 1),
            PlaceValue("Wonsan", "KP", 1, relation="near"),
            "compatible",
        ),
        (
            PlaceValue("North Korea", "KP", place_kind="country"),
            PlaceValue("Wonsan", "KP", 1, place_kind="town"),
            "coarser",
        ),
        (PlaceValue("Wonsan", "KP", 1), PlaceValue("Sinpo", "KP", 2), "unrelated"),
        (PlaceValue("Tripoli", "LY"), PlaceValue("Tripoli", "LB"), "conflict"),
        (TermValue("projectile"), TermValue("ballistic-missile"), "coarser"),
        (TermValue("ballistic-missile"), TermValue("missile"), "finer"),
        (TermValue("cruise-missile"), TermValue("ballistic-missile"), "conflict"),
        (TermValue("cruise-missile"), TermValue("unheard-of"), "unrelated"),
        (ActorValue("Seoul", "KOR.GOV"), ActorValue("South Korea", "KOR.GOV"), "same"),
        (ActorValue("South Korea", "KOR"), ActorValue("the JCS", "KOR.MIL"), "coarser"),
        (
            ActorValue("an official", unnamed=True),
            ActorValue("an official", unnamed=True),
            "unrelated",
        ),
        (TextValue("The talks must stop."), TextValue("the talks  must stop"), "same"),
        (TextValue("Tram"), TextValue("a tram"), "same"),
        (TextValue("the old trams"), TextValue("The old tram"), "same"),
        (TextValue("a bus"), TextValue("a school bus"), "unrelated"),
        (TextValue("a"), TermValue("missile"), "unrelated"),
    ],
)
def test_other_values(a: Value, b: Value, relation: str) -> None:
    assert compare(a, b, BOOK) is Relation(relation)
    assert compare(b, a, BOOK) is turned(Relation(relation))


def test_zero_is_no_vague_number() -> None:
    none = Quantity(unit="people", n=Decimal(0))
    assert compare(none, quantity("several people"), BOOK) is Relation.CONFLICT
