"""The clock that is kept where an event happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from onrecord.queries.details import Spot
from onrecord.registers.actors import read_rows
from onrecord.registers.zones import zone_at


def zone_of(spots: Iterable[Spot]) -> ZoneInfo | None:
    """The zone of the first of the places that has one; None where none does."""
    for spot in spots:
        country = _states().get(spot.country or "", "")
        zone = zone_at(f"{spot.place}, {country}") if country else zone_at(spot.place)
        if zone is not None:
            return zone
    return None


def local(at: datetime, zone: ZoneInfo) -> str:
    """A time on the clock of a zone, with its distance from UTC.

    >>> from datetime import UTC
    >>> local(datetime(2019, 7, 24, 20, 34, tzinfo=UTC), ZoneInfo("Asia/Seoul"))
    '25 Jul 2019 05:34 (UTC+09:00)'
    """
    there = at.astimezone(zone)
    offset = there.strftime("%z")
    return f"{there.day} {there:%b %Y %H:%M} (UTC{offset[:3]}:{offset[3:5]})"


@lru_cache(maxsize=1)
def _states() -> Mapping[str, str]:
    """ISO 3166 alpha-2 -> the state's name."""
    return {iso2: name for _, iso2, name, *_ in read_rows("states.tsv", 7)}
