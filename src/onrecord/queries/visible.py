"""What is seen at the clocks asked for: batches, versions, current readings, redactions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select, true

from onrecord.ledger.tables import appearance, batch, capture, reading, redaction, report, version
from onrecord.ledger.times import instant, stamp
from onrecord.model.record import VersionRow
from onrecord.model.report import TimeFrom, Version
from onrecord.queries.clocks import Clocks
from onrecord.queries.parsed import version_of
from onrecord.queries.prepared import SOME, Question, Sight, prepared

_IDS_A_QUESTION = 500
_MOST_REMEMBERED = 10_000
"""Ids of one sort whose rows a view remembers at most."""

_T = TypeVar("_T")
Reader = Callable[["View", Collection[str]], Iterable[tuple[str, _T]]]
"""A question by ids that gives back pairs of an id and something on record about it."""


@dataclass(frozen=True, slots=True)
class View:
    """An open connection and the clocks to ask with.

    `cutoff` is the newest batch that counts, None where all do; `known` is the known clock as the
    ledger writes it, None for now. `redacts` tells whether anything must not be shown. `memory`
    holds what was read already: nothing changes until the view ends. Whatever is in there must not
    depend on the known clock.
    """

    connection: Connection
    clocks: Clocks
    cutoff: int | None
    known: str | None
    redacts: bool
    memory: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def on(self, *tables: Table) -> ColumnElement[bool]:
        """That the rows of these tables were on record by then."""
        if self.cutoff is None:
            return true()
        return and_(*(table.c.batch <= self.cutoff for table in tables))

    @property
    def sight(self) -> Sight:
        """What the statements of prepared questions depend on."""
        return Sight(self.cutoff is not None, self.known is not None, self.redacts)

    def at_known(self, known: datetime | None) -> View:
        """The same at another known clock, with all that was read already."""
        clocks = replace(self.clocks, known=known)
        return replace(self, clocks=clocks, known=None if known is None else stamp(known))

    def ask(self, question: Question, **given: object) -> Sequence[Any]:
        """The rows that answer a prepared question: all at once, which is cheaper than each."""
        clocks = {"cutoff": self.cutoff, "known": self.known}
        return self.connection.execute(question(self.sight), {**clocks, **given}).all()

    def ask_lots(self, question: Question, ids: Iterable[str], **given: object) -> Iterator[Any]:
        """The rows that answer a prepared question about `SOME` ids."""
        for some in in_lots(ids):
            yield from self.ask(question, some=some, **given)

    def read(self, reader: Reader[_T], ids: Collection[str]) -> dict[str, Sequence[_T]]:
        """Id -> what `reader` finds on it, in the order found; each asked for once in a view."""
        held: dict[str, Sequence[_T]] = self.memory.setdefault(reader, {})
        fresh = set(ids).difference(held)
        if fresh:
            found: dict[str, list[_T]] = defaultdict(list)
            for id, row in reader(self, fresh):
                found[id].append(row)
            if len(held) + len(fresh) > _MOST_REMEMBERED:
                held = self.memory[reader] = {id: held[id] for id in ids if id in held}
            held.update((id, found.get(id, ())) for id in fresh)
        return {id: held[id] for id in ids}


@dataclass(frozen=True, slots=True)
class Seen:
    """A version that the public could read by then.

    `hidden` is the reason for which it must not be shown, None where it may. `read_by` is the id
    of its current reading, None where nobody read it yet.
    """

    row: VersionRow
    version: Version
    read_by: str | None
    hidden: str | None

    @property
    def id(self) -> str:
        """The version's id."""
        return self.row.id


def view(connection: Connection, clocks: Clocks) -> View:
    """The ledger as it is seen at `clocks`."""
    cutoff: int | None = None
    if clocks.recorded is not None:
        # The ledger never dates a batch before the one ahead of it.
        newest = select(func.max(batch.c.seq)).where(batch.c.recorded_at <= stamp(clocks.recorded))
        cutoff = connection.execute(newest).scalar() or 0
    known = None if clocks.known is None else stamp(clocks.known)
    redacts = connection.execute(_ANY_REDACTION).first() is not None
    return View(connection, clocks, cutoff, known, redacts)


_ANY_REDACTION = select(redaction.c.subject).where(redaction.c.subject >= "").limit(1)


def in_lots(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, each once and sorted, in lists that a database takes as parameters."""
    stream = iter(sorted(set(ids)))
    while some := list(islice(stream, _IDS_A_QUESTION)):
        yield some


def reports_of(seen: View, versions: Collection[str]) -> set[str]:
    """The reports that these versions are of."""
    return {row.report for rows in seen.read(_versions, versions).values() for row in rows}


def versions_of(seen: View, reports: Collection[str]) -> dict[str, tuple[Seen, ...]]:
    """Report id -> its versions known by then, oldest first; reports without one are left out.

    A version's known time is the earliest that any of its appearances gives. Equal times fall
    back on the order in which a list gave them, then on that in which they were recorded.
    """
    first, returned = _appearances(seen, reports)
    rows = {id: row for id, rows in seen.read(_versions, first).items() for row in rows}
    captures = {id: str(first[id].capture) for id in rows}
    hidden = redactions(seen, [*rows, *(row.report for row in rows.values()), *captures.values()])
    by_report: dict[str, list[str]] = defaultdict(list)
    for id, row in rows.items():
        by_report[row.report].append(id)
    found: dict[str, tuple[Seen, ...]] = {}
    for key, ids in sorted(by_report.items()):
        ids.sort(
            key=lambda id: (
                first[id].known_at,
                _position(first[id].capture_body),
                rows[id].batch,
                rows[id].place,
            )
        )
        found[key] = tuple(
            _seen(
                rows[id],
                first[id],
                number,
                returned.get(id, ()),
                hidden.get(id) or hidden.get(rows[id].report) or hidden.get(captures[id]),
            )
            for number, id in enumerate(ids, 1)
        )
    return found


def _versions(seen: View, ids: Collection[str]) -> Iterator[tuple[str, Any]]:
    return ((row.id, row) for row in seen.ask_lots(_versions_by_id, ids))


@prepared
def _versions_by_id(at: Sight) -> Select[Any]:
    """Versions with their reports' bodies, when they were recorded, and their current readings:
    the newest on record by then."""
    columns = version.c
    current = (
        select(reading.c.id)
        .where(reading.c.version == columns.id, at.on(reading))
        .order_by(reading.c.batch.desc(), reading.c.place.desc(), reading.c.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("read_by")
    )
    needed = (columns.id, columns.report, columns.body, columns.batch, columns.place)
    return (
        select(*needed, report.c.body.label("report_body"), batch.c.recorded_at, current)
        .join(report, report.c.id == columns.report)
        .join(batch, batch.c.seq == columns.batch)
        .where(columns.id.in_(SOME), at.on(version))
    )


def _appearances(
    seen: View, reports: Collection[str]
) -> tuple[dict[str, Any], dict[str, tuple[datetime, ...]]]:
    """Version id -> the appearance that gives its known time, if that has come; and version id ->
    the known times at which its report went back to it from another version."""
    first: dict[str, Any] = {}
    returned: dict[str, tuple[datetime, ...]] = {}
    for rows in seen.read(_shown, reports).values():
        shown = [row for row in rows if seen.known is None or row.known_at <= seen.known]
        for row in shown:
            first.setdefault(row.version, row)
        if len(shown) > 2:
            returned |= _went_back((row.known_at, row.version) for row in shown)
    return first, returned


def _shown(seen: View, reports: Collection[str]) -> Iterator[tuple[str, Any]]:
    return ((row.report, row) for row in seen.ask_lots(_appearances_of_reports, reports))


@prepared
def _appearances_of_reports(at: Sight) -> Select[Any]:
    """The appearances of reports, in order of known time."""
    columns = appearance.c
    needed = (columns.report, columns.version, columns.capture, columns.known_at)
    also = (columns.known_from, columns.day_only, columns.zone_assumed)
    return (
        select(*needed, *also, capture.c.body.label("capture_body"))
        .outerjoin(capture, capture.c.id == columns.capture)
        .where(columns.report.in_(SOME), at.on(appearance))
        .order_by(columns.known_at, columns.day_only, columns.id)
    )


@lru_cache(maxsize=4096)
def _position(capture_body: str | None) -> float:
    """The place of a capture in the list that it was given in; last where it was in none."""
    given = json.loads(capture_body or "{}").get("given") or {}
    position = given.get("position")
    return float("inf") if position is None else position


def _went_back(shown: Iterable[tuple[str, str]]) -> dict[str, tuple[datetime, ...]]:
    """Version -> the times, of these in order, at which it was shown again after another one.

    What is known since one moment (a bare day) is in no order, so it is no going back.
    """
    found: dict[str, list[datetime]] = defaultdict(list)
    met: set[str] = set()
    last: set[str] = set()
    for known_at, group in groupby(shown, key=itemgetter(0)):
        now = {id for _, id in group}
        for id in now & met - last:
            found[id].append(instant(known_at))
        met |= now
        last = now
    return {id: tuple(times) for id, times in found.items()}


def _seen(
    row: Any, first: Any, number: int, returned: tuple[datetime, ...], hidden: str | None
) -> Seen:
    key = _key_of(row.report_body)
    text = version_of(key, row.body)
    return Seen(
        row=VersionRow(
            id=row.id,
            report=row.report,
            report_key=key,
            number=number,
            title=text.title if hidden is None else redacted(hidden),
            outlet=text.facts.outlet,
            address=text.facts.address,
            known_at=instant(first.known_at),
            known_from=TimeFrom(first.known_from),
            zone_assumed=bool(first.zone_assumed),
            recorded_at=instant(row.recorded_at),
            day_only=bool(first.day_only),
            returned_at=returned,
        ),
        version=text,
        read_by=row.read_by,
        hidden=hidden,
    )


@lru_cache(maxsize=4096)
def _key_of(report_body: str) -> str:
    return str(json.loads(report_body)["key"])


def current_readings(seen: View, versions: Collection[str]) -> dict[str, str]:
    """Version id -> the id of its current reading: the newest on record by then."""
    newest: dict[str, tuple[int, int, str]] = {}
    for row in seen.ask_lots(_readings_of, versions):
        held = (row.batch, row.place, row.id)
        newest[row.version] = max(held, newest.get(row.version, held))
    return {version_id: held[2] for version_id, held in newest.items()}


@prepared
def _readings_of(at: Sight) -> Select[Any]:
    return select(reading.c.version, reading.c.batch, reading.c.place, reading.c.id).where(
        reading.c.version.in_(SOME), at.on(reading)
    )


def redactions(seen: View, subjects: Iterable[str]) -> dict[str, str]:
    """Row id -> the reason for which it must not be shown.

    Whatever the clocks: what must not be shown now is not shown as of an earlier time either.
    """
    rows = seen.ask_lots(_redactions_of, subjects) if seen.redacts else ()
    return {row.subject: row.reason for row in rows}


@prepared
def _redactions_of(_: Sight) -> Select[Any]:
    """Redactions of rows, the first of several last."""
    newest = redaction.c.batch.desc(), redaction.c.place.desc()
    return (
        select(redaction.c.subject, redaction.c.reason)
        .where(redaction.c.subject.in_(SOME))
        .order_by(*newest)
    )


def redacted(reason: str) -> str:
    """What stands in the place of words that must not be shown.

    >>> redacted("court order")
    '[redacted: court order]'
    """
    return f"[redacted: {reason}]"


def bodies_of(table: Table, parse: Callable[[str], _T]) -> Reader[_T]:
    """What reads the rows of a table by their ids, each as `parse` makes it of its body."""

    @prepared
    def by_id(at: Sight) -> Select[Any]:
        return select(table.c.id, table.c.body).where(table.c.id.in_(SOME), at.on(table))

    def read(seen: View, ids: Collection[str]) -> Iterator[tuple[str, _T]]:
        return ((row.id, parse(row.body)) for row in seen.ask_lots(by_id, ids))

    return read


def rows_by_id(seen: View, table: Table, ids: Iterable[str]) -> dict[str, Any]:
    """Id -> row, for those of `ids` that were on record by then."""
    found: dict[str, Any] = {}
    for some in in_lots(ids):
        question: Any = select(table).where(table.c.id.in_(some), seen.on(table))
        found.update((row.id, row) for row in seen.connection.execute(question))
    return found
