"""kill -9 at any moment of a real `read`, and two of them at once on one ledger."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.verify import verify

from .command import onrecord, start
from .stories import short_reports, write_json

REPORTS = 500
KILLS = 6


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of short reports."""
    folder = tmp_path_factory.mktemp("many")
    write_json(folder, *short_reports(REPORTS))
    return folder


@pytest.fixture(scope="module")
def undisturbed(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of a run that nothing cut off."""
    ledger = tmp_path_factory.mktemp("undisturbed") / "whole.db"
    assert onrecord("read", many, ledger=ledger).code == 0
    return ledger


def content(ledger: Path) -> set[str]:
    """Ids on record, but those that hold the time of the run."""
    rows = map(json.loads, onrecord("ledger", "dump", ledger=ledger).out.splitlines())
    timed = ("ledger", "batch", "capture", "appearance", "judgement")
    return {row["id"] for row in rows if row["sort"] not in timed}


def judged(ledger: Path) -> set[tuple[str, str, str | None]]:
    rows = map(json.loads, onrecord("ledger", "dump", ledger=ledger).out.splitlines())
    bodies = [row["body"] for row in rows if row["sort"] == "judgement"]
    return {(body["subject"], body["verb"], body["object"]) for body in bodies}


def batches(ledger: Path) -> int:
    """How many batches are on record; they must hold."""
    with open_ledger(ledger, create=False) as opened:
        found = verify(opened)
    assert found.wrong is None
    return found.batches


def test_killed_at_any_moment(many: Path, undisturbed: Path, tmp_path: Path) -> None:
    chance = random.Random(9)
    ledger = tmp_path / "killed.db"
    kept, stopped_at = 0, []
    for _ in range(KILLS):
        process = start("read", many, "--ledger", ledger)
        # Killed once it is at work, at a moment of no one's choosing: imports are not the matter.
        goal = kept + chance.randrange(1, REPORTS // KILLS)
        while process.poll() is None and not (ledger.exists() and written(ledger) >= goal):
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        now = batches(ledger)
        assert now >= max(kept, goal)
        if process.returncode == -signal.SIGKILL:
            stopped_at.append(now)
        kept = now
    assert len(stopped_at) >= KILLS - 1
    assert 0 < kept < REPORTS
    done = onrecord("read", many, ledger=ledger)
    assert done.code == 0
    assert f"{REPORTS} reports read" in done.err
    assert f": {REPORTS - kept} new versions" in done.err
    assert content(ledger) == content(undisturbed)
    assert judged(ledger) == judged(undisturbed)
    assert batches(ledger) == batches(undisturbed) == REPORTS
    assert onrecord("events", "--csv", ledger=ledger) == onrecord(
        "events", "--csv", ledger=undisturbed
    )


def written(ledger: Path) -> int:
    """How many batches are seen while another process writes; 0 before there is a ledger."""
    connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM batch").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0
    finally:
        connection.close()


def test_two_at_once_both_finish(many: Path, undisturbed: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "both.db"
    names = sorted(many.iterdir())[:24]
    one = start("read", *names[:16], "--ledger", ledger)
    other = start("read", *reversed(names[8:]), "--ledger", ledger)
    for process in (one, other):
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
        assert b"16 reports read" in err
    assert batches(ledger) == 24
    whole = content(undisturbed)
    assert content(ledger) < whole
    reports = onrecord("reports", "--json", ledger=ledger).json
    assert sorted(len(report["versions"]) for report in reports) == [1] * 24
