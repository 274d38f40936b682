"""Names of places that no table holds: told by a word in them or by what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.span import Span
from onrecord.names.containers import Container, container_after
from onrecord.names.evidence import Evidence, preposition
from onrecord.names.lexicon import (
    ADMIN,
    BEFORE,
    BUILT,
    CALENDAR,
    FUNCTION,
    INSTITUTIONS,
    LANGUAGES_AND_FAITHS,
    NEEDS_PREPOSITION,
    NEVER_PLACE,
    ORG_HEADS,
    PHYSICAL,
    PUBLISHED,
    TITLES,
)
from onrecord.names.passages import Passage
from onrecord.names.relations import relation_before
from onrecord.names.runs import phrase
from onrecord.names.sighting import GENERIC, Reader, Sighting, goes_on, unexplained
from onrecord.names.words import Word
from onrecord.registers.places import Place

_WATERS = frozenset(
    (
        "strait",
        "straits",
        "sea",
        "bay",
        "gulf",
        "river",
        "lake",
        "channel",
        "canal",
        "lagoon",
        "harbor",
        "harbour",
        "creek",
        "waters",
    )
)
_ISLANDS = frozenset(("island", "islands", "isle", "archipelago", "atoll"))


def unknown_place(
    reader: Reader,
    number: int,
    passage: Passage,
    at: int,
    stop: int,
    near: tuple[Place, ...] = (),
) -> Sighting | None:
    """A name that no table holds, with evidence of a place in its words or beside it."""
    words, text = passage.words, reader.text
    while stop - at > 1 and words[at].low in TITLES:
        return None
    if passage.loud or stop <= at or (at and unexplained(reader, words, at)):
        return None
    run = words[at:stop]
    lows = [word.low for word in run]
    tail = stop
    if goes_on(words, stop) and words[stop].low in ADMIN | PHYSICAL | BUILT:
        tail = stop + 1
    generic = lows[-1] if len(run) > 1 and lows[-1] in GENERIC else None
    if generic is None and tail > stop:
        generic = words[stop].low
    if generic is None and len(run) > 1 and lows[0] in BEFORE:
        generic = lows[0]
    if ORG_HEADS & set(lows) and generic is None:
        return None
    if any(low in CALENDAR for low in lows):
        return None
    inside = container_after(text, words, tail, near, reader.gazetteer)
    adjoins = inside is not None and inside.adjoins
    low, _ = preposition(words, at)
    start, relation, rule = relation_before(text, max(0, words[at].start - 130), words[at].start)
    placed = low in ("in", "near", "outside", "off", "at", "inside", "into", "around", "of") or (
        rule in ("distance", "relation", "kind") and low != "between"
    )
    evidence = None
    if generic is not None:
        evidence = _generic_evidence(generic, lows, placed, adjoins, low)
    elif _fit(reader, run, near) and not _articled(words, at):
        if adjoins:
            evidence = Evidence("place.chain", 0.85)
        elif rule in ("distance", "kind") or low == "of":
            evidence = Evidence("place.kind", 0.7)
        elif low in ("near", "outside", "off") or rule == "relation":
            evidence = Evidence("place.near", 0.65)
        elif low in ("in", "into") and len(run) < 4 and _alone(words, at, stop):
            evidence = Evidence("place.in-unknown", 0.55)
    if evidence is None:
        return None
    named = stop if tail == stop or words[stop].low in ADMIN | frozenset(("area",)) else tail
    name = phrase(text, words, at, named)
    end = inside.end if inside is not None and adjoins else words[tail - 1].end
    kind = _kind_of(generic)
    if near and inside is None and near[0].population >= 200_000:
        inside = Container(near[0].country, None, end, tail, False)
    return Sighting(number, at, tail, name, kind, (), evidence, Span(start, end), relation, inside)


def _articled(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at].joined and words[at - 1].low in ("the", "a", "an")


def _alone(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether an unknown name after "in" is neither a modifier nor a work that was published."""
    if words[stop - 1].possessive or PUBLISHED & {w.low for w in words[max(0, at - 4) : at]}:
        return False
    if stop >= len(words) or not words[stop].joined:
        return True
    return words[stop].low in FUNCTION or words[stop].low in CALENDAR


def _generic_evidence(
    generic: str, lows: Sequence[str], placed: bool, adjoins: bool, low: str
) -> Evidence | None:
    if adjoins:
        return Evidence("place.chain", 0.9)
    if placed:
        return Evidence("place.generic", 0.85)
    if generic in INSTITUTIONS or generic in NEEDS_PREPOSITION:
        return Evidence("place.generic", 0.6) if low in ("to", "from", "on", "through") else None
    if len(lows) == 1 and generic not in ADMIN:
        return Evidence("place.generic", 0.6)
    return Evidence("place.generic", 0.7)


def _fit(reader: Reader, run: Sequence[Word], near: Sequence[Place]) -> bool:
    """Whether an unknown run may be a place at all."""
    if near or len(run) > 4:
        return bool(near)
    name = " ".join(word.text for word in run)
    if len(run) == 1:
        low = run[0].low
        if low in NEVER_PLACE or low in LANGUAGES_AND_FAITHS or low in TITLES:
            return False
        if run[0].text.isupper() or any(c.isdigit() for c in low) or len(low) < 3:
            return False
    if any(word.text.isdigit() or word.low in TITLES for word in run):
        return False
    return reader.register.find(name) is None and reader.register.demonym(name) is None


def _kind_of(generic: str | None) -> str | None:
    if generic is None:
        return None
    if generic in _WATERS:
        return "water"
    if generic in _ISLANDS:
        return "island"
    if generic in ("city", "town", "village"):
        return "town"
    if generic in ADMIN or generic in PHYSICAL:
        return "region"
    return "site"
