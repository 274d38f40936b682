"""Places for names whose spans are given: by a person, a corpus or another reader."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.span import Span
from onrecord.names.containers import Container, container_after
from onrecord.names.lexicon import NEVER_PLACE, STATE_SHORT
from onrecord.names.passages import Passage, passages_in
from onrecord.names.resolve import (
    Choice,
    Context,
    add_points,
    choose,
    count_places,
    speaks_for_itself,
)
from onrecord.registers.actors import ActorRegister
from onrecord.registers.keys import undotted
from onrecord.registers.places import Gazetteer, Place


def places_for(
    text: str, spans: Sequence[Span], gazetteer: Gazetteer, register: ActorRegister
) -> tuple[Choice, ...]:
    """The place chosen for each of `spans`, in their order, as one text makes them likely.

    A demonym or adjective leads to its state. A name said with its region once has that region
    wherever it stands in the text.
    """
    passages = passages_in(text)
    named: list[Place] = []
    asked: list[tuple[str, tuple[Place, ...], Container | None]] = []
    told: dict[str, Container] = {}
    for span in spans:
        name = span.of(text)
        candidates = candidates_for(name, gazetteer, register)
        inside = _inside(text, passages, span, candidates, gazetteer)
        asked.append((name.casefold(), candidates, inside))
        if inside is not None:
            told.setdefault(name.casefold(), inside)
            kind = "region" if inside.region else "country"
            where = Place("", kind, inside.country, None, None, None, 0, 0, inside.region)
            named.append(where)
        if speaks_for_itself(candidates):
            named.extend([candidates[0]] * (2 if candidates[0].kind == "country" else 1))
    for passage in passages:
        for word in passage.words:
            state = register.state(word.text) if word.capital else None
            sure = word.low not in NEVER_PLACE and word.low != "georgia"
            if state is not None and sure:
                code = register.alpha2(state.code)
                named.append(Place(state.name, "country", code, None, None, None, 0, 0))

    def once(context: Context) -> list[Choice]:
        choices = []
        for name, candidates, inside in asked:
            where = inside or told.get(name)
            country, region = (where.country, where.region) if where else (None, None)
            choice = choose(candidates, context, country, region)
            if choice.place is None and candidates:
                choice = choose(candidates, context)
            choices.append(choice)
        return choices

    context = count_places(named)
    return tuple(once(add_points(context, once(context))))


def candidates_for(name: str, gazetteer: Gazetteer, register: ActorRegister) -> tuple[Place, ...]:
    """What `name` may mean: places of that name, else the state whose people it names."""
    known = register.find(name)
    if known is not None and known.kind not in ("state", "capital"):
        return ()
    people = register.demonym(name)
    if people is not None and known is None:
        return gazetteer.find(people.name)
    candidates = gazetteer.find(name) if name != "L.A." else gazetteer.find("Los Angeles")
    if not candidates:
        short = STATE_SHORT.get(undotted(name).casefold())
        state = register.state(name)
        if short is not None and name[:1].isupper():
            full = _STATES.get(short)
            return gazetteer.find(full) if full else ()
        if state is not None:
            candidates = gazetteer.find(state.name)
    return candidates


_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa",
    "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland",
    "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
    "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "DC": "Washington",
}  # fmt: skip


def _inside(
    text: str,
    passages: Sequence[Passage],
    span: Span,
    candidates: Sequence[Place],
    gazetteer: Gazetteer,
) -> Container | None:
    for passage in passages:
        words = passage.words
        if not words or words[-1].stop < span.start:
            continue
        end = next((i for i, word in enumerate(words) if word.start >= span.end), None)
        if not end:
            return None
        return container_after(text, words, end, candidates, gazetteer)
    return None
