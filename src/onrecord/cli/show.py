"""`onrecord show EVENT`."""

from __future__ import annotations

import click

from onrecord.cli.options import (
    asking_options,
    clock_line,
    clocks_of,
    only_one,
    opened,
    write_csv,
    write_json,
    write_page,
)


@click.command(name="show")
@click.argument("event", nargs=-1, required=True)
@asking_options
def command(
    event: tuple[str, ...],
    known: str | None,
    recorded: str | None,
    as_json: bool,
    as_csv: bool,
    ledger: str,
) -> None:
    """Show the record of EVENT: what stands, who says so, who differs, on which reports it rests.

    EVENT is an id (6 characters or more of it) or plain words: "launch 2019-07-25".
    """
    from onrecord.queries import event_notices, show_event
    from onrecord.views.event_pages import event_page, ids_of
    from onrecord.views.flat import line_record
    from onrecord.views.jsonable import json_of, jsonable

    only_one(json=as_json, csv=as_csv)
    clocks = clocks_of(known, recorded)
    with opened(ledger) as found:
        record = show_event(found, " ".join(event), clocks)
        notices = event_notices(found, record.event.id, clocks)
    if as_json:
        write_json({**json_of(record), "notices": jsonable(notices)})
    elif as_csv:
        lines = [line for slot in (*record.standing, *record.before) for line in slot.lines]
        write_csv(line_record(line, record.event.id) for line in lines)
    else:
        write_page(event_page(record, notices, ids_of(record), clock_line(clocks)))
