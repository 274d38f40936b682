"""Which of several places of one name is meant: by what stands beside it, by the text, by size."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from onrecord.names.containers import Container
from onrecord.names.geo import Point, rough_km
from onrecord.registers.keys import plain, tidy
from onrecord.registers.places import Place

SURE = 0.8
"""The share of belief that the best candidate needs, so that its id is recorded."""
_ROUNDS = 3
_NEIGHBOURS = 24
_WEIGHT = {
    "people": 1.1,
    "alias": -0.6,
    "country": 2.4,
    "region": 2.6,
    "near": 2.0,
    "home": 1.4,
    "heat": 0.5,
    "doubt": 0.9,
    "reach": 140.0,
}
"""What each kind of evidence is worth, in powers of ten of people, set by search on half of LGL and
GeoWebNews. `heat` turns scores into belief, `doubt` is how many names' worth of evidence a text is
taken to lack, `reach` how many kilometres halve nearness, roughly."""
_LARGE = {"country": 7.6, "sea": 7.0, "water": 7.0, "island": 7.0, "land": 7.0, "site": 7.0}


@dataclass(frozen=True, slots=True)
class Asked:
    """A name in a text: what it may mean, and where the words after it put it."""

    name: str
    candidates: tuple[Place, ...]
    inside: Container | None = None


_Key: TypeAlias = tuple[str, str | None, str | None, tuple[Place, ...]]
"""Mentions that are one question: the name, the country and region told, the candidates."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen, the others by falling score, and whether the choice is sure.

    `country` is the chosen place's; of a name without a candidate, the one that the rest of the
    text is about, a guess.
    """

    place: Place | None
    ranked: tuple[tuple[Place, float], ...]
    sure: bool
    country: str | None = None

    def note(self) -> str:
        """The best candidates on one line, for `explain`.

        >>> Choice(None, (), False).note()
        ''
        """
        shown = []
        for place, score in self.ranked[:4]:
            where = "/".join(filter(None, (place.country, place.region)))
            shown.append(f"{place.name} {where} {place.kind} {place.geonames or '-'} {score:.1f}")
        return "; ".join(shown)


@dataclass(slots=True)
class _Name:
    """One name of a text, however often it stands there, and the present belief in its meanings."""

    key: str
    weight: float
    candidates: tuple[Place, ...]
    priors: tuple[float, ...]
    scores: tuple[float, ...] = ()
    belief: tuple[float, ...] = ()

    def believe(self, scores: Sequence[float]) -> None:
        top = max(scores, default=0.0)
        raised = [math.exp((score - top) / _WEIGHT["heat"]) for score in scores]
        total = sum(raised)
        self.scores = tuple(scores)
        self.belief = tuple(share / total for share in raised)


def settle(
    asked: Sequence[Asked], heard: Mapping[str, str], home: str | None = None
) -> tuple[Choice, ...]:
    """The choice for each of `asked`, all the names of a text weighed together.

    Every name starts from how well known its meanings are; then each hears from all the others,
    as far as they are believed, in which country and region they lie and how near. A name said
    with its region once has that region wherever it stands in the text.

    Args:
        asked: the names, in text order.
        heard: other words of the text that name a state ("Russian"), lower case -> alpha-2.
        home: alpha-2 of the outlet's country where that is known.
    """
    told: dict[str, Container] = {}
    for one in asked:
        if one.inside is not None and one.candidates:
            told.setdefault(one.name.casefold(), one.inside)
    groups: dict[_Key, list[int]] = {}
    for number, one in enumerate(asked):
        key = one.name.casefold()
        inside = one.inside or told.get(key)
        where = (inside.country, inside.region) if inside else (None, None)
        groups.setdefault((key, *where, one.candidates), []).append(number)
    names = []
    for (key, _, _, candidates), numbers in groups.items():
        inside = asked[numbers[0]].inside or told.get(key)
        kept = inside.holding(candidates) if inside else candidates
        names.append(_name(key, len(numbers), tuple(_distinct(kept))))
    keys = {name.key for name in names}
    states = Counter(code for word, code in heard.items() if word not in keys)
    _weigh(names, states, home)
    guess = _guess(names, states, home)
    chosen: dict[int, Choice] = {}
    for ((_, country, region, _), numbers), name in zip(groups.items(), names, strict=True):
        choice = _choice(name, told=country is not None, region=region, guess=country or guess)
        chosen.update(dict.fromkeys(numbers, choice))
    return tuple(chosen[number] for number in range(len(asked)))


def _name(key: str, times: int, candidates: tuple[Place, ...]) -> _Name:
    priors = tuple(_prior(place, key) for place in candidates)
    name = _Name(key, math.sqrt(times), candidates, priors)
    if priors:
        name.believe(priors)
    return name


def _prior(place: Place, key: str) -> float:
    """How likely the place is meant where nothing else is known, in powers of ten of people."""
    if place.kind in _LARGE:
        score = _LARGE[place.kind]
    elif place.town and not place.population:  # a capital of our own list
        score = 7.4
    elif place.kind == "region" and not place.population:  # of our own list: well known
        score = 6.9
    elif place.kind == "airport":
        score = 5.0
    else:
        score = math.log10(place.population + 30)
        if place.kind == "region":
            score += 0.3 if place.country == "US" else -0.4
        elif place.kind == "county":
            score -= 1.0
    score *= _WEIGHT["people"]
    if place.town and plain(tidy(key)) != plain(place.name):
        score += _WEIGHT["alias"]
    return score


@dataclass(slots=True)
class _Where:
    """How much of some names' belief lies in which country and region."""

    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    regions: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, name: _Name) -> None:
        for place, share in zip(name.candidates, name.belief, strict=True):
            if place.country:
                self.countries[place.country] += name.weight * share
                if place.region:
                    self.regions[place.country, place.region] += name.weight * share


def _weigh(names: Sequence[_Name], states: Mapping[str, float], home: str | None) -> None:
    """Let every name hear the others, `_ROUNDS` times."""
    for _ in range(_ROUNDS):
        everywhere = _where(names, states)
        points = _points(names)
        for name in names:
            if len(name.candidates) > 1:
                own = _Where()
                own.add(name)
                name.believe(list(_heard(name, everywhere, own, points, home)))


def _where(names: Iterable[_Name], states: Mapping[str, float]) -> _Where:
    everywhere = _Where()
    everywhere.countries.update(states)
    for name in names:
        everywhere.add(name)
    return everywhere


def _heard(
    name: _Name,
    everywhere: _Where,
    own: _Where,
    points: Sequence[tuple[str, Point, float]],
    home: str | None,
) -> Iterator[float]:
    """The score of each candidate, from its prior and from what all the other names say."""
    total = sum(everywhere.countries.values()) - sum(own.countries.values()) + _WEIGHT["doubt"]
    for place, prior in zip(name.candidates, name.priors, strict=True):
        score = prior + _WEIGHT["near"] * _nearness(place, name, points) / total
        if place.country:
            others = everywhere.countries[place.country] - own.countries[place.country]
            score += _WEIGHT["country"] * math.sqrt(max(others, 0.0) / total)
            score += _WEIGHT["home"] * (place.country == home)
            if place.region:
                at = (place.country, place.region)
                others = everywhere.regions[at] - own.regions[at]
                score += _WEIGHT["region"] * math.sqrt(max(others, 0.0) / total)
        yield score


def _points(names: Sequence[_Name]) -> list[tuple[str, Point, float]]:
    """Where the text's smaller places are believed to lie: name, position, weight."""
    points = []
    for name in names:
        for place, share in zip(name.candidates, name.belief, strict=True):
            here = _position(place)
            if here is not None and share > 0.25 and place.radius_km < 300:
                points.append((name.key, here, name.weight * share))
    points.sort(key=lambda point: -point[2])
    return points[:_NEIGHBOURS]


def _nearness(place: Place, name: _Name, points: Iterable[tuple[str, Point, float]]) -> float:
    here = _position(place)
    if here is None or place.radius_km >= 300:
        return 0.0
    return sum(
        weight * math.exp(-rough_km(here, there) / _WEIGHT["reach"])
        for key, there, weight in points
        if key != name.key
    )


def _position(place: Place) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _guess(names: Sequence[_Name], states: Mapping[str, float], home: str | None) -> str | None:
    """The country that most of the text's names lie in, if any does."""
    countries = _where(names, states).countries
    if home is not None:
        countries[home] += 1.0
    return max(sorted(countries), key=lambda code: countries[code], default=None)


def _choice(name: _Name, *, told: bool, region: str | None, guess: str | None) -> Choice:
    ranked = sorted(
        zip(name.candidates, name.scores, name.belief, strict=True), key=lambda one: -one[1]
    )
    if not ranked:
        return Choice(None, (), False, guess)
    if len(ranked) > 1 and _seat(ranked[1][0], ranked[0][0]):
        ranked[:2] = [ranked[1], ranked[0]]
    best, _, share = ranked[0]
    if len(ranked) > 1 and _one_within_other(best, ranked[1][0]):
        share += ranked[1][2]
    sure = share >= SURE or (told and (region is not None or share >= 0.5))
    pairs = tuple((place, score) for place, score, _ in ranked)
    return Choice(best, pairs, sure, best.country)


def _distinct(places: Iterable[Place]) -> list[Place]:
    """The places without a second row for one thing (our own list and GeoNames, one id)."""
    kept: list[Place] = []
    for place in places:
        again = any(
            (place.geonames and other.geonames == place.geonames)
            or (
                other.kind in (place.kind, "region", "land")
                and other.country == place.country
                and place.kind == "region"
                and not other.population
            )
            for other in kept
        )
        if not again:
            kept.append(place)
    return kept


def _one_within_other(a: Place, b: Place) -> bool:
    """Whether a town and the region or county of its name are the two first."""
    kinds = {a.kind, b.kind}
    return (
        a.country == b.country
        and len(kinds) == 2
        and "town" in kinds
        and bool(kinds & {"country", "region", "county", "island", "land", "site"})
    )


def _seat(town: Place, region: Place) -> bool:
    """Whether `town` lies in `region`, which has its name: the town is meant by the bare name."""
    return (
        town.town
        and region.kind in ("region", "county")
        and (town.country, town.region) == (region.country, region.region)
        and town.population > 0.03 * region.population
    )
