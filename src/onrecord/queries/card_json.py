"""Rows of the record as JSON and back, for what is kept of an event beside the record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeAlias

from onrecord.model.attribution import Speaker
from onrecord.model.claim import Claim
from onrecord.model.record import ClaimRow, EventRow, VersionRow
from onrecord.model.report import TimeFrom
from onrecord.model.scales import Status
from onrecord.queries.details import EventDetails, Spot

Packed: TypeAlias = list[Any]
"""A row as the JSON values of its fields, in their order; columns of a table would be as many."""


def details_as_text(details: EventDetails) -> str:
    """What a list tells of an event; `details_from_text` reads it."""
    event = details.event
    return json.dumps(
        [
            [event.id, event.kind, event.aliases, event.name, event.first_known.isoformat()],
            event.part_of,
            details.kind_title,
            days_as_json(() if details.days is None else (details.days,)),
            [_pack_spot(spot) for spot in details.spots],
            details.outlets,
            details.reports,
            details.judgements,
        ],
        ensure_ascii=False,
    )


@lru_cache(maxsize=2048)
def details_from_text(text: str) -> EventDetails:
    """What `details_as_text` wrote."""
    (id, kind, aliases, name, first_known), part_of, title, days, spots, *rest = json.loads(text)
    outlets, reports, judgements = rest
    return EventDetails(
        event=EventRow(
            id, kind, tuple(aliases), name, datetime.fromisoformat(first_known), part_of
        ),
        kind_title=title,
        days=next(iter(days_from_json(days)), None),
        spots=tuple(_spot(spot) for spot in spots),
        outlets=tuple(outlets),
        reports=reports,
        judgements=judgements,
    )


def rows_as_json(rows: Sequence[ClaimRow]) -> list[Packed]:
    """Claims of the record; `rows_from_json` reads them."""
    return [
        [
            *(row.id, row.claim.body(), row.words, row.event, row.kind, _pack_version(row.version)),
            *(row.reading, row.mention, row.rule, row.confidence, row.status.value),
            *(row.replaced_by, row.why, row.via, row.origin),
        ]
        for row in rows
    ]


def rows_from_json(packed: Sequence[Packed]) -> tuple[ClaimRow, ...]:
    """What `rows_as_json` wrote."""
    rows: list[ClaimRow] = []
    for id, claim, words, event, kind, version, reading, mention, rule, sure, *rest in packed:
        status, replaced_by, why, via, origin = rest
        rows.append(
            ClaimRow(
                *(id, Claim.from_body(claim), words, event, kind, _version(version)),
                *(reading, mention, rule, sure, Status(status)),
                *(replaced_by, why, tuple(via), origin),
            )
        )
    return tuple(rows)


def days_as_json(runs: Sequence[tuple[date, date]]) -> list[Packed]:
    """Runs of days; `days_from_json` reads them."""
    return [[first.isoformat(), last.isoformat()] for first, last in runs]


def days_from_json(packed: Sequence[Packed]) -> tuple[tuple[date, date], ...]:
    """What `days_as_json` wrote."""
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in packed)


def _pack_version(row: VersionRow) -> Packed:
    return [
        *(row.id, row.report, row.report_key, row.number, row.title, row.outlet, row.address),
        *(row.known_at.isoformat(), row.known_from.value, row.zone_assumed),
        *(row.recorded_at.isoformat(), row.day_only),
        [at.isoformat() for at in row.returned_at],
    ]


def _version(packed: Packed) -> VersionRow:
    *first, known_at, known_from, zone_assumed, recorded_at, day_only, returned_at = packed
    id, report, key, number, title, outlet, address = first
    return VersionRow(
        *(id, report, key, number, title, outlet, address),
        *(datetime.fromisoformat(known_at), TimeFrom(known_from), zone_assumed),
        *(datetime.fromisoformat(recorded_at), day_only),
        tuple(map(datetime.fromisoformat, returned_at)),
    )


def _pack_spot(spot: Spot) -> Packed:
    return [
        *(spot.claim, spot.slot, spot.item, spot.name, spot.place, spot.country, spot.relation),
        *(spot.words, spot.speaker.as_json(), _pack_version(spot.version)),
        *(spot.latitude, spot.longitude, spot.radius_km),
    ]


def _spot(packed: Packed) -> Spot:
    *named, speaker, version, latitude, longitude, radius_km = packed
    claim, slot, item, name, place, country, relation, words = named
    return Spot(
        *(claim, slot, item, name, place, country, relation, words),
        *(Speaker.from_json(speaker), _version(version)),
        *(latitude, longitude, radius_km),
    )
