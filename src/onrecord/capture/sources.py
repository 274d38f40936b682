"""Whatever a user names -> captures and problems, in the order in which it was named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from onrecord.capture.files import fetch_path, fetch_stream
from onrecord.capture.limits import Limits
from onrecord.capture.refusals import CannotOpen
from onrecord.errors import SkipItem
from onrecord.model.report import Capture, Given


def is_address(source: str) -> bool:
    """Whether a source is written as a web address, of whatever scheme.

    >>> is_address("https://example.org/a"), is_address("reports/a.html")
    (True, False)
    """
    scheme, mark, _ = source.partition("://")
    return bool(mark) and scheme.isalnum()


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def fetch_sources(
    sources: Sequence[str],
    *,
    given: Given | None = None,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    clock: Callable[[], datetime] = now,
) -> Iterator[Capture | SkipItem]:
    """The captures that `sources` hold, lazily; what cannot be captured is yielded as a problem.

    A source is a file (.html .htm .txt .md .json .jsonl .warc .warc.gz), a folder (read
    recursively, in the order of names), `-` for standard input, or an http(s) address. One bad
    source never keeps the next from being read; nothing is raised for it. `given` travels with
    each capture. `clock` tells the time of capture of all but archives.

    >>> [problem] = fetch_sources(["no-such-file.html"])
    >>> print(problem)
    no-such-file.html does not exist. Check the name and your rights to it.
    """
    given = given or Given()
    limits = limits or Limits()
    for source in sources:
        if source == "-":
            if stdin is None:
                yield CannotOpen("There is no standard input.", "Give a file or an address.")
            else:
                yield from fetch_stream(stdin, given=given, limits=limits, at=clock())
        elif is_address(source):
            from onrecord.capture.web import fetch_address  # httpx loads slowly

            yield fetch_address(source, given=given, limits=limits, at=clock())
        else:
            yield from fetch_path(source, given=given, limits=limits, at=clock())
