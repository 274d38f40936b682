"""The reports on record, and what changed between two versions of one."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.desk.asked import Asked
from onrecord.desk.beside import Paragraph, whole_texts
from onrecord.desk.shown import Shown
from onrecord.errors import Misused
from onrecord.queries import diff_report, find_reports
from onrecord.queries.rows import ReportDiff, ReportRow
from onrecord.queries.text import report_text


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
    """What changed between two versions of a report, as claims and as words.

    `texts` are both whole; empty where one must not be shown.
    """

    diff: ReportDiff
    texts: tuple[Paragraph, ...]


def changes_page(asked: Asked) -> Shown:
    """What changed up to the version that the address names, since the version `since`.

    Raises:
        Ambiguous, NotOnRecord, Misused: see `onrecord.queries.diff_report`.
    """
    after, before = asked.words["report"], asked.word("since")
    if before is None:
        raise Misused("The version to compare with is missing.", "Put ?since=VERSION there.")
    diff = diff_report(asked.ledger, after, before, after, asked.clocks)
    texts: tuple[Paragraph, ...] = ()
    if diff.hidden is None:
        old, new = (
            report_text(asked.ledger, diff.after.id, row.id, asked.clocks)[0]
            for row in (diff.before, diff.after)
        )
        texts = whole_texts(old, new, diff.claims)
    return Shown("changes.html", ChangesPage(diff, texts))
