"""Places that a text names as scenes: spans with their relation words, led to the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.found import Found
from onrecord.model.layers import Layers
from onrecord.model.report import BlockKind, Version
from onrecord.model.value import PlaceValue
from onrecord.names.areas import whereabouts
from onrecord.names.bodies import find_bodies
from onrecord.names.coasts import find_coasts
from onrecord.names.given import states_heard
from onrecord.names.homes import home_of
from onrecord.names.passages import Passage, passages_in, passages_of
from onrecord.names.people import find_people
from onrecord.names.resolve import Asked, Choice, settle
from onrecord.names.sighting import Reader, Sighting
from onrecord.names.sightings import find_sightings
from onrecord.names.tagged import Tagged, believed, find_unseen
from onrecord.registers.actors import ActorRegister
from onrecord.registers.places import Gazetteer, Place


def find_places(
    version: Version, layers: Layers, gazetteer: Gazetteer, actors: ActorRegister
) -> tuple[Found[PlaceValue], ...]:
    """The places that `version` names, in text order.

    The span holds the words that place something ("near", "off the east coast of"), article and
    country after a comma; the value holds name and relation. A name that acts ("Seoul said") is
    no place. The GeoNames id is given only where one candidate leads clearly; notes keep the
    candidates, the position, its radius in km, and whether the words are a dateline.
    """
    passages = passages_of(version, layers)
    home = home_of(version.facts, actors)
    return _find(version.text, passages, gazetteer, actors, Tagged(layers), home)


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
    tagged: Tagged | None = None,
    home: str | None = None,
) -> tuple[Found[PlaceValue], ...]:
    people = find_people(text, passages, register, gazetteer)
    bodies = find_bodies(text, passages, register)
    taken = {(m.passage, i) for m in people.mentions for i in range(m.start, m.end)}
    taken.update((m.passage, i) for m in bodies for i in range(m.start, m.end))
    reader = Reader(text, passages, gazetteer, register, frozenset(taken))
    sightings = _standing(reader, list(find_sightings(reader)))
    if tagged is not None:
        sightings = [one for one in sightings if believed(reader, tagged, one)]
        sightings.extend(find_unseen(reader, tagged, sightings))
        sightings = _standing(reader, sorted(sightings, key=lambda one: one.span))
    chosen = settle([_asked(s) for s in sightings], states_heard(passages, register), home)
    found = [
        _found(reader, sightings[at], chosen[at], _other(sightings, chosen, at))
        for at in range(len(sightings))
    ]
    found.extend(find_coasts(text, passages, gazetteer, register, found))
    return tuple(sorted(_apart(found), key=lambda f: (f.span, f.value.name)))


def _standing(reader: Reader, sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings without weak ones, and without those in loud headlines that no body repeats."""
    passages = reader.passages
    known = {
        s.name.casefold()
        for s in sightings
        if not passages[s.passage].loud and s.evidence.confidence >= 0.5
    }
    return [
        s
        for s in sightings
        if s.name.casefold() in known
        or s.evidence.confidence >= (0.8 if passages[s.passage].loud else 0.36)
    ]


def _other(sightings: Sequence[Sighting], chosen: Sequence[Choice], at: int) -> Place | None:
    """The second place of "between A and B"."""
    for beside in (at - 1, at + 1):
        if 0 <= beside < len(sightings) and sightings[beside].span == sightings[at].span:
            return chosen[beside].place
    return None


def _apart(found: Sequence[Found[PlaceValue]]) -> list[Found[PlaceValue]]:
    """The finds without one that says the same on overlapping words."""
    zones = [f.span for f in found if f.rule == "place.zone"]
    found = [
        f for f in found if f.rule == "place.zone" or not any(zone.holds(f.span) for zone in zones)
    ]
    kept: list[Found[PlaceValue]] = []
    taken: set[tuple[str, int]] = set()
    for each in sorted(found, key=lambda f: (-f.confidence, f.span)):
        cells = {(each.value.name, at) for at in range(each.span.start, each.span.end)}
        if taken.isdisjoint(cells):
            taken.update(cells)
            kept.append(each)
    return kept


def _asked(sighting: Sighting) -> Asked:
    """What is to be weighed; a region is no small town."""
    candidates = sighting.candidates
    if sighting.kind == "region":
        wider = tuple(p for p in candidates if not p.town)
        candidates = wider or tuple(p for p in candidates if p.population >= 100_000)
    return Asked(sighting.name, candidates, sighting.inside)


def _found(
    reader: Reader, sighting: Sighting, choice: Choice, other: Place | None
) -> Found[PlaceValue]:
    """The find; `other` is the second place of "between A and B"."""
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
    if place is not None:
        notes.extend(whereabouts(place, sighting.relation, other))
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
