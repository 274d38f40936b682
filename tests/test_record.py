"""Recording: whole or not at all, once, past the guard, joined with what is on record."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from ledger_histories import (
    NOON,
    ferry_story,
    ferry_text,
    make_capture,
    make_reading,
    make_version,
    moment,
    span_of,
)
from onrecord.errors import SkipItem
from onrecord.ledger import tables
from onrecord.ledger.judging import judge
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.problems import NoSpace
from onrecord.ledger.readings import has_reading
from onrecord.ledger.tables import ROW_TABLES
from onrecord.ledger.verify import verify
from onrecord.model.judgement import Verb
from onrecord.model.mention import Mention
from onrecord.model.reading import Cluster, ReaderId, Reading
from onrecord.model.report import Capture, Moment, TimeFrom, Version
from onrecord.pipeline import Read, Recorded, record
from onrecord.queries import find_events
from recording_equipment import EQUIPMENT

KEY = "https://harbour.example/ferry"


def put(
    ledger: Ledger,
    capture: Capture,
    version: Version,
    reading: Reading | None = None,
    *,
    at: datetime | None = None,
) -> Recorded:
    item = Read(capture, version, reading or make_reading(version))
    return record(ledger, item, equipment=EQUIPMENT, at=at)[0]


def counts(ledger: Ledger) -> dict[str, int]:
    with ledger.connect() as connection:
        found = {
            sort: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for sort, table in ROW_TABLES.items()
        }
    return {sort: number for sort, number in found.items() if number}


def bodies(ledger: Ledger, sort: str) -> list[dict[str, Any]]:
    table = ROW_TABLES[sort]
    with ledger.connect() as connection:
        question = select(table.c.body).order_by(table.c.batch, table.c.place)
        return [json.loads(body) for body in connection.execute(question).scalars()]


def test_a_report_is_recorded_whole_in_one_batch(ledger: Ledger) -> None:
    capture, version, reading = ferry_story(7)
    done = put(ledger, capture, version, reading)
    whole = {
        "blob": 1,
        "capture": 1,
        "report": 1,
        "version": 1,
        "appearance": 1,
        "reading": 1,
        "attribution": 1,
        "mention": 2,
        "claim": 1,
        "found": 4,
        "judgement": 2,
    }
    assert counts(ledger) == whole == done.added
    assert (done.version, done.reading, done.batch) == (version.id, reading.id, 1)
    assert done.new_version
    assert done.new_reading
    assert done.refusals == ()
    founder, other = (mention.id for mention in reading.mentions)
    assert done.events == (founder,)
    belongs = [(one["subject"], one["verb"], one["object"]) for one in bodies(ledger, "judgement")]
    assert belongs == [(founder, "belongs", founder), (other, "belongs", founder)]
    assert verify(ledger).holds
    with ledger.connect() as connection:
        assert has_reading(connection, version.id, reading.reader)
        assert not has_reading(connection, version.id, replace(reading.reader, version="2"))


def test_what_was_found_keeps_rule_confidence_and_words(ledger: Ledger) -> None:
    capture, version, reading = ferry_story(7)
    put(ledger, capture, version, reading)
    with ledger.connect() as connection:
        rows = connection.execute(select(tables.found).order_by(tables.found.c.place)).all()
    extras = {row.sort: json.loads(row.extra) for row in rows}
    assert extras["claim"] == {
        "rule": "count-of",
        "confidence": 0.8,
        "notes": {"head": "people"},
        "words": "7 people",
    }
    assert extras["mention"]["words"] == "The crash"
    assert extras["attribution"]["confidence"] == 0.9
    assert [row.mention for row in rows if row.sort == "claim"] == [reading.mentions[0].id]


def test_the_same_bytes_from_a_file_add_nothing(ledger: Ledger) -> None:
    capture, version, _ = ferry_story(7)
    put(ledger, capture, version)
    before, head = counts(ledger), ledger.head()
    later = replace(capture, captured_at=NOON + timedelta(days=3), name="elsewhere/copy.txt")
    for again in (capture, later, replace(later, origin="stdin")):
        done = put(ledger, again, version)
        assert (done.batch, done.added, done.new_reading) == (None, {}, False)
    assert (counts(ledger), ledger.head()) == (before, head)


def test_fetching_an_address_again_proves_that_the_text_stood(ledger: Ledger) -> None:
    text = ferry_text(7)
    version = make_version(text)
    for hours in (0, 5, 9):
        at = NOON + timedelta(hours=hours)
        done = put(ledger, make_capture(text, origin="http", address=KEY, at=at), version)
        if hours:
            assert done.added == {"capture": 1, "appearance": 1}
    rows = bodies(ledger, "appearance")
    assert [row["known_at"] for row in rows] == [
        "2019-07-25T12:00:00.000000Z",
        "2019-07-25T17:00:00.000000Z",
        "2019-07-25T21:00:00.000000Z",
    ]


def test_one_capture_of_an_archive_adds_once(ledger: Ledger) -> None:
    text = ferry_text(7)
    capture = make_capture(text, origin="warc", address=KEY)
    put(ledger, capture, make_version(text))
    done = put(ledger, replace(capture, name="moved.warc.gz"), make_version(text))
    assert done.added == {}
    other = replace(capture, captured_at=NOON + timedelta(days=1))
    assert put(ledger, other, make_version(text)).added == {"capture": 1, "appearance": 1}


def known(
    ledger: Ledger,
    text: str,
    *,
    captured: float,
    updated: Moment | None = None,
    published: Moment | None = None,
    position: int | None = None,
) -> tuple[float, str]:
    """Hours after noon from which a version of one report counts as known, and where from."""
    version = make_version(text, updated=updated, published=published, position=position)
    capture = make_capture(text, origin="http", address=KEY, at=NOON + timedelta(hours=captured))
    done = put(ledger, capture, version)
    newest = bodies(ledger, "appearance")[-1]
    assert datetime.fromisoformat(newest["known_at"]) == done.known_at
    return (done.known_at - NOON).total_seconds() / 3600, newest["known_from"]


def test_a_first_version_is_known_since_its_stamp(ledger: Ledger) -> None:
    page = moment(1, source=TimeFrom.PAGE)
    found = known(ledger, ferry_text(1), captured=9, updated=moment(2), published=page)
    assert found == (2, "stamp")


def test_a_first_version_without_a_stamp_is_known_since_its_publication(ledger: Ledger) -> None:
    page = moment(1, source=TimeFrom.PAGE)
    assert known(ledger, ferry_text(1), captured=9, published=page) == (1, "page")


def test_a_version_without_times_is_known_since_its_capture(ledger: Ledger) -> None:
    assert known(ledger, ferry_text(1), captured=9) == (9, "capture")


def test_a_later_version_is_known_since_its_later_stamp(ledger: Ledger) -> None:
    assert known(ledger, ferry_text(1), captured=3, updated=moment(1)) == (1, "stamp")
    assert known(ledger, ferry_text(2), captured=9, updated=moment(5)) == (5, "stamp")


def test_a_silent_edit_is_known_since_its_capture(ledger: Ledger) -> None:
    assert known(ledger, ferry_text(1), captured=3, updated=moment(1)) == (1, "stamp")
    assert known(ledger, ferry_text(2), captured=9, updated=moment(1)) == (9, "capture")
    page = moment(0, source=TimeFrom.PAGE)
    assert known(ledger, ferry_text(3), captured=11, published=page) == (11, "capture")


def test_nothing_is_known_later_than_its_capture(ledger: Ledger) -> None:
    assert known(ledger, ferry_text(1), captured=3, updated=moment(4)) == (3, "capture")


def test_a_bare_day_counts_from_its_last_second_or_the_capture(ledger: Ledger) -> None:
    day = moment(-12, day_only=True)
    assert known(ledger, ferry_text(1), captured=5, updated=day) == (5, "capture")
    hours, source = known(ledger, ferry_text(2), captured=24, updated=day)
    assert (round(hours, 3), source) == (12, "stamp")
    newest = bodies(ledger, "appearance")[-1]
    assert (newest["known_at"], newest["day_only"]) == ("2019-07-25T23:59:59.000000Z", True)


def test_versions_of_one_day_keep_it_where_a_list_gives_their_order(ledger: Ledger) -> None:
    day = moment(-12, day_only=True)
    for number in range(3):
        hours, source = known(ledger, ferry_text(number), captured=40, updated=day, position=number)
        assert (round(hours, 3), source) == (12, "stamp")
    assert known(ledger, ferry_text(9), captured=41, updated=day) == (41, "capture")


def test_an_older_capture_that_comes_late_is_judged_by_its_own_time(ledger: Ledger) -> None:
    assert known(ledger, ferry_text(2), captured=9, updated=moment(8)) == (8, "stamp")
    assert known(ledger, ferry_text(1), captured=3, updated=moment(1)) == (1, "stamp")


def test_a_revert_is_a_new_observation(ledger: Ledger) -> None:
    first, second = ferry_text(1), ferry_text(2)
    assert known(ledger, first, captured=1, updated=moment(0)) == (0, "stamp")
    assert known(ledger, second, captured=5, updated=moment(4)) == (4, "stamp")
    assert known(ledger, first, captured=9, updated=moment(0)) == (9, "capture")


def test_a_better_reader_of_pages_makes_no_edit(ledger: Ledger) -> None:
    """The same capture read as another text of the report keeps its known time."""
    capture = make_capture("<html>", origin="http", address=KEY, at=NOON + timedelta(hours=5))
    for text in (ferry_text(1), ferry_text(2)):
        put(ledger, capture, make_version(text, updated=moment(1)))
    times = {row["known_at"] for row in bodies(ledger, "appearance")}
    assert times == {"2019-07-25T13:00:00.000000Z"}


def test_the_guard_stands_before_the_ledger(ledger: Ledger) -> None:
    capture, version, reading = ferry_story(7)
    finding = reading.findings[0]
    elsewhere = replace(finding.claim, span=span_of(version.text, "closed the port"))
    unknown = replace(finding.claim, slot="colour")
    bad = replace(
        reading,
        findings=(
            finding,
            replace(finding, claim=elsewhere),
            replace(finding, claim=unknown),
        ),
    )
    done = put(ledger, capture, version, bad)
    assert len(done.refusals) == 2
    assert done.added["claim"] == 1
    with ledger.connect() as connection:
        extra = json.loads(connection.execute(select(tables.reading.c.extra)).scalar_one())
    assert sum(extra["refused"]["by_reason"].values()) == 2
    assert len(extra["refused"]["first"]) == 2
    assert verify(ledger).holds


def test_a_reading_of_another_version_is_not_recorded(ledger: Ledger) -> None:
    capture, version, _ = ferry_story(7)
    done = put(ledger, capture, version, ferry_story(8)[2])
    assert [refusal.reason for refusal in done.refusals] == ["other-version"]
    assert "reading" not in done.added
    assert done.added["version"] == 1


def test_what_cannot_be_kept_is_a_problem_of_its_item(ledger: Ledger) -> None:
    good, bad = ferry_story(7), ferry_story(8)
    items = [Read(*good), Read(replace(bad[0], name="half \ud800 pair"), bad[1], bad[2])]
    with pytest.raises(SkipItem, match="characters"):
        record(ledger, *items, equipment=EQUIPMENT)
    assert counts(ledger)["version"] == 1
    assert verify(ledger).holds


def test_what_is_recorded_stands_where_the_disk_is_full_for_what_lists_tell(
    ledger: Ledger,
) -> None:
    def full(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO card "):
            refused.append(statement)
            raise NoSpace(ledger.name)

    refused: list[str] = []
    event.listen(ledger.engine, "before_cursor_execute", full)
    done = put(ledger, *ferry_story(7))
    assert refused
    assert done.batch == 1
    [listed] = find_events(ledger)
    assert {listed.id} == set(done.events)


def second_reading(version: Version, reading: Reading, clusters: tuple[Cluster, ...]) -> Reading:
    return replace(reading, reader=ReaderId("by-hand", "2", "1" * 64), clusters=clusters)


def test_a_better_reader_appends_a_reading_beside_the_old_one(ledger: Ledger) -> None:
    capture, version, reading = ferry_story(7)
    put(ledger, capture, version, reading)
    third = Mention(version.id, span_of(version.text, "closed the port"), "accident")
    better = second_reading(
        version,
        replace(reading, mentions=(*reading.mentions, third)),
        (Cluster("accident", (0, 1, 2)),),
    )
    done = put(ledger, capture, version, better)
    assert done.added == {"reading": 1, "mention": 1, "found": 5, "judgement": 1}
    assert done.events == (reading.mentions[0].id,)
    newest = bodies(ledger, "judgement")[-1]
    assert (newest["subject"], newest["object"]) == (third.id, reading.mentions[0].id)
    assert put(ledger, capture, version, better).added == {}


def test_a_better_reader_may_part_an_event(ledger: Ledger) -> None:
    capture, version, reading = ferry_story(7)
    put(ledger, capture, version, reading)
    apart = second_reading(version, reading, (Cluster("accident", (0,)), Cluster("accident", (1,))))
    done = put(ledger, capture, version, apart)
    assert done.events == tuple(mention.id for mention in reading.mentions)
    newest = bodies(ledger, "judgement")[-1]
    assert newest["subject"] == newest["object"] == reading.mentions[1].id


def test_a_person_outweighs_a_better_reader(ledger: Ledger) -> None:
    capture, version, reading = ferry_story(7)
    put(ledger, capture, version, reading)
    first, second = (mention.id for mention in reading.mentions)
    judge(ledger, second, Verb.SPLIT, first, author="Ann", because="the rescue, not the crash")
    before = counts(ledger)["judgement"]
    again = second_reading(version, reading, reading.clusters)
    assert put(ledger, capture, version, again).events == (first,)
    assert counts(ledger)["judgement"] == before


def test_a_part_is_told_from_its_whole(ledger: Ledger) -> None:
    capture, version, reading = ferry_story(7)
    clusters = (Cluster("accident", (0,)), Cluster("accident", (1,), parent=0))
    put(ledger, capture, version, replace(reading, clusters=clusters))
    part = [one for one in bodies(ledger, "judgement") if one["verb"] == "part-of"]
    first, second = (mention.id for mention in reading.mentions)
    assert [(one["subject"], one["object"]) for one in part] == [(second, first)]


def test_an_event_of_a_new_version_is_joined_with_the_old(ledger: Ledger) -> None:
    """Version 2 of one report raises the toll of the same crash."""
    first = make_version(ferry_text(7), updated=moment(0))
    text = ferry_text(7).replace("7 people", "9 people")
    second = make_version(text, updated=moment(4))
    old = put(ledger, make_capture(first.text, at=NOON + timedelta(hours=1)), first)
    new = put(ledger, make_capture(text, at=NOON + timedelta(hours=5)), second)
    assert new.joined == {new.events[0]: old.events[0]}
    merged = [one for one in bodies(ledger, "judgement") if one["verb"] == "merged"]
    assert [(one["subject"], one["object"]) for one in merged] == [(new.events[0], old.events[0])]
    assert "the same report" in merged[0]["because"]
    assert verify(ledger).holds


def test_two_ledgers_give_the_same_ids(ledger: Ledger, tmp_path: Path) -> None:
    from onrecord.ledger.ledger import open_ledger

    stories = [ferry_story(number) for number in range(3)]
    with open_ledger(tmp_path / "other.db") as other:
        for each in (ledger, other):
            record(each, *(Read(*story) for story in stories), equipment=EQUIPMENT, at=NOON)
        assert other.head() == ledger.head()
