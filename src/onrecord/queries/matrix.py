"""`matrix`: who holds what now, a row a speaker, a column a slot and thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.attribution import Speaker
from onrecord.model.record import EventRow
from onrecord.model.scales import Status
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import event_row, resolve_in
from onrecord.queries.holders import Holder, holders_of
from onrecord.queries.items import covers, numbered
from onrecord.queries.lines import Told, by_slot, lines_of
from onrecord.queries.rows import Dispute, Line, SlotLines
from onrecord.queries.show import find_disputes, nothing_for
from onrecord.queries.told import asking


@dataclass(frozen=True, slots=True)
class Column:
    """A slot, and which of its things; `disputed` tells whether speakers differ about it."""

    slot: str
    item: str | None
    title: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A speaker, and for each column the lines that they hold there now, newest first."""

    speaker: Speaker
    outlet: str | None
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class EventMatrix:
    """`matrix`: the standing values of an event by speaker, as of the clocks."""

    event: EventRow
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line once, row by row."""
        lines = (line for row in self.rows for cell in row.cells for line in cell)
        return tuple({(line.row.id, line.item): line for line in lines}.values())


def matrix_event(
    ledger: Ledger,
    event: str,
    clocks: Clocks = NOW,
    *,
    slots: Collection[str] = (),
    codebook: Codebook | None = None,
) -> EventMatrix:
    """Who holds what of the event at the clocks; with `slots`, of those alone.

    A line on "both", or on no item of several that are told apart, stands in the column of each.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`; also where nothing stands in one of `slots`.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        told = resolve_in(seen, event, book)
        lines = lines_of(told, told.standing.relations, [Status.STANDING])
        disputes = find_disputes(told, lines, told.standing.relations)
        return matrix_of(told, event_row(seen, told, book), lines, disputes, book, slots)


def matrix_of(
    told: Told,
    row: EventRow,
    lines: Sequence[Line],
    disputes: Sequence[Dispute],
    book: Codebook,
    slots: Collection[str] = (),
) -> EventMatrix:
    """As `matrix_event`, of the event as the record names it, of its lines that stand."""
    parts = by_slot(lines, book, row.kind)
    held = [part.slot for part in parts]
    for slot in slots:
        if slot not in held:
            raise nothing_for(row.name, f'the slot "{slot}" as standing', held)
    parts = tuple(part for part in parts if not slots or part.slot in slots)
    numbers = {part.slot: _told_apart(part) for part in parts}
    disputed = {
        (one.slot, thing)
        for one in disputes
        for thing in covers(one.item, numbers.get(one.slot, frozenset()))
    }
    columns = [
        Column(part.slot, thing or None, part.title, (part.slot, thing) in disputed)
        for part in parts
        for thing in sorted(_things(part, numbers[part.slot]))
    ]
    shown = [line for part in parts for line in part.lines]
    shown.sort(key=lambda line: line.since)
    return EventMatrix(
        event=row,
        columns=tuple(columns),
        rows=tuple(
            Row(holder.speaker, holder.outlet, _cells(holder, columns, numbers))
            for holder in holders_of(told, shown)
        ),
    )


def _told_apart(part: SlotLines) -> frozenset[str]:
    """The numbers by which the slot's things need columns of their own: none where every line is
    about all of them."""
    numbers = numbered(line.item for line in part.lines)
    apart = any(covers(line.item, numbers) < numbers for line in part.lines)
    return numbers if apart else frozenset()


def _things(part: SlotLines, numbers: frozenset[str]) -> frozenset[str]:
    """The things that the lines of a slot are about."""
    return frozenset().union(*(covers(line.item, numbers) for line in part.lines))


def _cells(
    holder: Holder, columns: Sequence[Column], numbers: Mapping[str, frozenset[str]]
) -> tuple[tuple[Line, ...], ...]:
    """For each column the lines that say something of it, each value once, newest first."""
    cells: list[tuple[Line, ...]] = []
    for column in columns:
        values: dict[str, Line] = {}
        for line in reversed(holder.lines):
            things = covers(line.item, numbers[column.slot])
            if line.row.claim.slot == column.slot and (column.item or "") in things:
                values.setdefault(line.value, line)
        cells.append(tuple(values.values()))
    return tuple(cells)
