"""`onrecord search WORDS`."""

from __future__ import annotations

import click

from onrecord.cli.options import (
    asking_options,
    clock_line,
    clocks_of,
    only_one,
    opened,
    write_csv,
    write_json,
    write_page,
)


@click.command(name="search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000))
@asking_options
def command(
    words: tuple[str, ...],
    limit: int,
    known: str | None,
    recorded: str | None,
    as_json: bool,
    as_csv: bool,
    ledger: str,
) -> None:
    """Find WORDS in the reports on record, with the claims made in the same sentence."""
    from onrecord.queries import search_words, short_ids
    from onrecord.views.jsonable import jsonable
    from onrecord.views.report_pages import search_page

    only_one(json=as_json, csv=as_csv)
    clocks = clocks_of(known, recorded)
    with opened(ledger) as found:
        hits = search_words(found, " ".join(words), clocks, limit=limit)
    if as_json:
        write_json(jsonable(hits))
    elif as_csv:
        write_csv(
            {
                "version": hit.version.id,
                "outlet": hit.version.outlet,
                "title": hit.version.title,
                "known_since": hit.version.known_at.isoformat(),
                "sentence": hit.sentence,
                "claims": [row.id for row in hit.claims],
            }
            for hit in hits
        )
    else:
        ids = {hit.version.id for hit in hits} | {row.id for hit in hits for row in hit.claims}
        write_page(search_page(hits, short_ids(ids), clock_line(clocks)))
