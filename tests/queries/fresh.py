"""Events that a report tells of and that are not on record yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from onrecord.events import EventProfile


def fresh(
    kind: str, first: date | None, last: date | None = None, told: int = 28, **more: object
) -> EventProfile:
    """An event that a report of July 2019 tells of and that is not on record yet."""
    profile = EventProfile(
        id="new",
        kind=kind,
        known_at=datetime(2019, 7, told, 12, tzinfo=UTC),
        first_day=first,
        last_day=last or first,
        reports=("another report",),
        versions=("another version",),
    )
    return replace(profile, **more)  # type: ignore[arg-type]
