"""How near in time two tellings of one event must be: what joining and looking-up both ask."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.events.profile import EventProfile
from onrecord.model.scales import Modality

UNDATED = timedelta(days=4)
"""An undated event is taken to have happened at most this long before it was told."""

TOLD_APART = timedelta(days=21)
"""Two events of which one has no day are never joined when told further apart than this."""

NIGHT = timedelta(days=1)
"""What happened at night may be told under either of two days."""


def open_days(event: EventProfile) -> tuple[date, date] | None:
    """The days it may have happened on, both included; None where any day may be meant.

    For an undated past event these are the days just before it was told. An undated event that is
    planned, demanded or supposed has none.
    """
    if event.first_day is not None and event.last_day is not None:
        return event.first_day, event.last_day
    if event.modality is not Modality.ACTUAL:
        return None
    told = event.known_at.date()
    return told - UNDATED, told + timedelta(days=1)
