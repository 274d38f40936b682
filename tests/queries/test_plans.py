"""No question on one event may read a table from end to end: its cost must not grow with the rest
of the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event as listening

from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import metadata
from onrecord.queries import (
    blame_event,
    candidate_events,
    event_notices,
    explain_claim,
    find_events,
    log_event,
    parse_time,
    show_event,
)

from .fresh import fresh
from .history import History

DAY = parse_time("2019-07-25").date()
TABLES = "|".join(sorted(set(metadata.tables) - {"codebook"}))
"""Codebooks are few, and all of them count."""


@contextmanager
def statements(ledger: Ledger) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of the database inside the block."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        asked.append((statement, parameters))

    listening.listen(ledger.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        listening.remove(ledger.engine, "before_cursor_execute", note)


def scans(ledger: Ledger, asked: list[tuple[str, Any]]) -> list[str]:
    """Steps of the query plans that read a table or an index from end to end."""
    found: list[str] = []
    with ledger.engine.connect() as connection:
        for statement, parameters in asked:
            if not statement.lstrip().upper().startswith(("SELECT", "WITH")):
                continue
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            found += [
                f"{row.detail}  in  {statement[:200]}"
                for row in plan
                if re.match(rf"SCAN (?:{TABLES})(?:_\d+)?\b", row.detail)
            ]
    return found


@pytest.fixture
def told(paper: Ledger) -> History:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range/both  430 km
  launch  JCS=KOR.MIL  launch-place  @Wonsan
  launch  JCS=KOR.MIL  when        2019-07-25
  ferry   OUTLET       deaths      8 people
Lantern v2 2019-07-25T16:27
  launch  JCS=KOR.MIL  range/both  690 km
"""
    )
    history.amend("Lantern v1 range/both", "440 km")
    return history


QUESTIONS: dict[str, Callable[[History], object]] = {
    "show": lambda h: show_event(h.ledger, h.events["launch"]),
    "log": lambda h: log_event(h.ledger, h.events["launch"]),
    "blame": lambda h: blame_event(h.ledger, h.events["launch"]),
    "notices": lambda h: event_notices(h.ledger, h.events["launch"]),
    "explain": lambda h: explain_claim(h.ledger, h.claim("Lantern v2 range/both")),
    "show by words": lambda h: show_event(h.ledger, "launch 2019-07-25 wonsan"),
    "events of a day": lambda h: find_events(h.ledger, since=DAY, until=DAY),
    "events of a place": lambda h: find_events(h.ledger, place="wons"),
    "candidates": lambda h: _candidates(h),
}


def _candidates(history: History) -> object:
    day = parse_time("2019-07-25").date()
    with history.ledger.writing() as connection:
        return candidate_events(connection, [fresh("missile-launch", day)])


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_table_is_read_from_end_to_end(told: History, name: str) -> None:
    with statements(told.ledger) as asked:
        QUESTIONS[name](told)
    assert asked
    assert scans(told.ledger, asked) == []


def test_a_scan_would_be_seen(told: History) -> None:
    asked = [("SELECT body FROM claim WHERE body LIKE ?", ("%x%",))]
    assert scans(told.ledger, asked)


@pytest.mark.parametrize("name", ["show", "log", "blame"])
def test_the_number_of_selects_is_fixed(told: History, name: str) -> None:
    """More versions, claims and reports of an event are not more SELECTs."""
    with statements(told.ledger) as few:
        QUESTIONS[name](told)
    told.tell(
        "\n".join(
            f"Quay/{n} v1 2019-07-26T{n:02}:00\n"
            f"  launch  Navy{n}  range/both  {400 + n} km\n"
            f"  launch  Navy{n}  count  2 missile"
            for n in range(12)
        )
    )
    with statements(told.ledger) as many:
        QUESTIONS[name](told)
    assert len(many) == len(few)
