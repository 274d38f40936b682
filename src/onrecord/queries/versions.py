"""The versions on record as they were read, for a reader that reads them again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, select

from onrecord.ledger.ledger import Ledger
from onrecord.ledger.redact import redacted_ids
from onrecord.ledger.rows import clip
from onrecord.ledger.tables import appearance, blob, capture, reading, report, version
from onrecord.model.problem import Problem
from onrecord.model.reading import ReaderId
from onrecord.model.report import Capture, Given, Version
from onrecord.reports.changes import is_same_version


def with_this_text(connection: Connection, read: Version) -> Version:
    """The version on record that `read` is: of its report and with its text; else `read` itself.

    A page that was stamped again, or set with other white space, shows the version that was there
    before. Of several such versions (a merged ledger may hold some) it is the oldest on record.
    """
    if connection.execute(select(version.c.id).where(version.c.id == read.id)).first():
        return read
    question = (
        select(version.c.body)
        .where(version.c.report == read.report_id)
        .order_by(version.c.batch, version.c.place)
    )
    for body in connection.execute(question).scalars():
        held = Version.from_body(read.report_key, json.loads(body))
        if is_same_version(held, read):
            return held
    return read


def count_unread(ledger: Ledger, reader: ReaderId) -> int:
    """How many versions `versions_to_read` will give."""
    return len(_unread(ledger, reader))


def versions_to_read(ledger: Ledger, reader: ReaderId) -> Iterator[tuple[Capture, Version]]:
    """Each version of which `reader` has no reading on record, in order of known time.

    With it the capture that gave its known time (the earliest of its appearances; of equal ones
    the newest on record). What must not be shown is left out. One version is held in memory at a
    time, and no question stays open between two: who asks may write meanwhile.
    """
    for version_id, capture_id in _unread(ledger, reader):
        question = (
            select(
                version.c.body,
                version.c.extra,
                report.c.body.label("report_body"),
                capture.c.body.label("capture_body"),
                blob.c.data,
            )
            .join(report, report.c.id == version.c.report)
            .join(capture, capture.c.id == capture_id)
            .join(blob, blob.c.sha256 == capture.c.sha256)
            .where(version.c.id == version_id)
        )
        with ledger.connect() as connection:
            row = connection.execute(question).one_or_none()
        if row is not None:
            yield _capture(row), _version(row)


def _unread(ledger: Ledger, reader: ReaderId) -> list[tuple[str, str]]:
    """(version, capture) of what is to be read, in order of known time."""
    by_this_reader = and_(
        reading.c.version == appearance.c.version,
        reading.c.reader_name == clip(reader.name),
        reading.c.reader_version == clip(reader.version),
        reading.c.reader_digest == clip(reader.digest),
    )
    # One row a version: its earliest appearance.
    rank = (
        func.row_number()
        .over(
            partition_by=appearance.c.version,
            order_by=(appearance.c.known_at, appearance.c.batch.desc(), appearance.c.id),
        )
        .label("rank")
    )
    ranked = (
        select(appearance.c.version, appearance.c.capture, appearance.c.known_at, rank)
        .where(~select(reading.c.id).where(by_this_reader).exists())
        .subquery()
    )
    question = (
        select(ranked.c.version, ranked.c.capture)
        .where(ranked.c.rank == 1)
        .order_by(ranked.c.known_at, ranked.c.version)
    )
    with ledger.connect() as connection:
        hidden = redacted_ids(connection)
        rows = connection.execute(question).all()
    return [(row[0], row[1]) for row in rows if not {row[0], row[1]} & hidden.keys()]


def _capture(row: Any) -> Capture:
    body = json.loads(row.capture_body)
    return Capture(
        origin=body["origin"],
        name=body["name"],
        captured_at=datetime.fromisoformat(body["captured_at"]),
        media_type=body["media_type"],
        data=zlib.decompress(row.data),
        sha256=body["sha256"],
        address=body["address"],
        given=Given(**body.get("given", {})),
    )


def _version(row: Any) -> Version:
    found = Version.from_body(json.loads(row.report_body)["key"], json.loads(row.body))
    problems = json.loads(row.extra or "{}").get("problems", ())
    return replace(found, problems=tuple(Problem.from_json(one) for one in problems))
