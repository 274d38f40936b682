"""The room's rules, tested by data: corpus/values/*.toml, one test a row."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.model.found import Found
from onrecord.values.anchors import DateAnchor
from onrecord.values.dates import dates_in
from onrecord.values.numbers import numbers_in
from onrecord.values.quantities import quantities_in
from onrecord.values.timex import timexes_in

CORPUS = Path(__file__).parents[2] / "corpus" / "values"
DAY = date(2019, 7, 25)


def rows(name: str, part: str) -> list[Any]:
    read = tomllib.loads((CORPUS / f"{name}.toml").read_text("utf-8"))
    found = read[part]
    return list(found.items()) if isinstance(found, dict) else found


def told(found: Found[Any], text: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """What was found, as the row writes it."""
    out = {"words": found.span.of(text), **found.value.as_json()}
    if found.item:
        out["item"] = found.item
    return out | {key: value for key, value in found.notes if key in wanted or key == "also"}


def read_quantities(row: dict[str, Any]) -> list[dict[str, Any]]:
    text = row["text"]
    wanted = row.get("found", ())
    keys = {key for one in wanted for key in one}
    return [told(f, text, dict.fromkeys(keys)) for f in quantities_in(text)]


def read_dates(row: dict[str, Any]) -> list[dict[str, Any]]:
    anchor = DateAnchor(row.get("day", DAY))
    return [told(f, row["text"], {}) for f in dates_in(row["text"], anchor)]


def read_timexes(row: dict[str, Any]) -> list[dict[str, str]]:
    text = row["text"]
    return [{"words": t.span.of(text), "value": t.value} for t in timexes_in(text, DateAnchor(DAY))]


@pytest.mark.parametrize("text", rows("numbers", "leaves_alone"))
def test_numbers_left_alone(text: str) -> None:
    assert list(numbers_in(text)) == []


@pytest.mark.parametrize(("text", "amounts"), rows("numbers", "finds"))
def test_numbers_found(text: str, amounts: list[str]) -> None:
    assert [str(amount) for _, amount in numbers_in(text)] == amounts


@pytest.mark.parametrize(("text", "amounts"), rows("numbers", "owed"))
def test_numbers_owed(text: str, amounts: list[str]) -> None:
    assert [str(a) for _, a in numbers_in(text)] != amounts, "works now: move it to finds"


@pytest.mark.parametrize("row", rows("quantities", "leaves_alone"), ids=lambda r: r["text"][:40])
def test_quantities_left_alone(row: dict[str, Any]) -> None:
    assert read_quantities(row) == []


@pytest.mark.parametrize("row", rows("quantities", "finds"), ids=lambda r: r["text"][:40])
def test_quantities_found(row: dict[str, Any]) -> None:
    assert read_quantities(row) == row["found"]


@pytest.mark.parametrize("row", rows("quantities", "owed"), ids=lambda r: r["text"][:40])
def test_quantities_owed(row: dict[str, Any]) -> None:
    assert read_quantities(row) != row["found"], "works now: move it to finds"


@pytest.mark.parametrize("row", rows("dates", "leaves_alone"), ids=lambda r: r["text"][:40])
def test_dates_left_alone(row: dict[str, Any]) -> None:
    assert read_dates(row) == []


@pytest.mark.parametrize("row", rows("dates", "finds"), ids=lambda r: r["text"][:40])
def test_dates_found(row: dict[str, Any]) -> None:
    assert read_dates(row) == row["found"]


@pytest.mark.parametrize("row", rows("dates", "owed"), ids=lambda r: r["text"][:40])
def test_dates_owed(row: dict[str, Any]) -> None:
    assert read_dates(row) != row["found"], "works now: move it to finds"


@pytest.mark.parametrize("row", rows("timex", "leaves_alone"), ids=lambda r: r["text"][:40])
def test_timexes_left_alone(row: dict[str, Any]) -> None:
    assert read_timexes(row) == []


@pytest.mark.parametrize("row", rows("timex", "finds"), ids=lambda r: r["text"][:40])
def test_timexes_found(row: dict[str, Any]) -> None:
    assert read_timexes(row) == row["found"]


def test_every_date_says_how_it_was_anchored() -> None:
    for row in rows("dates", "finds"):
        for found in dates_in(row["text"], DateAnchor(DAY, source="dateline")):
            assert dict(found.notes)["anchored"]
