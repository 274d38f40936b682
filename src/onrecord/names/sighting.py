"""A name read as a place, and what reading it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.span import Span
from onrecord.names.containers import Container
from onrecord.names.evidence import Evidence
from onrecord.names.lexicon import ADMIN, BUILT, INSTITUTIONS, PHYSICAL, SIDES, TITLES
from onrecord.names.passages import Passage
from onrecord.names.runs import is_name_word
from onrecord.names.words import Word
from onrecord.registers.actors import ActorRegister
from onrecord.registers.places import Gazetteer, Place

GENERIC = ADMIN | PHYSICAL | BUILT | INSTITUTIONS
"""Last words that make a name one of a place."""
TERRITORIES = frozenset(
    (
        "ABW",
        "ASM",
        "BMU",
        "CUW",
        "CYM",
        "FLK",
        "FRO",
        "GIB",
        "GLP",
        "GRL",
        "GUF",
        "GUM",
        "HKG",
        "IMN",
        "MAC",
        "MNP",
        "MTQ",
        "NCL",
        "PRI",
        "PYF",
        "REU",
        "SXM",
        "TCA",
        "VGB",
        "VIR",
    )
)
"""Rows of the table of states that act in the news more as scenes than as governments."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name that is read as a place, before one of its candidates is chosen."""

    passage: int
    start: int
    end: int
    name: str
    kind: str | None
    candidates: tuple[Place, ...]
    evidence: Evidence
    span: Span
    relation: str | None
    inside: Container | None


@dataclass(frozen=True, slots=True)
class Reader:
    """What every step needs: the text, its passages, the registers, the words that are taken."""

    text: str
    passages: tuple[Passage, ...]
    gazetteer: Gazetteer
    register: ActorRegister
    taken: frozenset[tuple[int, int]]

    def acts(self, name: str) -> bool:
        """Whether `name` may stand for a government."""
        actor = self.register.find(name)
        return actor is not None and (
            actor.kind == "capital" or (actor.kind == "state" and actor.code not in TERRITORIES)
        )


def unexplained(reader: Reader, words: Sequence[Word], at: int) -> bool:
    """Whether a capitalised word right before makes the name part of another one."""
    before = words[at - 1]
    if not words[at].joined or not is_name_word(before) or before.possessive:
        return False
    return not (
        before.low in SIDES
        or before.low in TITLES
        or reader.register.demonym(before.text) is not None
        or reader.register.state(before.text) is not None
    )


def goes_on(words: Sequence[Word], end: int) -> bool:
    """Whether a lower-case word follows directly."""
    if end >= len(words) or words[end - 1].possessive:
        return False
    return words[end].joined and not words[end].capital
