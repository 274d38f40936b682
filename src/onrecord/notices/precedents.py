"""Precedents by attribute: the nearest earlier events of a kind, and how they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.codebook import Codebook
from onrecord.model.record import ClaimRow
from onrecord.model.value import ActorValue, PlaceValue, Quantity
from onrecord.notices.history import EventHistory
from onrecord.notices.profile import Profile, Stated, profile_of, standing_rows
from onrecord.values.compare import Relation, compare
from onrecord.values.si import si

_HOLD = (Relation.SAME, Relation.FINER, Relation.COARSER)


@dataclass(frozen=True, slots=True)
class Near:
    """A slot that two events have both, and how near their values are, from 0 to 1."""

    slot: str
    near: float


@dataclass(frozen=True, slots=True)
class Resemblance:
    """An earlier event beside this one: how like it is, and in which slots.

    Attributes:
        event, name: its id and plain name.
        days: its first and last day.
        before: days from its last day to this event's first.
        likeness: 0 to 1; how many of this event's attributes it shares, and how nearly.
        alike, differing: the slots that both have, in the codebook's order.
    """

    event: str
    name: str
    days: tuple[date, date]
    before: int
    likeness: float
    alike: tuple[Near, ...]
    differing: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """One slot of both events: the standing values, and how near they are, from 0 to 1."""

    slot: str
    mine: ClaimRow
    theirs: ClaimRow
    near: float


@dataclass(frozen=True, slots=True)
class Precedent:
    """As a `Resemblance`, with the claims that both are compared by."""

    event: str
    name: str
    days: tuple[date, date]
    before: int
    likeness: float
    alike: tuple[Beside, ...]
    differing: tuple[Beside, ...]


def likest(
    event: Profile, earlier: Iterable[Profile], codebook: Codebook, most: int = 5
) -> tuple[Resemblance, ...]:
    """The events of `earlier` that are most like `event`, the likest first, at most `most`.

    Only events of the same kind that happened before it, and that some text tells as actual.
    Two attributes agree where both values can be one; numbers that differ are near by their ratio,
    places of one state and offices of one state halfway. Of two as like the later one comes first.
    """
    if event.days is None or event.kind not in codebook.kinds:
        return ()
    found = [
        _beside(event.days, other, other.days, event.values, codebook)
        for other in earlier
        if other.kind == event.kind
        and other.event != event.event
        and other.days is not None
        and other.days[0] < event.days[0]
        and other.happened
    ]
    found.sort(key=lambda each: (-each.likeness, each.before, each.event))
    return tuple(found[:most])


def nearest(
    event: EventHistory, earlier: Sequence[EventHistory], codebook: Codebook, most: int = 5
) -> tuple[Precedent, ...]:
    """As `likest`, of whole histories, with the claims that each is compared by."""
    profiles = [profile_of(other, codebook) for other in earlier]
    found = likest(profile_of(event, codebook), profiles, codebook, most)
    return in_words(event, found, {other.event: other for other in earlier}, codebook)


def in_words(
    event: EventHistory,
    found: Iterable[Resemblance],
    earlier: Mapping[str, EventHistory],
    codebook: Codebook,
) -> tuple[Precedent, ...]:
    """What was found, with the claims of both events; `earlier` holds those found by id."""
    mine = standing_rows(event, codebook)
    precedents: list[Precedent] = []
    for one in found:
        theirs = standing_rows(earlier[one.event], codebook)
        alike, differing = (
            tuple(Beside(each.slot, mine[each.slot], theirs[each.slot], each.near) for each in some)
            for some in (one.alike, one.differing)
        )
        precedents.append(
            Precedent(
                *(one.event, one.name, one.days, one.before, one.likeness),
                *(alike, differing),
            )
        )
    return tuple(precedents)


def _beside(
    days: tuple[date, date],
    other: Profile,
    theirs: tuple[date, date],
    mine: Mapping[str, Stated],
    codebook: Codebook,
) -> Resemblance:
    both = [
        Near(slot, _nearness(value, their, codebook))
        for slot, value in mine.items()
        if (their := other.values.get(slot)) is not None
    ]
    return Resemblance(
        event=other.event,
        name=other.name,
        days=theirs,
        before=max(0, (days[0] - theirs[1]).days),
        likeness=round(sum(each.near for each in both) / max(1, len(mine)), 3),
        alike=tuple(each for each in both if each.near == 1),
        differing=tuple(each for each in both if each.near < 1),
    )


def _nearness(mine: Stated, theirs: Stated, codebook: Codebook) -> float:
    """How near two values are: 1 where both can be one, 0 where nothing joins them."""
    a, b = mine.value, theirs.value
    if compare(a, b, codebook) in _HOLD:
        return 1.0
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return _ratio(a, b)
    if isinstance(a, PlaceValue) and isinstance(b, PlaceValue):
        return 0.5 if a.country is not None and a.country == b.country else 0.0
    if isinstance(a, ActorValue) and isinstance(b, ActorValue):
        same = a.code is not None and b.code is not None and a.code[:3] == b.code[:3]
        return 0.5 if same else 0.0
    return 1.0 if mine.words.casefold() == theirs.words.casefold() else 0.0


def _ratio(a: Quantity, b: Quantity) -> float:
    """The smaller amount by the larger one, 0 where they measure different things."""
    low_a, high_a, kind_a = si(a)
    low_b, high_b, kind_b = si(b)
    one = low_a if low_a is not None else high_a
    other = low_b if low_b is not None else high_b
    if kind_a != kind_b or one is None or other is None or max(one, other) <= 0:
        return 0.0
    return min(0.99, float(min(one, other) / max(one, other)))
