"""Texts that came back: when a report showed a version again after another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from onrecord.model.record import VersionRow
from onrecord.queries.visible import Seen


def returns_of(reports: Iterable[Sequence[Seen]]) -> dict[str, tuple[datetime, ...]]:
    """Version id -> the known times at which its report went back to it from another version."""
    return {
        held.id: held.row.returned_at
        for versions in reports
        for held in versions
        if held.row.returned_at
    }


def standing_version(versions: Sequence[VersionRow]) -> VersionRow:
    """The version that its report came to show last; `versions` are all of the report, by number.

    An earlier text that came back stands, whatever its number.
    """
    return max(versions, key=lambda row: (row.stands_since, row.number))


def shown_before(versions: Sequence[VersionRow], version: VersionRow) -> VersionRow | None:
    """The version that its report showed before it last came to show `version`, if any."""
    others = [
        (time, row.number)
        for row in versions
        if row.id != version.id
        for time in (row.known_at, *row.returned_at)
        if (time, row.number) < (version.stands_since, version.number)
    ]
    return versions[max(others)[1] - 1] if others else None
