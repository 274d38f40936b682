"""The whole flow, top to bottom: a version is read, and what was read is recorded.

`read` is pure: same version, same equipment, same reading, whatever else was read and on how many
processes. `record` is the one writer: nothing reaches the ledger past its guard.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from multiprocessing import get_context
from pathlib import Path

from onrecord import __version__
from onrecord.attributions import find_attributions
from onrecord.claims import fill_slots
from onrecord.codebook import Codebook, load_codebook
from onrecord.errors import SkipItem
from onrecord.events import group_mentions
from onrecord.language import Tagger, load_tagger, tag
from onrecord.mentions import find_mentions
from onrecord.model.reading import ReaderId, Reading
from onrecord.model.report import Capture, Version
from onrecord.names.actors import find_actors
from onrecord.names.places import find_places
from onrecord.registers.actors import ActorRegister, load_actors
from onrecord.registers.places import Gazetteer, load_gazetteer
from onrecord.reports.read import read_report
from onrecord.values.dates import find_dates
from onrecord.values.quantities import find_quantities
from onrecord.values.terms import find_terms

_READING_ROOMS = (
    "attributions", "claims", "codebook", "events", "language", "mentions", "model", "names",
    "registers", "values",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a reader reads with: the tagger, the codebook and the registers, and its id."""

    tagger: Tagger
    codebook: Codebook
    actors: ActorRegister
    gazetteer: Gazetteer
    reader: ReaderId


def equip(codebooks: Sequence[Path] = (), model: str = "accurate") -> Equipment:
    """The equipment of this onrecord, with the user's `codebooks` beside the shipped ones.

    The reader's digest covers the model's files, the codebooks, and code and data of the rooms
    that read, so that a reader whose output could differ has another id.

    Raises:
        BadCodebook: a codebook cannot be used.
        Misused: there is no such model.
    """
    tagger = load_tagger(model)
    codebook = load_codebook(codebooks)
    whole = hashlib.sha256(f"{tagger.digest} {codebook.digest} {_code_digest()}".encode())
    return Equipment(
        tagger=tagger,
        codebook=codebook,
        actors=load_actors(),
        gazetteer=load_gazetteer(),
        reader=ReaderId(name=f"onrecord/{model}", version=__version__, digest=whole.hexdigest()),
    )


@cache
def _code_digest() -> str:
    """SHA-256 over the code and data of the rooms that read, but for the model's own files."""
    whole = hashlib.sha256()

    def add(folder: Traversable, path: str) -> None:
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            here = f"{path}/{entry.name}"
            if entry.is_dir():
                if entry.name not in ("__pycache__", "models"):
                    add(entry, here)
            elif not entry.name.endswith(".pyc"):
                whole.update(f"{here} {hashlib.sha256(entry.read_bytes()).hexdigest()}\n".encode())

    for room in _READING_ROOMS:
        add(files("onrecord") / room, room)
    return whole.hexdigest()


def read(version: Version, equipment: Equipment) -> Reading:
    """Everything that the equipment's reader finds in one version."""
    codebook = equipment.codebook
    layers = tag(version, equipment.tagger)
    said = find_attributions(version, layers, equipment.actors)
    quantities = find_quantities(version, layers)
    dates = find_dates(version, layers)
    terms = find_terms(version, layers, codebook)
    places = find_places(version, layers, equipment.gazetteer, equipment.actors)
    actors = find_actors(version, layers, equipment.actors)
    mentions = find_mentions(version, layers, codebook, said)
    clusters = group_mentions(version, layers, mentions, dates, places, codebook)
    findings = fill_slots(
        version, layers, codebook, said, mentions, clusters,
        quantities, dates, terms, places, actors,
    )  # fmt: skip
    return Reading(
        version=version.id,
        reader=equipment.reader,
        attributions=said,
        mentions=mentions,
        clusters=clusters,
        findings=findings,
        problems=version.problems,
    )


@dataclass(frozen=True, slots=True)
class Read:
    """A capture with the version that it shows and the reading of it."""

    capture: Capture
    version: Version
    reading: Reading


def read_captures(
    captures: Iterable[Capture | SkipItem],
    *,
    codebooks: Sequence[Path] = (),
    model: str = "accurate",
    jobs: int = 1,
) -> Iterator[Read | SkipItem]:
    """Each capture read, in the order given; a problem stands in the place of what cannot be.

    With `jobs` over 1 the captures are read in as many processes; results and their order are
    the same. At most a few captures a process are held in memory at a time.
    """
    if jobs <= 1:
        equipment = equip(codebooks, model)
        for capture in captures:
            yield capture if isinstance(capture, SkipItem) else _read_capture(capture, equipment)
        return
    # Spawned, not forked: the tagger's runtime keeps threads that a fork would lose.
    with ProcessPoolExecutor(
        jobs, get_context("spawn"), _equip_worker, (tuple(codebooks), model)
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


def _read_capture(capture: Capture, equipment: Equipment) -> Read | SkipItem:
    try:
        version = read_report(capture)
    except SkipItem as problem:
        return problem
    return Read(capture, version, read(version, equipment))


_worker: list[Equipment] = []
"""The equipment of a process of the pool, made once when the process starts."""


def _equip_worker(codebooks: tuple[Path, ...], model: str) -> None:
    _worker[:] = [equip(codebooks, model)]


def _work(capture: Capture) -> Read | SkipItem:
    return _read_capture(capture, _worker[0])
