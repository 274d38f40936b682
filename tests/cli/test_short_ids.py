"""An id that is shown names one row on the whole ledger, and still does as the ledger grows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.rows import Row, make_row
from onrecord.queries import short_ids

from .command import Run


@pytest.fixture
def opened(ledger: Path) -> Iterator[Ledger]:
    with open_ledger(ledger) as found:
        yield found


def twins() -> tuple[Row, Row]:
    """Two reports whose ids begin with the same six characters."""
    met: dict[str, Row] = {}
    for number in count():
        row = make_row("report", {"key": f"report {number}"})
        if row.id[:6] in met:
            return met[row.id[:6]], row
        met[row.id[:6]] = row
    raise AssertionError("count() does not end")


def plant(ledger: Ledger, *rows: Row) -> None:
    with ledger.batch(author_kind="person", author="Ida Holm") as batch:
        batch.add(*rows)


def test_ids_are_told_apart_from_all_on_the_ledger_not_from_those_shown(opened: Ledger) -> None:
    one, other = twins()
    plant(opened, one)
    assert short_ids(opened, [one.id]) == {one.id: one.id[:6]}
    plant(opened, other)
    [alone] = short_ids(opened, [one.id]).values()
    assert one.id.startswith(alone)
    assert not other.id.startswith(alone)


def test_what_came_to_name_two_lists_both(opened: Ledger, run: Run) -> None:
    one, other = twins()
    plant(opened, one, other)
    done = run("redact", one.id[:6], "--because", "x")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"2 ids begin with {one.id[:6]}: ")
    assert done.err.endswith("Name one.\n")
    listed = re.findall(r"([0-9a-f]{7,}) \(a report\)", done.err)
    assert len(listed) == 2
    assert {one.id, other.id} == {
        id for id in (one.id, other.id) for short in listed if id.startswith(short)
    }


def test_large_ledgers_show_longer_ids(opened: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that one in a few hundred at most comes to name two while the ledger doubles."""
    some = "ab" * 32
    assert short_ids(opened, [some]) == {some: "ababab"}
    monkeypatch.setattr("onrecord.queries.ids._ROOM", 16**6)
    assert len(short_ids(opened, [some])[some]) > 6


@pytest.mark.parametrize(
    "words",
    [
        ["events"],
        ["show", "Surigao"],
        ["blame", "Surigao"],
        ["log", "Surigao"],
        ["reports"],
        ["search", "ferry"],
    ],
    ids=" ".join,
)
def test_what_is_shown_can_be_typed(words: list[str], ask: Run) -> None:
    """Every id on the page is taken by the verb for its sort."""
    page = ask(*words)
    assert page.code == 0
    shown = {id for id in re.findall(r"\b[0-9a-f]{6,8}\b", page.out) if not id.isalpha()}
    assert shown
    for id in shown:
        done = [ask(verb, id) for verb in ("show", "explain", "diff")]
        assert 0 in [one.code for one in done] or "one version only" in done[2].err, id
