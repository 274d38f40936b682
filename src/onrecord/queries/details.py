"""What a list tells of each event beside its name: where, told by whom, judged by how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.codebook.codebook import Codebook
from onrecord.model.attribution import Speaker
from onrecord.model.judgement import AuthorKind
from onrecord.model.record import EventRow, VersionRow
from onrecord.model.scales import Polarity, Status
from onrecord.model.value import PlaceValue
from onrecord.queries.events import closest_days
from onrecord.queries.gather import Placed
from onrecord.queries.lines import Decided
from onrecord.queries.words import value_words


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a standing claim puts an event on the map.

    `name` is the place in plain words ("near Wonsan (KP)"), `place` and `country` (alpha-2 code)
    are what it hangs on, `words` those of the report. The place lies within `radius_km` of the
    point; where the words only stand somehow to the place (`relation`: "near"), around it.
    """

    claim: str
    slot: str
    item: str | None
    name: str
    place: str
    country: str | None
    relation: str | None
    words: str
    speaker: Speaker
    version: VersionRow
    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class EventDetails:
    """An event with the codebook's title of its kind, its days as the closest of its dates gives
    them, its places on the map, the outlets and how many reports tell of it, and how many
    judgements of persons are on it."""

    event: EventRow
    kind_title: str
    days: tuple[date, date] | None
    spots: tuple[Spot, ...]
    outlets: tuple[str, ...]
    reports: int
    judgements: int


def details_of(one: Decided, row: EventRow, book: Codebook) -> EventDetails:
    """What is told of an event that the record names so."""
    gathered = one.gathered
    told = [version for id, version in gathered.versions.items() if id in gathered.told_in]
    people = {
        judged.id
        for judged in (*gathered.identity.judgements, *gathered.judgements)
        if judged.author_kind is AuthorKind.PERSON
    }
    return EventDetails(
        event=row,
        kind_title=book.kinds[row.kind].title if row.kind in book.kinds else row.kind,
        days=closest_days(one),
        spots=spots_of(one),
        outlets=tuple(sorted({v.row.outlet for v in told if v.row.outlet is not None})),
        reports=len({version.row.report for version in told}),
        judgements=len(people),
    )


def spots_of(one: Decided) -> tuple[Spot, ...]:
    """The event's places that stand and have a position, each once a slot and item."""
    found: dict[tuple[object, ...], Spot] = {}
    for placed in one.gathered.placed:
        spot = _spot(placed) if one.standing[placed.id].status is Status.STANDING else None
        if spot is not None:
            key = (spot.slot, spot.item, spot.latitude, spot.longitude, spot.name)
            found.setdefault(key, spot)
    return tuple(found.values())


def _spot(one: Placed) -> Spot | None:
    value = one.claim.value
    if not isinstance(value, PlaceValue) or one.hidden is not None or one.reread:
        return None
    if one.claim.polarity is Polarity.DENIED or "position" not in one.notes:
        return None
    latitude, longitude = (float(part) for part in one.notes["position"].split(","))
    return Spot(
        claim=one.id,
        slot=one.claim.slot,
        item=one.claim.item,
        name=value_words(value),
        place=value.name,
        country=value.country,
        relation=value.relation,
        words=one.claim.span.of(one.seen.version.text),
        speaker=one.claim.speaker,
        version=one.seen.row,
        latitude=latitude,
        longitude=longitude,
        radius_km=float(one.notes.get("radius_km", 0)),
    )
