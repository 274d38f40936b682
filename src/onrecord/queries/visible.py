"""What is seen at the clocks asked for: batches, versions, current readings, redactions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select, true

from onrecord.ledger.tables import appearance, batch, capture, reading, redaction, report, version
from onrecord.ledger.times import instant, stamp
from onrecord.model.record import VersionRow
from onrecord.model.report import TimeFrom, Version
from onrecord.queries.clocks import Clocks
from onrecord.queries.parsed import version_of

_IDS_A_QUESTION = 500


@dataclass(frozen=True, slots=True)
class View:
    """An open connection and the clocks to ask with.

    `cutoff` is the newest batch that counts, None where all do; `known` is the known clock as the
    ledger writes it, None for now. `redacts` tells whether anything must not be shown.
    """

    connection: Connection
    clocks: Clocks
    cutoff: int | None
    known: str | None
    redacts: bool

    def on(self, *tables: Table) -> ColumnElement[bool]:
        """That the rows of these tables were on record by then."""
        if self.cutoff is None:
            return true()
        return and_(*(table.c.batch <= self.cutoff for table in tables))


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
    any_row = select(redaction.c.subject).where(redaction.c.subject >= "").limit(1)
    redacts = connection.execute(any_row).first() is not None
    return View(connection, clocks, cutoff, known, redacts)


def in_lots(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, each once and sorted, in lists that a database takes as parameters."""
    stream = iter(sorted(set(ids)))
    while some := list(islice(stream, _IDS_A_QUESTION)):
        yield some


def versions_of(seen: View, reports: Collection[str]) -> dict[str, tuple[Seen, ...]]:
    """Report id -> its versions known by then, oldest first; reports without one are left out.

    A version's known time is the earliest that any of its appearances gives. Equal times fall
    back on the order in which a list gave them, then on that in which they were recorded.
    """
    first, returned = _appearances(seen, reports)
    rows: dict[str, Any] = {}
    for some in in_lots(first):
        question = (
            select(version, report.c.body.label("report_body"), batch.c.recorded_at)
            .join(report, report.c.id == version.c.report)
            .join(batch, batch.c.seq == version.c.batch)
            .where(version.c.id.in_(some), seen.on(version))
        )
        rows.update((row.id, row) for row in seen.connection.execute(question))
    current = current_readings(seen, rows)
    captures = {id: str(first[id]["capture"]) for id in rows}
    hidden = redactions(seen, [*rows, *(row.report for row in rows.values()), *captures.values()])
    by_report: dict[str, list[str]] = defaultdict(list)
    for id, row in rows.items():
        by_report[row.report].append(id)
    found: dict[str, tuple[Seen, ...]] = {}
    for key, ids in sorted(by_report.items()):
        ids.sort(
            key=lambda id: (
                first[id]["known_at"],
                first[id]["position"],
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
                current.get(id),
                hidden.get(id) or hidden.get(rows[id].report) or hidden.get(captures[id]),
            )
            for number, id in enumerate(ids, 1)
        )
    return found


def _appearances(
    seen: View, reports: Collection[str]
) -> tuple[dict[str, dict[str, Any]], dict[str, tuple[datetime, ...]]]:
    """Version id -> the appearance that gives its known time, if that has come; and version id ->
    the known times at which its report went back to it from another version."""
    first: dict[str, dict[str, Any]] = {}
    shown: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for some in in_lots(reports):
        question = (
            select(appearance, capture.c.body.label("capture_body"))
            .outerjoin(capture, capture.c.id == appearance.c.capture)
            .where(appearance.c.report.in_(some), seen.on(appearance))
            .order_by(appearance.c.known_at, appearance.c.day_only, appearance.c.id)
        )
        if seen.known is not None:
            question = question.where(appearance.c.known_at <= seen.known)
        for row in seen.connection.execute(question).mappings():
            shown[row["report"]].append((row["known_at"], row["version"]))
            if row["version"] not in first:
                given = json.loads(row["capture_body"] or "{}").get("given") or {}
                position = given.get("position")
                first[row["version"]] = {
                    **row,
                    "position": float("inf") if position is None else position,
                }
    returned = {id: times for every in shown.values() for id, times in _went_back(every).items()}
    return first, returned


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
    row: Any,
    first: Mapping[str, Any],
    number: int,
    returned: tuple[datetime, ...],
    read_by: str | None,
    hidden: str | None,
) -> Seen:
    key = str(json.loads(row.report_body)["key"])
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
            known_at=instant(first["known_at"]),
            known_from=TimeFrom(first["known_from"]),
            zone_assumed=bool(first["zone_assumed"]),
            recorded_at=instant(row.recorded_at),
            day_only=bool(first["day_only"]),
            returned_at=returned,
        ),
        version=text,
        read_by=read_by,
        hidden=hidden,
    )


def current_readings(seen: View, versions: Iterable[str]) -> dict[str, str]:
    """Version id -> the id of its current reading: the newest on record by then."""
    newest: dict[str, tuple[int, int, str]] = {}
    for some in in_lots(versions):
        question = select(reading.c.version, reading.c.batch, reading.c.place, reading.c.id).where(
            reading.c.version.in_(some), seen.on(reading)
        )
        for row in seen.connection.execute(question):
            held = (row.batch, row.place, row.id)
            newest[row.version] = max(held, newest.get(row.version, held))
    return {version_id: held[2] for version_id, held in newest.items()}


def redactions(seen: View, subjects: Iterable[str]) -> dict[str, str]:
    """Row id -> the reason for which it must not be shown.

    Whatever the clocks: what must not be shown now is not shown as of an earlier time either.
    """
    found: dict[str, str] = {}
    for some in in_lots(subjects if seen.redacts else ()):
        question = (
            select(redaction.c.subject, redaction.c.reason)
            .where(redaction.c.subject.in_(some))
            .order_by(redaction.c.batch.desc(), redaction.c.place.desc())
        )
        found.update((row.subject, row.reason) for row in seen.connection.execute(question))
    return found


def redacted(reason: str) -> str:
    """What stands in the place of words that must not be shown.

    >>> redacted("court order")
    '[redacted: court order]'
    """
    return f"[redacted: {reason}]"


def rows_by_id(seen: View, table: Table, ids: Iterable[str]) -> dict[str, Any]:
    """Id -> row, for those of `ids` that were on record by then."""
    found: dict[str, Any] = {}
    for some in in_lots(ids):
        question: Any = select(table).where(table.c.id.in_(some), seen.on(table))
        found.update((row.id, row) for row in seen.connection.execute(question))
    return found
