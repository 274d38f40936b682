"""The reports on record, and what changed between two versions of one."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.desk.asked import Asked
from onrecord.desk.beside import Paragraph, whole_texts
from onrecord.desk.events import page_number
from onrecord.desk.shown import Shown
from onrecord.errors import Misused
from onrecord.queries import diff_report
from onrecord.queries.reports import reports_and_more
from onrecord.queries.rows import ReportDiff, ReportRow
from onrecord.queries.text import report_text

_SHOWN, _ON_A_SITE = 50, 200
"""Reports on a page of the list."""


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Reports, by the time of their first version; of an outlet, where one was asked for.

    The page `number` 1 has those last known of; `more` tells that there is a page after it.
    """

    outlet: str | None
    reports: tuple[ReportRow, ...]
    number: int
    more: bool


def reports_page(asked: Asked) -> Shown:
    """The reports, page by page.

    Raises:
        Misused: there cannot be such a page.
    """
    return _reports(asked, _SHOWN)


def site_reports_page(asked: Asked) -> Shown:
    """As `reports_page`, with as many reports as a page of a site has."""
    return _reports(asked, _ON_A_SITE)


def _reports(asked: Asked, most: int) -> Shown:
    outlet, number = asked.word("outlet"), page_number(asked)
    reports, more = reports_and_more(
        asked.ledger, asked.clocks, outlet=outlet, limit=most, skip=(number - 1) * most
    )
    return Shown("reports.html", ReportsPage(outlet, reports, number, more))


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
