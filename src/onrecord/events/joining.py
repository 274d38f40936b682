"""Which event of a new report is one that the record already holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.codebook import Codebook
from onrecord.events.clues import countries_of, telling
from onrecord.events.features import stems_of
from onrecord.events.grouping import is_saying
from onrecord.events.nearness import NIGHT, TOLD_APART, open_days
from onrecord.events.profile import EventProfile
from onrecord.events.towns import other_towns
from onrecord.model.scales import Modality
from onrecord.model.value import ActorValue, DateValue, PlaceValue, Quantity, Value
from onrecord.registers.places import Gazetteer
from onrecord.values.compare import Relation, compare

_ENOUGH = 4
"""How much must speak for one event; no single reason reaches it by itself."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of a new event.

    `old` is the id of the event that it is one with, or None: it stays an event of its own.
    `reasons` can be printed; a new event has the strongest reason that kept it apart, if any.
    """

    new: str
    old: str | None
    reasons: tuple[str, ...]


def join(
    new: Sequence[EventProfile],
    old: Sequence[EventProfile],
    codebook: Codebook,
    gazetteer: Gazetteer,
) -> tuple[Joined, ...]:
    """One answer for each new event, in the order given.

    When in doubt the event stays new: a wrong join is harder to see than a missing one. Two
    events that one version tells of never become one. The caller hands in candidates only (same
    kind, near in time, or of the same report); all pairs of those are weighed.
    """
    weighed: list[tuple[int, str, str, tuple[str, ...]]] = []
    against: dict[str, str] = {}
    for fresh in new:
        for known in old:
            if fresh.id == known.id or fresh.kind != known.kind:
                continue
            hindrance = _hindrance(fresh, known, codebook, gazetteer)
            if hindrance:
                against.setdefault(fresh.id, hindrance)
                continue
            weight, reasons = _weigh(fresh, known, codebook)
            if weight >= _ENOUGH and len(reasons) >= 2:
                weighed.append((weight, fresh.id, known.id, reasons))
    weighed.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    versions = {profile.id: set(profile.versions) for profile in (*new, *old)}
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    held: dict[str, set[str]] = {known.id: set(known.versions) for known in old}
    for _, fresh_id, known_id, reasons in weighed:
        if fresh_id in found or versions[fresh_id] & held[known_id]:
            continue
        found[fresh_id] = (known_id, reasons)
        held[known_id] |= versions[fresh_id]
    return tuple(
        Joined(fresh.id, *found[fresh.id])
        if fresh.id in found
        else Joined(fresh.id, None, (against.get(fresh.id, "nothing on record comes near it"),))
        for fresh in new
    )


def _hindrance(
    new: EventProfile, old: EventProfile, codebook: Codebook, gazetteer: Gazetteer
) -> str:
    """Why the two cannot be one, or ""."""
    if bool(new.part_of) != bool(old.part_of):
        return "one is a part of a larger event, the other is not"
    mine, theirs = open_days(new), open_days(old)
    if mine is not None and theirs is not None:
        gap = max(mine[0] - theirs[1], theirs[0] - mine[1])
        beside = gap == NIGHT and bool(_same_figures(new, old, codebook))
        if gap > timedelta(0) and not beside:
            return f"other days: {_say(mine)} against {_say(theirs)}"
    elif abs(new.known_at - old.known_at) > TOLD_APART:
        return "told weeks apart, and a day is missing"
    if (new.modality is Modality.ACTUAL) != (old.modality is Modality.ACTUAL) and (
        is_saying(codebook, new.kind)
        or old.modality not in (Modality.PLANNED, Modality.ACTUAL)
        or new.modality not in (Modality.PLANNED, Modality.ACTUAL)
        or new.first_day is None
        or old.first_day is None
    ):
        return "one happened, the other was only planned, demanded or supposed"
    here, there = countries_of(new), countries_of(old)
    if here and there and not here & there:
        return f"other countries: {', '.join(sorted(here))} against {', '.join(sorted(there))}"
    if _figures_apart(new, old):
        return "figures that tell such events apart differ"
    towns = other_towns(new, old, gazetteer)
    if towns and not _beyond_place(new, old, codebook):
        return f"other places: {towns}"
    return ""


def _beyond_place(new: EventProfile, old: EventProfile, codebook: Codebook) -> bool:
    """Whether so much is shared that two places are one corrected, or two of one happening.

    A day, a country and common words are not enough, nor is one sort of what is rarer: of figures,
    named actors and names beside the mention, two must be shared. Versions of one report that
    tell it in the same order are enough.
    """
    if set(new.reports) & set(old.reports):
        return new.order == old.order
    sorts = [
        bool(_same_figures(new, old, codebook)),
        bool(_shared(new.actors, old.actors, codebook)),
        len(_names(new) & _names(old)) >= 2,
    ]
    return sum(sorts) >= 2


def _weigh(new: EventProfile, old: EventProfile, codebook: Codebook) -> tuple[int, tuple[str, ...]]:
    """How much speaks for their being one, and what."""
    weight, reasons = 0, []
    saying = is_saying(codebook, new.kind)
    actors = _shared(new.actors, old.actors, codebook)
    if saying and new.actors and old.actors and not actors:
        return 0, ()
    if set(new.reports) & set(old.reports):
        weight += 2
        reasons.append("the same report")
        if new.order == old.order and not saying:
            weight += 2
            reasons.append("in the same order in it")
    mine, theirs = open_days(new), open_days(old)
    if new.first_day and old.first_day and mine and theirs:
        first, last = max(mine[0], theirs[0]), min(mine[1], theirs[1])
        if first > last:
            reasons.append("days side by side, as a night may be dated")
        elif max(mine[1] - mine[0], theirs[1] - theirs[0]) <= timedelta(days=1):
            weight += 2
            reasons.append(f"the same day, {_say((first, last))}")
        else:
            weight += 1
            reasons.append(f"days that meet, {_say((first, last))}")
    places = _shared(new.places, old.places, codebook)
    if places:
        weight += 2
        reasons.append(f"the same place, {places[0]}")
    elif countries := countries_of(new) & countries_of(old):
        weight += 1
        reasons.append(f"the same country, {min(countries)}")
    if actors:
        weight += 2
        reasons.append(f"the same actor, {actors[0]}")
    values = _same_values(new, old, codebook)
    if values:
        weight += min(len(values), 2)
        reasons.append(f"the same {', '.join(values)}")
    words = _words(new) & _words(old)
    if len(words) >= (2 if saying else 1):
        weight += 2 if len(words) >= 3 or saying else 1
        reasons.append(f"shared words: {', '.join(sorted(words)[:4])}")
    names = _names(new) & _names(old)
    if len(names) >= 2:
        weight += 2 if not saying else 1
        reasons.append(f"shared names: {', '.join(sorted(names)[:4])}")
    return weight, tuple(reasons)


def _say(days: tuple[date, date]) -> str:
    first, last = days
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _shared(
    mine: Sequence[PlaceValue | ActorValue],
    theirs: Sequence[PlaceValue | ActorValue],
    codebook: Codebook,
) -> list[str]:
    """Names of what both hold; a country alone is left to `countries_of`."""
    found = []
    for value in mine:
        if isinstance(value, ActorValue) and value.unnamed:
            continue
        if isinstance(value, PlaceValue) and value.place_kind == "country":
            continue
        relations = {compare(value, other, codebook) for other in theirs}
        if relations & {Relation.SAME, Relation.COMPATIBLE}:  # "near" a place is that place here
            found.append(value.name)
    return found


def _same_values(new: EventProfile, old: EventProfile, codebook: Codebook) -> list[str]:
    """Slots in which some number, clock time or deadline is the same and not a common one."""
    found = []
    for slot, values in new.values.items():
        theirs = old.values.get(slot, ())
        if any(
            telling(value) and _alike(value, other, codebook)
            for value in values
            for other in theirs
        ):
            found.append(slot)
    return found


def _same_figures(new: EventProfile, old: EventProfile, codebook: Codebook) -> list[str]:
    """Slots in which some number above the common ones is the same."""
    return [
        slot
        for slot in _same_values(new, old, codebook)
        if any(isinstance(value, Quantity) for value in new.values[slot])
    ]


def _alike(mine: Value, theirs: Value, codebook: Codebook) -> bool:
    if isinstance(mine, DateValue) and isinstance(theirs, DateValue):
        return mine.time == theirs.time and mine.edtf == theirs.edtf
    return compare(mine, theirs, codebook) is Relation.SAME


def _words(event: EventProfile) -> frozenset[str]:
    """Content words of its mentions, cut short; bare words of the kind itself count too."""
    return stems_of(" ".join(event.words))


def _names(event: EventProfile) -> frozenset[str]:
    """Proper names beside its mentions, without those of its places and actors, already weighed."""
    names = [place.name for place in event.places] + [actor.name for actor in event.actors]
    told = " ".join(names).split()
    return event.names - set(told)


def _figures_apart(new: EventProfile, old: EventProfile) -> bool:
    """Whether magnitudes, which are measured once, lie further apart than a revision takes them."""
    mine = [v for v in new.values.get("magnitude", ()) if isinstance(v, Quantity) and v.n]
    theirs = [v for v in old.values.get("magnitude", ()) if isinstance(v, Quantity) and v.n]
    if not mine or not theirs:
        return False
    apart = 0 if new.part_of else 1  # one aftershock is not the other
    return all(abs(a.n - b.n) > apart for a in mine for b in theirs if a.n and b.n)
