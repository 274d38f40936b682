"""`onrecord obligations [EVENT]`."""

from __future__ import annotations

import click

from onrecord.cli.asked_for import days_of, events_looked_at
from onrecord.cli.asking import Asked, asking

_COVERS = ("covered", "not covered", "undetermined")


@click.command(name="obligations")
@click.argument("event", nargs=-1)
@click.option(
    "--cover", "covers", multiple=True, type=click.Choice(_COVERS), help="Only this verdict."
)
@click.option(
    "--due",
    metavar="DAY",
    help='Only what is due on this day or later ("2019-07"), the first first.',
)
@events_looked_at
@asking
def command(
    event: tuple[str, ...], covers: tuple[str, ...], due: str | None, limit: int, asked: Asked
) -> None:
    """Show which duties bear on EVENT, or on the events last told of, and what is still due.

    Resolutions, treaties and pledges of the register, each with its verdict (covered, not covered,
    or open, and then what would decide it); then deadlines that reports state. No legal advice.
    """
    from onrecord.notices import Cover
    from onrecord.queries import ask_obligations, short_ids
    from onrecord.views.duty_pages import obligations_page
    from onrecord.views.flat import DUTIES
    from onrecord.views.jsonable import jsonable

    with asked.ledger() as ledger:
        rows = ask_obligations(
            ledger,
            asked.clocks,
            event=" ".join(event) or None,
            covers=[Cover(cover) for cover in covers],
            due=days_of("--due", due)[0] if due is not None else None,
            limit=limit,
        )
        asked.answer(
            json=lambda: jsonable(rows),
            flat=DUTIES,
            rows=rows,
            page=lambda clock: obligations_page(
                rows, short_ids(ledger, (row.event.id for row in rows)), clock
            ),
        )
