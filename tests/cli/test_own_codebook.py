"""A kind of the user's own, from the page that explains codebooks to what is asked of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .command import Run, onrecord
from .stories import write_json

PAGE = Path(__file__).parents[2] / "docs" / "own-codebook.md"
KIND = "street-protest"

EARLY = {
    "id": "lantern-riga-1",
    "url": "https://lantern.example/riga",
    "outlet": "The Lantern",
    "title": "Thousands protest in Riga",
    "published": "2024-05-11T16:00:00Z",
    "updated": "2024-05-11T16:00:00Z",
    "text": "RIGA, May 11 - Police said 2,000 people joined a protest in Riga on Saturday.\n\n"
    "The city council did not comment.",
}
LATE = {
    **EARLY,
    "id": "lantern-riga-2",
    "updated": "2024-05-11T21:00:00Z",
    "text": "RIGA, May 11 - Police said 5,000 people joined the march in Riga on Saturday.\n\n"
    "The city council did not comment.",
}


@pytest.fixture(scope="module")
def protests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The codebook that the page shows."""
    [toml] = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path_factory.mktemp("codebook") / "protests.toml"
    path.write_text(toml, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def held(protests: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that was read with the codebook once; the second version without naming it."""
    folder = tmp_path_factory.mktemp("riga")
    ledger = folder / "riga.db"
    early, late = write_json(folder / "in", EARLY, LATE)
    first = onrecord("read", early, "--codebook", protests, ledger=ledger)
    assert first.code == 0, first.err
    second = onrecord("read", late, ledger=ledger)
    assert second.code == 0, second.err
    assert second.err.startswith(f"Reading with protests.toml, as {ledger} was before.\n")
    return ledger


@pytest.fixture
def ask(held: Path) -> Run:
    return lambda *words: onrecord(*words, ledger=held)


def test_its_events_are_listed_by_kind_and_named(ask: Run) -> None:
    [event] = ask("events", "--kind", KIND, "--json").json
    assert event["kind"] == KIND
    assert event["name"].startswith("Protest")
    assert "Riga" in event["name"]
    slip = ask("events", "--kind", "nosuch")
    assert slip.code == 2
    assert f", {KIND}, " in slip.err


def test_its_slots_are_asked_for(ask: Run) -> None:
    crowd = ask("log", "riga", "protest", "crowd", "--csv").rows
    assert [(row["value"], row["status"]) for row in crowd] == [
        ("2,000 people", "superseded"),
        ("5,000 people", "standing"),
    ]
    [revision] = [
        notice
        for notice in ask("show", "riga protest", "--json").json["notices"]
        if notice["kind"] == "revision"
    ]
    assert "how many came" in revision["says"].lower()
    shown = ask("show", "riga", "protest", "--json").json
    assert [part["title"] for part in shown["standing"] if part["slot"] == "crowd"] == [
        "How many came"
    ]


def test_its_order_of_terms_holds(ask: Run) -> None:
    """A march is a protest: the finer word contradicts nothing."""
    forms = ask("log", "riga", "protest", "form", "--csv").rows
    assert {(row["words"], row["status"]) for row in forms} >= {("march", "standing")}
    shown = ask("show", "riga", "protest", "--json").json
    assert shown["disputes"] == []
    assert not [notice for notice in shown["notices"] if notice["kind"] == "dispute"]


def test_a_claim_of_its_kind_is_amended_by_its_terms(held: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert onrecord("ledger", "backup", copy, ledger=held).code == 0
    forms = onrecord("log", "riga", "protest", "form", "--csv", ledger=copy).rows
    claim = next(row["claim"] for row in forms if row["words"] == "march")
    done = onrecord("judge", claim, "amend", "--value", "vigil", "--because", "x", ledger=copy)
    assert done.code == 0, done.err
    assert "vigil" in onrecord("log", "riga", "protest", "form", ledger=copy).out


def test_the_codebook_goes_where_the_ledger_goes(held: Path, tmp_path: Path) -> None:
    dump, other = tmp_path / "dump.jsonl", tmp_path / "other.db"
    assert onrecord("ledger", "dump", dump, ledger=held).code == 0
    assert onrecord("ledger", "load", dump, ledger=other).code == 0
    for words in (["events"], ["show", "riga"], ["log", "riga", "crowd"]):
        assert onrecord(*words, ledger=other).out == onrecord(*words, ledger=held).out
    again = onrecord("reread", ledger=other)
    assert (
        again.err == f"Nothing to read again: {other} holds this reader's reading of every "
        "version.\n"
    )
    assert onrecord("verify", ledger=other).code == 0


def test_an_edited_codebook_takes_the_place_of_the_old(
    held: Path, protests: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert onrecord("ledger", "backup", copy, ledger=held).code == 0
    edited = tmp_path / "protests.toml"
    edited.write_text(protests.read_text().replace('title = "Protest"', 'title = "Rally"'))
    done = onrecord("reread", "--codebook", edited, ledger=copy)
    assert done.code == 0, done.err
    assert onrecord("events", "--kind", KIND, ledger=copy).out.count("Rally") == 1
    same = onrecord("events", "--kind", KIND, ledger=held).out
    assert "Rally" not in same


def test_two_files_of_one_name(protests: Path, tmp_path: Path, new: Run) -> None:
    twin = tmp_path / "protests.toml"
    twin.write_text("")
    done = new("read", tmp_path, "--codebook", protests, "--codebook", twin)
    assert (done.code, done.out) == (2, "")
    assert done.err == "Two codebooks are called protests.toml. Rename one, or give it once.\n"
