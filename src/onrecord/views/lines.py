"""One value in words: who says it, with which hedge, in which words, since when, and where."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.queries.rows import Line
from onrecord.views.words import (
    counted,
    hedge_words,
    moment,
    printable,
    quoted,
    speaker_words,
    version_words,
)


def who_of(line: Line) -> str:
    """The speaker, and through whom we have it."""
    who = speaker_words(line.row.claim.speaker, line.row.version.outlet)
    if line.row.via:
        who += f", via {printable(', '.join(line.row.via))}"
    if line.read_by:
        who += f" (read by {printable(line.read_by)})"
    return who


def says(line: Line, *, since: bool = True) -> str:
    """Speaker, hedge, words, report and, where asked, since when, on one line."""
    claim = line.row.claim
    hedge = hedge_words(claim.certainty, claim.polarity, claim.modality, line.hedge)
    parts = [
        who_of(line) + ("" if hedge == "–" else f", {hedge}") + f": {quoted(line.row.words)}",
        versions_words(line) + (f", since {moment(line.since)}" if since else ""),
    ]
    if since and line.copies:
        parts.append(counted(len(line.copies), "copy", "copies"))
    return " · ".join(parts)


def versions_words(line: Line) -> str:
    """The versions that say it, from the first to the newest ("Halyard News v1–v2")."""
    first = min(row.version.number for row in (line.row, *line.also))
    newest = version_words(line.row.version)
    outlet, _, number = newest.rpartition(" v")
    return newest if first == line.row.version.number else f"{outlet} v{first}–v{number}"


def without_copies(lines: Sequence[Line]) -> list[Line]:
    """The lines but those that another line counts among its copies."""
    copies = {copy.id for line in lines for copy in line.copies}
    return [line for line in lines if line.row.id not in copies]
