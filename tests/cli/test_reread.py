"""`onrecord reread`, and how a second `read` passes over what this reader has read."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from onrecord import pipeline, pool
from onrecord.capture.sources import fetch_sources
from onrecord.errors import Misused
from onrecord.ledger.ledger import open_ledger
from onrecord.model.reading import Reading
from onrecord.model.report import Version

from .command import Run, onrecord
from .stories import FERRY_1, FERRY_2, LAUNCH, write_json


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A codebook of one's own: with it, this is another reader."""
    path = tmp_path / "own.toml"
    path.write_text(
        'name = "own"\ntitle = "Own"\nabout = "Kinds of our own."\n\n'
        '[kinds.school-budget]\ntitle = "School budget"\n'
        'definition = "Money is set aside for a school."\n'
        'example = "the council voted to spend on a school"\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The versions that the whole reader was run on, in order."""
    real, done = pipeline.read, list[str]()

    def counted(version: Version, *rest: Any) -> Reading:
        done.append(version.title)
        return real(version, *rest)

    monkeypatch.setattr(pipeline, "read", counted)
    return done


def sorts(run: Run) -> Counter[str]:
    rows = map(json.loads, run("ledger", "dump").out.splitlines())
    return Counter(row["sort"] for row in rows)


def test_the_same_reader_has_nothing_to_read_again(
    run: Run, ledger: Path, reads: list[str]
) -> None:
    before = run("ledger", "dump").out
    done = run("reread")
    assert done.code == 0
    assert done.err == (
        f"Nothing to read again: {ledger} holds this reader's reading of every version.\n"
    )
    assert run("ledger", "dump").out == before
    assert reads == []


def test_new_readings_stand_beside_the_old(
    run: Run, ledger: Path, book: Path, reads: list[str]
) -> None:
    before, old = sorts(run), run("ledger", "dump").out
    asked = [run("show", "Surigao", "--csv").rows, run("events", "--json").json]
    done = run("reread", "--codebook", book)
    assert done.code == 0, done.err
    assert done.err.startswith(f"6 versions read again into {ledger}\n")
    # In order of known time.
    assert [title.split()[-1] for title in reads][:2] == ["says", "week"]
    after = sorts(run)
    assert after["reading"] == 2 * before["reading"]
    for same in ("capture", "appearance", "blob", "report", "version"):
        assert after[same] == before[same]
    assert run("ledger", "dump").out.startswith(old)
    assert run("verify").code == 0
    # What is told is what was told: the same events, with the same values.
    assert [run("show", "Surigao", "--csv").rows, run("events", "--json").json] == asked
    again = run("reread", "--codebook", book)
    assert again.err.startswith("Nothing to read again")
    assert len(reads) == 6


def test_what_a_person_decided_holds(run: Run, book: Path) -> None:
    row = next(r for r in run("log", "Surigao", "--csv").rows if r["words"] == "31 people")
    because = ("--because", "misheard", "--author", "Ida Holm")
    assert run("judge", "reject", row["claim"], *because).code == 0
    assert run("reread", "--codebook", book).code == 0
    [held] = [r for r in run("log", "Surigao", "--csv").rows if r["claim"] == row["claim"]]
    assert held["status"] == "rejected"


def test_a_codebook_that_cannot_be_used(run: Run, tmp_path: Path, pages: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('name = "bad"\ncolour = "red"\n')
    reading = ["read", pages, "--json"]
    for verb in (["reread"], ["read", pages], reading, [*reading, "--jobs", "2"]):
        done = run(*verb, "--codebook", bad)
        assert done.code == 3, verb
        assert done.err.startswith("bad.toml, colour: unknown key.")
    assert run("reread", "--codebook", tmp_path / "missing.toml").code == 2


def test_a_second_run_reads_only_what_is_new(new: Run, tmp_path: Path, reads: list[str]) -> None:
    folder = tmp_path / "in"
    write_json(folder, FERRY_1, LAUNCH)
    assert new("read", folder).code == 0
    assert len(reads) == 2
    write_json(folder, FERRY_1, LAUNCH, FERRY_2)
    done = new("read", folder)
    assert done.code == 0
    assert "3 reports read" in done.err
    assert "1 new version" in done.err
    assert reads[2:] == [FERRY_2["title"]]
    # Printing reads all: it looks into no ledger.
    assert len(new("read", folder, "--json").readings) == 3
    assert len(reads) == 6
    assert all(reading["attributions"] for reading in new("read", folder, "--json").readings)


def test_another_reader_reads_all(new: Run, tmp_path: Path, book: Path, reads: list[str]) -> None:
    [path] = write_json(tmp_path / "in", LAUNCH)
    assert new("read", path).code == 0
    assert new("read", path, "--codebook", book).code == 0
    assert len(reads) == 2


def test_what_was_passed_over_goes_into_no_other_ledger(shared: Path, pages: Path) -> None:
    """An empty reading must never stand in for one that was not made."""
    sources = sorted(str(path) for path in pages.glob("*.json"))[:1]
    [again] = pool.read_captures(fetch_sources(sources), ledger=shared)
    assert isinstance(again, pipeline.Read)
    assert again.again
    other = shared.parent / "another.db"
    with open_ledger(other) as ledger, pytest.raises(Misused, match="another ledger"):
        pipeline.record(ledger, again, equipment=pipeline.equip())
    assert onrecord("reports", "--json", ledger=other).json == []


def test_two_processes_pass_over_too(run: Run, pages: Path) -> None:
    before = run("ledger", "dump").out
    done = run("read", pages, "--jobs", "2")
    assert done.code == 0, done.err
    assert "0 new versions" in done.err
    assert run("ledger", "dump").out == before
