"""Pages about reports: the list, what changed between versions, where words stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.queries.rows import ClaimChange, ReportDiff, ReportRow, SearchHit, TextChange
from onrecord.queries.visible import redacted
from onrecord.views.event_pages import reports_table
from onrecord.views.page import Lines, Page, Section, Table
from onrecord.views.words import (
    counted,
    hedge_words,
    item_words,
    moment,
    printable,
    quoted,
    speaker_words,
    version_words,
)

_SIGNS = {"changed": "~", "credited": "~", "hedged": "~", "added": "+", "removed": "-"}


def reports_page(reports: Sequence[ReportRow], short: Mapping[str, str], clock: str) -> Page:
    """The reports on record, each with its versions."""
    if not reports:
        return Page("No report is on record for this question.", clock=clock)
    return Page(counted(len(reports), "report"), (reports_table(reports, short),), clock=clock)


def diff_page(diff: ReportDiff, *, text: bool) -> Page:
    """What changed as claims, then as text; the sentences themselves only where asked for."""
    rows = tuple(_claim_change(change) for change in diff.claims)
    sections: list[Section] = []
    if rows:
        sections.append(Table(("", "slot", "value", "who", "words"), rows, "claims", head=False))
    else:
        sections.append(Lines(("no claim changed",), "claims"))
    counts = [
        f"{counted(n, 'sentence')} {sort}{_kinds(diff.text) if sort == 'changed' else ''}"
        for sort in ("added", "changed", "removed")
        if (n := sum(change.sort == sort for change in diff.text))
    ]
    lines = [", ".join(counts) if counts else "no sentence changed"]
    if diff.hidden is not None:
        lines = [f"not compared: {printable(redacted(diff.hidden))}"]
    if text:
        lines += [line for change in diff.text for line in _text_change(change)]
    elif counts:
        lines[0] += " (use --text to see them)"
    if diff.returns_to == diff.after.number:
        lines.append(f"the report went back to v{diff.after.number}")
    elif diff.returns_to is not None:
        lines.append(f"v{diff.after.number} goes back to the text of v{diff.returns_to}")
    sections.append(Lines(tuple(lines), "text"))
    back = diff.returns_to == diff.after.number
    came = f"again {moment(diff.after.stands_since)}" if back else moment(diff.after.known_at)
    heading = (
        f"{printable(diff.report.title)}: {version_words(diff.before)} "
        f"({moment(diff.before.known_at)}) → {version_words(diff.after)} ({came})"
    )
    return Page(heading, tuple(sections))


def _claim_change(change: ClaimChange) -> tuple[str, ...]:
    values = [v for v in (change.before_value, change.after_value) if v]
    if change.sort in ("credited", "hedged"):
        values = values[-1:]
    value = " → ".join(printable(v) for v in values)
    if change.announced is not None:
        value += "  announced" if change.announced else "  silent"
    row = change.after or change.before
    who = words = ""
    if row:
        who = speaker_words(row.claim.speaker, row.version.outlet)
        words = quoted(row.words)
        if change.sort == "hedged":
            value += (
                f"  now {hedge_words(row.claim.certainty, row.claim.polarity, row.claim.modality)}"
            )
    slot = f"{change.slot} {item_words(change.item)}".strip()
    return (_SIGNS.get(change.sort, "~"), slot, value, who, words)


def _kinds(changes: Sequence[TextChange]) -> str:
    """In what ways sentences changed, most frequent first: " (2 number, 1 wording)"."""
    counts = Counter(
        kind for change in changes if change.sort == "changed" for kind in change.kinds
    )
    return f" ({', '.join(f'{n} {kind}' for kind, n in counts.most_common())})"


def _text_change(change: TextChange) -> list[str]:
    lines = [f"{', '.join(change.kinds)}:"]
    if change.before:
        lines.append(f"- {printable(change.before)}")
    if change.after:
        lines.append(f"+ {printable(change.after)}")
    return lines


def search_page(hits: Sequence[SearchHit], short: Mapping[str, str], clock: str) -> Page:
    """Where the words stand, with the claims made in the same sentence."""
    lines: list[str] = []
    for hit in hits:
        lines.append(
            f"{short[hit.version.id]}  {version_words(hit.version)}, "
            f"{moment(hit.version.known_at)}: {printable(hit.version.title)}"
        )
        lines.append(f"    {quoted(hit.sentence, 300)}")
        for row in hit.claims:
            slot = f"{row.slot} {item_words(row.item)}".strip()
            lines.append(f"    {short[row.id]}  {slot}: {quoted(row.words)}")
    heading = counted(len(hits), "sentence") if hits else "No report on record has these words."
    return Page(heading, (Lines(tuple(lines)),) if lines else (), clock=clock)
