"""Events listed by what they are: kind, actor, place, days, outlet, words, reviewed or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.record import EventRow
from onrecord.queries.cards import Card, cards_at, kept_cards, kept_details
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.details import EventDetails
from onrecord.queries.events import CHUNK, identities_of
from onrecord.queries.identity import Identity, identify
from onrecord.queries.keeping import Kept, cards_kept, may_list
from onrecord.queries.mentioned import mentions_matching
from onrecord.queries.newest import newest_events
from onrecord.queries.rows import EventDays
from onrecord.queries.selecting import Selection, holding
from onrecord.queries.told import asking
from onrecord.queries.visible import View
from onrecord.queries.worked_out import remembering

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
    selection = Selection(kind=kind, actor=actor, place=place, since=since, until=until)
    found = find_details(ledger, clocks, selection, limit=limit, codebook=codebook)
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
    """Events by kind, actor, place and days (`Selection`), by the day they happened on, the
    undated last. At most `limit` events: those last told of.
    """
    selection = Selection(kind=kind, actor=actor, place=place, since=since, until=until)
    found = find_details(ledger, clocks, selection, limit=limit, codebook=codebook)
    return tuple(EventDays(one.event, one.days) for one in found)


def find_details(
    ledger: Ledger,
    clocks: Clocks = NOW,
    selection: Selection | None = None,
    *,
    limit: int = _MOST,
    skip: int = 0,
    codebook: Codebook | None = None,
) -> tuple[EventDetails, ...]:
    """The events of a selection (all of them, without one) with what a list tells of each.

    At most `limit` events, those last told of but for the first `skip` of these; by the day they
    happened on, the undated last.
    """
    wanted = selection or Selection()
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        kept = cards_kept(seen, book)
        if kept is not None and may_list(seen, kept):
            found = _as_kept(seen, wanted, book, kept, limit, skip)
        else:
            fitting = _worked_out(seen, wanted, book, kept, min(skip + limit, CHUNK))
            found = [one.details for one in islice(fitting, skip, skip + limit)]
    return tuple(sorted(found, key=_day_key))


def event_details(
    ledger: Ledger, events: Sequence[str], clocks: Clocks = NOW, codebook: Codebook | None = None
) -> tuple[EventDetails, ...]:
    """What a list tells of those of `events` that were on record at the clocks, in that order."""
    with asking(ledger, clocks) as seen:
        return details_in(seen, events, codebook or codebook_of(seen))


def details_in(seen: View, events: Sequence[str], book: Codebook) -> tuple[EventDetails, ...]:
    """As `event_details`, in an open view."""
    if not events:
        return ()
    cards = _cards(seen, identify(seen, events), book, cards_kept(seen, book), whole=False)
    found = {one.details.event.id: one.details for one in cards}
    return tuple(found[id] for id in events if id in found)


def _day_key(one: EventDetails) -> tuple[object, ...]:
    first_known = one.event.first_known
    first = one.days[0] if one.days else first_known.date()
    return (one.days is None, first, first_known, one.event.id)


def _as_kept(
    seen: View, wanted: Selection, book: Codebook, kept: Kept, limit: int, skip: int
) -> list[EventDetails]:
    """The events that fit, by their cards as far as these hold."""

    def work_out(events: Sequence[Identity]) -> list[tuple[Card, EventDetails]]:
        # Of an actor's events every claim is asked for: any may name the actor.
        made = cards_at(seen, events, book, whole=wanted.actor is not None)
        return [(one, one.details) for one in made]

    what = "card" if wanted.actor is None else "whole card"
    worked_out = remembering(seen, kept, book, what, work_out)
    newest = newest_events(seen, wanted, kept, skip + limit, worked_out)
    shown = list(islice(newest, skip, None))
    held = kept_details(seen, [id for id, fresh in shown if fresh is None])
    return [held[id] if fresh is None else fresh for id, fresh in shown]


def _worked_out(
    seen: View, wanted: Selection, book: Codebook, kept: Kept | None, chunk: int
) -> Iterator[Card]:
    """The events that fit at the clocks, from those last told of back."""
    run = wanted.run
    ids = mentions_matching(
        seen,
        kind=wanted.kind,
        actor=wanted.actor,
        place=wanted.place,
        days=[] if run is None else [run],
    )
    versions = holding(seen, wanted)
    for some in identities_of(seen, ids, chunk):
        # Of an actor's events every claim is asked for: any may name the actor.
        for one in _cards(seen, some, book, kept, whole=wanted.actor is not None):
            if wanted.fits(one, versions):
                yield one


def _cards(
    seen: View, identities: Sequence[Identity], book: Codebook, kept: Kept | None, *, whole: bool
) -> list[Card]:
    """The cards of the events at the clocks, kept or worked out, in the order given."""
    held = cards_that_hold(seen, identities, kept)
    others = [one for one in identities if one.id not in held]
    held |= {one.details.event.id: one for one in cards_at(seen, others, book, whole=whole)}
    return [held[one.id] for one in identities if one.id in held]


def cards_that_hold(
    seen: View, identities: Iterable[Identity], kept: Kept | None
) -> dict[str, Card]:
    """Event id -> card, of those of the events of which all that is kept holds at the clocks."""
    trusted = [] if kept is None else [one for one in identities if kept.stale.isdisjoint(one.ids)]
    return kept_cards(seen, trusted)
