"""`onrecord blame EVENT`."""

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


@click.command(name="blame")
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
    """Show the standing values of EVENT, each with speaker, hedge, words and report."""
    from onrecord.queries import blame_event
    from onrecord.views.event_pages import blame_page, ids_of
    from onrecord.views.flat import line_record
    from onrecord.views.jsonable import jsonable

    only_one(json=as_json, csv=as_csv)
    clocks = clocks_of(known, recorded)
    with opened(ledger) as found:
        blame = blame_event(found, " ".join(event), clocks)
    if as_json:
        write_json(jsonable(blame))
    elif as_csv:
        write_csv(line_record(line, blame.event.id) for line in blame.lines)
    else:
        write_page(blame_page(blame, ids_of(blame), clock_line(clocks)))
