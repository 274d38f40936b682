"""`onrecord events`."""

from __future__ import annotations

import click

from onrecord.cli.asked_for import bounds_of, event_options, refuse_unknown_kind
from onrecord.cli.asking import Asked, asking


@click.command(name="events")
@event_options
@asking
def command(
    kind: str | None,
    actor: str | None,
    place: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    asked: Asked,
) -> None:
    """List the events on record, by kind, actor, place and date.

    DAY is a day, a month or a year; events of which no day is known fit neither bound.
    """
    from onrecord.queries import find_events, short_ids
    from onrecord.views.event_pages import events_page
    from onrecord.views.flat import EVENTS
    from onrecord.views.jsonable import jsonable

    days = bounds_of(since, until)
    with asked.ledger() as ledger:
        events = find_events(
            ledger,
            asked.clocks,
            kind=kind,
            actor=actor,
            place=place,
            since=days.first,
            until=days.last,
            limit=limit,
        )
        if kind is not None and not events:
            refuse_unknown_kind(kind, ledger)
        asked.answer(
            json=lambda: jsonable(events),
            flat=EVENTS,
            rows=events,
            page=lambda clock: events_page(
                events, short_ids(ledger, (event.id for event in events)), clock, limit
            ),
        )
