"""Files, folders and standard input -> captures."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from onrecord.capture.archives import fetch_archive
from onrecord.capture.kinds import JSON, JSONL, READ, WARC, kind_of_name, other_format, sniff
from onrecord.capture.limits import Limits
from onrecord.capture.make import limit_for, make_capture, too_large
from onrecord.capture.refusals import CannotOpen, NothingToRead, WrongKind
from onrecord.errors import SkipItem
from onrecord.model.report import Capture, Given


def fetch_path(
    name: str, *, given: Given, limits: Limits, at: datetime
) -> Iterator[Capture | SkipItem]:
    """The captures that a file or a folder holds, in the order of their names.

    In a folder, files of other kinds, hidden files, files whose name begins with "_", and the
    "NAME_files" folders that browsers save beside NAME.html are passed over. A folder or a .jsonl
    file in which nothing is left is a problem.
    """
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield _cannot_open(name, error)
        return
    if stat.S_ISDIR(mode):
        seen = {os.path.realpath(path)}
        nothing = NothingToRead(f"{name} holds no file that onrecord reads.", f"It reads {READ}.")
        yield from _or(nothing, _fetch_folder(path, given, limits, at, seen, limits.depth))
    else:
        yield from _fetch_file(path, mode, given, limits, at)


def fetch_stream(
    stream: BinaryIO, *, given: Given, limits: Limits, at: datetime
) -> Iterator[Capture | SkipItem]:
    """The captures in standard input: HTML, JSON, JSON Lines or text, told by the first bytes."""
    limit = max(limits.page, limits.text)
    data = stream.read(limit + 1)
    name = "standard input"
    if len(data) > limit:
        yield too_large(name, limit)
        return
    kind = sniff(data)
    if kind == WARC:
        yield WrongKind(f"{name} is an archive or compressed.", "Give the archive as a file.")
    elif kind == JSONL:
        lines = iter(data.splitlines(keepends=True))
        yield from _lines(name, "stdin", lines, given, limits, at)
    elif len(data) > limit_for(kind, limits):
        yield too_large(name, limit_for(kind, limits))
    else:
        yield make_capture(
            origin="stdin", name=name, data=data, media_type=kind, at=at, given=given
        )


def _or(
    nothing: NothingToRead, found: Iterator[Capture | SkipItem]
) -> Iterator[Capture | SkipItem]:
    """What was found, or the problem that nothing was."""
    empty = True
    for one in found:
        empty = False
        yield one
    if empty:
        yield nothing


def _fetch_folder(
    folder: Path, given: Given, limits: Limits, at: datetime, seen: set[str], depth: int
) -> Iterator[Capture | SkipItem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _cannot_open(str(folder), error)
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.startswith((".", "_")):
            continue
        path = folder / entry.name
        try:
            mode = path.stat().st_mode
        except OSError as error:
            if kind_of_name(entry.name):
                yield _cannot_open(str(path), error)
            continue
        if stat.S_ISDIR(mode):
            page = entry.name.removesuffix("_files")
            if page != entry.name and {f"{page}.html", f"{page}.htm"} & names:
                continue
            real = os.path.realpath(path)
            if real in seen:  # a link that leads back
                continue
            if depth <= 1:
                yield CannotOpen(
                    f"{path} lies more than {limits.depth} folders deep.", "Name it by itself."
                )
                continue
            seen.add(real)
            yield from _fetch_folder(path, given, limits, at, seen, depth - 1)
        elif kind_of_name(entry.name):
            yield from _fetch_file(path, mode, given, limits, at)


def _fetch_file(
    path: Path, mode: int, given: Given, limits: Limits, at: datetime
) -> Iterator[Capture | SkipItem]:
    name = str(path)
    if not stat.S_ISREG(mode):
        yield CannotOpen(f"{name} is no plain file.", "Give a file, a folder or an address.")
        return
    kind = kind_of_name(path.name)
    try:
        with path.open("rb") as stream:
            if kind == WARC:
                yield from fetch_archive(stream, name, given=given, limits=limits)
            elif kind == JSONL:
                longest = limits.page + 2
                lines = iter(lambda: stream.readline(longest), b"")
                nothing = NothingToRead(f"{name} holds no report.", "Write one JSON report a line.")
                yield from _or(nothing, _lines(name, "file", lines, given, limits, at))
            else:
                yield _whole(stream, name, kind, given, limits, at)
    except OSError as error:
        yield _cannot_open(name, error)


def _whole(
    stream: BinaryIO, name: str, kind: str | None, given: Given, limits: Limits, at: datetime
) -> Capture | SkipItem:
    """The capture of a file that is one input."""
    data = stream.read(max(limits.page, limits.text) + 1)
    if kind is None:
        kind = sniff(data)
        if kind == WARC and not data.startswith(b"WARC/"):
            return WrongKind(
                f"{name} is compressed.", "Unpack it; a WARC archive needs the ending .warc.gz."
            )
        if kind in (WARC, JSONL):
            return WrongKind(
                f"{name} has a name that does not say what it is.",
                "Give it the ending .jsonl, .warc or .warc.gz.",
            )
    if other := other_format(data):
        return WrongKind(f"{name} is {other}.", "Save the article as text or HTML.")
    limit = limit_for(kind, limits)
    if len(data) > limit:
        return too_large(name, limit)
    return make_capture(origin="file", name=name, data=data, media_type=kind, at=at, given=given)


def _lines(
    name: str,
    origin: str,
    lines: Iterator[bytes],
    given: Given,
    limits: Limits,
    at: datetime,
) -> Iterator[Capture | SkipItem]:
    """One capture a line. A line that is too long is reported, and the next ones are read."""
    number = 0
    skipping = False
    for line in lines:
        whole = line.endswith(b"\n")
        if skipping:
            skipping = not whole
            continue
        number += 1
        if len(line) > limits.page:
            yield too_large(f"{name}:{number}", limits.page)
            skipping = not whole
        elif line.strip():
            yield make_capture(
                origin=origin,
                name=f"{name}:{number}",
                data=line.rstrip(b"\r\n"),
                media_type=JSON,
                at=at,
                given=replace(given, position=number - 1),
            )


def _cannot_open(name: str, error: OSError | ValueError) -> CannotOpen:
    if isinstance(error, FileNotFoundError):
        why = "does not exist"
    elif isinstance(error, PermissionError):
        why = "may not be read"
    else:
        why = f"cannot be opened ({getattr(error, 'strerror', None) or error})"
    return CannotOpen(f"{name} {why}.", "Check the name and your rights to it.")
