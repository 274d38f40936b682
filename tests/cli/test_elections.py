"""A codebook that is data alone: elections are read, listed and compared like any kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from .command import Run, onrecord
from .stories import write_json

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
BOOK = EXAMPLES / "elections.toml"

FIRST = {
    "id": "buoy-vote",
    "url": "https://buoy.example/estonia-votes",
    "outlet": "The Morning Buoy",
    "title": "Turnout low in general election in Estonia",
    "published": "2023-03-05T20:00:00Z",
    "updated": None,
    "text": "Turnout low in general election in Estonia\n\nTALLINN, Estonia - The general election "
    "in Estonia on Sunday drew a turnout of 51 percent, the electoral committee said.\n\nThe Reed "
    "Party called the election free and fair.",
}
LATER = {
    **FIRST,
    "updated": "2023-03-06T07:00:00Z",
    "text": "Turnout low in general election in Estonia\n\nTALLINN, Estonia - The general election "
    "in Estonia on Sunday drew a turnout of 58 percent, the electoral committee said.\n\nThe Reed "
    "Party called the election rigged. Its leader, Anu Kask, conceded defeat on Monday.",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("estonia")
    ledger = folder / "votes.db"
    paths = write_json(folder / "in", FIRST, LATER)
    done = onrecord("read", *paths, "--codebook", BOOK, ledger=ledger)
    assert done.code == 0, done.err
    assert "0 refused by the guard" in done.err
    return ledger


@pytest.fixture
def ask(held: Path) -> Run:
    return lambda *words: onrecord(*words, ledger=held)


def test_nothing_is_wrong_with_it_and_nothing_to_be_said() -> None:
    done = onrecord("codebook", "check", BOOK)
    assert (done.code, done.out) == (
        0,
        "elections.toml can be used: 2 kinds (concession, election), 9 terms\n",
    )


def test_its_kinds_and_slots_are_claims(ask: Run) -> None:
    [event] = ask("events", "--kind", "election", "--csv").rows
    assert "Estonia" in event["name"]
    lines = ask("blame", event["event"], "--csv").rows
    held = {(line["slot"], line["value"], line["speaker"]) for line in lines}
    assert ("turnout", "58 %", "electoral committee") in held
    assert {value for slot, value, _ in held if slot == "verdict"} >= {"irregular"}
    assert {value for slot, value, _ in held if slot == "type"} >= {"parliamentary election"}
    [concession] = ask("events", "--kind", "concession", "--csv").rows
    assert "Anu Kask" in concession["name"]


def test_what_changed_is_told_as_of_any_kind(ask: Run) -> None:
    [revision] = ask("notices", "--kind", "revision", "--event", "election estonia", "--csv").rows
    assert revision["slot"] == "turnout"
    assert "51 percent" in revision["says"]
    assert "58 percent" in revision["says"]
    then = ask("known", "2023-03-05T21:00", "election estonia").flat
    assert "How many voted, of all who could: 51 %, according to electoral committee" in then
    drawn = ask("timeline", "election", "estonia", "turnout").flat
    assert drawn.index("58 %") < drawn.index("51 %")


def test_the_example_reads_as_the_page_says() -> None:
    report = EXAMPLES / "election-report.json"
    told = onrecord("codebook", "try", BOOK, report, "--json").json
    found = {(claim["slot"], claim["words"]) for claim in told["claims"]}
    assert found >= {
        ("turnout", "61 percent"), ("share", "55 percent"), ("share", "49 percent"),
        ("verdict", "rigged"), ("verdict", "free and fair"), ("who", "Ion Caraman"),
    }  # fmt: skip
    assert told["not_found"] == []


def test_a_broken_one_is_told_in_full() -> None:
    done = onrecord("codebook", "check", EXAMPLES / "broken.toml")
    assert done.code == 1
    assert done.out.startswith("broken.toml cannot be used: 7 mistakes\n")
