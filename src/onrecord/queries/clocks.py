"""The two clocks that every question takes, and how a user writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from onrecord.errors import Misused

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIMED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", re.ASCII)
_END_OF_DAY = timedelta(hours=23, minutes=59, seconds=59, microseconds=999_999)
_REMEDY = (
    'Write a day ("2019-07-25", its end) or a time ("2019-07-25 12:00", UTC unless a zone follows).'
)


@dataclass(frozen=True, slots=True)
class Clocks:
    """As of when a question is asked; None is now.

    `known`: what the public could read by then. `recorded`: what this ledger had taken in by
    then. Both are aware instants and inclusive. `unseen` are judgements that are left out, for
    whoever asks is to decide first without knowing of them (`onrecord.queries.decisions`).

    >>> Clocks().known is None
    True
    """

    known: datetime | None = None
    recorded: datetime | None = None
    unseen: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for clock in (self.known, self.recorded):
            if clock is not None and clock.utcoffset() is None:
                raise ValueError("a clock needs a time zone")


NOW = Clocks()
"""Everything that is on record."""


def parse_time(words: str) -> datetime:
    """The instant that a user means: without a zone UTC, a bare day its end.

    Raises:
        Misused: the words are no day or time of the calendar.

    >>> parse_time("2019-07-25 12:00").isoformat()
    '2019-07-25T12:00:00+00:00'
    >>> parse_time("2019-07-25T12:00+09:00").isoformat()
    '2019-07-25T03:00:00+00:00'
    >>> parse_time("2019-07-25").isoformat()
    '2019-07-25T23:59:59.999999+00:00'
    """
    text = words.strip()
    bare_day = _DAY.fullmatch(text) is not None
    try:
        if not bare_day and not _TIMED.match(text):
            raise ValueError(text)
        at = datetime.fromisoformat(text)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        return at + _END_OF_DAY if bare_day else at
    except (ValueError, OverflowError):
        raise Misused(f'"{text[:40]}" is not a time.', _REMEDY) from None
