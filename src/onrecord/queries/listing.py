"""Events listed by what they are: kind, actor, place and days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from sqlalchemy import ColumnElement, or_

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.inside import has_part
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import claim
from onrecord.model.record import EventRow
from onrecord.model.value import ActorValue, PlaceValue
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import (
    CHUNK,
    closest_days,
    days_of_event,
    event_rows,
    identities_of,
    told_by,
)
from onrecord.queries.gather import Placed
from onrecord.queries.lines import Decided
from onrecord.queries.mentioned import mentions_matching
from onrecord.queries.naming import naming_slots
from onrecord.queries.rows import EventDays
from onrecord.queries.speakers import plain
from onrecord.queries.told import asking, decide_all
from onrecord.queries.visible import View

_MOST = 200


def find_events(
    ledger: Ledger,
    clocks: Clocks = NOW,
    *,
    kind: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = _MOST,
    codebook: Codebook | None = None,
) -> tuple[EventRow, ...]:
    """The events of `find_dated_events`, in its order."""
    found = find_dated_events(
        ledger,
        clocks,
        kind=kind,
        actor=actor,
        place=place,
        since=since,
        until=until,
        limit=limit,
        codebook=codebook,
    )
    return tuple(one.event for one in found)


def find_dated_events(
    ledger: Ledger,
    clocks: Clocks = NOW,
    *,
    kind: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = _MOST,
    codebook: Codebook | None = None,
) -> tuple[EventDays, ...]:
    """Events by kind, actor, place and days, by the day they happened on, the undated last.

    `actor` fits names and codes of speakers and of those who act; `place` names; both anywhere in
    the value, case aside. `since` and `until` are days of the event, both included; an event
    whose days are not known fits neither. At most `limit` events: those last known of.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        ids = mentions_matching(
            seen,
            kind=kind,
            actor=actor,
            place=place,
            days=[(since or date.min, until or date.max)] if since or until else [],
        )
        chunk = min(limit, CHUNK)
        # Of an actor's events every claim is asked for: any may name the actor.
        told = (
            told_by(seen, ids, book, chunk)
            if actor is not None
            else _named(seen, ids, book, chunk, place)
        )
        fitting = (one for one in told if _fits(one, actor, place, since, until))
        found = list(islice(fitting, limit))
        rows = event_rows(seen, found, book)
    dated = [EventDays(row, closest_days(one)) for one, row in zip(found, rows, strict=True)]
    return tuple(sorted(dated, key=_day_key))


def _named(
    seen: View, ids: Iterable[str], book: Codebook, chunk: int, place: str | None
) -> Iterator[Decided]:
    """As `told_by`, with no more claims than name an event and, if asked for, its places."""
    for some in identities_of(seen, ids, chunk):
        slots = {"when", *naming_slots(book, {one.kind for one in some})}
        needed: ColumnElement[bool] = claim.c.slot.in_(sorted(slots))
        if place is not None:
            needed = or_(needed, has_part(claim.c.body, "place"))
        for one in decide_all(seen, some, book, needed):
            if one.gathered.told_in:
                yield one


def _day_key(one: EventDays) -> tuple[object, ...]:
    first_known = one.event.first_known
    first = one.days[0] if one.days else first_known.date()
    return (one.days is None, first, first_known, one.event.id)


def _fits(
    told: Decided, actor: str | None, place: str | None, since: date | None, until: date | None
) -> bool:
    shown = [one for one in told.gathered.placed if one.hidden is None]
    if actor is not None and not any(_has_actor(one, plain(actor)) for one in shown):
        return False
    if place is not None and not any(_has_place(one, plain(place)) for one in shown):
        return False
    if since is None and until is None:
        return True
    return any(
        (since is None or last >= since) and (until is None or first <= until)
        for first, last in days_of_event(told)
    )


def _has_actor(one: Placed, words: str) -> bool:
    speaker, value = one.claim.speaker, one.claim.value
    names = [speaker.name, speaker.code or ""]
    if isinstance(value, ActorValue):
        names += [value.name, value.code or ""]
    return any(words in plain(name) for name in names)


def _has_place(one: Placed, words: str) -> bool:
    value = one.claim.value
    return isinstance(value, PlaceValue) and words in plain(value.name)
