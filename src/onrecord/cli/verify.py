"""`onrecord verify`."""

from __future__ import annotations

import re

import click

from onrecord.cli.options import ledger_option, opened, write_json
from onrecord.errors import Misused
from onrecord.views.words import printable

_DIGEST = re.compile("[0-9a-f]{64}")


@click.command(name="verify")
@click.option("--head", metavar="DIGEST", help="A digest printed earlier, which must be on record.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@ledger_option
def command(head: str | None, as_json: bool, ledger: str) -> int:
    """Derive every id and digest again, check every span, and name the first wrong row.

    Exit code 1 where something is wrong.
    """
    from onrecord.ledger.verify import verify
    from onrecord.views.jsonable import jsonable

    if head is not None and not _DIGEST.fullmatch(head.strip().lower()):
        raise Misused(
            f'--head: "{printable(head[:70])}" is not a digest.',
            "Copy all 64 characters that onrecord ledger head printed.",
        )
    with opened(ledger) as found:
        checked = verify(found, head=head.strip().lower() if head else None)
    if as_json:
        write_json(jsonable(checked))
    elif checked.wrong is None:
        click.echo(
            f"{ledger} holds: {checked.batches:,} batches, {checked.rows:,} rows, "
            f"head {checked.head or 'none'}"
        )
    else:
        click.echo(f"{ledger} does not hold. {printable(checked.wrong.says)}")
    return 0 if checked.holds else 1
