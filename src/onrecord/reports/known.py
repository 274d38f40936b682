"""Since when a version could be read: RECORD.md section 4."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from onrecord.model.report import Facts, Moment, TimeFrom


def known_moment(facts: Facts, captured_at: datetime, previous: Moment | None = None) -> Moment:
    """The moment from which a version was public.

    A report's first version (`previous` is None): its update stamp, else its publication time,
    else its capture. A later version: its update stamp if that is later than `previous`, the
    known moment of the version before it, else its capture, since a silent edit keeps its old
    stamp. Never later than the capture.

    Where one of two moments has its zone from the page and the other had it assumed, they are
    compared, and then placed, on the clock that the page prints: one outlet's 06:58 and 11:48
    are of one day even if only the second says "Seoul time".

    >>> from datetime import UTC
    >>> noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    >>> known_moment(Facts(), noon).source.value
    'capture'
    """
    captured = Moment(at=captured_at, source=TimeFrom.CAPTURE)
    stamp = facts.updated
    if previous is None:
        first = stamp or facts.published
        return first if first and _is_by(first, captured) else captured
    if stamp is None or not _is_by(stamp, captured):
        return captured
    if stamp.zone_assumed != previous.zone_assumed and _local(stamp) > _local(previous):
        if stamp.last > previous.last:
            return stamp
        placed = replace(
            stamp,
            at=stamp.at + timedelta(minutes=stamp.offset - previous.offset),
            zone_assumed=True,
            offset=previous.offset,
        )
        return placed if _is_by(placed, captured) else captured
    return stamp if stamp.last > previous.last else captured


def _is_by(moment: Moment, captured: Moment) -> bool:
    """Whether the moment began by the time of capture."""
    return moment.at <= captured.at


def _local(moment: Moment) -> datetime:
    """The moment on the clock of its own zone."""
    return moment.last + timedelta(minutes=moment.offset)
