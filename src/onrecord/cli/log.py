"""`onrecord log EVENT [SLOT]`."""

from __future__ import annotations

import click

from onrecord.cli.asking import Asked, asking


@click.command(name="log")
@click.argument("event", nargs=-1, required=True)
@click.option("--slot", help='One slot only ("range").')
@click.option("--item", help='One item only ("2").')
@asking
def command(event: tuple[str, ...], slot: str | None, item: str | None, asked: Asked) -> None:
    """Show every value's history: who, words, hedge, since when, what it replaced and why.

    EVENT is an id (6 characters or more of it) or plain words; a slot of the codebook may follow
    it: onrecord log e7k2a1 range.
    """
    from onrecord.queries import log_event
    from onrecord.views.event_pages import ids_of, log_page
    from onrecord.views.flat import line_record
    from onrecord.views.jsonable import jsonable

    if slot is None and len(event) > 1:
        event, slot = _slot_at_the_end(event)
    with asked.ledger() as ledger:
        log = log_event(ledger, " ".join(event), asked.clocks, slot=slot, item=item)
    asked.answer(
        json=lambda: jsonable(log),
        rows=lambda: (line_record(line, log.event.id) for part in log.slots for line in part.lines),
        page=lambda clock: log_page(log, ids_of(log), clock),
    )


def _slot_at_the_end(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The words of the event, and the slot where the last word is one."""
    from onrecord.codebook import load_codebook

    slots = {slot for kind in load_codebook().kinds.values() for slot in kind.slots}
    return (words[:-1], words[-1]) if words[-1] in slots else (words, None)
