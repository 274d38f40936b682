"""Times as given or printed -> moments on the clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from email.utils import parsedate_to_datetime

from onrecord.model.report import Moment, TimeFrom
from onrecord.reports.folding import fold
from onrecord.reports.written import find_date, find_time
from onrecord.reports.zones import zone_of

_DAY_ONLY = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d\d")
_UNIX = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2}) (\d\d:\d\d:\d\d) (?:UTC|GMT) ((?:19|20)\d\d)"
)
_LONGEST = 100  # characters; longer words are no date of a page


def moment_at(
    day: date,
    clock: time | None,
    zone: tzinfo | None,
    outlet_zone: tzinfo | None,
    source: TimeFrom,
    words: str,
) -> Moment | None:
    """The moment of a day and a clock time (None: the day alone).

    `zone` is the zone that the words name; failing that `outlet_zone` and failing that UTC is
    assumed. None where the calendar ends before the zone is taken off.
    """
    zoned = datetime.combine(day, clock or time(), zone or outlet_zone or UTC)
    offset = zoned.utcoffset()
    try:
        return Moment(
            at=zoned.astimezone(UTC),
            source=source,
            day_only=clock is None,
            zone_assumed=zone is None,
            words=words,
            offset=int(offset.total_seconds() // 60) if offset else 0,
        )
    except OverflowError:
        return None


def read_moment(words: str, source: TimeFrom, outlet_zone: tzinfo | None = None) -> Moment | None:
    """The moment that `words` give: in ISO 8601, as e-mail headers or `date` write it, or printed.

    >>> moment = read_moment("2019-07-25T16:27", TimeFrom.PAGE)
    >>> moment.at.isoformat(), moment.zone_assumed
    ('2019-07-25T16:27:00+00:00', True)
    >>> read_moment("2019-07-25", TimeFrom.PAGE).day_only
    True
    """
    words = fold(words)
    if not words or len(words) > _LONGEST:
        return None
    moment = _machine(words, source, outlet_zone)
    return moment or _printed(words, source, outlet_zone)


def _machine(words: str, source: TimeFrom, outlet_zone: tzinfo | None) -> Moment | None:
    try:
        if _DAY_ONLY.fullmatch(words):
            day = date.fromisoformat(words)
            return moment_at(day, None, None, outlet_zone, source, words)
        if unix := _UNIX.fullmatch(words):
            when = " ".join(unix.groups())
            read = datetime.strptime(f"{when} +0000", "%b %d %H:%M:%S %Y %z")
        else:
            iso = words.replace("Z", "+00:00") if words[-1:] == "Z" else words
            read = datetime.fromisoformat(iso)
    except ValueError:
        if not _MAIL.match(words):  # the mail parser makes something of nearly anything
            return None
        try:
            read = parsedate_to_datetime(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return moment_at(read.date(), read.time(), read.tzinfo, outlet_zone, source, words)


def _printed(words: str, source: TimeFrom, outlet_zone: tzinfo | None) -> Moment | None:
    found = find_date(words)
    if found is None:
        return None
    rest = words[: found.span.start] + " ; " + words[found.span.end :]
    clock = find_time(rest)
    zone = zone_of(clock.zone) if clock and clock.zone else None
    return moment_at(found.day, clock.clock if clock else None, zone, outlet_zone, source, words)
