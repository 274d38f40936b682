"""That a capture shows a version: when that is news, and what known time it gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy import Row as Stored

from onrecord.ledger.known import Known, known_time
from onrecord.ledger.rows import Row, appearance_row, blob_row, capture_row, report_row, version_row
from onrecord.ledger.tables import appearance
from onrecord.ledger.tables import capture as capture_table
from onrecord.ledger.times import instant, stamp
from onrecord.model.report import Capture, Facts, TimeFrom, Version


def appearance_rows(
    connection: Connection, capture: Capture, version: Version, seen_as: Version
) -> tuple[Known, list[Row]]:
    """The known time that `capture` gives `version`, and the rows to record for it.

    `seen_as` is the version as the capture alone shows it: with the same text, but with the times
    and the place in a list that the capture gives, which decide the known time.

    The same bytes from a file, from standard input or from an archive's one capture, read as the
    same version, give no rows: they prove nothing new. An address that was fetched again gives a
    capture and an appearance (and the bytes, where they differ).
    """
    known = _known(connection, capture, version, seen_as)
    if _on_record(connection, capture, version.id):
        return known, []
    return known, [
        blob_row(capture.data),
        capture_row(capture),
        report_row(version),
        version_row(version),
        appearance_row(
            version=version.id,
            capture=capture.id,
            report=version.report_id,
            known_at=known.at,
            known_from=known.source,
            day_only=known.day_only,
            zone_assumed=known.zone_assumed,
        ),
    ]


def _on_record(connection: Connection, capture: Capture, version: str) -> bool:
    question = (
        select(appearance.c.id)
        .join(capture_table, capture_table.c.id == appearance.c.capture)
        .where(capture_table.c.sha256 == capture.sha256, appearance.c.version == version)
        .limit(1)
    )
    if capture.origin == "warc":
        question = question.where(capture_table.c.captured_at == stamp(capture.captured_at))
    elif capture.origin == "http":
        question = question.where(capture_table.c.id == capture.id)
    return connection.execute(question).first() is not None


def _known(connection: Connection, capture: Capture, version: Version, seen_as: Version) -> Known:
    for again in _same_capture(connection, capture.id, version):
        return again
    # A file's capture time is when it was read, which says nothing of the order of its text.
    given = capture.origin in ("file", "stdin")
    listed = seen_as.position is not None
    if given and not listed:
        for shown in _same_showing(connection, version, seen_as.facts):
            return shown
    previous = _previous(connection, version, capture.captured_at, given=given)
    first = _earliest(connection, version) if previous and given else None
    return known_time(seen_as.facts, capture.captured_at, previous, listed=listed, earliest=first)


def _earliest(connection: Connection, version: Version) -> datetime | None:
    """Since when the first version of the report that is on record was known."""
    question = select(func.min(appearance.c.known_at)).where(
        appearance.c.report == version.report_id
    )
    found = connection.execute(question).scalar()
    return None if found is None else instant(found)


def _same_capture(connection: Connection, capture: str, version: Version) -> Iterator[Known]:
    """The known time that this capture gave this report before.

    A better reader of pages may make another version of the same bytes; that is no edit.
    """
    question = (
        select(appearance)
        .where(appearance.c.capture == capture, appearance.c.report == version.report_id)
        .order_by(appearance.c.known_at)
        .limit(1)
    )
    for row in connection.execute(question):
        yield _known_of(row)


def _same_showing(connection: Connection, version: Version, facts: Facts) -> Iterator[Known]:
    """The showing of the version on record that bears the times that `facts` give: another copy
    of the page as it was then, however late it is read."""
    own = facts.updated or facts.published
    if own is None:
        return
    question = (
        select(appearance)
        .where(appearance.c.version == version.id, appearance.c.known_at == stamp(own.last))
        .order_by(appearance.c.batch, appearance.c.place)
        .limit(1)
    )
    for row in connection.execute(question):
        yield _known_of(row)


def _previous(
    connection: Connection, version: Version, captured_at: datetime, *, given: bool
) -> Known | None:
    """The known time of the newest other version that was public when this one was captured.

    Of a text that was shown more than once, the last time counts that a fetched page proves, and
    the first where files were `given`, which may come in any order.
    """
    others = select(appearance).where(
        appearance.c.report == version.report_id, appearance.c.version != version.id
    )
    if given:
        first = func.min(appearance.c.known_at).label("first")
        newest = (
            select(appearance.c.version, first)
            .where(appearance.c.report == version.report_id, appearance.c.version != version.id)
            .group_by(appearance.c.version)
            .having(first <= stamp(captured_at))
            .order_by(first.desc())
            .limit(1)
            .subquery()
        )
        others = others.join(newest, newest.c.version == appearance.c.version).where(
            appearance.c.known_at == newest.c.first
        )
    question = (
        others.where(appearance.c.known_at <= stamp(captured_at))
        .order_by(appearance.c.known_at.desc(), appearance.c.batch, appearance.c.place)
        .limit(1)
    )
    found = connection.execute(question).first()
    return None if found is None else _known_of(found)


def _known_of(row: Stored[Any]) -> Known:
    source = TimeFrom(row.known_from)
    return Known(instant(row.known_at), source, row.day_only, row.zone_assumed)
