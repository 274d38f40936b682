"""What a better reader reads again: every version as it was read, in order of known time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from ledger_histories import NOON, READER, ferry_story
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.redact import redact
from onrecord.model.problem import Problem
from onrecord.model.span import Span
from onrecord.pipeline import Read, record
from onrecord.queries.versions import count_unread, versions_to_read
from recording_equipment import EQUIPMENT

BETTER = replace(READER, digest="1" * 64)
ODD = (Problem("no-date", "No date is given.", "Give one."), Problem("odd", "Odd.", "", Span(0, 3)))


def test_every_version_with_the_capture_that_showed_it(new_ledger: Callable[[], Ledger]) -> None:
    """Three reports; the second was fetched twice, the third is the earliest and has oddities."""
    ledger = new_ledger()
    one, two, three = (ferry_story(number) for number in range(3))
    three = (three[0], replace(three[1], problems=ODD), three[2])
    early = replace(three[0], captured_at=NOON - timedelta(days=2))
    later = replace(two[0], origin="http", captured_at=two[0].captured_at + timedelta(days=3))
    stories = [one, two, (later, *two[1:]), (early, *three[1:])]
    for story in stories:
        record(ledger, Read(*story), equipment=EQUIPMENT, at=NOON)

    assert list(versions_to_read(ledger, READER)) == []
    assert count_unread(ledger, READER) == 0

    found = list(versions_to_read(ledger, BETTER))
    assert count_unread(ledger, BETTER) == len(found) == 3
    assert found[0][1].id == three[1].id
    by_id = {version.id: (capture, version) for capture, version in found}
    for capture, version, _ in (one, two, (early, *three[1:])):
        again, read = by_id[version.id]
        assert (again, again.id) == (capture, capture.id)
        assert read.problems == version.problems
        assert (read.text, read.report_key, read.facts) == (
            version.text,
            version.report_key,
            version.facts,
        )

    redact(ledger, two[1].id, reason="a court said so", author="Ida Holm")
    assert two[1].id not in {version.id for _, version in versions_to_read(ledger, BETTER)}


def test_who_asks_may_record_between_two(new_ledger: Callable[[], Ledger]) -> None:
    ledger = new_ledger()
    for number in range(3):
        record(ledger, Read(*ferry_story(number)), equipment=EQUIPMENT, at=NOON)
    for capture, version in versions_to_read(ledger, BETTER):
        _, _, reading = next(s for s in map(ferry_story, range(3)) if s[1].id == version.id)
        [done] = record(
            ledger,
            Read(capture, version, replace(reading, reader=BETTER)),
            equipment=EQUIPMENT,
            at=NOON,
        )
        assert done.new_reading
        assert not set(done.added) & {"capture", "appearance", "version", "report", "blob"}
    assert count_unread(ledger, BETTER) == 0
