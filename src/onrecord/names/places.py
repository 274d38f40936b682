"""Places that a text names as scenes: spans with their relation words, led to the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model.found import Found
from onrecord.model.layers import Layers
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.model.value import PlaceValue
from onrecord.names.bodies import find_bodies
from onrecord.names.coasts import find_coasts
from onrecord.names.containers import Container, container_after
from onrecord.names.evidence import Evidence, evidence_for, preposition
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
    SIDES,
    TITLES,
)
from onrecord.names.passages import Passage, passages_in, passages_of
from onrecord.names.people import find_people
from onrecord.names.relations import relation_before
from onrecord.names.resolve import (
    Choice,
    Context,
    add_points,
    choose,
    count_places,
    speaks_for_itself,
)
from onrecord.names.runs import is_name_word, joined_end, phrase, run_end
from onrecord.names.words import Word
from onrecord.registers.actors import ActorRegister
from onrecord.registers.keys import is_acronym
from onrecord.registers.places import Gazetteer, Place

_GENERIC = ADMIN | PHYSICAL | BUILT | INSTITUTIONS
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
_SMALL = 15_000
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


def find_places(
    version: Version, layers: Layers, gazetteer: Gazetteer, actors: ActorRegister
) -> tuple[Found[PlaceValue], ...]:
    """The places that `version` names, in text order.

    The span holds the words that place something ("near", "off the east coast of"), article and
    country after a comma; the value holds name and relation. A name that acts ("Seoul said") is
    no place. The GeoNames id is given only where one candidate leads clearly; notes keep the
    candidates, the position, its radius in km, and whether the words are a dateline.
    """
    return _find(version.text, passages_of(version, layers), gazetteer, actors)


def places_in(
    text: str, gazetteer: Gazetteer, actors: ActorRegister
) -> tuple[Found[PlaceValue], ...]:
    """The places that a bare text names; paragraphs are apart by blank lines.

    >>> from onrecord.registers.actors import load_actors
    >>> from onrecord.registers.places import load_gazetteer
    >>> printed = "It fell about 40 km off Wonsan, North Korea, Seoul said."
    >>> [found] = places_in(printed, load_gazetteer(), load_actors())
    >>> found.span.of(printed), found.value.geonames
    ('about 40 km off Wonsan, North Korea', 1866923)
    """
    return _find(text, passages_in(text), gazetteer, actors)


def _find(
    text: str,
    passages: tuple[Passage, ...],
    gazetteer: Gazetteer,
    register: ActorRegister,
) -> tuple[Found[PlaceValue], ...]:
    people = find_people(text, passages, register, gazetteer)
    bodies = find_bodies(text, passages, register)
    taken = {(m.passage, i) for m in people.mentions for i in range(m.start, m.end)}
    taken.update((m.passage, i) for m in bodies for i in range(m.start, m.end))
    reader = Reader(text, passages, gazetteer, register, frozenset(taken))
    sightings = list(_sightings(reader))
    known = {
        s.name.casefold()
        for s in sightings
        if not passages[s.passage].loud and s.evidence.confidence >= 0.5
    }
    sightings = [s for s in sightings if s.evidence.confidence > 0.35 or s.name.casefold() in known]
    sightings = [
        s
        for s in sightings
        if not passages[s.passage].loud
        or s.name.casefold() in known
        or s.evidence.confidence >= 0.8
    ]
    context = _context(reader, sightings)
    chosen = _choose(sightings, context)
    found = [_found(reader, s, c) for s, c in zip(sightings, chosen, strict=True)]
    found.extend(find_coasts(text, passages, gazetteer, register, found))
    return tuple(sorted(_apart(found), key=lambda f: (f.span, f.value.name)))


def _apart(found: Sequence[Found[PlaceValue]]) -> list[Found[PlaceValue]]:
    """The finds without one that says the same on overlapping words."""
    kept: list[Found[PlaceValue]] = []
    for each in sorted(found, key=lambda f: (-f.confidence, f.span)):
        if not any(k.value.name == each.value.name and k.span.overlaps(each.span) for k in kept):
            kept.append(each)
    return kept


def _sightings(reader: Reader) -> Iterator[Sighting]:
    for number, passage in enumerate(reader.passages):
        words = passage.words
        at = 0
        last: Sighting | None = None
        while at < len(words):
            if (number, at) in reader.taken or not _may_start(words, at):
                at += 1
                continue
            sighting, after = _sighting_at(reader, number, passage, at, last)
            if sighting is not None:
                sighting = _between(reader, last, sighting)
                yield sighting
                last = sighting
            at = max(after, at + 1)


def _may_start(words: Sequence[Word], at: int) -> bool:
    if words[at].low in ("demilitarized", "demilitarised") or is_name_word(words[at]):
        return True
    return words[at].capital and at + 1 < len(words) and words[at + 1].capital


def _between(reader: Reader, last: Sighting | None, here: Sighting) -> Sighting:
    """`here` with the words of "between A and B" where it is B."""
    if last is None or last.relation is None or not last.relation.startswith("between"):
        return here
    joint = reader.text[last.span.end : here.span.start]
    if joint != " and ":
        return here
    span = Span(last.span.start, here.span.end)
    return replace(here, span=span, relation=" ".join(span.of(reader.text).split()))


def _sighting_at(
    reader: Reader, number: int, passage: Passage, at: int, last: Sighting | None
) -> tuple[Sighting | None, int]:
    """A sighting that starts at word `at`, or None; and the word to go on with."""
    words, text = passage.words, reader.text
    match = _longest_place(reader, words, at)
    if match is None and (
        reader.register.demonym(words[at].text) is not None or words[at].low in SIDES
    ):
        return None, at + 1
    stop = run_end(words, at)
    if any((number, i) in reader.taken for i in range(at, stop)):
        stop = next(i for i in range(at, stop) if (number, i) in reader.taken)
    if match is None:
        return _unknown(reader, number, passage, at, stop), _skip(words, at, stop)
    end, candidates = match
    name = phrase(text, words, at, end)
    if at and _unexplained(reader, words, at) and not passage.loud:
        return None, end
    if end < stop and not passage.loud:
        low = words[end].low
        if low in _GENERIC:
            return _unknown(reader, number, passage, at, stop, candidates), stop
        if low in TITLES:
            if reader.acts(name) or end - at == 1:
                return None, end
        elif ORG_HEADS & {word.low for word in words[end:stop]}:
            return None, stop
        elif reader.register.demonym(words[end].text) is None:
            return _unknown(reader, number, passage, at, stop), stop
    return _known(reader, number, passage, at, end, name, candidates, last)


def _skip(words: Sequence[Word], at: int, stop: int) -> int:
    """After a run that gave nothing: past it, or at a later word that may start a known name."""
    return stop if stop - at > 1 and words[stop - 1].low in _GENERIC | ORG_HEADS else at + 1


def _longest_place(
    reader: Reader, words: Sequence[Word], at: int
) -> tuple[int, tuple[Place, ...]] | None:
    for end in range(min(joined_end(words, at), at + 6), at, -1):
        last = words[end - 1]
        if end - at == 1 and not is_name_word(last) and last.capital:
            continue
        if not (last.capital or (last.low in _GENERIC and end - at > 1)):
            continue
        name = phrase(reader.text, words, at, end)
        if end - at == 1 and (is_acronym(name) is False and name.isupper() and len(name) > 1):
            continue
        candidates = reader.gazetteer.find(name)
        if not candidates:
            continue
        if name.replace(".", "").casefold() in ("us", "uk", "uae", "prc", "drc", "car", "roc"):
            if not name.isupper():
                continue
        elif len(name) < 3 or (name.isupper() and len(name) <= 4 and not _country(candidates)):
            continue
        return end, candidates
    return None


def _country(candidates: Sequence[Place]) -> bool:
    return candidates[0].kind == "country"


def _unexplained(reader: Reader, words: Sequence[Word], at: int) -> bool:
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


def _known(
    reader: Reader,
    number: int,
    passage: Passage,
    at: int,
    end: int,
    name: str,
    candidates: tuple[Place, ...],
    last: Sighting | None,
) -> tuple[Sighting | None, int]:
    words, text = passage.words, reader.text
    inside = container_after(text, words, end, candidates, reader.gazetteer)
    single = end - at == 1
    bad = single and (words[at].low in NEVER_PLACE or words[at].low in LANGUAGES_AND_FAITHS)
    tail = end
    if _goes_on(words, end) and words[end].low in ADMIN:
        tail = end + 1
    if bad and inside is None and tail == end:
        return None, end
    acts = reader.acts(name)
    floor = words[at - 1].stop - 130 if at else words[at].start
    start, relation, rule = relation_before(text, max(0, floor, words[0].start), words[at].start)
    listed = last is not None and last.passage == number and _list_with(words, last, at)
    evidence = evidence_for(
        words,
        at,
        end,
        acts=acts,
        related=rule,
        chained=inside is not None and inside.adjoins,
        listed=listed,
    )
    if passage.kind is BlockKind.DATELINE:
        evidence = Evidence("place.dateline", 0.9)
    if evidence is None and tail > end and not acts:
        evidence = Evidence("place.kind", 0.8)
    if evidence is None:
        return None, end
    top = candidates[0]
    if (
        evidence.confidence < 0.75
        and top.kind in ("town", "county")
        and max(place.population for place in candidates) < _SMALL
    ):
        return None, end
    if evidence.rule == "place.bare" and single and top.kind in ("town", "county"):
        evidence = Evidence("place.bare", 0.5 if top.population >= 200_000 else 0.3)
    if passage.loud and evidence.rule == "place.bare":
        evidence = Evidence("place.bare", 0.4)
    if bad and not (inside is not None and inside.adjoins) and tail == end:
        return None, end
    if evidence.rule == "place.bare" and top.kind in ("sea", "water", "island", "site"):
        evidence = Evidence("place.listed", 0.8)
    stop = words[tail - 1].end
    if inside is not None and inside.adjoins:
        stop = inside.end
    kind = "region" if tail > end and words[end].low not in ("city", "town", "village") else None
    span = Span(start, stop)
    return (
        Sighting(number, at, end, name, kind, candidates, evidence, span, relation, inside),
        max(tail, inside.after if inside is not None and inside.adjoins else 0),
    )


def _goes_on(words: Sequence[Word], end: int) -> bool:
    """Whether a lower-case word follows directly."""
    if end >= len(words) or words[end - 1].possessive:
        return False
    return words[end].joined and not words[end].capital


def _list_with(words: Sequence[Word], last: Sighting, at: int) -> bool:
    if words[at].comma and last.end == at:
        return True
    return (
        at >= 1
        and words[at - 1].low in ("and", "or", "the")
        and last.end in (at - 1, at - 2)
        and all(word.joined or word.comma for word in words[last.end : at + 1])
    )


def _unknown(
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
    if passage.loud or stop <= at or (at and _unexplained(reader, words, at)):
        return None
    run = words[at:stop]
    lows = [word.low for word in run]
    tail = stop
    if _goes_on(words, stop) and words[stop].low in ADMIN | PHYSICAL | BUILT:
        tail = stop + 1
    generic = lows[-1] if len(run) > 1 and lows[-1] in _GENERIC else None
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
    if near and inside is None:
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


def _context(reader: Reader, sightings: Sequence[Sighting]) -> Context:
    """The states and regions that the whole text names, as places, actors and adjectives."""
    named: list[Place] = []
    for passage in reader.passages:
        for word in passage.words:
            if not word.capital or word.low in NEVER_PLACE or word.low == "georgia":
                continue
            state = reader.register.state(word.text)
            if state is not None:
                code = reader.register.alpha2(state.code)
                named.append(Place(state.name, "country", code, None, None, None, 0, 0))
    for sighting in sightings:
        if sighting.inside is not None and sighting.inside.country:
            kind = "region" if sighting.inside.region else "country"
            inside = sighting.inside
            named.append(Place("", kind, inside.country, None, None, None, 0, 0, inside.region))
        top = sighting.candidates[0] if sighting.candidates else None
        if top is not None and speaks_for_itself(sighting.candidates):
            named.append(top)
            if top.kind == "country":
                named.append(top)
    return count_places(named)


def _choose(sightings: Sequence[Sighting], context: Context) -> list[Choice]:
    """A choice for each sighting: first by the text's states, then by what is near what is sure."""
    told: dict[str, Container] = {}
    for sighting in sightings:
        if sighting.inside is not None and sighting.candidates:
            told.setdefault(sighting.name.casefold(), sighting.inside)

    def once(context: Context) -> list[Choice]:
        choices = []
        for sighting in sightings:
            inside = sighting.inside or told.get(sighting.name.casefold())
            country = inside.country if inside else None
            region = inside.region if inside else None
            candidates = sighting.candidates
            if sighting.kind == "region":
                candidates = tuple(p for p in candidates if not p.town) or candidates
            choices.append(choose(candidates, context, country, region))
        return choices

    return once(add_points(context, once(context)))


def _found(reader: Reader, sighting: Sighting, choice: Choice) -> Found[PlaceValue]:
    place = choice.place
    kind = sighting.kind or _value_kind(place)
    country = sighting.inside.country if sighting.inside else None
    name = " ".join(sighting.name.split())
    sure = choice.sure and place is not None
    if place is not None and place.kind == "country":
        name = place.name
    if place is not None and (sure or country is None):
        country = place.country if sure or len({p.country for p, _ in choice.ranked}) == 1 else None
    notes: list[tuple[str, str]] = []
    if choice.ranked:
        notes.append(("candidates", choice.note()))
    if place is not None and place.latitude is not None and place.longitude is not None:
        notes.append(("position", f"{place.latitude:g},{place.longitude:g}"))
        notes.append(("radius_km", f"{place.radius_km:g}"))
    if reader.passages[sighting.passage].kind is BlockKind.DATELINE:
        notes.append(("dateline", "yes"))
    confidence = sighting.evidence.confidence * (1.0 if sure or not choice.ranked else 0.8)
    return Found(
        span=sighting.span,
        value=PlaceValue(
            name=name,
            country=country,
            geonames=place.geonames if sure and place is not None else None,
            relation=sighting.relation,
            place_kind=kind,
        ),
        rule=sighting.evidence.rule,
        confidence=round(confidence, 3),
        notes=tuple(notes),
    )


def _value_kind(place: Place | None) -> str | None:
    if place is None:
        return None
    return {"county": "region", "airport": "site", "land": "region"}.get(place.kind, place.kind)
