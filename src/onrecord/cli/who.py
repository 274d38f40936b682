"""`onrecord who ACTOR`."""

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


@click.command(name="who")
@click.argument("actor", nargs=-1, required=True)
@asking_options
def command(
    actor: tuple[str, ...],
    known: str | None,
    recorded: str | None,
    as_json: bool,
    as_csv: bool,
    ledger: str,
) -> None:
    """Show what ACTOR said, in order of time, and their wording for a thing over time.

    ACTOR is a name as reports give it, or a code: "Japan's Defense Ministry", KOR.MIL.
    """
    from onrecord.queries import ask_who, short_ids
    from onrecord.views.claim_pages import actor_page
    from onrecord.views.flat import said_record
    from onrecord.views.jsonable import jsonable

    only_one(json=as_json, csv=as_csv)
    clocks = clocks_of(known, recorded)
    with opened(ledger) as found:
        answer = ask_who(found, " ".join(actor), clocks)
    if as_json:
        write_json(jsonable(answer))
    elif as_csv:
        write_csv(said_record(said) for said in answer.said)
    else:
        short = short_ids(word.event.id for word in answer.wording)
        write_page(actor_page(answer, short, clock_line(clocks)))
