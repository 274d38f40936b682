"""Which events on record a new event may be one with: for `events.join`."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select

from onrecord.events import EventProfile, build_profile, days_of
from onrecord.events.beside import names_near
from onrecord.ledger.tables import appearance, claim, judgement, mention
from onrecord.ledger.tables import found as found_table
from onrecord.ledger.times import stamp
from onrecord.model.judgement import Verb
from onrecord.model.scales import Modality, Polarity
from onrecord.model.span import Span
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.gather import Gathered, gather_all
from onrecord.queries.identity import Identity, identify, parents_of
from onrecord.queries.judgements import VERDICTS, holding
from onrecord.queries.mentioned import owners_of
from onrecord.queries.near import of_kinds
from onrecord.queries.visible import View, in_lots, view

_BEFORE = timedelta(days=3)
_AFTER = timedelta(days=30)
"""How long before (a plan, a wrong clock) and after its day an event may become known."""

_BESIDE = timedelta(days=1)
"""A night may be told under either of its days."""

_MENTIONS_AN_EVENT = 8


def candidate_events(
    connection: Connection,
    kinds: Collection[str],
    days: Sequence[tuple[date, date]] = (),
    clocks: Clocks = NOW,
    *,
    known_at: datetime | None = None,
    reports: Collection[str] = (),
    within: Sequence[tuple[date, date]] | None = None,
    limit: int = 40,
) -> tuple[EventProfile, ...]:
    """Profiles of events of these kinds that the record told of near these days.

    Near means in a version known from 3 days before to 30 days after one of `days` (first and
    last included), or within 30 days of `known_at` on either side, or in any version of one of
    `reports` (ids). At most `limit` events: the last told of. What persons rejected is left out.
    With `within`, those whose own days, where they are told, come within a day of one of these
    runs: others are not gathered at all.

    Found by the time at which versions became known, so the cost follows what happened in those
    days, not what else the ledger holds. Asked on the writer's own connection, so that a batch
    sees its own rows once they are flushed.
    """
    seen = view(connection, clocks)
    owners = owners_of(seen, _mentions_near(seen, kinds, days, known_at, reports, limit))
    events = list(dict.fromkeys(owners.values()))[: limit * 2]
    found = [one for one in identify(seen, events) if one.kind in kinds]
    rank = {id: place for place, id in enumerate(events)}
    found.sort(key=lambda one: min(rank.get(id, len(rank)) for id in one.ids))
    if within is not None:
        apart = _on_other_days(seen, found, within)
        found = [one for one in found if one.id not in apart]
    parents = parents_of(seen, found[:limit])
    return tuple(
        _profile(gathered, parents.get(gathered.identity.id))
        for gathered in gather_all(seen, found[:limit])
        if gathered.placed or gathered.mentions
    )


def _mentions_near(
    seen: View,
    kinds: Collection[str],
    days: Sequence[tuple[date, date]],
    known_at: datetime | None,
    reports: Collection[str],
    limit: int,
) -> list[str]:
    """Mention ids, those last known of first."""
    windows = [(_midnight(first) - _BEFORE, _midnight(last) + _AFTER) for first, last in days]
    if known_at is not None:
        windows.append((known_at - _AFTER, known_at + _AFTER))
    last = func.max(appearance.c.known_at).label("last")
    near: list[Any] = [
        appearance.c.known_at.between(stamp(begin), stamp(end)) for begin, end in windows
    ]
    if reports:
        near.append(appearance.c.report.in_(sorted(reports)))
    if not near or not kinds:
        return []
    question = (
        select(mention.c.id, last)
        .join(appearance, appearance.c.version == mention.c.version)
        .where(or_(*near), of_kinds(kinds), seen.on(appearance, mention))
        .group_by(mention.c.id)
        .order_by(last.desc(), mention.c.id)
        .limit(limit * _MENTIONS_AN_EVENT)
    )
    if seen.known is not None:
        question = question.where(appearance.c.known_at <= seen.known)
    return [row.id for row in seen.connection.execute(question)]


def _on_other_days(
    seen: View, events: Sequence[Identity], within: Sequence[tuple[date, date]]
) -> set[str]:
    """Those of the events that have days, none of them within a day of one of `within`.

    Looks at date claims alone: most events near in time fell on other days, and to gather one
    whole takes a hundred times as long.
    """
    owner = {id: one.id for one in events for id in one.ids}
    near: dict[str, bool] = {}
    for some in in_lots(owner):
        question = (
            select(judgement.c.object, claim.c.body)
            .join(found_table, found_table.c.mention == judgement.c.subject)
            .join(claim, claim.c.id == found_table.c.object)
            .where(
                judgement.c.object.in_(some),
                judgement.c.verb == Verb.BELONGS.value,
                found_table.c.sort == "claim",
                claim.c.slot == "when",
                seen.on(judgement, found_table, claim),
            )
        )
        for row in seen.connection.execute(question):
            body = json.loads(row.body)
            days = days_of(str(body["value"].get("edtf", "")))
            if days is not None and body["polarity"] == Polarity.AFFIRMED.value:
                event = owner[row.object]
                near[event] = near.get(event, False) or any(
                    days[0] - last <= _BESIDE and first - days[1] <= _BESIDE
                    for first, last in within
                )
    return {event for event, fits in near.items() if not fits}


def _midnight(day: date) -> datetime:
    """The start of the day in UTC; days at the ends of the calendar are moved off its edge."""
    day = max(date(2, 1, 1), min(day, date(9998, 1, 1)))
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _profile(gathered: Gathered, part_of: str | None) -> EventProfile:
    rejected = {
        id
        for id, row in holding(gathered.judgements, VERDICTS).items()
        if row.verb is not Verb.ACCEPTED
    }
    kept = [one for one in gathered.placed if one.id not in rejected and not one.reread]
    mentions, versions = list(gathered.mentions.values()), gathered.versions
    told = {mention.version for mention in mentions} | {one.seen.id for one in kept}
    rows = [versions[id].row for id in sorted(told)] or [one.seen.row for one in gathered.placed]
    words = [mention.span.of(versions[mention.version].version.text) for mention in mentions]
    spans: dict[str, list[Span]] = {}
    for one in mentions:
        spans.setdefault(one.version, []).append(one.span)
    names = [names_near(versions[id].version.text, spans[id]) for id in sorted(spans)]
    modalities = [mention.modality for mention in mentions]
    actual = not modalities or Modality.ACTUAL in modalities
    return build_profile(
        id=gathered.identity.id,
        kind=gathered.identity.kind,
        known_at=min(row.known_at for row in rows),
        claims=[one.claim for one in kept],
        reports=[row.report for row in rows],
        versions=[row.id for row in rows],
        words=words,
        names=frozenset().union(*names),
        modality=Modality.ACTUAL if actual else modalities[0],
        part_of=part_of,
    )
