"""Short names of ids, and days as a user writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from onrecord.values.calendar import bounds

LEAST = 6
"""Characters of an id that are shown at least, and that name one."""

_HEX = re.compile(r"[0-9a-fA-F]{6,64}", re.ASCII)
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)


def shortest(ids: Iterable[str], least: int = LEAST) -> dict[str, str]:
    """Id -> the shortest beginning, of `least` characters or more, that no other of them has.

    >>> shortest(["aaaaaaab", "aaaaaaac", "bbbbbbbb"])
    {'aaaaaaab': 'aaaaaaab', 'aaaaaaac': 'aaaaaaac', 'bbbbbbbb': 'bbbbbb'}
    """
    ordered = sorted(set(ids))
    short: dict[str, str] = {}
    for index, id in enumerate(ordered):
        near = ordered[max(0, index - 1) : index] + ordered[index + 1 : index + 2]
        length = max([least, *(_shared(id, other) + 1 for other in near)])
        short[id] = id[:length]
    return short


def _shared(one: str, other: str) -> int:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))


def is_short_id(words: str) -> bool:
    """Whether the words can be the beginning of an id: 6 hex characters or more.

    >>> is_short_id("e7a2c9"), is_short_id("ferry"), is_short_id("20190725")
    (True, False, True)
    """
    return _HEX.fullmatch(words.strip()) is not None


def day_of(token: str) -> tuple[date, date] | None:
    """First and last day of "2019-07-25", "2019-07" or "2019"; None for anything else.

    >>> day_of("2019-07")
    (datetime.date(2019, 7, 1), datetime.date(2019, 7, 31))
    >>> day_of("ferry") is None
    True
    """
    if not _DAY.fullmatch(token):
        return None
    days = bounds(token)
    if days is None or days.first is None or days.last is None:
        return None
    return (days.first, days.last)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
    r"(?: (?P<after>\d{1,2})(?:,|\b(?=,? \d{4})))?,? (?P<year>\d{4})\b",
    re.IGNORECASE | re.ASCII,
)


def with_days(words: str) -> str:
    """The words with days as people write them, and as names of events have them, as ISO 8601.

    >>> with_days("launch 25 Jul 2019"), with_days("ferry March 5, 2022"), with_days("May 2019")
    ('launch 2019-07-25', 'ferry 2022-03-05', '2019-05')
    """

    def iso(match: re.Match[str]) -> str:
        month = _MONTHS.index(match["month"].lower()) + 1
        day = match["day"] or match["after"]
        return f"{match['year']}-{month:02}" + (f"-{int(day):02}" if day else "")

    return _NAMED.sub(iso, words)
