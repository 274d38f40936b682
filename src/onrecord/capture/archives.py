"""WARC archives -> captures of the pages in them, at the archive's own times."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from onrecord.capture.kinds import HTML, TEXT, charset_of, kind_of_media_type
from onrecord.capture.limits import Limits
from onrecord.capture.make import limit_for, make_capture, too_large
from onrecord.capture.refusals import BrokenArchive
from onrecord.errors import SkipItem
from onrecord.model.report import Capture, Given


def fetch_archive(
    stream: BinaryIO, name: str, *, given: Given, limits: Limits
) -> Iterator[Capture | SkipItem]:
    """The pages and texts in a WARC file (plain or gzip), in its order.

    Response records with status 200 and resource records count; the capture's time is the
    record's WARC-Date, its address the record's target. Records that only say "unchanged"
    (revisit) are counted and reported together. A file that breaks off yields one problem after
    what was read before it.
    """
    from warcio.archiveiterator import ArchiveIterator  # slow to load

    records = revisits = end = 0
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    try:
        iterator = ArchiveIterator(stream, check_digests=False, arc2warc=True)
        iterator.INC_RECORD = ""  # what warcio would write to the terminal; counted below
        for record in iterator:
            if records >= limits.records:
                yield BrokenArchive(
                    f"{name} has more than {limits.records:,} records. The rest is skipped.",
                    "Split the archive.",
                )
                return
            capture = _capture(record, name, given, limits)
            iterator.read_to_end(record)
            if _breaks_off(record) or iterator.err_count:
                break
            records += 1
            revisits += record.rec_type == "revisit"
            end = iterator.offset
            if capture is not None:
                yield capture
    except Exception as error:
        # warcio raises its own errors, but also ValueError, EOFError, zlib.error, UnicodeError
        # and AttributeError on bytes that only begin like a WARC file. A failing disk has a
        # number; that is not the archive's fault.
        if isinstance(error, OSError) and error.errno is not None:
            raise
    if end < size or not records:
        yield BrokenArchive(
            f"{name}: not a WARC file after byte {end:,}"
            f" ({records:,} records before it were read).",
            "The rest is skipped.",
        )
    if revisits:
        yield SkipItem(
            f"{name}: {revisits:,} records that only say that a page stood unchanged were skipped."
        )


def _capture(record: Any, name: str, given: Given, limits: Limits) -> Capture | SkipItem | None:
    """The capture of one record; None for records that hold no page."""
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers
    if record.rec_type == "response":
        if headers is None or headers.get_statuscode() != "200":
            return None
        declared = headers.get_header("Content-Type") or ""
    else:
        declared = record.rec_headers.get_header("Content-Type") or ""
    kind = kind_of_media_type(declared)
    if kind not in (HTML, TEXT):
        return None
    target = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    when = _time(record.rec_headers.get_header("WARC-Date") or "")
    label = f"{name}: {target or 'a record without an address'}"
    if when is None:
        return BrokenArchive(f"{label} has no readable WARC-Date.", "It is skipped.")
    limit = limit_for(kind, limits)
    data = _read(record.content_stream(), limit)
    if len(data) > limit:
        return too_large(label, limit)
    return make_capture(
        origin="warc",
        name=label,
        data=data,
        media_type=kind,
        at=when,
        given=given,
        address=target or None,
        charset=charset_of(declared),
    )


def _read(stream: Any, limit: int) -> bytes:
    """At most `limit` + 1 bytes of a record's decoded content."""
    parts: list[bytes] = []
    size = 0
    while size <= limit and (part := stream.read(65536)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)[: limit + 1]


def _breaks_off(record: Any) -> bool:
    """Whether the file ended inside the record, which has been read to its end, or the record
    does not say what it is."""
    named = record.rec_headers.get_header("WARC-Type")
    return not named or bool(getattr(record.raw_stream, "limit", 0))


def _time(words: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(words.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
