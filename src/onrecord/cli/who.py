"""`onrecord who ACTOR`."""

from __future__ import annotations

import click

from onrecord.cli.asking import Asked, asking


@click.command(name="who")
@click.argument("actor", nargs=-1, required=True)
@asking
def command(actor: tuple[str, ...], asked: Asked) -> None:
    """Show what ACTOR said, in order of time, and their wording for a thing over time.

    ACTOR is a name as reports give it, or a code: "Japan's Defense Ministry", KOR.MIL.
    """
    from onrecord.queries import ask_who, short_ids
    from onrecord.views.claim_pages import actor_page
    from onrecord.views.flat import SAID
    from onrecord.views.jsonable import jsonable

    with asked.ledger() as ledger:
        answer = ask_who(ledger, " ".join(actor), asked.clocks)
        events = {word.event.id for word in answer.wording}
        asked.answer(
            json=lambda: jsonable(answer),
            flat=SAID,
            rows=answer.said,
            page=lambda clock: actor_page(answer, short_ids(ledger, events), clock),
        )
