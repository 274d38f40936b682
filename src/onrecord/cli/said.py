"""`onrecord said SOURCE`."""

from __future__ import annotations

import sys

import click

from onrecord.cli.options import write_json, write_page


@click.command(name="said")
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def command(source: str, as_json: bool) -> int:
    """Show the text of SOURCE with its attributions marked; touches no ledger.

    [source]s1 [cue]c1 ⟨content⟩1 belong together; the list below says who speaks and how sure.
    """
    from onrecord.capture.sources import fetch_sources
    from onrecord.errors import SkipItem
    from onrecord.pool import read_captures
    from onrecord.views.readings import reading_json
    from onrecord.views.report_pages import said_page
    from onrecord.views.words import printable

    problems = 0
    for one in read_captures(fetch_sources([source], stdin=sys.stdin.buffer)):
        if isinstance(one, SkipItem):
            problems += one.exit_code > 0
            click.echo(printable(str(one)), err=True)
        elif as_json:
            write_json(reading_json(one.version, one.reading)["attributions"])
        else:
            write_page(said_page(one.version, one.reading.attributions))
    return 1 if problems else 0
