"""Which of two versions the public could read first, where that is decided."""

from __future__ import annotations

from datetime import timedelta

from onrecord.model.record import VersionRow

_REST_OF_DAY = timedelta(hours=23, minutes=59, seconds=59)


def gave_way(one: VersionRow, other: VersionRow) -> bool:
    """Whether `other` surely came after `one` and stands in its place: as `before`, but a text
    that its report went back to comes after those that stood between."""
    if one.report != other.report or one.id == other.id:
        return before(one, other)
    return (one.stands_since, one.number) < (other.stands_since, other.number)


def before(one: VersionRow, other: VersionRow) -> bool:
    """Whether `one` surely came before `other`.

    Versions of one report go by their numbers. Others go by known time; a bare day is an interval
    that ends at its last second, and two that overlap, or two equal times, are undecided.
    """
    if one.id == other.id:
        return False
    if one.report == other.report:
        return one.number < other.number
    begin = other.known_at - _REST_OF_DAY if other.day_only else other.known_at
    return one.known_at < begin
