"""`onrecord search WORDS`."""

from __future__ import annotations

import click

from onrecord.cli.asking import Asked, asking


@click.command(name="search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000))
@asking
def command(words: tuple[str, ...], limit: int, asked: Asked) -> None:
    """Find WORDS in the reports on record, with the claims made in the same sentence."""
    from onrecord.queries import search_words, short_ids
    from onrecord.views.flat import HITS
    from onrecord.views.jsonable import jsonable
    from onrecord.views.report_pages import search_page

    with asked.ledger() as ledger:
        hits = search_words(ledger, " ".join(words), asked.clocks, limit=limit)
        ids = {hit.version.id for hit in hits} | {row.id for hit in hits for row in hit.claims}
        asked.answer(
            json=lambda: jsonable(hits),
            flat=HITS,
            rows=hits,
            page=lambda clock: search_page(hits, short_ids(ledger, ids), clock),
        )
