"""`onrecord read SOURCE…`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import ended, json_text, ledger_option, model_option, opened
from onrecord.cli.progress import Within, counting

if TYPE_CHECKING:
    from onrecord.codebook import CodebookText
    from onrecord.errors import SkipItem
    from onrecord.model.report import Capture
    from onrecord.pipeline import Read


@click.command(name="read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--outlet", help="The outlet, where the page does not say.")
@click.option("--published", metavar="TIME", help="When it was published, where it does not say.")
@click.option("--updated", metavar="TIME", help="When it was last updated, where it does not say.")
@click.option("--zone", help='Zone of times without one ("Asia/Seoul", "+09:00").')
@click.option(
    "--codebook",
    "codebooks",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A codebook file beside the shipped ones; the ledger remembers it. May be repeated.",
)
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@model_option
@click.option("--json", "as_json", is_flag=True, help="Print each reading; touch no ledger.")
@click.option(
    "--allow-private", is_flag=True, help="Let addresses of this machine and its network be read."
)
@click.option("--verbose", is_flag=True, help="Name each record of an archive that is left out.")
@ledger_option
def command(
    sources: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    updated: str | None,
    zone: str | None,
    codebooks: tuple[Path, ...],
    jobs: int,
    model: str,
    as_json: bool,
    allow_private: bool,
    verbose: bool,
    ledger: str,
) -> int:
    """Read reports: files, folders, http(s) addresses, WARC archives, or - for standard input.

    Files are .html .htm .txt .md .json .jsonl .warc .warc.gz. What cannot be read is reported
    and the rest is read; reading the same file twice adds nothing.
    """
    from onrecord.capture.limits import Limits
    from onrecord.capture.sources import fetch_sources
    from onrecord.cli.given import checked_given
    from onrecord.pool import read_captures

    given = checked_given(outlet=outlet, published=published, updated=updated, zone=zone)
    texts = _codebooks(codebooks, None if as_json else ledger)
    captures = fetch_sources(
        sources,
        given=given,
        limits=Limits(allow_private=allow_private),
        stdin=sys.stdin.buffer,
    )
    if verbose:
        captures = _naming_records(captures)
    within = Within()
    there = not as_json and _is_there(ledger)
    readings = read_captures(
        captures,
        codebooks=texts,
        model=model,
        jobs=jobs,
        ledger=ledger if there else None,
        heard=within,
    )
    with counting(readings, "Reading", within=within) as shown:
        if as_json:
            return _print(shown)
        return _record(shown, ledger, texts, model, there)


def _codebooks(files: Sequence[Path], ledger: str | None) -> tuple[CodebookText, ...]:
    """The user's codebooks to read with; says which of them the ledger remembers."""
    from onrecord.cli.given import chosen_codebooks
    from onrecord.ledger.problems import NoLedger
    from onrecord.queries.codebooks import newest_codebooks

    if ledger is None:
        return chosen_codebooks(files, ())
    try:
        with opened(ledger) as found:
            texts = chosen_codebooks(files, newest_codebooks(found))
    except NoLedger:
        return chosen_codebooks(files, ())
    remembered = [one.name for one in texts if one.name not in {path.name for path in files}]
    if remembered:
        _say(f"Reading with {', '.join(remembered)}, as {ledger} was before.")
    return texts


def _naming_records(captures: Iterable[Capture | SkipItem]) -> Iterator[Capture | SkipItem]:
    """The captures, with each record that an archive left out said before its notice comes."""
    from onrecord.capture.refusals import LeftOut

    for one in captures:
        for record in one.records if isinstance(one, LeftOut) else ():
            _say(record)
        yield one


def _is_there(ledger: str) -> bool:
    """Whether the ledger has been made; one that could not be is a problem before all else."""
    from onrecord.ledger.addresses import file_of
    from onrecord.ledger.ledger import reach

    reach(ledger, create=True).close()  # opens nothing yet
    path = file_of(ledger)
    return path is None or path.exists()


def _print(readings: Iterable[Read | SkipItem]) -> int:
    """Each reading as a line of JSON; problems to standard error. Gives the exit code."""
    from onrecord.errors import SkipItem
    from onrecord.views.readings import reading_json

    read = problems = 0
    for one in readings:
        if isinstance(one, SkipItem):
            problems += one.exit_code > 0
            _say(str(one))
        else:
            read += 1
            click.echo(json_text(reading_json(one.version, one.reading)))
    return ended(read, problems)


def _record(
    readings: Iterable[Read | SkipItem],
    ledger: str,
    codebooks: tuple[CodebookText, ...],
    model: str,
    there: bool,
) -> int:
    """Each reading recorded as it comes; a summary at the end. Gives the exit code.

    A ledger that is not there is made when the first report has been read.
    """
    from onrecord.cli.recording import record_all, summary
    from onrecord.equipment import equip
    from onrecord.errors import SkipItem
    from onrecord.ledger.ledger import open_ledger
    from onrecord.views.words import counted

    early = 0
    if not there:
        readings = iter(readings)
        for one in readings:
            if not isinstance(one, SkipItem):
                readings = chain((one,), readings)
                break
            early += one.exit_code > 0
            _say(str(one))
        else:
            click.echo(
                f"0 reports read, {counted(early, 'problem')}; {ledger} was not made.", err=True
            )
            return ended(0, early)
    with open_ledger(ledger) as found:
        tally = record_all(found, readings, equip(codebooks, model), say=_say)
    tally.problems += early
    click.echo(summary(tally, ledger), err=True)
    if tally.new and not tally.events:
        click.echo(_NO_EVENT, err=True)
    return ended(tally.read, tally.problems)


_NO_EVENT = (
    "  No event of a kind that the codebooks have. Who said what is on record all the same: see "
    "onrecord reports, search and who; onrecord codebook new begins a kind of your own."
)


def _say(line: str) -> None:
    from onrecord.views.words import printable

    click.echo(printable(line), err=True)
