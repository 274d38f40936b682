"""`onrecord events`."""

from __future__ import annotations

from datetime import datetime

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
from onrecord.errors import Misused
from onrecord.views.words import printable

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(name="events")
@click.option("--kind", help='A kind of the codebook ("missile-launch").')
@click.option("--actor", help='Who has to do with it: a name or code ("Japan", "JPN").')
@click.option("--place", help="Where it was: a name that a claim on its place holds.")
@click.option("--since", type=_DAY, metavar="DAY", help="Events of this day or later.")
@click.option("--until", type=_DAY, metavar="DAY", help="Events of this day or earlier.")
@asking_options
def command(
    kind: str | None,
    actor: str | None,
    place: str | None,
    since: datetime | None,
    until: datetime | None,
    known: str | None,
    recorded: str | None,
    as_json: bool,
    as_csv: bool,
    ledger: str,
) -> None:
    """List the events on record, by kind, actor, place and date."""
    from onrecord.queries import find_events, short_ids
    from onrecord.views.event_pages import events_page
    from onrecord.views.jsonable import jsonable

    only_one(json=as_json, csv=as_csv)
    clocks = clocks_of(known, recorded)
    with opened(ledger) as found:
        events = find_events(
            found,
            clocks,
            kind=kind,
            actor=actor,
            place=place,
            since=since.date() if since else None,
            until=until.date() if until else None,
        )
    if kind and not events:
        _refuse_unknown(kind)
    if as_json:
        write_json(jsonable(events))
    elif as_csv:
        write_csv(
            {
                "event": event.id,
                "kind": event.kind,
                "name": event.name,
                "known_since": event.first_known.isoformat(),
                "part_of": event.part_of,
            }
            for event in events
        )
    else:
        write_page(events_page(events, short_ids(e.id for e in events), clock_line(clocks)))


def _refuse_unknown(kind: str) -> None:
    """A kind that no shipped codebook has, and no event on record, is a slip of the pen."""
    from onrecord.codebook import load_codebook

    kinds = sorted(load_codebook().kinds)
    if kind not in kinds:
        raise Misused(f'There is no kind "{printable(kind)}".', f"Choose of: {', '.join(kinds)}.")
