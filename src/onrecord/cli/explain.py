"""`onrecord explain CLAIM`."""

from __future__ import annotations

import click

from onrecord.cli.options import (
    clock_options,
    clocks_of,
    ledger_option,
    opened,
    write_json,
    write_page,
)


@click.command(name="explain")
@click.argument("claim")
@clock_options
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@ledger_option
def command(
    claim: str, known: str | None, recorded: str | None, as_json: bool, ledger: str
) -> None:
    """Show how CLAIM came about: words, rule, attribution, judgements, capture, batch.

    CLAIM is an id (6 characters or more of it), as `blame` and `search` show them.
    """
    from onrecord.queries import explain_claim, short_ids
    from onrecord.views.claim_pages import explanation_page, ids_explained
    from onrecord.views.jsonable import jsonable

    with opened(ledger) as found:
        told = explain_claim(found, claim, clocks_of(known, recorded))
        if as_json:
            write_json(jsonable(told))
        else:
            write_page(explanation_page(told, short_ids(found, ids_explained(told))))
