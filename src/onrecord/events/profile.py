"""What is known of one event, boiled down to what tells it from its look-alikes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from onrecord.events.beside import days_of, names_near
from onrecord.model.claim import Claim
from onrecord.model.reading import Reading
from onrecord.model.report import Version
from onrecord.model.scales import Modality, Polarity
from onrecord.model.value import ActorValue, DateValue, PlaceValue, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProfile:
    """One event as grouping sees it; made from claims, thrown away after use.

    Attributes:
        id: the event's id: that of its founding mention.
        kind: its kind from the codebook.
        known_at: since when the public could read of it (its earliest report here).
        first_day, last_day: the days it may have happened on, both included; None where nothing
            says (an end that is open counts as unsaid).
        places, actors: what its place and actor slots hold, in order of mention.
        values: every slot's values, places, dates and actors too. Affirmed ones only.
        reports: ids of the reports that tell of it, sorted.
        versions: ids of the versions that tell of it, sorted.
        words: the words of its mentions, for a last comparison.
        names: proper names beside its mentions, as `names_near` finds them.
        modality: whether it is told as fact, plan, condition or demand.
        order: its place among the events of its kind in its version, from 0.
        part_of: the id of the event that it is a part of, or None.
    """

    id: str
    kind: str
    known_at: datetime
    first_day: date | None = None
    last_day: date | None = None
    places: tuple[PlaceValue, ...] = ()
    actors: tuple[ActorValue, ...] = ()
    values: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    reports: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    modality: Modality = Modality.ACTUAL
    order: int = 0
    part_of: str | None = None


def build_profile(
    *,
    id: str,
    kind: str,
    known_at: datetime,
    claims: Sequence[Claim],
    reports: Sequence[str],
    versions: Sequence[str],
    words: Sequence[str] = (),
    names: frozenset[str] = frozenset(),
    modality: Modality = Modality.ACTUAL,
    order: int = 0,
    part_of: str | None = None,
) -> EventProfile:
    """The profile of the event that `claims` speak of.

    Denied claims are left out: they say what the event is not. Days come from the slot `when`
    (the narrowest value that all others allow); a `when` that is an open interval says nothing.
    """
    values: dict[str, list[Value]] = {}
    for claim in claims:
        if claim.polarity is not Polarity.DENIED:
            values.setdefault(claim.slot, []).append(claim.value)
    return profile_of_values(
        id=id,
        kind=kind,
        known_at=known_at,
        values=values,
        reports=reports,
        versions=versions,
        words=words,
        names=names,
        modality=modality,
        order=order,
        part_of=part_of,
    )


def profile_of_values(
    *,
    id: str,
    kind: str,
    known_at: datetime,
    values: Mapping[str, Sequence[Value]],
    reports: Sequence[str],
    versions: Sequence[str],
    words: Sequence[str],
    names: frozenset[str],
    modality: Modality,
    order: int,
    part_of: str | None,
) -> EventProfile:
    """The profile of an event whose slots hold these values, each counted once."""
    held = {slot: tuple(dict.fromkeys(some)) for slot, some in sorted(values.items())}
    flat = [value for some in held.values() for value in some]
    first, last = _days([v for v in held.get("when", ()) if isinstance(v, DateValue)])
    return EventProfile(
        id=id,
        kind=kind,
        known_at=known_at,
        first_day=first,
        last_day=last,
        places=tuple(value for value in flat if isinstance(value, PlaceValue)),
        actors=tuple(value for value in flat if isinstance(value, ActorValue)),
        values=held,
        reports=tuple(sorted(set(reports))),
        versions=tuple(sorted(set(versions))),
        words=tuple(words),
        names=names,
        modality=modality,
        order=order,
        part_of=part_of,
    )


def merge_profiles(id: str, parts: Sequence[EventProfile]) -> EventProfile:
    """The profile of an event that several versions tell of, from its profile in each.

    `parts` come in order of known time and are not empty; `id` is the event's. Its days follow from
    the dates of all parts, as they would had one report told all of it.
    """
    values: dict[str, list[Value]] = {}
    for part in parts:
        for slot, held in part.values.items():
            values.setdefault(slot, []).extend(held)
    actual = any(part.modality is Modality.ACTUAL for part in parts)
    return profile_of_values(
        id=id,
        kind=parts[0].kind,
        known_at=min(part.known_at for part in parts),
        values=values,
        reports=[report for part in parts for report in part.reports],
        versions=[version for part in parts for version in part.versions],
        words=list(dict.fromkeys(word for part in parts for word in part.words)),
        names=frozenset().union(*(part.names for part in parts)),
        modality=Modality.ACTUAL if actual else parts[0].modality,
        order=parts[0].order,
        part_of=next((part.part_of for part in parts if part.part_of), None),
    )


def _days(dates: Sequence[DateValue]) -> tuple[date | None, date | None]:
    """The days that the dates leave open: the first of the narrowest, met with all that fit.

    Two days side by side leave both open: a night, or the day of which a text merely tells.
    """
    known = [days for value in dates if (days := days_of(value.edtf)) is not None]
    spans = sorted(dict.fromkeys(known), key=lambda days: days[1] - days[0])
    if not spans:
        return None, None
    days = spans[0]
    for other in spans[1:]:
        days = _both(days, other)
    return days


def _both(mine: tuple[date, date], theirs: tuple[date, date]) -> tuple[date, date]:
    """The days that both allow; side by side, all of them; else the first's."""
    if mine[0] <= theirs[1] and theirs[0] <= mine[1]:
        return max(mine[0], theirs[0]), min(mine[1], theirs[1])
    if max(mine[0] - theirs[1], theirs[0] - mine[1]) == timedelta(days=1) and mine[0] == mine[1]:
        return min(mine[0], theirs[0]), max(mine[1], theirs[1])
    return mine


def profiles_of(version: Version, reading: Reading, known_at: datetime) -> tuple[EventProfile, ...]:
    """The profile of each cluster of a reading, in the order of `reading.clusters`.

    The id is that of the cluster's founding mention: the event's id if it stays new.
    """
    ids = [reading.mentions[cluster.mentions[0]].id for cluster in reading.clusters]
    claims: dict[int, list[Claim]] = {}
    for finding in reading.findings:
        claims.setdefault(finding.event, []).append(finding.claim)
    seen: dict[str, int] = {}
    found = []
    for number, cluster in enumerate(reading.clusters):
        mentions = [reading.mentions[index] for index in cluster.mentions]
        found.append(
            build_profile(
                id=ids[number],
                kind=cluster.kind,
                known_at=known_at,
                claims=claims.get(number, []),
                reports=[version.report_id],
                versions=[version.id],
                words=[mention.span.of(version.text) for mention in mentions],
                names=names_near(version.text, [mention.span for mention in mentions]),
                modality=mentions[0].modality,
                order=seen.get(cluster.kind, 0),
                part_of=None if cluster.parent is None else ids[cluster.parent],
            )
        )
        seen[cluster.kind] = seen.get(cluster.kind, 0) + 1
    return tuple(found)
