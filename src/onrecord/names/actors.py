"""Who is named in a text: states, institutions, bodies, people, and groups without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.model.found import Found
from onrecord.model.layers import Layers
from onrecord.model.report import Version
from onrecord.model.span import Span
from onrecord.model.value import ActorValue
from onrecord.names.bodies import BodyMention, find_bodies
from onrecord.names.groups import find_groups
from onrecord.names.lexicon import TITLES
from onrecord.names.passages import Passage, passages_in, passages_of
from onrecord.names.people import People, PersonMention, find_people
from onrecord.names.runs import joined_end, phrase
from onrecord.names.states import states_in, with_article
from onrecord.names.words import Word
from onrecord.registers.actors import Actor, ActorRegister
from onrecord.registers.keys import plain, tidy
from onrecord.registers.offices import office_of
from onrecord.registers.places import Gazetteer, load_gazetteer

_FIRMS = frozenset(
    (
        "lines",
        "line",
        "airlines",
        "airways",
        "inc",
        "corp",
        "ltd",
        "llc",
        "plc",
        "ag",
        "company",
        "co",
        "corporation",
        "electric",
        "energy",
        "motors",
        "industries",
        "holdings",
        "group",
        "systems",
        "technologies",
        "railways",
    )
)
_BANDS = frozenset(
    ("armed-group", "front", "army", "movement", "organization", "organisation", "brigades")
)
ANAPHORS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **{
            noun: frozenset((noun,))
            for noun in (
                "agency",
                "association",
                "bank",
                "board",
                "bureau",
                "coalition",
                "commission",
                "committee",
                "council",
                "court",
                "department",
                "front",
                "institute",
                "ministry",
                "movement",
                "office",
                "party",
                "union",
                "university",
            )
        },
        "agency": frozenset(("agency", "media", "administration", "service")),
        "company": _FIRMS,
        "airline": _FIRMS,
        "firm": _FIRMS,
        "operator": _FIRMS,
        "group": _BANDS | {"group"},
        "organisation": _BANDS | {"body"},
        "organization": _BANDS | {"body"},
        "newspaper": frozenset(("media", "times", "post", "newspaper")),
    }
)
"""Noun after "the" -> last words or kinds of the bodies that it may stand for."""
GOES_ON = frozenset(("of", "for", "that", "which"))

_DEFINED = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Cast:
    """Whom a text names, as far as later words may lean on it.

    `short` leads from an acronym or office ("JCS", "coast guard") to the mention that gave the
    full name; `halves` holds what "the North" and "the South" stand for in this text.
    """

    people: People
    bodies: tuple[BodyMention, ...]
    short: Mapping[str, tuple[str, Actor | None]]
    halves: Mapping[str, Actor]


def find_actors(
    version: Version, layers: Layers, actors: ActorRegister
) -> tuple[Found[ActorValue], ...]:
    """The actors that `version` names, in text order; spans don't overlap.

    A span holds article and titles, no clause after the name. The value's name is the fullest
    that the register or the text gives; groups and people without a name are `unnamed`, with
    their own words in lower case. A state's name is found also where it is a scene: whether it
    acts follows from the slot that is asked for.
    """
    return _find(version.text, passages_of(version, layers), actors, load_gazetteer())


def actors_in(text: str, actors: ActorRegister) -> tuple[Found[ActorValue], ...]:
    """The actors that a bare text names; paragraphs are apart by blank lines.

    >>> from onrecord.registers.actors import load_actors
    >>> printed = "Two officials and spokesman Ola Berg spoke; Berg blamed the Pentagon."
    >>> for f in actors_in(printed, load_actors()): print(f.value.name, f.value.code)
    two officials None
    Ola Berg None
    Ola Berg None
    U.S. Department of Defense USA.GOV.DEF
    """
    return _find(text, passages_in(text), actors, load_gazetteer())


def _find(
    text: str, passages: Sequence[Passage], register: ActorRegister, gazetteer: Gazetteer
) -> tuple[Found[ActorValue], ...]:
    cast = cast_of(text, passages, register, gazetteer)
    found: list[Found[ActorValue]] = []
    found.extend(_persons(passages, cast, register))
    ends = {(m.passage, m.end) for m in cast.people.mentions}
    for number, passage in enumerate(passages):
        words = passage.words
        for start, end in find_groups(words, register):
            if words[start].comma and (number, start) in ends:
                continue  # "Ann Lee, a spokeswoman": said of her, not of someone else
            found.append(_group(text, words, start, end))
        found.extend(_offices(text, words, cast))
        found.extend(_anaphors(words, number, cast))
        found.extend(states_in(text, words, cast.halves, register))
        found.extend(
            _body(words, mention, cast) for mention in cast.bodies if mention.passage == number
        )
    rank = {"actor.group": 1, "actor.body": 2, "actor.office": 3}
    order = sorted(
        found,
        key=lambda f: (rank.get(f.rule, 0 if f.rule.startswith("person") else 4), f.span),
    )
    kept: list[Found[ActorValue]] = []
    starts: set[int] = set()
    for each in order:
        cells = range(each.span.start, each.span.end)
        if starts.isdisjoint(cells):
            starts.update(cells)
            kept.append(each)
    return tuple(sorted(kept, key=lambda f: f.span))


def cast_of(
    text: str, passages: Sequence[Passage], register: ActorRegister, gazetteer: Gazetteer
) -> Cast:
    """The people and bodies of a text, and what its short names lead to."""
    people = find_people(text, passages, register, gazetteer)
    bodies = find_bodies(text, passages, register)
    short: dict[str, tuple[str, Actor | None]] = {}
    for mention in bodies:
        words = passages[mention.passage].words
        name = tidy(mention.name)
        defined = _DEFINED.match(text, words[mention.end - 1].stop + 1)
        full = mention.actor.name if mention.actor else name
        if defined:
            short.setdefault(defined[1], (full, mention.actor))
        initials = "".join(w.text[0] for w in words[mention.start : mention.end] if w.capital)
        if len(initials) > 2 and mention.end - mention.start >= 3:
            for letters in (initials, initials[1:], initials[2:]):
                if len(letters) > 2:
                    short.setdefault(letters, (full, mention.actor))
        if mention.actor and mention.actor.country and "." in mention.actor.code:
            office = mention.actor.code.partition(".")[2]
            short.setdefault(office, (full, mention.actor))
    halves = {}
    for half, code in (("North", "PRK"), ("South", "KOR")):
        state = register.get(code)
        if state is not None and state.name in text:
            halves[half] = state
    return Cast(people, bodies, short, halves)


def _persons(
    passages: Sequence[Passage], cast: Cast, register: ActorRegister
) -> Iterator[Found[ActorValue]]:
    for mention in cast.people.mentions:
        words = passages[mention.passage].words
        name = cast.people.full(mention.name) or mention.name
        known = register.find(name)
        if known is not None and known.kind != "person":
            known = None
        if known is None and " " not in name:
            known = _holder(words, mention, register)
        start = words[mention.opens].start
        if mention.opens and words[mention.opens].joined:
            before = words[mention.opens - 1]
            if before.low in ("the", "a", "an") and words[mention.opens].low in TITLES:
                start = before.start
        yield Found(
            span=Span(start, words[mention.end - 1].end),
            value=ActorValue(known.name if known else name, known.code if known else None),
            rule=mention.rule,
            confidence={"person.described": 0.8, "person.ambiguous": 0.5}.get(mention.rule, 0.9),
        )


def _holder(words: Sequence[Word], mention: PersonMention, register: ActorRegister) -> Actor | None:
    """The well-known person whom title and last name alone point at ("President Rouhani")."""
    before = {word.low for word in words[mention.opens : mention.start]}
    candidates = [
        actor
        for actor in register.last_name(mention.name)
        if any(set(role.title.split()) & before for role in actor.roles)
    ]
    return candidates[0] if len(candidates) == 1 else None


def _group(text: str, words: Sequence[Word], start: int, end: int) -> Found[ActorValue]:
    span = Span(words[start].start, words[end - 1].end)
    name = " ".join(span.of(text).casefold().split())
    return Found(span, ActorValue(name, unnamed=True), "actor.group", 0.8)


def _body(words: Sequence[Word], mention: BodyMention, cast: Cast) -> Found[ActorValue]:
    actor = mention.actor
    name = actor.name if actor else tidy(mention.name)
    office = office_of(plain(name)) if actor is None else None
    led = cast.short.get(name) or (cast.short.get(office[0]) if office else None)
    if actor is None and led is not None:
        name, actor = led
    return Found(
        span=Span(with_article(words, mention.start), words[mention.end - 1].end),
        value=ActorValue(name, actor.code if actor else None),
        rule="actor.body",
        confidence=0.95 if actor else 0.75,
    )


def _offices(text: str, words: Sequence[Word], cast: Cast) -> Iterator[Found[ActorValue]]:
    """ "the coast guard", "JCS": names that an earlier, longer one of the text explains."""
    for at, word in enumerate(words):
        led = cast.short.get(word.text) if word.capital else None
        if led is not None:
            name, actor = led
            yield Found(
                span=Span(with_article(words, at), word.end),
                value=ActorValue(name, actor.code if actor else None),
                rule="actor.short",
                confidence=0.9,
            )
            continue
        if not (at and word.joined and words[at - 1].low == "the"):
            continue
        for end in range(min(joined_end(words, at), at + 4), at, -1):
            office = office_of(plain(phrase(text, words, at, end)))
            if office is None:
                continue
            code, _, label = office
            known = cast.short.get(code)
            name, actor = known if known else (label, None)
            span = Span(words[at - 1].start, words[end - 1].end)
            if actor is None:
                name = phrase(text, words, at, end)
            value = ActorValue(name, actor.code if actor else None)
            yield Found(span, value, "actor.office", 0.8 if actor else 0.5)
            break


def _anaphors(words: Sequence[Word], number: int, cast: Cast) -> Iterator[Found[ActorValue]]:
    """ "the council", "the company": nouns that lead to the body named last with such a head."""
    for at, word in enumerate(words):
        if not (at and word.joined and words[at - 1].low in ("the", "this")) or word.capital:
            continue
        follows = at + 1 < len(words) and words[at + 1].joined and words[at + 1].low in GOES_ON
        heads = ANAPHORS.get(word.low)
        if heads is None or follows:
            continue
        before = [m for m in cast.bodies if (m.passage, m.start) < (number, at)]
        for mention in reversed(before):
            last = plain(mention.name).rpartition(" ")[2]
            kind = mention.actor.kind if mention.actor else ""
            if last in heads or kind in heads:
                name = mention.actor.name if mention.actor else tidy(mention.name)
                code = mention.actor.code if mention.actor else None
                span = Span(words[at - 1].start, word.end)
                yield Found(span, ActorValue(name, code), "actor.anaphor", 0.6)
                break
