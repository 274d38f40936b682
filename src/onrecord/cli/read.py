"""`onrecord read SOURCE…`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import json_text, ledger_option, opened
from onrecord.cli.progress import counting

if TYPE_CHECKING:
    from onrecord.codebook import CodebookText
    from onrecord.errors import SkipItem
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
@click.option("--json", "as_json", is_flag=True, help="Print each reading; touch no ledger.")
@click.option(
    "--allow-private", is_flag=True, help="Let addresses of this machine and its network be read."
)
@ledger_option
def command(
    sources: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    updated: str | None,
    zone: str | None,
    codebooks: tuple[Path, ...],
    jobs: int,
    as_json: bool,
    allow_private: bool,
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
    readings = read_captures(
        captures, codebooks=texts, jobs=jobs, ledger=None if as_json else ledger
    )
    with counting(readings, "Reading") as shown:
        if as_json:
            return _print(shown)
        return _record(shown, ledger, texts)


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


def _print(readings: Iterable[Read | SkipItem]) -> int:
    """Each reading as a line of JSON; problems to standard error. 1 where there were any."""
    from onrecord.errors import SkipItem
    from onrecord.views.readings import reading_json
    from onrecord.views.words import printable

    problems = 0
    for one in readings:
        if isinstance(one, SkipItem):
            problems += 1
            click.echo(printable(str(one)), err=True)
        else:
            click.echo(json_text(reading_json(one.version, one.reading)))
    return 1 if problems else 0


def _record(
    readings: Iterable[Read | SkipItem], ledger: str, codebooks: tuple[CodebookText, ...]
) -> int:
    """Each reading recorded as it comes; a summary at the end. 1 where there were problems."""
    from onrecord.cli.recording import record_all, summary
    from onrecord.equipment import equip
    from onrecord.ledger.ledger import open_ledger

    with open_ledger(ledger) as found:
        tally = record_all(found, readings, equip(codebooks), say=_say)
    click.echo(summary(tally, ledger), err=True)
    return 1 if tally.problems else 0


def _say(line: str) -> None:
    click.echo(line, err=True)
