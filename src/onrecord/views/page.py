"""A page as it is before anyone decides how it looks: headings, lines and tables of plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

NOTHING = "–"
"""An empty cell of a table in bands."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under column names; every row has as many cells as there are columns.

    `head` tells whether the column names are worth showing. `widest` bounds columns from the left
    (a wide cell is folded); columns beyond it take the rest. With `bands`, columns for which a
    narrow page has no room may follow below, with the first column again beside them. `drawn` are
    columns that hold drawings: their cells are never folded, the others make room.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    head: bool = True
    widest: tuple[int, ...] = ()
    bands: bool = False
    drawn: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paint:
    """The half-open range of characters of one line, and the colour that it has on a terminal."""

    line: int
    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text under a title; `paints` say again in colour what the lines say without."""

    lines: tuple[str, ...]
    title: str = ""
    paints: tuple[Paint, ...] = ()


Section: TypeAlias = Table | Lines


@dataclass(frozen=True, slots=True)
class Page:
    """A heading, what is to be known of it, its sections, and what to try next."""

    heading: str
    sections: tuple[Section, ...] = ()
    hints: tuple[tuple[str, str], ...] = ()
    clock: str = ""
