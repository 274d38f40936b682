"""kill -9 at any moment leaves a ledger that verifies, and the next run completes it.

The processes are forked from this one, which has everything imported and no ledger open: so a
kill comes at moments spread over creating, recording and closing, not over importing.
"""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from ledger_histories import NOON, ferry_story
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.merge import content_ids
from onrecord.ledger.tables import judgement
from onrecord.ledger.verify import verify
from onrecord.pipeline import Read, record
from recording_equipment import EQUIPMENT

REPORTS = 40
KILLS = 20


def record_stream(url: str, numbers: range) -> None:
    with open_ledger(url) as ledger:
        for number in numbers:
            record(ledger, Read(*ferry_story(number)), equipment=EQUIPMENT, at=NOON)


def start(url: str, numbers: range) -> int:
    """The id of a new process that records the stream and exits with 0."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            record_stream(url, numbers)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return child


def exit_code(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def ids(ledger: Ledger) -> frozenset[str]:
    with ledger.connect() as connection:
        return content_ids(connection)


def ids_but_judgements(ledger: Ledger) -> frozenset[str]:
    with ledger.connect() as connection:
        judged = connection.execute(select(judgement.c.id)).scalars()
        return content_ids(connection) - frozenset(judged)


def test_killed_at_any_moment(new_url: Callable[[], str]) -> None:
    chance = random.Random(9)
    whole, url = new_url(), new_url()
    begun = time.monotonic()
    assert exit_code(start(whole, range(REPORTS))) == 0
    # Each run gets a random part of the time that the reports left would take.
    a_report = (time.monotonic() - begun) / REPORTS
    killed = kept = tries = 0
    while killed < KILLS:
        tries += 1
        assert tries <= 10 * KILLS, "the processes end before they can be killed"
        child = start(url, range(REPORTS))
        time.sleep(chance.uniform(0, 4 * a_report * REPORTS / KILLS))
        os.kill(child, signal.SIGKILL)
        code = exit_code(child)
        killed += code == -signal.SIGKILL
        if code == 0:  # it was done before the kill: go on with a new ledger
            url, kept = new_url(), 0
            continue
        if "://" in url or Path(url).exists():
            with open_ledger(url) as ledger:
                found = verify(ledger)
                assert found.wrong is None
                assert found.batches >= kept
                kept = found.batches
    assert exit_code(start(url, range(REPORTS))) == 0
    with open_ledger(url) as ledger, open_ledger(whole) as undisturbed:
        assert verify(ledger).holds
        assert ids(ledger) == ids(undisturbed)
        assert ledger.head() == undisturbed.head()


def test_two_at_once_both_finish(new_url: Callable[[], str], tmp_path: Path) -> None:
    """Both make the ledger and record overlapping streams; nothing is on record twice."""
    url = new_url()
    children = [start(url, range(20)), start(url, range(29, 9, -1))]  # type: ignore[list-item]
    assert [exit_code(child) for child in children] == [0, 0]
    record_stream(str(tmp_path / "one.db"), range(30))
    with open_ledger(url) as ledger, open_ledger(tmp_path / "one.db") as one:
        assert verify(ledger).holds
        assert verify(ledger).batches == 30
        # Which event is joined to which may depend on the order; all else may not.
        assert ids_but_judgements(ledger) == ids_but_judgements(one)


@pytest.mark.parametrize("new_url", ["sqlite"], indirect=True)
def test_a_reader_asks_while_another_writes(new_url: Callable[[], str]) -> None:
    url = new_url()
    open_ledger(url).close()
    child = start(url, range(30))
    seen = 0
    with open_ledger(url) as ledger:
        while seen < 5:
            found = verify(ledger)
            assert found.wrong is None
            assert found.batches >= seen
            seen = found.batches
    assert exit_code(child) == 0
