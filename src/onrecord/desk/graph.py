"""A slot's history as a graph: who gave which value when, and which value replaced which.

A column for each moment at which somebody gave a value, a row for each speaker. An arrow leads from
a value to the one that replaced it: drawn through where the change was announced, broken where it
was silent. A value that still stands is framed twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from onrecord.model.scales import Status
from onrecord.queries.rows import EventLog, Line, SlotLines
from onrecord.views.lines import without_copies
from onrecord.views.words import item_words, printable, speaker_words

_LEFT, _TOP, _RIGHT, _BOTTOM = 190, 44, 16, 10
_COLUMN, _BOX, _TALL, _GAP = 158, 128, 38, 8
_LONGEST, _LONGEST_NAME = 19, 26


@dataclass(frozen=True, slots=True)
class Node:
    """A value at a place in the drawing; `x` and `y` are its box's corner."""

    x: int
    y: int
    value: str
    item: str
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
    """The history of one slot, laid out; `columns` are (x, moment), `rows` (y, speaker)."""

    slot: str
    title: str
    width: int
    height: int
    columns: tuple[tuple[int, datetime], ...]
    rows: tuple[tuple[int, str, str], ...]
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
        _graph(slot)
        for slot in log.slots
        if slot.slot in disputed or any(line.replaced for line in slot.lines)
    ]
    return tuple(sorted(graphs, key=lambda one: -len(one.edges)))


def _graph(slot: SlotLines) -> Graph:
    lines = _distinct(slot.lines)
    moments = sorted({line.since for line in lines})
    x_of = {at: _LEFT + number * _COLUMN for number, at in enumerate(moments)}
    rows: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.since):
        rows.setdefault(_who(line), []).append(line)
    y, labels, nodes = _TOP, [], dict[tuple[str, str | None], Node]()
    for who, some in rows.items():
        stacks: dict[datetime, int] = {}
        for line in some:
            level = stacks.get(line.since, 0)
            stacks[line.since] = level + 1
            nodes[line.row.id, line.item] = _node(x_of[line.since], y + level * (_TALL + 4), line)
        tall = max(stacks.values()) * (_TALL + 4) - 4
        labels.append((y + tall // 2, _short(who, _LONGEST_NAME), who))
        y += tall + _GAP
    return Graph(
        slot=slot.slot,
        title=slot.title,
        width=_LEFT + len(moments) * _COLUMN + _RIGHT - (_COLUMN - _BOX),
        height=y + _BOTTOM,
        columns=tuple((x_of[at], at) for at in moments),
        rows=tuple(labels),
        nodes=tuple(nodes.values()),
        edges=_edges(lines, nodes),
    )


def _distinct(lines: Sequence[Line]) -> list[Line]:
    """The lines without copies; of what one speaker gives twice at a moment, one."""
    kept: dict[tuple[object, ...], Line] = {}
    for line in without_copies(lines):
        kept.setdefault((line.since, _who(line), line.item, line.value, line.row.status), line)
    return list(kept.values())


def _who(line: Line) -> str:
    return speaker_words(line.row.claim.speaker, line.row.version.outlet)


def _node(x: int, y: int, line: Line) -> Node:
    return Node(
        x=x,
        y=y,
        value=_short(printable(line.value), _LONGEST),
        item=item_words(line.item),
        stands=line.row.status is Status.STANDING,
        line=line,
    )


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
