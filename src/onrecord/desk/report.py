"""One version of a report: the article with what was read in it marked."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.desk.asked import Asked
from onrecord.desk.shown import Shown
from onrecord.queries.article import Article, read_article


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The version with its text, attributions, events, claims and notices."""

    article: Article


def report_page(asked: Asked) -> Shown:
    """The version that the address names, or the newest of the report that it names.

    Raises:
        Ambiguous, NotOnRecord: see `onrecord.queries.resolve_report`.
    """
    article = read_article(asked.ledger, asked.words["report"], asked.word("version"), asked.clocks)
    return Shown("report.html", ReportPage(article))
