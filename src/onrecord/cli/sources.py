"""The reports of one source, for verbs that touch no ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.model.report import Version


def versions_at(source: str) -> Iterator[Version | None]:
    """Each report that `source` holds; None for one that cannot be read, once that was said."""
    from onrecord.capture.sources import fetch_sources
    from onrecord.errors import SkipItem
    from onrecord.reports.read import read_report
    from onrecord.views.words import printable

    for capture in fetch_sources([source], stdin=sys.stdin.buffer):
        try:
            if isinstance(capture, SkipItem):
                raise capture
            version = read_report(capture)
        except SkipItem as problem:
            click.echo(printable(str(problem)), err=True)
            yield None
        else:
            yield version
