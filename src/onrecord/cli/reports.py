"""`onrecord reports`."""

from __future__ import annotations

import click

from onrecord.cli.asking import Asked, asking


@click.command(name="reports")
@click.option("--outlet", help="Only reports of outlets whose name holds these words.")
@asking
def command(outlet: str | None, asked: Asked) -> None:
    """List the reports on record and their versions."""
    from onrecord.queries import find_reports, short_ids
    from onrecord.views.flat import VERSIONS
    from onrecord.views.jsonable import jsonable
    from onrecord.views.report_pages import reports_page

    with asked.ledger() as ledger:
        reports = find_reports(ledger, asked.clocks, outlet=outlet)
        versions = [version for report in reports for version in report.versions]
        asked.answer(
            json=lambda: jsonable(reports),
            flat=VERSIONS,
            rows=versions,
            page=lambda clock: reports_page(
                reports, short_ids(ledger, (version.id for version in versions)), clock
            ),
        )
