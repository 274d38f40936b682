"""`onrecord notices`."""

from __future__ import annotations

from datetime import UTC, datetime, time

import click

from onrecord.cli.asked_for import days_of, events_looked_at
from onrecord.cli.asking import Asked, asking
from onrecord.model.notice import NoticeKind


@click.command(name="notices")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in NoticeKind]),
    help="Only notices of this kind; may be repeated.",
)
@click.option("--event", help="Only those of one event: an id or plain words.")
@click.option(
    "--since", metavar="DAY", help='Only those that could be told on this day ("2019-07") or later.'
)
@events_looked_at
@asking
def command(
    kinds: tuple[str, ...], event: str | None, since: str | None, limit: int, asked: Asked
) -> None:
    """List what a reader should be told: revisions, disputes, stale lines and the other notices.

    Newest first; each with the words that it rests on and where they stand.
    """
    from onrecord.queries import ask_notices, short_ids
    from onrecord.views.flat import NOTICES
    from onrecord.views.jsonable import jsonable
    from onrecord.views.notice_pages import notices_page

    first = days_of("--since", since)[0] if since is not None else None
    with asked.ledger() as ledger:
        rows = ask_notices(
            ledger,
            asked.clocks,
            kinds=[NoticeKind(kind) for kind in kinds],
            event=event,
            since=None if first is None else datetime.combine(first, time(), UTC),
            limit=limit,
        )
        asked.answer(
            json=lambda: jsonable(rows),
            flat=NOTICES,
            rows=rows,
            page=lambda clock: notices_page(
                rows,
                short_ids(ledger, (row.event.id for row in rows)),
                clock,
                limit if event is None else None,
            ),
        )
