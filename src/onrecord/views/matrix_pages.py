"""Who holds what now: a row a speaker, a column a slot."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model.scales import Certainty
from onrecord.queries.matrix import Column, EventMatrix
from onrecord.queries.rows import Line
from onrecord.views.page import NOTHING, Lines, Page, Section, Table
from onrecord.views.words import hedged, item_words, moment, printable, speaker_words

DISPUTED = "≠"
"""Stands behind the name of a column whose speakers cannot all be right."""


def matrix_page(matrix: EventMatrix, short: Mapping[str, str], clock: str) -> Page:
    """The matrix as one table; a cell has each value once, the newest first, with its hedge."""
    heading = f"{short[matrix.event.id]}  {printable(matrix.event.name)}"
    if not matrix.rows:
        return Page(heading, (Lines(("Nothing stands on record.",)),), clock=clock)
    rows = tuple(
        (
            speaker_words(row.speaker, row.outlet),
            *(" / ".join(cell_words(line) for line in cell) or NOTHING for cell in row.cells),
        )
        for row in matrix.rows
    )
    columns = ("", *(column_words(column) for column in matrix.columns))
    sections: list[Section] = [Table(columns, rows, bands=True)]
    if any(column.disputed for column in matrix.columns):
        sections.append(Lines((f"{DISPUTED} the speakers differ and cannot all be right",)))
    return Page(heading, tuple(sections), clock=clock)


def column_words(column: Column) -> str:
    """The column's slot and thing, marked where it is disputed."""
    sign = DISPUTED if column.disputed else ""
    return " ".join(part for part in (column.slot, item_words(column.item), sign) if part)


def cell_words(line: Line) -> str:
    """A value with what limits it; what is withheld with its day, since it may be out by now."""
    value = printable(line.value)
    if line.row.claim.certainty is Certainty.UNSTATED:
        return f"{value} ({moment(line.since)})"
    return hedged(value, line.row.claim.certainty, line.hedge)
