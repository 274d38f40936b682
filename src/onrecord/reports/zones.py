"""Words for a time zone -> the zone."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

# As English-language news uses them; where an abbreviation is shared (IST, BST, CST) the zone of
# the largest English-language press is taken. Source: the IANA tz database's own abbreviations.
_ABBREVIATIONS = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC", "wet": "Europe/Lisbon", "bst": "Europe/London",
    "cet": "Europe/Berlin", "cest": "Europe/Berlin", "eet": "Europe/Athens",
    "eest": "Europe/Athens", "msk": "Europe/Moscow", "et": "America/New_York",
    "est": "America/New_York", "edt": "America/New_York", "ct": "America/Chicago",
    "cst": "America/Chicago", "cdt": "America/Chicago", "mt": "America/Denver",
    "mst": "America/Denver", "mdt": "America/Denver", "pt": "America/Los_Angeles",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "akst": "America/Anchorage",
    "akdt": "America/Anchorage", "hst": "Pacific/Honolulu", "ist": "Asia/Kolkata",
    "pkt": "Asia/Karachi", "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong",
    "pht": "Asia/Manila", "wib": "Asia/Jakarta", "jst": "Asia/Tokyo", "kst": "Asia/Seoul",
    "awst": "Australia/Perth", "acst": "Australia/Adelaide", "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney", "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
    "sast": "Africa/Johannesburg", "eat": "Africa/Nairobi", "wat": "Africa/Lagos",
}  # fmt: skip
_NAMES = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "atlantic": "America/Halifax",
    "greenwich mean": "UTC", "universal": "UTC", "british summer": "Europe/London",
    "central european": "Europe/Berlin", "beijing": "Asia/Shanghai", "china": "Asia/Shanghai",
    "japan": "Asia/Tokyo", "korea": "Asia/Seoul", "korean": "Asia/Seoul",
    "washington": "America/New_York", "boston": "America/New_York", "miami": "America/New_York",
    "ottawa": "America/Toronto", "san francisco": "America/Los_Angeles",
    "houston": "America/Chicago", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata", "india": "Asia/Kolkata", "islamabad": "Asia/Karachi",
    "hanoi": "Asia/Ho_Chi_Minh", "kyiv": "Europe/Kyiv", "tel aviv": "Asia/Jerusalem",
    "israel": "Asia/Jerusalem", "canberra": "Australia/Sydney", "wellington": "Pacific/Auckland",
    "geneva": "Europe/Zurich", "barcelona": "Europe/Madrid", "milan": "Europe/Rome",
    "abuja": "Africa/Lagos", "cape town": "Africa/Johannesburg", "brasilia": "America/Sao_Paulo",
    "rio de janeiro": "America/Sao_Paulo", "quito": "America/Guayaquil", "uk": "Europe/London",
}  # fmt: skip
_AREAS = ("Asia", "Europe", "America", "Africa", "Australia", "Pacific", "Atlantic", "Indian")
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−])\s?(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z_/ +\-]{0,39}")


@lru_cache(maxsize=512)
def zone_of(words: str) -> tzinfo | None:
    """The zone that `words` name, or None where they name none that is known.

    Takes IANA names, offsets, the abbreviations of the English-language press, and cities or
    regions before "time" ("Seoul time", "Eastern Daylight Time"). "local time" names nothing.

    >>> zone_of("Seoul time"), zone_of("EDT"), zone_of("local time")
    (zoneinfo.ZoneInfo(key='Asia/Seoul'), zoneinfo.ZoneInfo(key='America/New_York'), None)
    """
    named = words.strip(" ()[].,")
    if offset := _OFFSET.fullmatch(named):
        sign, hours, minutes = offset.groups()
        away = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if away < timedelta(hours=15):
            return timezone(away if sign == "+" else -away)
        return None
    if not _PLAIN.fullmatch(named):
        return None
    name = re.sub(r"\s+(?:(?:daylight|standard|summer)\s+)?time$", "", named, flags=re.IGNORECASE)
    lower = name.lower()
    if key := _ABBREVIATIONS.get(lower.replace(".", "")) or _NAMES.get(lower):
        return ZoneInfo(key)
    if "/" in name:
        return _zone(name)
    city = "_".join(part.capitalize() for part in name.split())
    return next((zone for area in _AREAS if (zone := _zone(f"{area}/{city}"))), None)


def _zone(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key)
    except (ValueError, OSError, KeyError):
        return None
