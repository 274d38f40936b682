"""`onrecord reports`."""

from __future__ import annotations

import click

from onrecord.cli.options import (
    asking_options,
    clock_line,
    clocks_of,
    only_one,
    opened,
    write_csv,
    write_json,
    write_page,
)


@click.command(name="reports")
@click.option("--outlet", help="Only reports of outlets whose name holds these words.")
@asking_options
def command(
    outlet: str | None,
    known: str | None,
    recorded: str | None,
    as_json: bool,
    as_csv: bool,
    ledger: str,
) -> None:
    """List the reports on record and their versions."""
    from onrecord.queries import find_reports, short_ids
    from onrecord.views.jsonable import jsonable
    from onrecord.views.report_pages import reports_page

    only_one(json=as_json, csv=as_csv)
    clocks = clocks_of(known, recorded)
    with opened(ledger) as found:
        reports = find_reports(found, clocks, outlet=outlet)
    if as_json:
        write_json(jsonable(reports))
    elif as_csv:
        write_csv(
            {
                "report": report.key,
                "version": version.number,
                "id": version.id,
                "outlet": version.outlet,
                "title": version.title,
                "address": version.address,
                "known_since": version.known_at.isoformat(),
                "known_from": version.known_from.value,
                "recorded_at": version.recorded_at.isoformat(),
            }
            for report in reports
            for version in report.versions
        )
    else:
        short = short_ids(v.id for report in reports for v in report.versions)
        write_page(reports_page(reports, short, clock_line(clocks)))
