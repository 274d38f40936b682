"""`onrecord site`."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import clock_options, clocks_of, ledger_option, opened
from onrecord.views.words import counted


@click.command(name="site")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--excerpts", is_flag=True, help="Of reports, show the sentences that claims rest on alone."
)
@clock_options
@ledger_option
def command(
    out: Path, excerpts: bool, known: str | None, recorded: str | None, ledger: str
) -> None:
    """Write the desk's pages as files to the folder OUT, for any host.

    Every event has a page for each moment at which something became known, and every page its data
    beside it. Nothing in it needs a server, and but for the search nothing a script; all works when
    opened as files. --excerpts leaves out the whole articles, whose copyright may be another's.
    """
    from onrecord.desk.site import write_site

    clocks = clocks_of(known, recorded)
    with opened(ledger) as found:
        pages = write_site(found, out, clocks, excerpts=excerpts)
    click.echo(f"{counted(pages, 'page')} in {out}: open {out / 'index.html'}", err=True)
