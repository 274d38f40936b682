from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib import resources

import pytest

from onrecord.registers.units import load_units


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("kilometres", "km"),
        ("km", "km"),
        ("NAUTICAL MILES", "nautical mile"),
        ("per cent", "%"),
        ("$", "dollar"),
        ("MW", "megawatt"),
        ("mW", "milliwatt"),
        ("U.S. dollars", "dollar"),
        ("Danish crowns", "danish krone"),
    ],
)
def test_words_and_signs_lead_to_one_unit(printed: str, unit: str) -> None:
    found = load_units().named(printed)
    assert found is not None
    assert found.id == unit


@pytest.mark.parametrize("noun", ["missile", "people", "", "mw", "in"])
def test_what_is_counted_is_no_unit(noun: str) -> None:
    assert load_units().named(noun) is None


def test_a_mile_is_a_mile_and_money_has_no_factor() -> None:
    mile, dollar = load_units().named("mile"), load_units().named("dollar")
    assert mile is not None
    assert mile.factor == Decimal("1609.344")
    assert dollar is not None
    assert dollar.factor is None


def test_the_file_is_sorted() -> None:
    text = resources.files("onrecord.registers").joinpath("units.toml").read_text("utf-8")
    keys = list(tomllib.loads(text))
    assert keys == sorted(keys)
