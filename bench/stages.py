"""Where the time goes: functions of a module timed by stage, while the module runs as it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

Stage = tuple[ModuleType | type, str, str]
"""A module or class, a name in it that the code under test calls, and the stage that it is."""


@contextmanager
def timed(stages: Sequence[Stage], now: Callable[[], float]) -> Iterator[dict[str, float]]:
    """Stage -> seconds by `now`, filled while the `with` block runs.

    The names are put in wrappers, so that the code runs as it is. What one stage calls of another
    counts for the inner one alone.
    """
    spent: dict[str, float] = {stage: 0.0 for _, _, stage in stages}
    inside = [0.0]
    originals = [(module, name, getattr(module, name)) for module, name, _ in stages]

    def watch(stage: str, inner: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            inside.append(0.0)
            begun = now()
            try:
                return inner(*given, **named)
            finally:
                took = now() - begun
                spent[stage] += took - inside.pop()
                inside[-1] += took

        return run

    try:
        for (module, name, inner), (_, _, stage) in zip(originals, stages, strict=True):
            setattr(module, name, watch(stage, inner))
        yield spent
    finally:
        for module, name, inner in originals:
            setattr(module, name, inner)


def cpu() -> float:
    """Seconds of processor that this process has used: other work on the machine counts little."""
    return time.process_time()


def wall() -> float:
    """Seconds on the clock: what a user waits for, the disk included."""
    return time.perf_counter()


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as they need; the first to the left, the others to the right."""
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    for row in [head, *rows]:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells))
    print()
