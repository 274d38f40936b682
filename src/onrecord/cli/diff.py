"""`onrecord diff REPORT [V1 V2]`."""

from __future__ import annotations

import re

import click

from onrecord.cli.asking import Asked, asking
from onrecord.errors import Misused

_VERSION = re.compile(r"v?\d{1,4}", re.IGNORECASE | re.ASCII)


@click.command(name="diff")
@click.argument("report", nargs=-1, required=True, metavar="REPORT... [V1 V2]")
@click.option("--text", "with_text", is_flag=True, help="Show the sentences that changed, and how.")
@asking
def command(report: tuple[str, ...], with_text: bool, asked: Asked) -> None:
    """Show what changed between two versions of REPORT: as claims, then as text.

    REPORT is an id, an address, or words of its title or outlet. V1 and V2 are v1, v2 …; without
    them the last two versions are compared.
    """
    from onrecord.queries import diff_report
    from onrecord.views.flat import CHANGES
    from onrecord.views.jsonable import jsonable
    from onrecord.views.report_pages import diff_page

    words = list(report)
    versions: list[str] = []
    while len(words) > 1 and len(versions) < 2 and _VERSION.fullmatch(words[-1]):
        versions.insert(0, words.pop())
    before = versions[0] if versions else None
    after = versions[1] if len(versions) > 1 else None
    if after is not None and before is not None and _number(before) == _number(after):
        raise Misused(f"{before} and {after} are one version.", "Name two.")
    with asked.ledger() as ledger:
        diff = diff_report(ledger, " ".join(words), before, after, asked.clocks)
    asked.answer(
        json=lambda: jsonable(diff),
        flat=CHANGES,
        rows=diff.claims,
        page=lambda _: diff_page(diff, text=with_text),
    )


def _number(version: str) -> int:
    return int(version.lower().removeprefix("v"))
