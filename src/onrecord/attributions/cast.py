"""Who is named in a version, and who has spoken so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from onrecord.attributions import lexicon
from onrecord.attributions.bodies import acronyms
from onrecord.attributions.interviews import Interview, interview_of
from onrecord.attributions.people import Person, persons
from onrecord.model.attribution import Speaker
from onrecord.model.layers import Layers
from onrecord.model.report import Version
from onrecord.model.scales import SpeakerClass
from onrecord.registers.actors import ActorRegister

NOBODY = Speaker("unnamed", SpeakerClass.UNNAMED)
"""Who is meant where the words give no source ("reportedly")."""

LOOK_BACK = 40
"""Speakers, or names, that a pronoun or "the official" reaches back over at most."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A speaker, and the name of the rule that led to it."""

    speaker: Speaker
    rule: str
    plural: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who are named in one version: what `resolve` leads to."""

    version: Version
    actors: ActorRegister
    people: tuple[Person, ...]
    """Full names where they stand, left to right."""
    acronyms: dict[str, str]
    openers: frozenset[int]
    """Starts of the persons' names that stand at the beginning of a sentence."""
    starts: tuple[int, ...]
    """Where sentences begin, rising."""
    titles: Mapping[str, frozenset[str]]
    """Full name -> the titles with which it stands anywhere in the text; "mr" or "ms" too where
    only "he" or only "she" follows the name in its sentences."""
    called: Mapping[str, tuple[Person, ...]]
    """What a person may be called by -> the persons, left to right."""
    names: frozenset[str] = frozenset()
    """What the tagger sees as names, without articles; empty where it was not asked."""
    bodies: frozenset[str] = frozenset()
    """Names of two words or more that the tagger sees as an organization's, and none of a person.
    """
    interview: Interview | None = None
    """The interview that the version is, if it is one."""


def cast_of(version: Version, layers: Layers, actors: ActorRegister) -> Cast:
    """The persons and acronyms of `version`."""
    people = persons(version.text, layers.tokens, actors, layers.names)
    starts = tuple(sentence.span.start for sentence in layers.sentences)
    openers = frozenset(
        person.span.start
        for person in people
        if person.span.start - starts[max(0, bisect_right(starts, person.span.start) - 1)] < 40
    )
    titles: dict[str, set[str]] = {}
    called: dict[str, list[Person]] = {}
    for person in people:
        titles.setdefault(person.printed, set()).update(person.titles)
        for word in person.calls:
            called.setdefault(word, []).append(person)
    for name, title in _addressed(version.text, people, starts).items():
        if not titles[name] & (lexicon.MEN | lexicon.WOMEN):
            titles[name].add(title)
    seen = _names(version.text, layers)
    return Cast(
        version,
        actors,
        people,
        acronyms(version.text),
        openers,
        starts,
        {name: frozenset(words) for name, words in titles.items()},
        {word: tuple(persons) for word, persons in called.items()},
        frozenset(seen),
        _bodies(seen) - frozenset(titles),
        interview_of(version, people),
    )


_PRONOUN = re.compile(r"\b(?:(he|his|him)|she|her)\b", re.IGNORECASE)


def _addressed(text: str, people: Sequence[Person], starts: Sequence[int]) -> dict[str, str]:
    """Full name -> "mr" or "ms" by the pronouns that follow it before anyone else is named."""
    found: dict[str, set[str]] = {}
    for person, following in zip_longest(people, people[1:]):
        number = bisect_right(starts, person.span.start)
        end = starts[number] if number < len(starts) else len(text)
        end = min(end, following.span.start if following else end)
        match = _PRONOUN.search(text, person.span.end, max(person.span.end, end))
        if match:
            found.setdefault(person.printed, set()).add("mr" if match.group(1) else "ms")
    return {name: marks.pop() for name, marks in found.items() if len(marks) == 1}


def _names(text: str, layers: Layers) -> dict[str, set[str]]:
    """What the tagger sees as names, without articles -> as which kinds."""
    seen: dict[str, set[str]] = {}
    for name in layers.names:
        printed = " ".join(name.span.of(text).removeprefix("the ").removeprefix("The ").split())
        seen.setdefault(printed, set()).add(name.kind)
    return seen


def _bodies(seen: Mapping[str, set[str]]) -> frozenset[str]:
    return frozenset(
        name for name, kinds in seen.items() if kinds == {"Organization"} and " " in name
    )


@dataclass(slots=True)
class Turn:
    """Speakers in the order of their sources, for pronouns that look back."""

    places: list[int] = field(default_factory=list)
    speakers: list[Resolved] = field(default_factory=list)
    never: str = ""
    """The name of one who is left out."""

    def add(self, place: int, resolved: Resolved) -> None:
        """A source stands at `place`; what was not resolved is not looked back to."""
        if resolved.rule.startswith("unresolved"):
            return
        self.places.append(place)
        self.speakers.append(resolved)

    def last(self, *, person: bool | None = None, plural: bool | None = None) -> Resolved | None:
        """The latest speaker of this kind."""
        for one in reversed(self.speakers[-LOOK_BACK:]):
            if person is not None and one.person is not person:
                continue
            if plural is not None and one.plural is not plural:
                continue
            return one
        return None

    def several(self) -> Resolved | None:
        """Whom "they" may be: the latest plural, group or named body that spoke."""
        for one in reversed(self.speakers[-LOOK_BACK:]):
            named = one.speaker.speaker_class is SpeakerClass.NAMED
            if one.plural or (named and not one.person):
                return one
        return None

    def without(self, speaker: Speaker) -> Turn:
        """The others: whom "he" may be in the words that `speaker` is quoted with."""
        kept = [n for n, other in enumerate(self.speakers) if other.speaker != speaker]
        others = [self.speakers[n] for n in kept]
        return Turn([self.places[n] for n in kept], others, speaker.name)

    def before(self, place: int) -> Turn:
        """Those who spoke before `place`, as far as anything looks back."""
        cut = bisect_left(self.places, place)
        first = max(0, cut - LOOK_BACK)
        return Turn(self.places[first:cut], self.speakers[first:cut])


def names_before(cast: Cast, place: int) -> Sequence[Person]:
    """The last full names before `place`, left to right."""
    cut = bisect_left(cast.people, place, key=lambda person: person.span.start)
    return cast.people[max(0, cut - LOOK_BACK) : cut]
