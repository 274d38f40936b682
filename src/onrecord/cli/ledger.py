"""`onrecord ledger …`: what keeps a ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click

from onrecord.cli.authors import author_option
from onrecord.cli.options import LEDGER_DEFAULT, LEDGER_ENV, ledger_option, opened
from onrecord.errors import Misused

_PLACE = click.argument("place", envvar=LEDGER_ENV, default=LEDGER_DEFAULT, metavar="[PATH|URL]")


@click.group(name="ledger")
def command() -> None:
    """Look after the ledger: head, upgrade, reindex, backup, dump, load, merge, rewrite."""


@command.command(name="head")
@ledger_option
def head(ledger: str) -> None:
    """Print the digest of the newest batch: publish it, and what is on record can be proved."""
    with opened(ledger) as found:
        click.echo(found.head() or "This ledger is empty.")


@command.command(name="upgrade")
@_PLACE
def upgrade(place: str) -> None:
    """Take a ledger that an older onrecord wrote to today's schema. Back it up first."""
    from onrecord.ledger.upgrade import upgrade as take_up

    before, after = take_up(place)
    if before == after:
        click.echo(f"{place} has schema {after} already.")
    else:
        click.echo(f"{place}: schema {before} → {after}.")


@command.command(name="reindex")
@ledger_option
def reindex(ledger: str) -> None:
    """Make the index of words, where `verify` says that it is missing, and what lists tell again
    from the rows."""
    from onrecord.queries.keeping import keep_cards
    from onrecord.queries.review_order import keep_order
    from onrecord.queries.tellings import keep_tellings

    with opened(ledger) as found:
        versions = found.reindex()
        keep_tellings(found, 0)
        keep_cards(found)
        keep_order(found)
    click.echo(f"{ledger}: the words of {versions} version{'' if versions == 1 else 's'} indexed.")


@command.command(name="backup")
@click.argument("target", type=click.Path(path_type=Path))
@ledger_option
def backup(target: Path, ledger: str) -> None:
    """Copy the ledger to TARGET while it is in use: a ledger file, or a dump for PostgreSQL."""
    from onrecord.ledger.backup import backup as copy

    with opened(ledger) as found:
        digest = copy(found, target)
    click.echo(f"{target}: head {digest or 'none, the ledger is empty'}")


@command.command(name="dump")
@click.argument("target", type=click.Path(path_type=Path, allow_dash=True), default="-")
@ledger_option
def dump(target: Path, ledger: str) -> None:
    """Write the ledger as JSON Lines, one row a line, to TARGET or standard output."""
    from onrecord.ledger.dump import dump as write

    with opened(ledger) as found:
        if str(target) == "-":
            write(found, sys.stdout.buffer)
            return
        if target.exists():
            raise Misused(f"{target} is there already.", "Name a new file.")
        if not target.parent.is_dir():
            raise Misused(f"There is no folder {target.parent}.", "Make it, or name another.")
        try:
            with target.open("xb") as out:
                write(found, out)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


@command.command(name="load")
@click.argument("source", type=click.File("rb"))
@ledger_option
def load(source: BinaryIO, ledger: str) -> None:
    """Make a new ledger from what `ledger dump` wrote (- for standard input)."""
    from onrecord.ledger.dump import load as take

    digest = take(source, ledger)
    click.echo(f"{ledger}: head {digest or 'none, the dump is empty'}")


@command.command(name="merge")
@click.argument("other")
@author_option
@ledger_option
def merge(other: str, author: str, ledger: str) -> None:
    """Append to the ledger what only OTHER holds, in one batch that names OTHER's head."""
    from onrecord.ledger.merge import merge as join

    with opened(ledger) as into, opened(other) as source:
        rows = join(into, source, author=author)
    click.echo(f"{rows:,} rows added from {other}.")


@command.command(name="rewrite")
@click.argument("target")
@author_option
@ledger_option
def rewrite(target: str, author: str, ledger: str) -> None:
    """Write a new ledger without the bytes of what was redacted; it names the old head."""
    from onrecord.ledger.redact import rewrite_without

    with opened(ledger) as found:
        digest = rewrite_without(found, target, author=author)
    click.echo(f"{target}: head {digest}")
