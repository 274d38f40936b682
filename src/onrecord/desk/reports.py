"""The reports on record, and what changed between two versions of one."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.desk.asked import Asked
from onrecord.desk.shown import Shown
from onrecord.errors import Misused
from onrecord.queries import diff_report, find_reports
from onrecord.queries.rows import ReportDiff, ReportRow


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Reports, by the time of their first version; of an outlet, where one was asked for."""

    outlet: str | None
    reports: tuple[ReportRow, ...]


def reports_page(asked: Asked) -> Shown:
    """The reports last known of."""
    outlet = asked.word("outlet")
    reports = find_reports(asked.ledger, asked.clocks, outlet=outlet)
    return Shown("reports.html", ReportsPage(outlet, reports))


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed between two versions of a report, as claims and as words."""

    diff: ReportDiff


def changes_page(asked: Asked) -> Shown:
    """What changed up to the version that the address names, since the version `since`.

    Raises:
        Ambiguous, NotOnRecord, Misused: see `onrecord.queries.diff_report`.
    """
    after, before = asked.words["report"], asked.word("since")
    if before is None:
        raise Misused("The version to compare with is missing.", "Put ?since=VERSION there.")
    return Shown(
        "changes.html", ChangesPage(diff_report(asked.ledger, after, before, after, asked.clocks))
    )
