"""Places that a text names as scenes: spans with their relation words, led to the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.found import Found
from onrecord.model.layers import Layers
from onrecord.model.report import BlockKind, Version
from onrecord.model.value import PlaceValue
from onrecord.names.bodies import find_bodies
from onrecord.names.coasts import find_coasts
from onrecord.names.containers import Container
from onrecord.names.lexicon import (
    NEVER_PLACE,
)
from onrecord.names.passages import Passage, passages_in, passages_of
from onrecord.names.people import find_people
from onrecord.names.resolve import (
    Choice,
    Context,
    add_points,
    choose,
    count_places,
    speaks_for_itself,
)
from onrecord.names.sighting import Reader, Sighting
from onrecord.names.sightings import find_sightings
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
    sightings = list(find_sightings(reader))
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
        choices: list[Choice] = []
        made: dict[tuple[str, str | None, str | None, str | None], Choice] = {}
        for sighting in sightings:
            inside = sighting.inside or told.get(sighting.name.casefold())
            country = inside.country if inside else None
            region = inside.region if inside else None
            key = (sighting.name, sighting.kind, country, region)
            if key not in made:
                candidates = sighting.candidates
                if sighting.kind == "region":
                    wider = tuple(p for p in candidates if not p.town)
                    candidates = wider or tuple(p for p in candidates if p.population >= 100_000)
                made[key] = choose(candidates, context, country, region)
            choices.append(made[key])
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
