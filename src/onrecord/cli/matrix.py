"""`onrecord matrix EVENT`."""

from __future__ import annotations

import click

from onrecord.cli.asking import Asked, asking


@click.command(name="matrix")
@click.argument("event", nargs=-1, required=True)
@click.option("--slot", "slots", multiple=True, help='One slot only ("range"); may be repeated.')
@asking
def command(event: tuple[str, ...], slots: tuple[str, ...], asked: Asked) -> None:
    """Show who holds what of EVENT now: a row a speaker, a column a slot.

    EVENT is an id (6 characters or more of it) or plain words. A column is marked ≠ where its
    speakers cannot all be right. Reports in their own voice stand last.
    """
    from onrecord.queries import matrix_event, short_ids
    from onrecord.views.flat import LINES
    from onrecord.views.jsonable import jsonable
    from onrecord.views.matrix_pages import matrix_page

    with asked.ledger() as ledger:
        matrix = matrix_event(ledger, " ".join(event), asked.clocks, slots=slots)
        asked.answer(
            json=lambda: jsonable(matrix),
            flat=LINES,
            rows=((matrix.event, line) for line in matrix.lines),
            page=lambda clock: matrix_page(matrix, short_ids(ledger, [matrix.event.id]), clock),
        )
