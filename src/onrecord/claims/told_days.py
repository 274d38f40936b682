"""The days of a version's events, and the day that a sentence gives to its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from onrecord.claims.context import Context, Draft
from onrecord.language.listing import listed
from onrecord.mentions.words import Line
from onrecord.model.value import DateValue
from onrecord.values.calendar import Days, bounds

_RECENT = timedelta(days=8)
"""An event without a day of its own happened at most this long before the report."""
_RELATIVE = listed("when where")


def days_told(drafts: Iterable[Draft]) -> Mapping[int, Days]:
    """Cluster -> the days that its dates give it, from the first to the last."""
    found: dict[int, Days] = {}
    for draft in drafts:
        days = _days(draft.value) if isinstance(draft.value, DateValue) else None
        if days is not None and not draft.slot.needs_evidence:
            found[draft.cluster] = _both(found.get(draft.cluster, days), days)
    return found


def day_of_figure(context: Context, line: Line, run: tuple[int, int]) -> Days | None:
    """The days that the sentence gives to the figure at `run`; None where it gives none or several.

    In "the worst since 2004, when 61 people died" they are those of the year; the day on which
    something was said dates no figure.
    """
    given = context.dated.get(line.number, ())
    for where, value in given:
        behind = where[1] if line.low(where[1]) != "," else where[1] + 1
        if line.low(behind) in _RELATIVE and behind < run[0] and _one_clause(line, behind, run[0]):
            return _days(value)
    if len(given) != 1:
        return None
    return _days(given[0][1])


def is_before(context: Context, days: Days, cluster: int) -> bool:
    """Whether the days lie before those of an event, so that it had not happened yet."""
    known = context.days.get(cluster)
    first = known.first if known is not None else context.published and context.published - _RECENT
    return first is not None and days.last is not None and days.last < first


def meets(context: Context, days: Days, cluster: int) -> bool:
    """Whether the days are those of an event that has a day of its own."""
    known = context.days.get(cluster)
    return known is not None and not (_apart(known, days) or _apart(days, known))


def _apart(mine: Days, theirs: Days) -> bool:
    return mine.last is not None and theirs.first is not None and mine.last < theirs.first


def _both(mine: Days, theirs: Days) -> Days:
    firsts = [days.first for days in (mine, theirs) if days.first]
    lasts = [days.last for days in (mine, theirs) if days.last]
    return Days(min(firsts, default=None), max(lasts, default=None))


def _one_clause(line: Line, first: int, end: int) -> bool:
    return not any(line.low(index) in (",", ";", "—", ":") for index in range(first, end))


def _days(value: DateValue) -> Days | None:
    days = bounds(value.edtf)
    return days if days is not None and days.first and days.last else None
