"""Candidates, and other questions that look at days and values before they gather events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event as listening
from sqlalchemy import inspect, select

from onrecord.codebook import load_codebook
from onrecord.events import EventProfile, join
from onrecord.ledger import tellings
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tellings import drop_tellings, telling, told_up_to
from onrecord.model.judgement import Verb
from onrecord.model.scales import Modality
from onrecord.model.value import PlaceValue, Quantity
from onrecord.queries import candidate_events, find_events
from onrecord.queries import tellings as indexing
from onrecord.queries.clocks import NOW
from onrecord.queries.events import resolve_in
from onrecord.queries.near import near_mentions
from onrecord.queries.relations import Relations
from onrecord.queries.tellings import catch_up, keep_tellings
from onrecord.queries.told import asking
from onrecord.queries.visible import view
from onrecord.registers.places import load_gazetteer

from .fresh import fresh
from .history import History, much_happens

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


def candidates(history: History, *events: EventProfile) -> list[EventProfile]:
    with history.ledger.writing() as connection:
        return list(candidate_events(connection, events))


def ids(events: Sequence[EventProfile]) -> list[str]:
    return [event.id for event in events]


def july(number: int) -> date:
    return date(2019, 7, number)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (25, 25, True),
        (24, 24, True),  # a night is told under either day
        (26, 26, True),
        (23, 23, False),
        (27, 27, False),
        (1, 24, True),
        (1, 23, False),
        (20, 31, True),
    ],
)
def test_an_event_that_fell_on_other_days_is_no_candidate(
    history: History, first: int, last: int, found: bool
) -> None:
    near = candidates(history, fresh("missile-launch", july(first), july(last)))
    assert ids(near) == ([history.events["launch"]] if found else [])


def test_an_event_of_another_kind_is_no_candidate(history: History) -> None:
    assert candidates(history, fresh("attack", DAY)) == []


@pytest.mark.parametrize(("day", "found"), [(21, False), (22, True), (29, True), (30, False)])
def test_an_event_without_days_may_be_one_of_the_days_before_it_was_told(
    history: History, day: int, found: bool
) -> None:
    near = candidates(history, fresh("accident", july(day)))
    assert ids(near) == ([history.events["ferry"]] if found else [])


@pytest.mark.parametrize(("told", "found"), [(22, False), (23, True), (30, True), (31, False)])
def test_what_is_told_without_days_may_be_one_of_the_days_before(
    history: History, told: int, found: bool
) -> None:
    near = candidates(history, fresh("missile-launch", None, told=told))
    assert ids(near) == ([history.events["launch"]] if found else [])


def test_a_plan_without_days_is_sought_among_what_was_told_in_those_weeks(
    history: History,
) -> None:
    plan = fresh("missile-launch", None, modality=Modality.PLANNED)
    assert ids(candidates(history, plan)) == [history.events["launch"]]
    late = replace(plan, known_at=plan.known_at + timedelta(days=30))
    assert candidates(history, late) == []


def test_a_month_on_record_is_a_candidate_for_its_days(paper: Ledger) -> None:
    history = History(paper).tell("Lantern v1 2019-07-25\n  launch  OUTLET  when  2019-06")
    assert candidates(history, fresh("missile-launch", date(2019, 6, 9)))
    assert not candidates(history, fresh("missile-launch", date(2019, 5, 30)))
    assert not candidates(history, fresh("missile-launch", july(2)))


def test_events_of_other_countries_are_no_candidates(history: History) -> None:
    # The history's places have no country, so they may lie in any.
    history.tell("Quay/2 v1 2019-07-26\n  launch2  OUTLET  when  2019-07-25")
    nowhere = ids(candidates(history, fresh("missile-launch", DAY)))
    korea = fresh("missile-launch", DAY, places=(PlaceValue("Wonsan", country="KP"),))
    assert len(nowhere) == 2
    assert ids(candidates(history, korea)) == nowhere
    with history.ledger.writing() as connection:
        connection.execute(telling.update().values(countries="IR"))
    assert candidates(history, korea) == []


def test_a_late_follow_up_of_a_busy_kind_finds_its_event(history: History) -> None:
    """Hundreds of later events of the kind stand between the follow-up and its event."""
    lines = [f"  launch{n}  OUTLET  when  2019-08-{4 + n % 9:02}" for n in range(400)]
    history.tell("\n".join(["Busy v1 2019-08-13", *lines]))
    late = fresh("missile-launch", DAY)
    late = replace(late, known_at=datetime(2019, 8, 14, tzinfo=UTC))
    assert ids(candidates(history, late)) == [history.events["launch"]]


def test_of_many_on_one_day_those_that_share_most_are_weighed(paper: Ledger) -> None:
    lines = ["Busy v1 2019-07-26"]
    for number in range(60):
        lines += [
            f"  attack{number}  OUTLET  when    2019-07-25",
            f"  attack{number}  OUTLET  deaths  {100 + number} people",
        ]
    history = History(paper).tell("\n".join(lines))
    toll = {"deaths": (Quantity("people", n=Decimal(137)),)}
    near = candidates(history, fresh("attack", DAY, values=toll))
    assert len(near) == 24
    assert near[0].id == history.events["attack37"]


def test_the_event_of_the_same_report_comes_first_and_in_its_order(history: History) -> None:
    history.tell(
        """
Lantern v2 2019-07-25T15:00
  launch   OUTLET  when  2019-07-25
  launch8  OUTLET  when  2019-07-25
"""
    )
    [report] = {one.report_id for name, one in history.versions.items() if "Lantern" in name}
    near = candidates(history, fresh("missile-launch", DAY, reports=(report,)))
    assert {one.id: one.order for one in near} == {
        history.events["launch"]: 0,
        history.events["launch8"]: 1,
    }


def test_what_persons_decided_of_claims_counts(history: History) -> None:
    [launch] = candidates(history, fresh("missile-launch", DAY))
    assert launch.values["count"] == (Quantity("missile", n=Decimal(2)),)
    rejected = history.judge(history.claim("Lantern v1 count"), Verb.REJECTED)
    [launch] = candidates(history, fresh("missile-launch", DAY))
    assert "count" not in launch.values
    history.judge(rejected.id, Verb.WITHDRAWN)
    history.amend("Lantern v1 count", "3 missile")
    [launch] = candidates(history, fresh("missile-launch", DAY))
    assert launch.values["count"] == (Quantity("missile", n=Decimal(3)),)


def test_an_index_that_followed_the_ledger_is_the_one_made_anew(paper: Ledger) -> None:
    """Whatever is judged, read again or told later: no row of the index is left behind."""
    history = History(paper)
    states: list[set[tuple[object, ...]]] = []

    def look() -> None:
        with paper.writing() as connection:
            catch_up(connection)
            followed = set(map(tuple, connection.execute(select(telling))))
            drop_tellings(connection)
            catch_up(connection)
            anew = set(map(tuple, connection.execute(select(telling))))
            assert followed == anew
            assert states[-1:] != [followed], "nothing changed: the step tests nothing"
            states.append(followed)

    history.tell(STORY)
    look()
    one = much_happens(history, look)
    history.judge(history.mentions["Quay/3 v1", "launch5"], Verb.BELONGS, one)
    look()
    history.reread("Quay v1", {"deaths": "14 people"})
    look()


def test_an_index_far_behind_is_made_in_turns_of_writing(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = history.ledger
    with ledger.writing() as connection:
        catch_up(connection)
        before = set(map(tuple, connection.execute(select(telling))))
        newest = told_up_to(connection)
    ledger.reindex()
    monkeypatch.setattr(indexing, "_FAR", 1)  # a turn
    turns: list[int] = []
    listening.listen(ledger.engine, "commit", lambda connection: turns.append(1))
    keep_tellings(ledger, 1)
    assert newest - 1 <= len(turns) <= newest + 1
    with ledger.writing() as connection:
        assert newest - told_up_to(connection) <= 1
        catch_up(connection)
        assert set(map(tuple, connection.execute(select(telling)))) == before


def test_an_index_of_another_form_or_thrown_away_is_made_again(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = candidates(history, fresh("missile-launch", DAY))
    history.ledger.reindex()
    with history.ledger.connect() as connection:
        assert not inspect(connection).has_table("telling")
    assert candidates(history, fresh("missile-launch", DAY)) == before
    monkeypatch.setattr(tellings, "FORM", tellings.FORM + 1)
    with history.ledger.writing() as connection:
        connection.execute(telling.update().values(body="of another form"))
    assert candidates(history, fresh("missile-launch", DAY)) == before


LOOK_ALIKES = """
Lantern v1 2019-07-22T18:00
  attack   OUTLET  when    2019-07-22
  attack   OUTLET  deaths  14 people
Lantern/2 v1 2019-07-24T18:00
  attack2  OUTLET  when    2019-07-24
  attack2  OUTLET  deaths  14 people
Lantern/3 v1 2019-07-26T18:00
  attack3  OUTLET  when    2019-07-26
  attack3  OUTLET  deaths  14 people
"""


@pytest.mark.parametrize(("day", "event"), [(22, "attack"), (24, "attack2"), (26, "attack3")])
def test_a_follow_up_joins_the_one_of_the_week_s_look_alikes_that_it_follows(
    paper: Ledger, day: int, event: str
) -> None:
    history = History(paper).tell(LOOK_ALIKES)
    late = fresh(
        "attack",
        july(day),
        told=31,
        values={"deaths": (Quantity("people", n=Decimal(14)),)},
        words=("the attack",),
    )
    [joined] = join([late], candidates(history, late), load_codebook(), load_gazetteer())
    assert joined.old == history.events[event]


def test_candidates_are_found_by_kind_and_day(history: History) -> None:
    asked: list[tuple[str, Any]] = []
    candidates(history, fresh("missile-launch", DAY))
    listen = partial(listening.listen, history.ledger.engine, "before_cursor_execute")
    listen(lambda _c, _cursor, statement, parameters, *_: asked.append((statement, parameters)))
    candidates(history, fresh("missile-launch", DAY))
    candidates(history, fresh("missile-launch", None, modality=Modality.PLANNED))
    plans = [
        row[-1]
        for statement, parameters in list(asked)
        if statement.startswith("SELECT")
        for row in _plan(history.ledger, statement, parameters)
    ]
    search = "SEARCH telling USING INDEX telling_"
    assert {step.removeprefix(search) for step in plans if "telling" in step} == {
        "days (kind=? AND width=? AND first_day>? AND first_day<?)",
        "known (kind=? AND known_at>? AND known_at<?)",
        "event (event=?)",
    }


def test_look_alikes_for_notices_are_found_by_time_and_not_by_kind(history: History) -> None:
    asked: list[tuple[str, Any]] = []
    listen = partial(listening.listen, history.ledger.engine, "before_cursor_execute")
    listen(lambda _c, _cursor, statement, parameters, *_: asked.append((statement, parameters)))
    told = datetime(2019, 7, 25, tzinfo=UTC)
    with history.ledger.connect() as connection:
        assert near_mentions(view(connection, NOW), "missile-launch", told, told, 5)
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
