"""Candidates, and other questions that look at days and values before they gather events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event as listening

from onrecord.codebook import load_codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.value import Quantity
from onrecord.queries import candidate_events, event_notices, find_events
from onrecord.queries.clocks import NOW
from onrecord.queries.events import resolve_in
from onrecord.queries.relations import Relations
from onrecord.queries.told import asking

from .history import History

STORY = """
Lantern v1 2019-07-25T09:10
  launch  OUTLET   when       2019-07-25
  launch  OUTLET   count      2 missile
Quay v1 2019-07-27T09:10
  ferry   OUTLET   deaths     11 people
"""
DAY = date(2019, 7, 25)


@pytest.fixture
def history(paper: Ledger) -> History:
    return History(paper).tell(STORY)


def days(*numbers: int) -> list[tuple[date, date]]:
    return [(date(2019, 7, number), date(2019, 7, number)) for number in numbers]


@pytest.mark.parametrize(
    ("within", "found"),
    [
        (None, True),
        (days(25), True),
        (days(24), True),  # a night is told under either day
        (days(26), True),
        (days(23), False),
        (days(27), False),
        (days(2, 25), True),
        ([(date(2019, 7, 1), date(2019, 7, 24))], True),
        ([], False),
    ],
)
def test_an_event_that_fell_on_other_days_is_no_candidate(
    history: History, within: list[tuple[date, date]] | None, found: bool
) -> None:
    with history.ledger.connect() as connection:
        events = candidate_events(connection, ["missile-launch"], days(25), within=within)
    assert [one.id for one in events] == ([history.events["launch"]] if found else [])


def test_an_event_without_days_is_a_candidate_on_any(history: History) -> None:
    with history.ledger.connect() as connection:
        events = candidate_events(connection, ["accident"], days(27), within=days(3))
    assert [one.id for one in events] == [history.events["ferry"]]


def test_what_is_near_in_time_is_found_by_time_and_not_by_kind(history: History) -> None:
    asked: list[tuple[str, Any]] = []
    listen = partial(listening.listen, history.ledger.engine, "before_cursor_execute")
    listen(lambda _c, _cursor, statement, parameters, *_: asked.append((statement, parameters)))
    with history.ledger.connect() as connection:
        candidate_events(connection, ["missile-launch"], days(25), within=days(25))
    event_notices(history.ledger, history.events["launch"])
    plans = [
        row[-1]
        for statement, parameters in list(asked)
        for row in _plan(history.ledger, statement, parameters)
    ]
    assert any("appearance_known_at" in step for step in plans)
    assert not [step for step in plans if "mention_kind" in step]


def _plan(ledger: Ledger, statement: str, parameters: Any) -> list[Any]:
    with ledger.engine.connect() as connection:
        return list(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (DAY, DAY, True),
        (date(2019, 7, 1), date(2019, 7, 24), False),
        (date(2019, 7, 26), date(2019, 7, 31), False),
        (date(2019, 1, 1), date(2019, 12, 31), True),
        (date(2018, 12, 1), date(2019, 7, 25), True),
        (date(2019, 7, 26), date(2020, 1, 1), False),
        (date(2019, 7, 26), DAY, False),
    ],
)
def test_events_of_a_run_of_days(history: History, since: date, until: date, found: bool) -> None:
    rows = find_events(history.ledger, since=since, until=until)
    assert [row.kind for row in rows] == (["missile-launch"] if found else [])


def test_values_that_are_equal_but_not_equally_precise_are_compared_apart(
    history: History,
) -> None:
    book = load_codebook()
    with asking(history.ledger, NOW) as seen:
        one = resolve_in(seen, "launch", book).gathered.placed[0]
    rough, fine, other = (
        replace(one, id=amount, claim=replace(one.claim, value=Quantity("km", n=Decimal(amount))))
        for amount in ("430", "430.0", "432")
    )
    alone = [Relations(book, "missile-launch").value(this, other) for this in (rough, fine)]
    together = Relations(book, "missile-launch")
    assert rough.claim.value == fine.claim.value
    assert [together.value(this, other) for this in (rough, fine)] == alone
    assert alone[0] is not alone[1]
