"""`onrecord log EVENT [SLOT]`."""

from __future__ import annotations

import click

from onrecord.cli.asking import Asked, asking
from onrecord.cli.slots import slot_at_the_end


@click.command(name="log")
@click.argument("event", nargs=-1, required=True)
@click.option("--slot", help='One slot only ("range").')
@click.option("--item", help='One item only ("2").')
@asking
def command(event: tuple[str, ...], slot: str | None, item: str | None, asked: Asked) -> None:
    """Show every value's history: who, words, hedge, since when, what it replaced and why.

    EVENT is an id (6 characters or more of it) or plain words; a slot of the codebook may follow
    it: onrecord log e72a91 range. Each line ends with its claim's id.
    """
    from onrecord.queries import log_event, short_ids
    from onrecord.views.event_pages import ids_of, log_page
    from onrecord.views.flat import LINES
    from onrecord.views.jsonable import jsonable

    with asked.ledger() as ledger:
        if slot is None:
            event, slot = slot_at_the_end(event, ledger)
        log = log_event(ledger, " ".join(event), asked.clocks, slot=slot, item=item)
        asked.answer(
            json=lambda: jsonable(log),
            flat=LINES,
            rows=((log.event, line) for part in log.slots for line in part.lines),
            page=lambda clock: log_page(log, short_ids(ledger, ids_of(log)), clock),
        )
