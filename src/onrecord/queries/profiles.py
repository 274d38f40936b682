"""Profiles of an event at its moments, and how they are kept beside the record."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.times import stamp
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Modality, Status
from onrecord.model.value import value_from_json
from onrecord.notices.history import EventHistory
from onrecord.notices.profile import Attributes, Profile, Stated
from onrecord.queries.as_of import moments_of
from onrecord.queries.card_json import Packed
from onrecord.queries.events import days_told
from onrecord.queries.lines import Decided, Told
from onrecord.queries.naming import event_name, naming_slots
from onrecord.queries.status import Standings


@dataclass(frozen=True, slots=True)
class Then:
    """How an event was from a moment on, until the next.

    `since` is the moment, as the ledger writes times; `begins` the first of all days that were told
    of it, None where nobody told one.
    """

    since: str
    begins: date | None
    profile: Profile


def profiles_then(told: Told, history: EventHistory, book: Codebook) -> Iterator[Then]:
    """The event at each of its moments but the last; moments that changed nothing are left out.

    `history` is the event by itself, as it is told now.
    """
    gathered = told.gathered
    moments = moments_of(gathered)
    known_since = sorted(gathered.versions[id].row.known_at for id in gathered.told_in)
    first = known_since[0] if known_since else None
    happened = [
        gathered.versions[mention.version].row.known_at
        for mention in history.mentions
        if mention.modality is Modality.ACTUAL
    ]
    attributes = Attributes(history, book)
    naming = {*naming_slots(book, {history.kind}), "when"}
    placed = [one for one in gathered.placed if one.claim.slot in naming]
    times = [one.seen.row.known_at for one in placed]
    begun = [
        (one.seen.row.known_at, run[0])
        for one in placed
        if one.claim.slot == "when"
        for run in days_told([one])
    ]
    last: Then | None = None
    for known in moments[:-1]:
        if first is None or known < first:
            continue
        standings = told.standing.at(known)
        status = partial(_status, standings)
        named = tuple(placed[: bisect_right(times, known)])
        then = Decided(replace(gathered, placed=named), standings)
        rows = attributes.standing(known, status)
        begins = min((day for since, day in begun if since <= known), default=None)
        profile = Profile(
            event=history.event,
            kind=history.kind,
            name=event_name(then, book, first),
            days=attributes.days(known, status),
            happened=any(at <= known for at in happened),
            values={slot: Stated(row.claim.value, row.words) for slot, row in rows.items()},
        )
        one = Then(stamp(known), begins, profile)
        if last is None or (last.begins, last.profile) != (one.begins, one.profile):
            yield one
        last = one


def _status(standings: Standings, row: ClaimRow) -> Status:
    return standings[row.id].status


def profile_as_text(profile: Profile) -> str:
    """A profile as JSON; `profile_from_text` reads it."""
    return json.dumps(
        [
            *(profile.event, profile.kind, profile.name),
            *_days_as_json(profile.days),
            profile.happened,
            {slot: _stated_as_json(stated) for slot, stated in profile.values.items()},
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


@lru_cache(maxsize=4096)
def profile_from_text(text: str) -> Profile:
    """What `profile_as_text` wrote."""
    event, kind, name, first, last, happened, values = json.loads(text)
    return Profile(
        *(event, kind, name, _days(first, last), happened),
        {slot: _stated(packed) for slot, packed in values.items()},
    )


def moments_as_text(moments: list[Then]) -> str:
    """The moments of one event as JSON, each with no more than what became otherwise;
    `profile_at` reads it."""
    packed: list[Packed] = []
    before: dict[str, object] = {}
    for one in moments:
        profile = one.profile
        values = {slot: _stated_as_json(stated) for slot, stated in profile.values.items()}
        fields: dict[str, object] = {
            "name": profile.name,
            "days": _days_as_json(profile.days),
            "begins": None if one.begins is None else one.begins.isoformat(),
            "happened": profile.happened,
            **{f"={slot}": value for slot, value in values.items()},
        }
        gone: dict[str, object] = {key: None for key in before if key not in fields}
        changed = {key: value for key, value in fields.items() if before.get(key) != value}
        packed.append([one.since, changed | gone])
        before = fields
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))


def profile_at(text: str, event: str, kind: str, known: str) -> Then | None:
    """The event as it was at the known clock; None where that lies before its first moment.

    `text` is what `moments_as_text` wrote, and the clock lies before the event's last moment.
    """
    held: dict[str, Any] = {}
    since = ""
    for moment, changed in _moments(text):
        if moment > known:
            break
        since = moment
        held.update(changed)
    if not since:
        return None
    begins = held.get("begins")
    profile = Profile(
        *(event, kind, held["name"], _days(*held["days"]), held["happened"]),
        {
            key[1:]: _stated(packed)
            for key, packed in held.items()
            if key[0] == "=" and packed is not None
        },
    )
    return Then(since, None if begins is None else date.fromisoformat(begins), profile)


@lru_cache(maxsize=1024)
def _moments(text: str) -> list[tuple[str, dict[str, Any]]]:
    return [(since, changed) for since, changed in json.loads(text)]


def _days_as_json(days: tuple[date, date] | None) -> Packed:
    return [None, None] if days is None else [day.isoformat() for day in days]


def _days(first: str | None, last: str | None) -> tuple[date, date] | None:
    if first is None or last is None:
        return None
    return (date.fromisoformat(first), date.fromisoformat(last))


def _stated_as_json(stated: Stated) -> Packed:
    return [stated.value.as_json(), stated.words]


def _stated(packed: Packed) -> Stated:
    value, words = packed
    return Stated(value_from_json(value), words)
