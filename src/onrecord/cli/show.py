"""`onrecord show EVENT`."""

from __future__ import annotations

import click

from onrecord.cli.asking import Asked, asking


@click.command(name="show")
@click.argument("event", nargs=-1, required=True)
@asking
def command(event: tuple[str, ...], asked: Asked) -> None:
    """Show the record of EVENT: what stands, who says so, who differs, on which reports it rests.

    EVENT is an id (6 characters or more of it) or plain words: "launch 2019-07-25".
    """
    from onrecord.queries import event_notices, short_ids, show_event
    from onrecord.views.event_pages import event_page, ids_of
    from onrecord.views.flat import LINES
    from onrecord.views.jsonable import json_of, jsonable

    with asked.ledger() as ledger:
        record = show_event(ledger, " ".join(event), asked.clocks)
        notices = event_notices(ledger, record.event.id, asked.clocks)
        asked.answer(
            json=lambda: {**json_of(record), "notices": jsonable(notices)},
            flat=LINES,
            rows=(
                (record.event, line)
                for slot in (*record.standing, *record.before)
                for line in slot.lines
            ),
            page=lambda clock: event_page(
                record, notices, short_ids(ledger, ids_of(record)), clock
            ),
        )
