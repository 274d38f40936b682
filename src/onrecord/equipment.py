"""What a reader reads with, and the id that it reads under."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord import __version__
from onrecord.codebook import Codebook, CodebookText, load_codebook
from onrecord.language import Tagger, load_tagger
from onrecord.model.reading import ReaderId
from onrecord.registers.actors import ActorRegister, load_actors
from onrecord.registers.places import Gazetteer, load_gazetteer

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


def equip(codebooks: Sequence[Path | CodebookText] = (), model: str = "accurate") -> Equipment:
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
