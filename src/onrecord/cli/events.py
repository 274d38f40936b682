"""`onrecord events`."""

from __future__ import annotations

from datetime import datetime

import click

from onrecord.cli.asking import Asked, asking
from onrecord.errors import Misused
from onrecord.views.words import printable

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(name="events")
@click.option("--kind", help='A kind of the codebook ("missile-launch").')
@click.option("--actor", help='Who has to do with it: a name or code ("Japan", "JPN").')
@click.option("--place", help="Where it was: a name that a claim on its place holds.")
@click.option("--since", type=_DAY, metavar="DAY", help="Events of this day or later.")
@click.option("--until", type=_DAY, metavar="DAY", help="Events of this day or earlier.")
@asking
def command(
    kind: str | None,
    actor: str | None,
    place: str | None,
    since: datetime | None,
    until: datetime | None,
    asked: Asked,
) -> None:
    """List the events on record, by kind, actor, place and date."""
    from onrecord.queries import find_events, short_ids
    from onrecord.views.event_pages import events_page
    from onrecord.views.flat import event_record
    from onrecord.views.jsonable import jsonable

    with asked.ledger() as ledger:
        events = find_events(
            ledger,
            asked.clocks,
            kind=kind,
            actor=actor,
            place=place,
            since=since.date() if since else None,
            until=until.date() if until else None,
        )
    if kind and not events:
        _refuse_unknown(kind)
    asked.answer(
        json=lambda: jsonable(events),
        rows=lambda: map(event_record, events),
        page=lambda clock: events_page(events, short_ids(e.id for e in events), clock),
    )


def _refuse_unknown(kind: str) -> None:
    """A kind that no shipped codebook has, and no event on record, is a slip of the pen."""
    from onrecord.codebook import load_codebook

    kinds = sorted(load_codebook().kinds)
    if kind not in kinds:
        raise Misused(f'There is no kind "{printable(kind)}".', f"Choose of: {', '.join(kinds)}.")
