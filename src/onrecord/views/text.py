"""Pages as text for a terminal or a file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from onrecord.views.page import NOTHING, Lines, Page, Table

NARROWEST, WIDEST = 60, 160
_INDENT = 2
_GAP = 2
_CELL = 24
"""What a cell of a table in bands takes at most before it is folded."""


def render(page: Page, *, width: int = 80, colour: bool = False) -> str:
    """The page as text of `width` columns; nothing in it needs colour to be understood.

    >>> print(render(Page("launch 25 Jul", (Table(("slot", "value"), (("range", "430 km"),)),))))
    launch 25 Jul
      slot   value
      range  430 km
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(NARROWEST, min(WIDEST, width)),
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    heading = Text(page.heading, style="bold")
    if page.clock:
        heading.append(f"\n{page.clock}", style="dim")
    console.print(heading)
    for section in page.sections:
        if section.title:
            console.print(Text(section.title, style="bold"))
        for part in _bands(section, console.width - _INDENT):
            console.print(Padding(_drawn(part), (0, 0, 0, _INDENT), expand=False))
    if page.hints:
        console.print(Text("Try:", style="bold"))
        for line in _hints(page.hints, console.width):
            console.print(line, soft_wrap=True)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).rstrip("\n")


def _hints(hints: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Commands with what they do, beside them where there is room, else above; a command is one
    line however long it is, so that it can be copied."""
    longest = max(len(command) for command, _ in hints)
    if longest + max(len(what) for _, what in hints) + 4 <= width:
        yield from (f"  {command:<{longest}}  {what}" for command, what in hints)
        return
    for command, what in hints:
        yield f"  {what}:"
        yield f"    {command}"


def _bands(section: Lines | Table, width: int) -> Iterator[Lines | Table]:
    """The section, or a table in bands that fit `width`, each with its first column and without
    the rows that have nothing in it."""
    if not isinstance(section, Table) or not section.bands:
        yield section
        return
    room = [
        min(_CELL, max(cell_len(row[number]) for row in (section.columns, *section.rows)))
        for number in range(len(section.columns))
    ]
    left = list(range(1, len(section.columns)))
    while left:
        some, used = [left.pop(0)], room[0] + _GAP
        used += room[some[0]] + _GAP
        while left and used + room[left[0]] <= width:
            used += room[left[0]] + _GAP
            some.append(left.pop(0))
        shown = (0, *some)
        rows = (tuple(row[number] for number in shown) for row in section.rows)
        yield replace(
            section,
            columns=tuple(section.columns[number] for number in shown),
            rows=tuple(row for row in rows if any(cell != NOTHING for cell in row[1:])),
            widest=tuple(room[number] for number in shown),
            bands=False,
        )


def _drawn(section: Lines | Table) -> Text | RichTable:
    if isinstance(section, Lines):
        lines = [Text(line) for line in section.lines]
        for paint in section.paints:
            lines[paint.line].stylize(paint.style, paint.start, paint.end)
        return Text("\n").join(lines)
    drawn = RichTable(box=None, show_header=section.head, pad_edge=False, padding=(0, 2, 0, 0))
    section = section if section.head else _without_empty(section)
    for number, column in enumerate(section.columns):
        bounded = number < len(section.widest)
        drawn.add_column(
            column,
            overflow="fold",
            max_width=section.widest[number] if bounded else None,
            no_wrap=number in section.drawn,
        )
    for row in section.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    return drawn


def _without_empty(section: Table) -> Table:
    """The table without the columns that nothing stands in: the others have their room."""
    kept = [
        number for number in range(len(section.columns)) if any(row[number] for row in section.rows)
    ]
    return replace(
        section,
        columns=tuple(section.columns[number] for number in kept),
        rows=tuple(tuple(row[number] for number in kept) for row in section.rows),
        widest=tuple(section.widest[number] for number in kept if number < len(section.widest)),
        drawn=tuple(kept.index(number) for number in section.drawn if number in kept),
    )
