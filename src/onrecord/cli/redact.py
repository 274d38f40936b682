"""`onrecord redact ID`."""

from __future__ import annotations

import click

from onrecord.cli.authors import author_option
from onrecord.cli.options import ledger_option, opened


@click.command(name="redact")
@click.argument("subject", metavar="ID")
@click.option("--because", required=True, help="Why it must not be shown.")
@author_option
@ledger_option
def command(subject: str, because: str, author: str, ledger: str) -> None:
    """Hide a report, version, attribution or claim from every output, with digest and reason kept.

    The bytes stay in the ledger until `onrecord ledger rewrite` writes a new one without them.
    """
    from onrecord.ledger.redact import redact
    from onrecord.queries.ids import resolve_id

    with opened(ledger) as found:
        _, whole = resolve_id(found, subject)
        redact(found, whole, reason=because, author=author)
    click.echo(f"{subject} is hidden from every output: {because}")
