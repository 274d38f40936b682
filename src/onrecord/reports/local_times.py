"""A page's time in UTC, and the same time as its own readers had it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

_QUARTER = timedelta(minutes=15)
_FARTHEST = timedelta(hours=15)
_SECOND = timedelta(seconds=1)


def in_local_time(words: str | None, others: Iterable[str]) -> str | None:
    """`words`, in the outlet's own zone where other times of the page show which that is.

    Many programs write a page's time in UTC, so that a report of Wednesday evening seems to be
    Thursday's. Elsewhere on the page the same instant stands with the outlet's offset, or as a bare
    clock time that is whole quarters of an hour away from it; one that falls on a quarter itself is
    no proof. Words that are no UTC time stay as they are.

    >>> in_local_time("2023-04-06T02:11:03Z", ["2023-04-05 21:11:03"])
    '2023-04-05T21:11:03-05:00'
    >>> in_local_time("2023-04-06T02:15:00Z", ["2023-04-05 21:15:00"])
    '2023-04-06T02:15:00Z'
    """
    at = _read(words)
    if at is None or at.utcoffset() != timedelta():
        return words
    bare = at.replace(tzinfo=None)
    for other in others:
        told = _read(other)
        if told is None:
            continue
        if told.utcoffset() and abs(told - at) <= _SECOND:
            return told.isoformat()
        away = timedelta() if told.tzinfo else told - bare
        proves = (bare - datetime(2000, 1, 1)) % _QUARTER
        if away and abs(away) < _FARTHEST and not away % _QUARTER and proves:
            return at.astimezone(timezone(away)).isoformat()
    return words


def _read(words: str | None) -> datetime | None:
    """The time that ISO 8601 words give; None for others and for bare days."""
    if not words or ":" not in words or len(words) > 40:
        return None
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.utcoffset() == timedelta() else at
