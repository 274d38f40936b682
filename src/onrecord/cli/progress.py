"""Progress on standard error, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from onrecord.views.words import printable

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

T = TypeVar("T")

_PATIENCE = 2.0
"""Seconds that one thing may take before it gets a bar of its own."""
_WIDEST = 32
"""Characters of a thing's name beside its bar; its end tells more than its beginning."""


class Within:
    """Hears how far one long thing has got, and draws a bar for it below that of `counting`.

    Without a terminal it only listens.
    """

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._name = ""
        self._begun = 0.0
        self._task: TaskID | None = None

    def __call__(self, name: str, share: float) -> None:
        """`share` of the thing of this `name`, in (0, 1], is done."""
        if self._progress is None:
            return
        if name != self._name:
            self.end()
            self._name, self._begun = name, time.monotonic()
        elif self._task is None and time.monotonic() - self._begun > _PATIENCE:
            shown = printable(name)
            shown = f"…{shown[-_WIDEST:]}" if len(shown) > _WIDEST else shown
            self._task = self._progress.add_task(f"  {shown}", total=1.0, count="")
        if self._task is not None:
            self._progress.update(self._task, completed=share, count=f"{share:.0%}")

    def begin(self, progress: Progress) -> None:
        """From now on, draw."""
        self._progress = progress

    def end(self) -> None:
        """The thing is done: its bar goes."""
        if self._progress is not None and self._task is not None:
            self._progress.remove_task(self._task)
        self._task, self._name = None, ""


@contextmanager
def counting(
    things: Iterable[T], doing: str, total: int | None = None, within: Within | None = None
) -> Iterator[Iterable[T]]:
    """`things`, counted on standard error while they pass, where that is a terminal.

    `within`, which whoever makes the things tells how far it has got, draws below.
    """
    if not sys.stderr.isatty():
        yield things
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[count]}", markup=False),
        TimeElapsedColumn(),
    )
    within = within or Within()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        within.begin(progress)
        yield _counted(things, progress, doing, total, within)


def _counted(
    things: Iterable[T], progress: Progress, doing: str, total: int | None, within: Within
) -> Iterator[T]:
    of = f" of {total:,}" if total is not None else ""
    task = progress.add_task(doing, total=total, count=f"0{of}")
    for number, thing in enumerate(things, 1):
        within.end()
        yield thing
        progress.update(task, completed=number, count=f"{number:,}{of}")
