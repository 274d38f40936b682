from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ledger.ledger import Ledger
from onrecord.model.judgement import Verb
from onrecord.queries import (
    Ambiguous,
    Clocks,
    NotOnRecord,
    blame_event,
    find_events,
    log_event,
    parse_time,
    resolve_event,
    show_event,
)
from onrecord.queries.lines import _sorted
from onrecord.queries.rows import Replaced

from .history import History

STORY = """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range/both    430 km
  launch  OUTLET       when          2019-07-25
  launch  OUTLET       launch-place  @Wonsan
  launch  OUTLET       weapon        #projectile
  launch  JCS=KOR.MIL  count         2 missile
Lantern v2 2019-07-25T16:27
  launch  JCS=KOR.MIL  range/1       430 km
  launch  JCS=KOR.MIL  range/2       690 km
  launch  OUTLET       when          2019-07-25
  launch  OUTLET       launch-place  @Wonsan
  launch  OUTLET       weapon        #projectile
  launch  JCS=KOR.MIL  count         2 missile
Quay v1 2019-07-26T11:02
  launch  JCS=KOR.MIL  range/both    600 km
  launch  Tokyo=JPN.GOV  range/both  500 km
  ferry   OUTLET       deaths        8 people
  ferry   OUTLET       when          2019-07-20
"""


@pytest.fixture
def history(ledger: Ledger) -> History:
    return History(ledger).tell(STORY)


def test_show_as_it_stands(history: History) -> None:
    shown = show_event(history.ledger, "launch 2019-07-25")
    assert shown.event.name == "Missile launch: two projectiles – Wonsan, 25 Jul 2019"
    standing = {
        (slot.slot, line.item, line.value, line.speaker)
        for slot in shown.standing
        for line in slot.lines
    }
    assert standing == {
        ("when", None, "25 Jul 2019", "Lantern"),
        ("launch-place", None, "Wonsan", "Lantern"),
        ("count", None, "2 missiles", "JCS"),
        ("weapon", None, "projectile", "Lantern"),
        ("range", "both", "600 km", "JCS"),
        ("range", "both", "500 km", "Tokyo"),
    }
    (dispute,) = shown.disputes
    assert (dispute.slot, dispute.item, len(dispute.lines)) == ("range", "both", 2)
    assert [report.key for report in shown.reports] == ["Lantern", "Quay"]
    before = [line.value for slot in shown.before for line in slot.lines]
    assert sorted(before) == ["430 km", "430 km", "690 km"]


def test_show_at_an_earlier_clock(history: History) -> None:
    clocks = Clocks(known=parse_time("2019-07-25 12:00"))
    shown = show_event(history.ledger, history.events["launch"][:8], clocks)
    lines = {line.value for slot in shown.standing for line in slot.lines}
    assert "430 km" in lines
    assert not shown.before
    assert [len(report.versions) for report in shown.reports] == [1]


def test_restated_values_are_one_line_since_the_first(history: History) -> None:
    blame = blame_event(history.ledger, "launch")
    (when,) = [line for line in blame.lines if line.row.claim.slot == "when"]
    assert when.row.version.number == 2
    assert when.since == parse_time("2019-07-25 09:10")
    assert [row.version.number for row in when.also] == [1]


def test_every_line_has_words_and_a_source(history: History) -> None:
    for line in blame_event(history.ledger, "launch").lines:
        assert line.row.words in line.sentence
        assert line.row.version.outlet in ("Lantern", "Quay")


def test_log_says_what_replaced_what(history: History) -> None:
    log = log_event(history.ledger, "launch", slot="range", item="2")
    (slot,) = log.slots
    told = [
        (line.value, line.row.status.value, [row.why for row in line.replaces])
        for line in sorted(slot.lines, key=lambda line: line.since)
        if line.speaker == "JCS"
    ]
    assert told == [
        ("430 km", "superseded", []),
        ("690 km", "superseded", ["same speaker, silent"]),
        ("600 km", "standing", ["same speaker, silent", "same speaker, silent"]),
    ]
    assert (log.announced, log.silent) == (0, 2)


def test_events_are_listed_and_filtered(history: History) -> None:
    names = [row.name for row in find_events(history.ledger)]
    assert names == [
        "Accident, 20 Jul 2019",
        "Missile launch: two projectiles – Wonsan, 25 Jul 2019",
    ]
    assert [row.kind for row in find_events(history.ledger, kind="accident")] == ["accident"]
    assert [row.kind for row in find_events(history.ledger, place="wons")] == ["missile-launch"]
    assert [row.kind for row in find_events(history.ledger, actor="tokyo")] == ["missile-launch"]
    day = parse_time("2019-07-22").date()
    assert [row.kind for row in find_events(history.ledger, since=day)] == ["missile-launch"]
    assert [row.kind for row in find_events(history.ledger, until=day)] == ["accident"]
    assert find_events(history.ledger, actor="100%_") == ()


def test_events_by_words_and_by_id(history: History) -> None:
    launch = history.events["launch"]
    for words in ("launch", "launch 2019-07-25", "missile wonsan", launch[:6], launch.upper()):
        assert resolve_event(history.ledger, words).id == launch
    with pytest.raises(Ambiguous, match="2 events match") as caught:
        resolve_event(history.ledger, "2019-07")
    assert {id for id, _ in caught.value.candidates} == set(history.events.values())
    for words in ("election", "launch 2020", "facade", "ffffffff", ""):
        with pytest.raises(NotOnRecord):
            resolve_event(history.ledger, words)


def test_an_event_before_it_was_known(history: History) -> None:
    clocks = Clocks(known=parse_time("2019-07-25 06:00"))
    with pytest.raises(NotOnRecord, match="The first report is from 2019-07-25 09:10 UTC"):
        show_event(history.ledger, history.events["launch"][:8], clocks)


def test_merged_events_answer_to_both_ids(ledger: Ledger) -> None:
    """A chain and a cycle of merges, then a split."""
    history = History(ledger).tell(
        """
Lantern v1 2019-07-25T09:10
  launch   JCS=KOR.MIL  range  430 km
Quay v1 2019-07-26T09:10
  launch2  JCS=KOR.MIL  range  690 km
Herald v1 2019-07-27T09:10
  launch3  JCS=KOR.MIL  range  600 km
"""
    )
    one, two, three = (history.events[name] for name in ("launch", "launch2", "launch3"))
    history.judge(two, Verb.MERGED, one)
    history.judge(three, Verb.MERGED, two)
    history.judge(one, Verb.MERGED, three)
    assert resolve_event(history.ledger, three[:8]).id == one
    row = resolve_event(history.ledger, two[:8])
    assert (row.id, set(row.aliases)) == (one, {two, three})
    assert [line.value for line in blame_event(history.ledger, three[:8]).lines] == ["600 km"]
    history.judge(three, Verb.SPLIT, one)
    assert resolve_event(history.ledger, three[:8]).id == three
    assert [line.value for line in blame_event(history.ledger, one[:8]).lines] == ["690 km"]


def test_an_event_that_is_part_of_another(ledger: Ledger) -> None:
    history = History(ledger).tell(
        """
Lantern v1 2019-07-25T09:10
  launch   JCS=KOR.MIL  range  430 km
  attack   OUTLET       deaths  8 people
"""
    )
    history.judge(history.events["attack"], Verb.PART_OF, history.events["launch"])
    (part,) = show_event(history.ledger, history.events["launch"]).parts
    assert (part.kind, part.part_of) == ("attack", history.events["launch"])


def test_nothing_is_asked_of_an_empty_ledger(ledger: Ledger, tmp_path: Path) -> None:
    assert find_events(ledger) == ()
    with pytest.raises(NotOnRecord):
        show_event(ledger, "launch")


def test_a_replacement_has_one_reason_the_one_in_words() -> None:
    seen = Replaced("a", "b", None, announced=False, why="same speaker, silent")
    told = Replaced("a", "b", None, announced=True, why='the report says so: "earlier put"')
    other = Replaced("c", "b", None, announced=False, why="same speaker, silent")
    assert _sorted([other, seen, told]) == (told, other)
