"""Many captures read, in this process or in several, with the same result."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import nullcontext
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from onrecord.codebook import CodebookText
from onrecord.equipment import Equipment, equip
from onrecord.errors import SkipItem
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.model.report import Capture
from onrecord.pipeline import Read, read_capture


def read_captures(
    captures: Iterable[Capture | SkipItem],
    *,
    codebooks: Sequence[Path | CodebookText] = (),
    model: str = "accurate",
    jobs: int = 1,
    ledger: str | Path | None = None,
    heard: Callable[[str, float], None] | None = None,
) -> Iterator[Read | SkipItem]:
    """Each capture read, in the order given; a problem stands in the place of what cannot be.

    With `jobs` over 1 the captures are read in as many processes; results and their order are
    the same. At most a few captures a process are held in memory at a time. With `ledger` (path
    or URL), a version of which it holds this very reader's reading is not read again
    (`Read.again`): for readings that will be recorded there. `heard` is told, while a capture is
    read in this process, its name and the share of it that has been read.

    Raises:
        StopRun: codebook, model or ledger cannot be used.
    """
    equipment = equip(codebooks, model)  # also for processes: what is wrong is said here, once
    if jobs <= 1:
        with nullcontext() if ledger is None else open_ledger(ledger, create=False) as held:
            for capture in captures:
                if isinstance(capture, SkipItem):
                    yield capture
                else:
                    tell = None if heard is None else partial(heard, capture.name)
                    yield _read_capture(capture, equipment, held, tell)
        return
    # Spawned, not forked: the tagger's runtime keeps threads that a fork would lose.
    with ProcessPoolExecutor(
        jobs, get_context("spawn"), _equip_worker, (tuple(codebooks), model, ledger)
    ) as pool:
        waiting: deque[SkipItem | Future[Read | SkipItem]] = deque()
        for capture in captures:
            waiting.append(
                capture if isinstance(capture, SkipItem) else pool.submit(_work, capture)
            )
            if len(waiting) > 4 * jobs:
                yield _arrived(waiting.popleft())
        while waiting:
            yield _arrived(waiting.popleft())


def _arrived(one: SkipItem | Future[Read | SkipItem]) -> Read | SkipItem:
    return one if isinstance(one, SkipItem) else one.result()


def _read_capture(
    capture: Capture,
    equipment: Equipment,
    ledger: Ledger | None,
    heard: Callable[[float], None] | None = None,
) -> Read | SkipItem:
    try:
        return read_capture(capture, equipment, ledger, heard)
    except SkipItem as problem:
        return problem


_worker: list[tuple[Equipment, Ledger | None]] = []
"""What a process of the pool reads with, made once when the process starts."""


def _equip_worker(
    codebooks: tuple[Path | CodebookText, ...], model: str, ledger: str | Path | None
) -> None:
    held = None if ledger is None else open_ledger(ledger, create=False)
    _worker[:] = [(equip(codebooks, model), held)]


def _work(capture: Capture) -> Read | SkipItem:
    return _read_capture(capture, *_worker[0])
