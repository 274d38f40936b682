"""The register of zones: which clock is kept where a report was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from onrecord.errors import StopRun
from onrecord.registers.keys import MAX_NAME, plain

_BEHIND_PLACE = re.compile(r"[(—–:\d]|\s--?\s")
_SEVERAL_PLACES = re.compile(r"/| and ")


@lru_cache(maxsize=1)
def load_zones() -> Mapping[str, str]:
    """Name as `keys.plain` gives it -> IANA zone, or "" where several are kept; read once.

    Raises:
        StopRun: a row is no pair, or a name stands twice.
    """
    text = resources.files("onrecord.registers").joinpath("zones.tsv").read_text("utf-8")
    out: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        name, tab, zone = line.partition("\t")
        if not tab or name in out or name != plain(name):
            raise StopRun(
                f"zones.tsv, line {number}: {line!r} is no new pair of name and zone.",
                "Write a name once, in lower case without accents, a tab, and its zone.",
            )
        out[name] = zone
    return out


def zone_at(dateline: str) -> ZoneInfo | None:
    """The zone of the place that a dateline opens with, or None where it leads to none.

    What stands behind a comma decides where it is known: a state of one zone, else the town.

    >>> [str(zone_at(words)) for words in ("SEOUL (Kestrel) —", "SMYRNA, Fla. —", "ALMA —")]
    ['Asia/Seoul', 'America/New_York', 'None']
    """
    place = _BEHIND_PLACE.split(dateline[:MAX_NAME], maxsplit=1)[0]
    parts = _SEVERAL_PLACES.split(place, maxsplit=1)[0].split(",")
    zones = load_zones()
    town, *wider = [name for part in parts if (name := plain(part))] or [""]
    known = [zones[name] for name in wider if name in zones]
    zone = next((zone for zone in reversed(known) if zone), "")
    if not zone and (known or not wider or _is_month(wider)):
        zone = zones.get(town, "")
    if not zone:
        return None
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _is_month(names: list[str]) -> bool:
    """Whether nothing but a month stands behind the town ("SEOUL, July 25 —")."""
    return len(names) == 1 and names[0][:3] in _MONTHS


_MONTHS = frozenset(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
)
