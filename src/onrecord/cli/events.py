"""`onrecord events`."""

from __future__ import annotations

import click

from onrecord.cli.asked_for import Which, event_options
from onrecord.cli.asking import Asked, asking


@click.command(name="events")
@event_options
@asking
def command(which: Which, asked: Asked) -> None:
    """List the events on record, by kind, actor, place and date.

    DAY is a day, a month or a year; events of which no day is known fit neither bound.
    """
    from onrecord.queries import find_events, short_ids
    from onrecord.views.event_pages import events_page
    from onrecord.views.flat import EVENTS
    from onrecord.views.jsonable import jsonable

    with asked.ledger() as ledger:
        events = which.found(find_events, ledger, asked.clocks)
        asked.answer(
            json=lambda: jsonable(events),
            flat=EVENTS,
            rows=events,
            page=lambda clock: events_page(
                events, short_ids(ledger, (event.id for event in events)), clock, which.limit
            ),
        )
