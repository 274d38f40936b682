"""`onrecord reread`."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import ledger_option, model_option, opened
from onrecord.cli.progress import counting
from onrecord.views.words import counted


@click.command(name="reread")
@click.option(
    "--codebook",
    "codebooks",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A codebook file beside the shipped ones and those on record. May be repeated.",
)
@model_option
@ledger_option
def command(codebooks: tuple[Path, ...], model: str, ledger: str) -> None:
    """Read every version on record again with this reader, after a better model or codebook.

    The new readings stand beside the old ones, and what people decided holds. Versions that this
    very reader has read are passed over, so a run that was cut off is completed by running it
    again.
    """
    from onrecord.cli.given import chosen_codebooks
    from onrecord.cli.recording import Tally, as_known, found_line
    from onrecord.equipment import equip
    from onrecord.pipeline import reread
    from onrecord.queries.codebooks import newest_codebooks
    from onrecord.queries.versions import count_unread

    tally = Tally()
    with opened(ledger) as found:
        equipment = equip(chosen_codebooks(codebooks, newest_codebooks(found)), model)
        total = count_unread(found, equipment.reader)
        with counting(reread(found, equipment), "Reading again", total) as shown:
            for done in shown:
                tally.count(done)
        tally.events = as_known(found, tally.events)
    if tally.read:
        told = f"{counted(tally.read, 'version')} read again into {ledger}\n{found_line(tally)}"
    else:
        told = f"Nothing to read again: {ledger} holds this reader's reading of every version."
    click.echo(told, err=True)
