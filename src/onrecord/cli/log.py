"""`onrecord log EVENT [SLOT]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import Asked, asking

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger


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
        if slot is None and len(event) > 1:
            event, slot = _slot_at_the_end(event, ledger)
        log = log_event(ledger, " ".join(event), asked.clocks, slot=slot, item=item)
        asked.answer(
            json=lambda: jsonable(log),
            flat=LINES,
            rows=((log.event, line) for part in log.slots for line in part.lines),
            page=lambda clock: log_page(log, short_ids(ledger, ids_of(log)), clock),
        )


def _slot_at_the_end(words: tuple[str, ...], ledger: Ledger) -> tuple[tuple[str, ...], str | None]:
    """The words of the event, and the slot where the last word is one."""
    from onrecord.queries.codebooks import codebook_of_ledger
    from onrecord.queries.short import is_short_id

    if is_short_id(words[0]) and len(words) == 2:
        return words[:1], words[1]
    slots = {slot for kind in codebook_of_ledger(ledger).kinds.values() for slot in kind.slots}
    return (words[:-1], words[-1]) if words[-1] in slots else (words, None)
