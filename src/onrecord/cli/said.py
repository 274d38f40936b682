"""`onrecord said SOURCE`."""

from __future__ import annotations

import sys

import click

from onrecord.cli.options import ended, model_option, only_one, write_json, write_page


@click.command(name="said")
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--html", "as_html", is_flag=True, help="Write a page of HTML that stands alone.")
@model_option
def command(source: str, as_json: bool, as_html: bool, model: str) -> int:
    """Show the text of SOURCE with its attributions marked; touches no ledger.

    [source]s1 [cue]c1 ⟨content⟩1 belong together; the list below says who speaks and how sure.
    """
    from onrecord.capture.sources import fetch_sources
    from onrecord.errors import SkipItem
    from onrecord.pool import read_captures
    from onrecord.views.readings import reading_json
    from onrecord.views.said_pages import said_html, said_page
    from onrecord.views.words import printable

    only_one(json=as_json, html=as_html)
    shown = problems = 0
    for one in read_captures(fetch_sources([source], stdin=sys.stdin.buffer), model=model):
        if isinstance(one, SkipItem):
            problems += one.exit_code > 0
            click.echo(printable(str(one)), err=True)
            continue
        shown += 1
        version, said = one.version, one.reading.attributions
        oddities = [odd for odd in one.reading.problems if odd not in version.problems]
        for odd in oddities:
            told = f"{one.capture.name}: {odd.says} {odd.remedy}"
            click.echo(printable(told).rstrip(), err=True)
        if as_json:
            write_json(reading_json(version, one.reading)["attributions"])
        elif as_html:
            click.echo(said_html(version, said, oddities))
        else:
            write_page(said_page(version, said))
    return ended(shown, problems)
