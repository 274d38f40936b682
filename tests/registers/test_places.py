"""The gazetteer: order of candidates, our own list, hostile names, and how fast it opens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import lines_run
from onrecord.registers.actors import read_rows
from onrecord.registers.places import load_gazetteer

PLACES = load_gazetteer()


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Wonsan", "town", "KP"),
        ("the Philippines", "country", "PH"),
        ("Florida", "region", "US"),
        ("Aleppo", "town", "SY"),
        ("Bogota", "town", "CO"),
        ("BOGOTÁ", "town", "CO"),
        ("Saigon", "town", "VN"),
        ("Sea of Japan", "sea", None),
        ("East Sea", "sea", None),
        ("Strait of Malacca", "water", None),
        ("Washington, D.C.", "town", "US"),
        ("Baghdad International Airport", "airport", "IQ"),
        ("Weld County", "county", "US"),
        ("Mecca", "town", "SA"),
        ("Medina", "town", "SA"),
        ("Calcutta", "town", "IN"),
        ("Cologne", "town", "DE"),
        ("Odessa", "town", "UA"),
        ("St. Paul", "town", "US"),
    ],
)
def test_the_first_candidate(name: str, kind: str, country: str | None) -> None:
    place = PLACES.find(name)[0]
    assert (place.kind, place.country) == (kind, country)


def test_both_names_of_a_contested_sea_lead_to_one_place_of_no_state() -> None:
    [one], [other] = PLACES.find("Sea of Japan"), PLACES.find("East Sea")
    assert one == other
    assert one.country is None


def test_unknown_names_find_nothing() -> None:
    assert PLACES.find("Zzyzx Vale") == PLACES.find("") == PLACES.find("x" * 500) == ()


def test_our_own_list_is_large_sorted_and_on_the_globe() -> None:
    rows = read_rows("places.tsv", 9)
    own = [row for row in rows if row[1] != "country"]
    assert len(own) >= 400
    assert {row[8] for row in rows} == {"GeoNames", "Natural Earth", "hand", "hand, Natural Earth"}
    assert [(row[1], row) for row in rows] == sorted((row[1], row) for row in rows)
    for row in rows:
        if row[4]:
            assert -90 <= float(row[4]) <= 90
            assert -180 <= float(row[5]) <= 180


def test_opening_the_table_reads_no_rows() -> None:
    """A look-up bisects the table as it lies: a few thousand lines of code, not one a place."""
    load_gazetteer.cache_clear()
    assert lines_run(lambda: load_gazetteer().find("Lima")) < 100_000


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=130))
def test_any_name_may_be_asked(name: str) -> None:
    PLACES.find(name)
