"""Which events on record a new event may be one with: for `events.join`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select, union_all

from onrecord.events import (
    NIGHT,
    TOLD_APART,
    UNDATED,
    EventProfile,
    clues_of,
    countries_of,
    merge_profiles,
    open_days,
)
from onrecord.ledger.tellings import telling
from onrecord.ledger.times import stamp
from onrecord.queries.tellings import (
    UNDATED_ACTUAL,
    UNDATED_OTHER,
    WIDTHS,
    catch_up,
    profile_from,
)
from onrecord.queries.visible import View, in_lots

_EVENTS = 24
"""Events that are weighed for one new event: those that share the most with it."""

_TELLINGS = 24
"""Tellings of one event that its profile is made of, however many reports tell of it."""


def candidate_events(
    connection: Connection, fresh: Sequence[EventProfile]
) -> tuple[EventProfile, ...]:
    """Profiles of the events on record that one of `fresh` may be one with, by `events.join`.

    Those of its kind, told by some version of days and countries that fit. Of more than 24, those
    that share the most places, actors, figures and words with it. `fresh` are the events of one
    version that is being recorded; its earlier versions count first in the profiles. What persons
    rejected is left out.

    Found by kind and day in the index of tellings, so that the cost follows how much of the kind
    happened in those days, not what else the ledger holds. Asked on the writer's own connection,
    as the index first takes in what was recorded since it was last asked.
    """
    if not fresh:
        return ()
    seen = catch_up(connection)
    reports = {report for one in fresh for report in one.reports}
    events = dict.fromkeys(event for one in fresh for event in _events_near(seen, one))
    return tuple(_profiles(seen, list(events), reports))


def _events_near(seen: View, fresh: EventProfile) -> list[str]:
    """Ids of the events that `fresh` may be, the likeliest first."""
    clues, countries = clues_of(fresh), countries_of(fresh)
    columns = (
        telling.c.event,
        telling.c.report,
        telling.c.known_at,
        telling.c.countries,
        telling.c.clues,
    )
    # Each window in a SELECT of its own: of several in one, SQLite would go through the kind.
    question = union_all(
        *(select(*columns).where(telling.c.kind == fresh.kind, near) for near in _windows(fresh))
    )
    ranked: list[tuple[bool, int, str, str]] = []
    for row in seen.connection.execute(question):
        there = row.countries.split()
        if countries and there and countries.isdisjoint(there):
            continue
        shared = len(clues.intersection(row.clues.split("\n")))
        ranked.append((row.report in fresh.reports, shared, row.known_at, row.event))
    ranked.sort(reverse=True)
    return list(dict.fromkeys(event for *_, event in ranked))[:_EVENTS]


def _windows(fresh: EventProfile) -> Iterator[ColumnElement[bool]]:
    """Which tellings are near enough in time, as `events.join` sees it; each by an index."""
    days = open_days(fresh)
    if days is None:
        yield telling.c.known_at.between(
            stamp(fresh.known_at - TOLD_APART), stamp(fresh.known_at + TOLD_APART)
        )
        return
    first, last = _moved(days[0], -NIGHT), _moved(days[1], NIGHT)
    for width, most in enumerate(WIDTHS):
        yield and_(
            telling.c.width == width,
            telling.c.first_day.between(
                _moved(first, -timedelta(days=most)).isoformat(), last.isoformat()
            ),
            telling.c.last_day >= first.isoformat(),
        )
    yield _told_between(UNDATED_ACTUAL, _moved(first, -NIGHT), _moved(last, UNDATED))
    told = fresh.known_at.date()
    yield _told_between(UNDATED_OTHER, _moved(told, -TOLD_APART), _moved(told, TOLD_APART))


def _told_between(width: int, first: date, last: date) -> ColumnElement[bool]:
    """That an undated event was told in these days, both included."""
    return and_(
        telling.c.width == width,
        telling.c.first_day.between(first.isoformat(), last.isoformat()),
    )


def _moved(day: date, by: timedelta) -> date:
    """The day moved, but never off the calendar's edge."""
    number = day.toordinal() + by.days
    return date.fromordinal(max(date.min.toordinal(), min(number, date.max.toordinal())))


def _profiles(seen: View, events: Sequence[str], reports: set[str]) -> Iterator[EventProfile]:
    """The profile of each event, in the order given, from the tellings that say most of it."""
    told: dict[str, list[Any]] = {}
    for some in in_lots(events):
        question = select(telling).where(telling.c.event.in_(some))
        for row in seen.connection.execute(question):
            told.setdefault(row.event, []).append(row)
    for event in events:
        rows = sorted(told[event], key=lambda row: (row.known_at, row.version, row.founder))
        own = [row for row in rows if row.report in reports]
        # The first tells how it was founded, the newest what it came to.
        few = [*own, *rows[:1], *rows[::-1]]
        kept = {(row.version, row.founder): row for row in few[: _TELLINGS + len(own)]}
        parts = [profile_from(row) for row in list(kept.values())[:_TELLINGS]]
        parts.sort(key=lambda part: part.known_at)
        merged = merge_profiles(event, parts)
        order = profile_from(own[-1]).order if own else merged.order
        versions = tuple(sorted({row.version for row in rows}))
        yield replace(merged, order=order, versions=versions)
