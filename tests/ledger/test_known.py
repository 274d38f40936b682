"""Known times: which stamp follows which, and what a missing zone does to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from onrecord.ledger.known import Known, known_time
from onrecord.model.report import Facts, Moment, TimeFrom

NOON = datetime(2024, 5, 7, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)


def stamped(at: datetime, *, offset: int = 0, assumed: bool = False) -> Facts:
    moment = Moment(at=at, source=TimeFrom.STAMP, offset=offset, zone_assumed=assumed)
    return Facts(published=Moment(at=NOON, source=TimeFrom.PAGE), updated=moment)


def test_a_first_version_counts_from_its_stamp() -> None:
    assert known_time(stamped(NOON), LATER, None) == Known(NOON, TimeFrom.STAMP)


def test_an_old_stamp_is_a_silent_edit() -> None:
    found = known_time(stamped(NOON), LATER, Known(NOON, TimeFrom.STAMP))
    assert found == Known(LATER, TimeFrom.CAPTURE)


def test_a_stamp_with_a_zone_after_one_without_keeps_their_order() -> None:
    """First "12:00", then "16:30 Tokyo time", which is 07:30 UTC: one wall, two clocks."""
    before = Known(NOON, TimeFrom.PAGE, zone_assumed=True)
    tokyo = stamped(NOON.replace(hour=7, minute=30), offset=540)
    on_the_wall = Known(NOON.replace(hour=16, minute=30), TimeFrom.STAMP, zone_assumed=True)
    assert known_time(tokyo, LATER, before) == on_the_wall
    assert known_time(tokyo, LATER, before, earliest=before.at) == on_the_wall


def test_a_stamp_that_is_older_on_the_wall_too_is_a_silent_edit() -> None:
    before = Known(NOON, TimeFrom.PAGE, zone_assumed=True)
    tokyo = stamped(NOON.replace(hour=2), offset=540)
    assert known_time(tokyo, LATER, before).source is TimeFrom.CAPTURE


def test_nothing_is_known_later_than_its_capture() -> None:
    found = known_time(stamped(LATER), NOON + timedelta(hours=1), None)
    assert found == Known(NOON + timedelta(hours=1), TimeFrom.CAPTURE)


def test_an_earlier_version_that_comes_in_late_keeps_its_own_time() -> None:
    """Files read newest first: the older text is no silent edit of the newer."""
    newer = Known(NOON + timedelta(hours=9), TimeFrom.STAMP)
    older = Facts(published=Moment(at=NOON, source=TimeFrom.PAGE))
    assert known_time(older, LATER, newer, earliest=newer.at) == Known(NOON, TimeFrom.PAGE)
    edited = known_time(older, LATER, newer, earliest=NOON)
    assert edited == Known(LATER, TimeFrom.CAPTURE)
