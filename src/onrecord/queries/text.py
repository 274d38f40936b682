"""One version's text and what it credits to whom."""

from __future__ import annotations

from onrecord.ledger.ledger import Ledger
from onrecord.model.attribution import Attribution
from onrecord.model.report import Block, BlockKind, Version
from onrecord.model.span import Span
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.history import attributions_read
from onrecord.queries.reports import resolve_report_in, version_numbered
from onrecord.queries.returns import standing_version
from onrecord.queries.told import asking
from onrecord.queries.visible import Seen, View, redacted


def report_text(
    ledger: Ledger, report: str, version: str | None = None, clocks: Clocks = NOW
) -> tuple[Version, tuple[Attribution, ...]]:
    """A version of a report (the one that stands, or that is named) and its attributions in order.

    A text that must not be shown is one line that says so, with no attributions.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_report`.
        Misused: the report has no such version.
    """
    with asking(ledger, clocks) as seen:
        versions = resolve_report_in(seen, report)
        rows = [held.row for held in versions]
        row = version_numbered(rows, version) if version else standing_version(rows)
        return readable(seen, versions[row.number - 1])


def readable(seen: View, held: Seen) -> tuple[Version, tuple[Attribution, ...]]:
    """As `report_text`, in an open view."""
    if held.hidden is not None:
        return _masked(held, held.hidden), ()
    found = attributions_read(seen, {held.id: held})
    return held.version, tuple(
        sorted(found.values(), key=lambda one: (one.content[0], one.source is None, one.id))
    )


def _masked(held: Seen, reason: str) -> Version:
    text = redacted(reason)
    return Version(
        report_key=held.version.report_key,
        title=text,
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        facts=held.version.facts,
    )
