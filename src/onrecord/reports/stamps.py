"""Stamps: the lines in which a report says when it was published or last changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, tzinfo

from onrecord.model.report import Moment, TimeFrom
from onrecord.reports.moments import moment_at
from onrecord.reports.written import WEEKDAY, WrittenDate, WrittenTime, find_date, find_time
from onrecord.reports.zones import zone_of

_UPDATED = re.compile(
    r"\b(?:(?:last |most recently )?(?:updated|modified|revised|edited|refreshed)|last update"
    r"|updates? at|update)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:(?:first |originally )?(?:published|posted|issued|released|written)"
    r"|publication date|date published|filed)\b",
    re.IGNORECASE,
)
# What may stand in a stamp beside its date and time. A line with other words is not a stamp.
_FILLER = re.compile(
    rf"(?:{WEEKDAY}|\b(?:this|the|report|story|article|page|post|was|were|is|has|been|first|last"
    r"|most|recently|originally|on|at|of|date|time|local|and|by|published|updated|update|modified"
    r"|revised|edited|refreshed|posted|issued|released|written|filed|publication|created"
    r"|\d+ (?:min(?:ute)?s?|hours?|days?) ago|just now|today|yesterday|print|online)\b"
    r"|[\s,.:;|·•()\[\]–—\-/@]+)",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?:\d+ (?:min(?:ute)?s?|hours?|days?) ago|just now)\b", re.IGNORECASE)
_LONGEST = 160  # characters


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp line says; either part of the time may be missing.

    `updates` is true for a line that speaks of a change, false for one that speaks of the
    publication or gives a bare date.
    """

    words: str
    updates: bool
    day: date | None
    clock: time | None
    zone: str | None

    def moment(self, day: date | None, outlet_zone: tzinfo | None) -> Moment | None:
        """When the stamp says; `day` is used where the line gives a clock time alone."""
        when = self.day or day
        if when is None:
            return None
        zone = zone_of(self.zone) if self.zone else None
        return moment_at(when, self.clock, zone, outlet_zone, TimeFrom.STAMP, self.words)


def read_stamps(line: str) -> tuple[Stamp, ...]:
    """The stamps that a line is made of, or nothing where the line is no stamp.

    A line may hold two: when it was published, and when it was last changed.

    >>> [stamp] = read_stamps("Last updated on May 3, 2022, at 9:05 p.m.")
    >>> stamp.updates, stamp.day, stamp.clock
    (True, datetime.date(2022, 5, 3), datetime.time(21, 5))
    >>> read_stamps("The toll was updated on July 25, 2019, by the ministry.")
    ()
    """
    if len(line) > _LONGEST or not any(c.isdigit() for c in line):
        return ()
    cut = _second_part(line)
    parts = [line] if cut is None else [line[:cut], line[cut:]]
    stamps: list[Stamp] = []
    for part in parts:
        stamp = _read(part)
        if stamp is None:
            return ()
        stamps.append(stamp)
    return tuple(stamps)


def speaks_of_time(line: str) -> bool:
    """Whether the line says "published", "updated" or the like, and is not just a date.

    >>> speaks_of_time("Posted May 3, 2022"), speaks_of_time("May 3, 2022")
    (True, False)
    """
    return _UPDATED.search(line) is not None or _PUBLISHED.search(line) is not None


def _second_part(line: str) -> int | None:
    """Where a second stamp begins in the line."""
    if (published := _PUBLISHED.search(line)) and (updated := _UPDATED.search(line)):
        cut = max(published.start(), updated.start())
        if find_date(line[:cut]) or find_time(line[:cut]):
            return cut
    elif (updated := _UPDATED.search(line)) and find_date(line[: updated.start()]):
        return updated.start()
    return None


def _read(words: str) -> Stamp | None:
    day = find_date(words)
    rest = _without(words, day)
    clock = find_time(rest)
    keyword = _UPDATED.search(words) or _PUBLISHED.search(words)
    if day is None and not (keyword and (clock or _AGO.search(words))):
        return None
    if clock is not None:
        rest = _without(rest, clock)
    if _FILLER.sub("", rest):
        return None
    return Stamp(
        words=words.strip(" |·•—–-;"),
        updates=_UPDATED.search(words) is not None,
        day=day.day if day else None,
        clock=clock.clock if clock else None,
        zone=clock.zone if clock else None,
    )


def _without(words: str, found: WrittenDate | WrittenTime | None) -> str:
    return words if found is None else words[: found.span.start] + " ; " + words[found.span.end :]
