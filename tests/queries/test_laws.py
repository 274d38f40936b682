"""The two laws of RECORD section 4, and what makes statuses fit to be cited."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.codebook import load_codebook
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.model.judgement import Verb
from onrecord.queries import NOW, Clocks, find_events, log_event, show_event
from onrecord.queries.gather import gather_all
from onrecord.queries.identity import identify
from onrecord.queries.status import derive
from onrecord.queries.told import asking

from .history import START, History

VALUES = ["8 people", "9 people", "~10 people", ">=8 people", "22 people"]
SPEAKERS = ["OUTLET", "Guard=KOR.MIL", "Guard", "Navy", "officials?"]
ITEMS = ["", "/1", "/2", "/both", "/children"]
FLAGS = ["", "", "", "  earlier", "  denied", "  withheld", "  probable"]
DEEDS = ["reject", "accept", "amend", "withdraw", "merge", "split", "reread", "redact"]
FIRST = datetime(2019, 7, 25, tzinfo=UTC)

claims = st.tuples(
    st.sampled_from(["ferry", "ferry2"]),
    st.sampled_from(SPEAKERS),
    st.sampled_from(ITEMS),
    st.sampled_from(VALUES),
    st.sampled_from(FLAGS),
)
versions = st.tuples(
    st.sampled_from(["Lantern", "Quay"]),
    st.integers(0, 30),  # hours after the one before of this report
    st.booleans(),  # only a day is known
    st.lists(claims, min_size=1, max_size=4),
)
deeds = st.tuples(
    st.sampled_from(DEEDS),
    st.integers(0, 20),
    st.booleans(),
)
stories = st.tuples(
    st.lists(versions, min_size=1, max_size=2),
    st.lists(deeds, min_size=2, max_size=4, unique_by=lambda deed: deed[0]),
    st.lists(versions, max_size=1),
    st.lists(deeds, min_size=1, max_size=2),
).map(lambda parts: [part for some in parts for part in some])


def write(
    ledger: Ledger,
    story: list[tuple[object, ...]],
    start: Callable[[Ledger], History] = History,
) -> History:
    history = start(ledger)
    known: dict[str, datetime] = {}
    numbers: dict[str, int] = {}
    judged: list[str] = []
    for part in story:
        if len(part) == 4:
            outlet, hours, day_only, told = part
            at = known.get(outlet, FIRST) + timedelta(hours=hours)
            if day_only:
                at = at.replace(hour=0)
                if outlet in known and at <= known[outlet]:
                    at += timedelta(days=1)
            known[outlet] = at + timedelta(hours=24 if day_only else 1)
            numbers[outlet] = numbers.get(outlet, 0) + 1
            stamp = f"{at:%Y-%m-%d}" if day_only else f"{at:%Y-%m-%dT%H:%M}"
            lines = dict.fromkeys(
                f"  {event}  {speaker}  deaths{item}  {value}{flag}"
                for event, speaker, item, value, flag in told
            )
            history.tell("\n".join([f"{outlet} v{numbers[outlet]} {stamp}", *lines]))
            continue
        deed, number, person = part
        names = sorted(history.claims)
        if not names:
            continue
        name = names[number % len(names)]
        claim = history.claim(name)
        events = sorted(history.events.values())
        if deed == "reject":
            judged.append(history.judge(claim, Verb.REJECTED, person=person).id)
        elif deed == "accept":
            judged.append(history.judge(claim, Verb.ACCEPTED, person=person).id)
        elif deed == "amend":
            history.amend(name, VALUES[number % len(VALUES)] + "s")
        elif deed == "withdraw" and (made := [*judged, *history.amendments]):
            history.judge(made[number % len(made)], Verb.WITHDRAWN)
        elif deed == "merge" and len(events) > 1:
            history.judge(events[0], Verb.MERGED, events[1], person=person)
        elif deed == "split" and len(events) > 1:
            history.judge(events[1], Verb.SPLIT, events[0], person=person)
        elif deed == "reread":
            version, _, slot = name.rpartition(" ")
            value = VALUES[number % len(VALUES)] if person else None
            history.reread(version, {slot: value}, reader=str(number))
        elif deed == "redact":
            history.redact(claim, "claim", "court order")
    return history


def listed(history: History, clocks: Clocks) -> dict[str, str]:
    """Claim -> status, for every claim that the logs of all events show."""
    found: dict[str, str] = {}
    for event in find_events(history.ledger, clocks):
        for slot in log_event(history.ledger, event.id, clocks).slots:
            for line in slot.lines:
                for row in (line.row, *line.also):
                    found[row.id] = row.status.value
                    assert clocks.known is None or row.version.known_at <= clocks.known
                    assert clocks.recorded is None or row.version.recorded_at <= clocks.recorded
    return found


def with_ledger(check: Callable[[History], None], story: list[tuple[object, ...]]) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "law.db") as ledger:
        check(write(ledger, story))


lawful = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@lawful
@given(stories)
def test_as_of_now_is_no_clock_at_all(story: list[tuple[object, ...]]) -> None:
    def check(history: History) -> None:
        now = datetime.now(UTC) + timedelta(days=1)
        for clocks in (Clocks(known=now), Clocks(recorded=now), Clocks(now, now)):
            assert find_events(history.ledger, clocks) == find_events(history.ledger)
            for event in find_events(history.ledger):
                here = history.ledger, event.id
                assert log_event(*here, clocks) == log_event(*here)
                assert show_event(*here, clocks) == show_event(*here)

    with_ledger(check, story)


@lawful
@given(stories, st.randoms(use_true_random=False))
def test_a_later_clock_never_removes(
    story: list[tuple[object, ...]], chance: random.Random
) -> None:
    def check(history: History) -> None:
        known = [FIRST + timedelta(hours=h) for h in sorted(chance.sample(range(0, 150), 3))]
        recorded = [START + timedelta(hours=h, minutes=30) for h in range(history.batches)]
        fixed = chance.choice([None, *recorded])
        shown: set[str] = set()
        for known_at in (*known, None):
            later = set(listed(history, Clocks(known_at, fixed)))
            assert shown <= later
            shown = later
        shown = set()
        for recorded_at in (*recorded, None):
            later = set(listed(history, Clocks(recorded=recorded_at)))
            assert shown <= later
            shown = later
        written = {id for ids in history.claims.values() for id in ids}
        assert written <= set(listed(history, NOW))

    with_ledger(check, story)


@lawful
@given(stories, st.randoms(use_true_random=False))
def test_status_does_not_hang_on_the_order_of_rows(
    story: list[tuple[object, ...]], chance: random.Random
) -> None:
    def check(history: History) -> None:
        book = load_codebook()
        with asking(history.ledger, NOW) as seen:
            for gathered in gather_all(seen, identify(seen, set(history.events.values()))):
                placed, judged = list(gathered.placed), list(gathered.judgements)
                chance.shuffle(placed)
                chance.shuffle(judged)
                shuffled = replace(gathered, placed=tuple(placed), judgements=tuple(judged))
                assert derive(shuffled, book) == derive(gathered, book)

    with_ledger(check, story)
