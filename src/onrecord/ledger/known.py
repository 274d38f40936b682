"""Since when the public could read a version, as RECORD section 4 says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from onrecord.model.report import Facts, Moment, TimeFrom


@dataclass(frozen=True, slots=True)
class Known:
    """A known time and where it came from; `day_only` times are the last second of a day."""

    at: datetime
    source: TimeFrom
    day_only: bool = False
    zone_assumed: bool = False


def known_time(
    facts: Facts,
    captured_at: datetime,
    previous: Known | None,
    *,
    listed: bool = False,
    earliest: datetime | None = None,
) -> Known:
    """The known time of a version with these facts that was captured at `captured_at`.

    Args:
        previous: of the report's version before it, None for a first version.
        listed: a list of versions gives the order, so that a bare day may be that of `previous`.
        earliest: since when the report's first version on record was known.

    A text whose own time is before `earliest` is an earlier version that comes in late, as where
    files are read newest first: it counts as a first version.

    Where the version before gave no zone and this one's stamp does, both clocks hung on one wall:
    the stamp is then read on the clock that was assumed before, and marked as assumed, so that
    the order of the two is kept.

    A first version: its update stamp, else its publication time, else its capture time. A later
    one: its update stamp if that is later than `previous`, else its capture time (a silent edit
    keeps its old stamp). Never later than the capture: what is, counts as known at the capture.

    >>> from datetime import UTC, timedelta
    >>> from onrecord.model.report import Moment
    >>> noon = datetime(2019, 7, 25, 12, tzinfo=UTC)
    >>> facts = Facts(updated=Moment(at=noon, source=TimeFrom.STAMP))
    >>> known_time(facts, noon + timedelta(hours=3), None).at == noon
    True
    >>> before = Known(noon, TimeFrom.STAMP)
    >>> known_time(facts, noon + timedelta(hours=3), before).source.value
    'capture'
    """
    own = facts.updated or facts.published
    if previous is None:
        moment = own
    else:
        moment = _later(facts.updated, previous, listed=listed)
        if moment is None and own is not None and earliest is not None and own.last < earliest:
            moment = own
    if moment is None or moment.last > captured_at:
        return Known(captured_at, TimeFrom.CAPTURE)
    return Known(moment.last, moment.source, moment.day_only, moment.zone_assumed)


def _later(updated: Moment | None, previous: Known, *, listed: bool) -> Moment | None:
    """The update stamp where it is later than the version before, else None."""
    if updated is None or _follows(updated, previous, listed=listed):
        return updated
    if previous.zone_assumed and not updated.zone_assumed:
        on_the_wall = replace(
            updated, at=updated.at + timedelta(minutes=updated.offset), zone_assumed=True
        )
        if _follows(on_the_wall, previous, listed=listed):
            return on_the_wall
    return None


def _follows(updated: Moment, previous: Known, *, listed: bool) -> bool:
    """Whether an update stamp is later than the version before."""
    same_day = listed and updated.day_only and updated.last == previous.at
    return updated.last > previous.at or same_day
