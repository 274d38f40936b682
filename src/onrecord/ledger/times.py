"""Instants as the ledger writes them: text of one width, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(at: datetime) -> str:
    """`at` in UTC, ISO 8601 with microseconds and "Z".

    Raises:
        ValueError: `at` has no time zone.

    >>> from datetime import timedelta, timezone
    >>> stamp(datetime(2019, 7, 25, 14, 30, tzinfo=timezone(timedelta(hours=9))))
    '2019-07-25T05:30:00.000000Z'
    """
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError("the ledger takes instants with a time zone only")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def instant(text: str) -> datetime:
    """The instant that `stamp` wrote.

    >>> instant("2019-07-25T05:30:00.000000Z")
    datetime.datetime(2019, 7, 25, 5, 30, tzinfo=datetime.timezone.utc)
    """
    return datetime.fromisoformat(text).astimezone(UTC)
