from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from onrecord.capture.sources import fetch_sources
from onrecord.cli import progress
from onrecord.cli.progress import Within, counting
from onrecord.pool import read_captures


def test_how_far_each_report_is_read_is_told(pages: Path) -> None:
    told: dict[str, list[float]] = {}
    paths = sorted(pages.glob("*.json"))[:2]
    done = read_captures(
        fetch_sources([str(path) for path in paths]),
        heard=lambda name, share: told.setdefault(name, []).append(share),
    )
    assert len(list(done)) == 2
    assert list(told) == [str(path) for path in paths]
    for shares in told.values():
        assert shares == sorted(shares)
        assert 0 < shares[0] < shares[-1] == 1


def test_a_report_that_takes_long_gets_a_bar_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    within = Within()
    within("a", 0.1)  # nothing draws yet
    with Progress(console=Console(file=io.StringIO()), disable=True) as drawn:
        within.begin(drawn)
        within("short.txt", 0.5)
        assert drawn.tasks == []
        within(f"{'folder/' * 9}long\x1b.txt", 0.1)
        clock[0] = 3.0
        within(f"{'folder/' * 9}long\x1b.txt", 0.4)
        [task] = drawn.tasks
        assert (task.completed, task.fields["count"]) == (0.4, "40%")
        assert task.description.strip().startswith("…")
        assert task.description.endswith("long\ufffd.txt")
        within.end()
        assert drawn.tasks == []


def test_without_a_terminal_things_pass_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    things = [1, 2]
    with counting(things, "Reading", within=Within()) as shown:
        assert shown is things
