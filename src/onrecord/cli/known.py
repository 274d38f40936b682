"""`onrecord known WHEN [EVENT]`."""

from __future__ import annotations

import click

from onrecord.cli.asked_for import refuse_unknown_kind
from onrecord.cli.options import (
    clock_line,
    clocks_of,
    ledger_option,
    opened,
    write_json,
    write_page,
)


@click.command(name="known")
@click.argument("when")
@click.argument("event", nargs=-1)
@click.option("--kind", help='Only events of a kind of the codebook ("missile-launch").')
@click.option(
    "--limit",
    default=5,
    show_default=True,
    type=click.IntRange(1, 100),
    help="How many events, those last told of by then.",
)
@click.option("--recorded", metavar="TIME", help="As this ledger had it on record at TIME (UTC).")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@ledger_option
def command(
    when: str,
    event: tuple[str, ...],
    kind: str | None,
    limit: int,
    recorded: str | None,
    as_json: bool,
    ledger: str,
) -> None:
    """Tell what the public could know at WHEN, in plain sentences, each with its source.

    WHEN is a time (UTC; a day = its end), "2019-07-25" or "2019-07-25T12:00". EVENT is an id or
    plain words; without it, the events last told of by then.
    """
    from onrecord.queries import brief_known, short_ids
    from onrecord.views.briefing_pages import briefing_page
    from onrecord.views.jsonable import jsonable

    clocks = clocks_of(when, recorded)
    with opened(ledger) as found:
        briefing = brief_known(found, clocks, event=" ".join(event) or None, kind=kind, limit=limit)
        if kind is not None and not briefing.events:
            refuse_unknown_kind(kind, found)
        if as_json:
            write_json(jsonable(briefing))
        else:
            short = short_ids(found, (one.event.id for one in briefing.events))
            write_page(briefing_page(briefing, short, clock_line(clocks)))
