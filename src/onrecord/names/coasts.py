"""Sides of a country that a pronoun or noun stands for: "off its east coast"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model.found import Found
from onrecord.model.span import Span
from onrecord.model.value import PlaceValue
from onrecord.names.areas import whereabouts
from onrecord.names.passages import Passage
from onrecord.names.words import Word
from onrecord.registers.actors import Actor, ActorRegister
from onrecord.registers.places import Gazetteer, Place

_SIDE = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?"
_WHAT = r"(?:coastline|coast|shores?|border|waters|airspace|territorial waters)"
_OWNED = re.compile(
    r"\b(?:(?P<rel>(?:in|into|over)?\s?(?:the\s)?waters off|off|on|along|near|from|in|over|into)"
    r"\s)?"
    r"(?P<owner>its|their|the country['’]s|the nation['’]s|the island['’]s|the)\s"
    rf"(?:(?P<side>{_SIDE})\s(?P<what>{_WHAT})|(?P<what2>coast|coastline)"
    rf"|(?P<quarter>{_SIDE}))\b(?!\s(?:of|side|city|town|port|village|korea|africa|asia|america))",
    re.I,
)
_ZONE = re.compile(
    r"\b(?P<rel>inside|outside|in|into|within|near)?\s?(?P<owner>[A-Z][\w.]{1,20}"
    r"(?:\s[A-Z][\w.]{1,20})?)['’]s?\s(?P<what>exclusive economic zone|territorial waters"
    r"|airspace|EEZ)\b"
)
_SEA = re.compile(r"\b(?:into|in|at)\s(?P<sea>the\s(?:open\s)?(?:sea|ocean))\b(?!\s(?:of|off)\b)")


def find_coasts(
    text: str,
    passages: Sequence[Passage],
    gazetteer: Gazetteer,
    register: ActorRegister,
    places: Sequence[Found[PlaceValue]],
) -> Iterator[Found[PlaceValue]]:
    """Yield sides and coasts of the country that a pronoun or "the country's" stands for.

    The owner is the state named last before it in the block; where none is, the one that the
    text's first words name. Confidence says that this is a guess by nearness.
    """
    first: str | None = None
    for passage in passages:
        if not passage.words:
            continue
        low, high = passage.words[0].start, passage.words[-1].stop
        states = [(word.start, state.name) for word, state in _states(text, passage, register)]
        first = first or (states[0][1] if states else None)
        for match in _OWNED.finditer(text, low, high):
            owned = match["owner"].casefold()
            if owned == "the" and not (match["rel"] and match["side"] and match["what"]):
                continue
            if match["quarter"] and (owned in ("the", "its", "their")):
                continue
            before = [name for at, name in states if at < match.start()]
            owner = before[-1] if before else first
            if owner is not None:
                yield _coast(match, owner, gazetteer, 0.6 if before else 0.5)
        for match in _ZONE.finditer(text, low, high):
            found = _zone(match, register)
            if found is not None:
                yield found
        for match in _SEA.finditer(text, low, high):
            span = Span(match.start("sea"), match.end("sea"))
            if not any(place.span.overlaps(span) for place in places):
                value = PlaceValue(name=match["sea"].casefold(), place_kind="sea")
                yield Found(span, value, "place.sea", 0.4)


def _states(text: str, passage: Passage, register: ActorRegister) -> Iterator[tuple[Word, Actor]]:
    words = passage.words
    at = 0
    while at < len(words):
        step = 1
        if words[at].capital:
            for size in (3, 2, 1):
                if at + size > len(words) or not all(w.joined for w in words[at + 1 : at + size]):
                    continue
                state = register.state(text[words[at].start : words[at + size - 1].end])
                if state is not None:
                    yield words[at], state
                    step = size
                    break
        at += step


def _coast(
    match: re.Match[str], owner: str, gazetteer: Gazetteer, confidence: float
) -> Found[PlaceValue]:
    place: Place | None = next((p for p in gazetteer.find(owner) if p.kind == "country"), None)
    preposition = " ".join((match["rel"] or "").casefold().split())
    side = (match["side"] or match["quarter"] or "").casefold()
    what = (match["what"] or match["what2"] or "").casefold()
    relation = " ".join(filter(None, (preposition or "on", "the", side, what, "of")))
    return Found(
        span=Span(match.start(), match.end()),
        value=PlaceValue(
            name=owner,
            country=place.country if place else None,
            geonames=place.geonames if place else None,
            relation=relation,
            place_kind="country",
        ),
        rule="place.owner",
        confidence=confidence,
        notes=(
            ("anchor", owner),
            ("owner", match["owner"]),
            *(whereabouts(place, relation) if place else ()),
        ),
    )


def _zone(match: re.Match[str], register: ActorRegister) -> Found[PlaceValue] | None:
    state = register.state(match["owner"])
    if state is None:
        return None
    return Found(
        span=Span(match.start(), match.end()),
        value=PlaceValue(
            name=f"{state.name}'s {match['what']}",
            country=register.alpha2(state.code),
            relation=match["rel"],
            place_kind="water" if match["what"] != "airspace" else "region",
        ),
        rule="place.zone",
        confidence=0.9,
    )
