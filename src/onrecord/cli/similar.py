"""`onrecord similar EVENT`."""

from __future__ import annotations

import click

from onrecord.cli.asking import Asked, asking


@click.command(name="similar")
@click.argument("event", nargs=-1, required=True)
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 50))
@asking
def command(event: tuple[str, ...], limit: int, asked: Asked) -> None:
    """Show the earlier events most like EVENT, with what they share and where they differ.

    EVENT is an id (6 characters or more of it) or plain words. Only events of its kind that
    happened before it, by the values that stand.
    """
    from onrecord.queries import short_ids, similar_events
    from onrecord.views.duty_pages import similar_page
    from onrecord.views.flat import PRECEDENTS
    from onrecord.views.jsonable import jsonable

    with asked.ledger() as ledger:
        similar = similar_events(ledger, " ".join(event), asked.clocks, most=limit)
        ids = [similar.event.id, *(one.event for one in similar.precedents)]
        asked.answer(
            json=lambda: jsonable(similar),
            flat=PRECEDENTS,
            rows=similar.precedents,
            page=lambda clock: similar_page(similar, short_ids(ledger, ids), clock),
        )
