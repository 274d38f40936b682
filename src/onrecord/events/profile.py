"""What is known of one event, boiled down to what tells it from its look-alikes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

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
        if claim.polarity is Polarity.DENIED:
            continue
        held = values.setdefault(claim.slot, [])
        if claim.value not in held:
            held.append(claim.value)
    flat = [value for slot in sorted(values) for value in values[slot]]
    first, last = _days([v for v in values.get("when", ()) if isinstance(v, DateValue)])
    return EventProfile(
        id=id,
        kind=kind,
        known_at=known_at,
        first_day=first,
        last_day=last,
        places=tuple(value for value in flat if isinstance(value, PlaceValue)),
        actors=tuple(value for value in flat if isinstance(value, ActorValue)),
        values={slot: tuple(held) for slot, held in sorted(values.items())},
        reports=tuple(sorted(set(reports))),
        versions=tuple(sorted(set(versions))),
        words=tuple(words),
        modality=modality,
        order=order,
        part_of=part_of,
    )


def days_of(edtf: str) -> tuple[date, date] | None:
    """First and last day of an EDTF date or interval; None where an end is open or unreadable.

    >>> days_of("2019-02")
    (datetime.date(2019, 2, 1), datetime.date(2019, 2, 28))
    >>> days_of("2019-07-15/2019-07-21")[1]
    datetime.date(2019, 7, 21)
    >>> days_of("2019-05/..") is None
    True
    """
    first, slash, last = edtf.strip().rstrip("~?%").partition("/")
    try:
        start = _edge(first.rstrip("~?%"), last=False)
        end = _edge((last if slash else first).rstrip("~?%"), last=True)
    except ValueError:
        return None
    return (start, end) if start <= end else None


def _edge(text: str, *, last: bool) -> date:
    """The first or last day of a year, month or day; an hour after a "T" is dropped."""
    parts = [int(part) for part in text.split("T")[0].split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        year, month = parts
        if not last:
            return date(year, month, 1)
        after = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
        return after - timedelta(days=1)
    (year,) = parts
    return date(year, 12, 31) if last else date(year, 1, 1)


def _days(dates: Sequence[DateValue]) -> tuple[date | None, date | None]:
    """The days that the dates leave open: the first of the narrowest, met with all that fit."""
    known = [days for value in dates if (days := days_of(value.edtf)) is not None]
    spans = sorted(dict.fromkeys(known), key=lambda days: days[1] - days[0])
    if not spans:
        return None, None
    first, last = spans[0]
    for start, end in spans[1:]:
        if start <= last and first <= end:
            first, last = max(first, start), min(last, end)
    return first, last


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
                modality=mentions[0].modality,
                order=seen.get(cluster.kind, 0),
                part_of=None if cluster.parent is None else ids[cluster.parent],
            )
        )
        seen[cluster.kind] = seen.get(cluster.kind, 0) + 1
    return tuple(found)
