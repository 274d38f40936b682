"""`onrecord events`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import Asked, asking
from onrecord.errors import Misused
from onrecord.views.words import printable

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger


@click.command(name="events")
@click.option("--kind", help='A kind of the codebook ("missile-launch").')
@click.option("--actor", help='Who has to do with it: a name or code ("Japan", "JPN").')
@click.option("--place", help="Where it was: a name that a claim on its place holds.")
@click.option("--since", metavar="DAY", help='Events of this day or later ("2019-07-25").')
@click.option("--until", metavar="DAY", help='Events of this day or earlier ("2019-07").')
@asking
def command(
    kind: str | None,
    actor: str | None,
    place: str | None,
    since: str | None,
    until: str | None,
    asked: Asked,
) -> None:
    """List the events on record, by kind, actor, place and date.

    DAY is a day, a month or a year; events of which no day is known fit neither bound.
    """
    from onrecord.queries import find_events, short_ids
    from onrecord.views.event_pages import events_page
    from onrecord.views.flat import EVENTS
    from onrecord.views.jsonable import jsonable

    first = _days("--since", since)[0] if since is not None else None
    last = _days("--until", until)[1] if until is not None else None
    if first and last and first > last:
        raise Misused(f"--since {since} is after --until {until}.", "Change them round.")
    with asked.ledger() as ledger:
        events = find_events(
            ledger, asked.clocks, kind=kind, actor=actor, place=place, since=first, until=last
        )
        if kind is not None and not events:
            _refuse_unknown(kind, ledger)
        asked.answer(
            json=lambda: jsonable(events),
            flat=EVENTS,
            rows=events,
            page=lambda clock: events_page(
                events, short_ids(ledger, (event.id for event in events)), clock
            ),
        )


def _days(option: str, words: str) -> tuple[date, date]:
    """The first and the last of the days that an option names."""
    from onrecord.queries.short import day_of, with_days

    days = day_of(with_days(words.strip()))
    if days is None:
        raise Misused(
            f'{option}: "{printable(words[:40])}" is not a day.',
            'Write a day ("2019-07-25"), a month ("2019-07") or a year.',
        )
    return days


def _refuse_unknown(kind: str, ledger: Ledger) -> None:
    """A kind that no codebook of the ledger has, and no event on record, is a slip of the pen."""
    from onrecord.queries.codebooks import codebook_of_ledger

    kinds = sorted(codebook_of_ledger(ledger).kinds)
    if kind not in kinds:
        raise Misused(
            f'There is no kind "{printable(kind)}".', f"Choose one of: {', '.join(kinds)}."
        )
