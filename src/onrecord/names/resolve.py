"""Which of several places of one name is meant: by what stands beside it, by the text, by size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.names.geo import distance_km
from onrecord.registers.places import Place

_OWN = frozenset(("sea", "water", "island", "land", "site"))
SURE = 0.9
"""By how much the best candidate's score (in powers of ten of people) must lead to be sure."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole text says about where its story plays.

    `countries` and `regions` count names of states (alpha-2) and of first-order divisions
    (alpha-2, code); `points` are places already known for sure.
    """

    countries: Mapping[str, int] = field(default_factory=dict)
    regions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen, the others by falling score, and whether the choice is sure."""

    place: Place | None
    ranked: tuple[tuple[Place, float], ...]
    sure: bool

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


def choose(
    candidates: Sequence[Place],
    context: Context,
    country: str | None = None,
    region: str | None = None,
) -> Choice:
    """The candidate that fits best.

    `country` (alpha-2) and `region` are what the words themselves add after a comma; candidates
    outside them are dropped, and none is chosen where no candidate lies inside. Scores are powers
    of ten of people, with bonuses for what the text names elsewhere.
    """
    kept = [p for p in candidates if country is None or p.country in (country, None)]
    if region is not None:
        kept = [p for p in kept if p.region == region]
    told = bool(country) and bool(kept)
    scored = sorted(
        ((place, _score(place, context)) for place in _distinct(kept)),
        key=lambda pair: -pair[1],
    )
    if not scored:
        return Choice(None, (), False)
    if len(scored) > 1 and _seat(scored[1][0], scored[0][0]):
        scored[:2] = [scored[1], scored[0]]
    best, score = scored[0]
    lead = score - scored[1][1] if len(scored) > 1 else 9.0
    if len(scored) > 1 and _one_within_other(best, scored[1][0]):
        lead = score - scored[2][1] if len(scored) > 2 else 9.0
    sure = lead >= SURE or (told and (region is not None or lead >= 0.3))
    return Choice(best, tuple(scored), sure)


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


def speaks_for_itself(candidates: Sequence[Place]) -> bool:
    """Whether a name of a state or region is that of no other large place.

    "Georgia" tells nothing about where a text plays until its other names have spoken.
    """
    if not candidates or candidates[0].kind not in ("country", "region"):
        return False
    top = candidates[0]
    return not any(
        p.country != top.country and (p.kind == "country" or p.population > 1_000_000)
        for p in candidates[1:]
    )


def _score(place: Place, context: Context) -> float:
    if place.kind == "country":
        score = 7.6
    elif place.kind in _OWN:
        score = 7.0
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
    total = sum(context.countries.values())
    if place.country and total:
        score += 2.2 * math.sqrt(context.countries.get(place.country, 0) / total)
    if place.country and place.region and context.regions:
        named = context.regions.get((place.country, place.region), 0)
        if named:
            score += 1.2 + 1.6 * math.sqrt(named / sum(context.regions.values()))
    if context.points and place.latitude is not None and place.longitude is not None:
        score += _nearness((place.latitude, place.longitude), context.points)
    return score


def _nearness(here: tuple[float, float], points: Sequence[tuple[float, float]]) -> float:
    """Up to 1.8 for a place beside others that the text names, 0 for one far from all."""
    gains = []
    for point in points[:24]:
        if abs(point[0] - here[0]) > 8:
            continue
        far = distance_km(here, point)
        if far < 700:
            gains.append(1 - far / 700)
    if not gains:
        return 0.0
    gains.sort(reverse=True)
    return 1.8 * sum(gains[:4]) / max(4, min(len(points), 4)) + 0.3 * gains[0]


def add_points(context: Context, choices: Iterable[Choice]) -> Context:
    """`context` with the places of those choices that are sure and small enough to point at."""
    points = [
        (choice.place.latitude, choice.place.longitude)
        for choice in choices
        if choice.place is not None
        and choice.sure
        and choice.place.latitude is not None
        and choice.place.longitude is not None
        and choice.place.kind in ("town", "region", "county", "site", "island")
        and choice.place.radius_km < 300
    ]
    return Context(context.countries, context.regions, tuple(points))


def count_places(named: Iterable[Place]) -> Context:
    """A context from the states and regions that a text names, one place for each naming."""
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    for place in named:
        if place.country:
            countries[place.country] += 1
            if place.kind == "region" and place.region:
                regions[place.country, place.region] += 1
    return Context(dict(countries), dict(regions))
