"""A slot's history as a graph: who gave which value when, and which value replaced which.

A column for each moment at which somebody gave a value, a row for each speaker. An arrow leads from
a value to the one that replaced it: drawn through where the change was announced, broken where it
was silent. A value that still stands is framed twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from onrecord.model.record import EventRow
from onrecord.model.scales import Status
from onrecord.queries.rows import EventLog, Line, Wording
from onrecord.views.lines import without_copies
from onrecord.views.words import item_words, printable, speaker_words

_LEFT, _TOP, _RIGHT, _BOTTOM = 172, 44, 16, 10
_COLUMN, _BOX, _TALL, _GAP = 180, 154, 40, 8
_A_LINE, _NAME_LINE = 17, 24
"""Characters of a line in a box, and of one of a row's name."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value at a place in the drawing: its box's corner, and its item and value on one line or
    two."""

    x: int
    y: int
    words: tuple[str, ...]
    stands: bool
    line: Line


@dataclass(frozen=True, slots=True)
class Edge:
    """That a value replaced another: an SVG path, and how."""

    path: str
    announced: bool
    why: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A history, laid out; `columns` are (x, moment), `rows` are (y, name on one line or two, whole
    name)."""

    slot: str
    title: str
    width: int
    height: int
    columns: tuple[tuple[int, datetime], ...]
    rows: tuple[tuple[int, tuple[str, ...], str], ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    box: tuple[int, int] = (_BOX, _TALL)

    @property
    def announced(self) -> int:
        """How many arrows tell of an announced change."""
        return sum(edge.announced for edge in self.edges)


def draw_graphs(log: EventLog, disputed: Collection[str] = ()) -> tuple[Graph, ...]:
    """A graph for each slot of which a value replaced another, or speakers give several values of
    something that has one (`disputed`); most changes first."""
    graphs = [
        _graph(slot.slot, slot.title, slot.lines, {line.row.id: _who(line) for line in slot.lines})
        for slot in log.slots
        if slot.slot in disputed or any(line.replaced for line in slot.lines)
    ]
    return tuple(sorted(graphs, key=lambda one: -len(one.edges)))


def draw_wording(wording: Sequence[Wording]) -> Graph | None:
    """An actor's terms over time, a row for each thing that they are for; None where there are
    none."""
    if not wording:
        return None
    names = {
        word.line.row.id: f"{word.slot.replace('-', ' ')}, {_called(word.event)}"
        for word in wording
    }
    return _graph("wording", "What they called it", [word.line for word in wording], names)


def _called(event: EventRow) -> str:
    """An event's name without that of its kind, which the thing that is named goes with."""
    return printable(event.name.partition(": ")[2] or event.name)


def _graph(slot: str, title: str, given: Sequence[Line], labels: Mapping[str, str]) -> Graph:
    """The graph of these lines; `labels` are the rows that they stand in, by claim."""
    lines = _distinct(given, labels)
    moments = sorted({line.since for line in lines})
    x_of = {at: _LEFT + number * _COLUMN for number, at in enumerate(moments)}
    rows: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.since):
        rows.setdefault(labels[line.row.id], []).append(line)
    y, named = _TOP, []
    nodes: dict[tuple[str, str | None], Node] = {}
    for label, some in rows.items():
        stacks: dict[datetime, int] = {}
        for line in some:
            level = stacks.get(line.since, 0)
            stacks[line.since] = level + 1
            nodes[line.row.id, line.item] = _node(x_of[line.since], y + level * (_TALL + 4), line)
        tall = max(stacks.values()) * (_TALL + 4) - 4
        named.append((y + tall // 2, _two_lines(label, _NAME_LINE), label))
        y += tall + _GAP
    return Graph(
        slot=slot,
        title=title,
        width=_LEFT + len(moments) * _COLUMN + _RIGHT - (_COLUMN - _BOX),
        height=y + _BOTTOM,
        columns=tuple((x_of[at], at) for at in moments),
        rows=tuple(named),
        nodes=tuple(nodes.values()),
        edges=_edges(lines, nodes),
    )


def _distinct(lines: Sequence[Line], labels: Mapping[str, str]) -> list[Line]:
    """The lines without copies; of what stands twice in a row at a moment, one."""
    kept: dict[tuple[object, ...], Line] = {}
    for line in without_copies(lines):
        key = (line.since, labels[line.row.id], line.item, line.value, line.row.status)
        kept.setdefault(key, line)
    return list(kept.values())


def _who(line: Line) -> str:
    return speaker_words(line.row.claim.speaker, line.row.version.outlet)


def _node(x: int, y: int, line: Line) -> Node:
    item = item_words(line.item)
    told = f"{item}: {printable(line.value)}" if item else printable(line.value)
    stands = line.row.status is Status.STANDING
    return Node(x, y, _two_lines(told, _A_LINE), stands, line)


def _two_lines(told: str, long: int) -> tuple[str, ...]:
    """The words on one line, or broken into two; what is left over is cut off."""
    if len(told) <= long:
        return (told,)
    first = told.rfind(" ", 0, long + 1)
    first = first if first > 0 else long
    return (told[:first], _short(told[first:].strip(), long))


def _edges(lines: Sequence[Line], nodes: dict[tuple[str, str | None], Node]) -> tuple[Edge, ...]:
    by_id = {id: node for (id, _), node in nodes.items()}
    found: dict[tuple[int, int, int, int], Edge] = {}
    for line in lines:
        older = nodes[line.row.id, line.item]
        for replaced in line.replaced:
            newer = by_id.get(replaced.newer or "")
            if newer is None or newer is older:
                continue
            place = (older.x, older.y, newer.x, newer.y)
            edge = Edge(_path(older, newer), replaced.announced, replaced.why)
            if place not in found or edge.announced:
                found[place] = edge
    return tuple(found.values())


def _path(older: Node, newer: Node) -> str:
    """From the right side of the older box to the left of the newer; upright within a column."""
    middle = _TALL // 2
    if newer.x <= older.x:
        down = newer.y > older.y
        start, end = (older.y + _TALL, newer.y - 5) if down else (older.y, newer.y + _TALL + 5)
        return f"M{older.x + 20} {start}L{newer.x + 20} {end}"
    x1, y1, x2, y2 = older.x + _BOX, older.y + middle, newer.x - 6, newer.y + middle
    bend = (newer.x - older.x - _BOX) // 2
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
