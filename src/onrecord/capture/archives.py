"""WARC archives -> captures of the pages in them, at the archive's own times."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from onrecord.capture.kinds import HTML, TEXT, charset_of, kind_of_media_type
from onrecord.capture.limits import Limits
from onrecord.capture.make import limit_for, make_capture, too_large
from onrecord.capture.refusals import BrokenArchive, LeftOut, NothingToRead
from onrecord.errors import SkipItem
from onrecord.model.report import Capture, Given


def fetch_archive(
    stream: BinaryIO, name: str, *, given: Given, limits: Limits
) -> Iterator[Capture | SkipItem]:
    """The pages and texts in a WARC file (plain or gzip), in its order.

    Response records with status 200 and resource records count; the capture's time is the
    record's WARC-Date, its address the record's target. Records that only say "unchanged"
    (revisit) and those of other answers (an error, a redirection) are counted and reported
    together. Pictures, scripts and the like are passed over. A file that breaks off yields one
    problem after what was read before it, and so does one in which no page is left.
    """
    from warcio.archiveiterator import ArchiveIterator  # slow to load

    records = end = 0
    left_out = _LeftOut()
    nothing = True
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    try:
        iterator = ArchiveIterator(stream, check_digests=False, arc2warc=True)
        iterator.reader = _bounded_reader(iterator.fh)
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
            left_out.look(record)
            end = iterator.offset
            if capture is not None:
                nothing = False
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
    elif nothing:
        yield NothingToRead(
            f"{name} holds no page that onrecord reads ({_records(records)}).",
            "Its pages must be HTML or plain text, answered with status 200.",
        )
    if left_out.counts:
        yield left_out.problem(name)


_LONGEST_LINE = 1_000_000
"""Bytes of a line of a record's head; what has more is no archive, or one made to fill memory."""


def _bounded_reader(stream: BinaryIO) -> Any:
    """warcio's reader of plain and gzip files, which takes no line longer than `_LONGEST_LINE`."""
    from warcio.bufferedreaders import DecompressingBufferedReader

    class Bounded(DecompressingBufferedReader):  # type: ignore[misc]
        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(length or _LONGEST_LINE)
            if length is None and len(line) >= _LONGEST_LINE and not line.endswith(b"\n"):
                raise ValueError("a line without an end")
            return line

    return Bounded(stream)


_MOST_NAMED = 10_000
"""Records left out that are named one by one; all are counted."""


class _LeftOut:
    """Counts the records that were passed over though they speak of a page."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.named: list[str] = []

    def look(self, record: Any) -> None:
        """Count the record if it only says "unchanged", or has another status than 200."""
        headers = record.http_headers
        if record.rec_type == "revisit":
            why = "unchanged"
        elif record.rec_type == "response" and headers is None:
            why = "no HTTP answer"
        elif record.rec_type == "response" and headers.get_statuscode() != "200":
            why = f"status {headers.get_statuscode()[:10] or 'missing'}"
        else:
            return
        self.counts[why] += 1
        if len(self.named) < _MOST_NAMED:
            self.named.append(f"{why}: {_target(record) or 'a record without an address'}")

    def problem(self, name: str) -> LeftOut:
        """What was left out of the archive of this name, in one sentence."""
        total = self.counts.total()
        each = ", ".join(f"{why}: {count:,}" for why, count in sorted(self.counts.items()))
        were = "was" if total == 1 else "were"
        return LeftOut(
            f"{name}: {_records(total)} {were} left out ({each}).",
            "`onrecord read --verbose` names each.",
            tuple(self.named),
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
    target = _target(record)
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


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"


def _target(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")


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
