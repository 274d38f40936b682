"""`onrecord blame EVENT`."""

from __future__ import annotations

import click

from onrecord.cli.asking import Asked, asking


@click.command(name="blame")
@click.argument("event", nargs=-1, required=True)
@asking
def command(event: tuple[str, ...], asked: Asked) -> None:
    """Show the standing values of EVENT, each with speaker, hedge, words and report."""
    from onrecord.queries import blame_event, short_ids
    from onrecord.views.event_pages import blame_page, ids_of
    from onrecord.views.flat import LINES
    from onrecord.views.jsonable import jsonable

    with asked.ledger() as ledger:
        blame = blame_event(ledger, " ".join(event), asked.clocks)
        asked.answer(
            json=lambda: jsonable(blame),
            flat=LINES,
            rows=((blame.event, line) for line in blame.lines),
            page=lambda clock: blame_page(blame, short_ids(ledger, ids_of(blame)), clock),
        )
