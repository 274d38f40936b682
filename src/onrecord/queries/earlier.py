"""The earlier events of a kind, as far as another is compared with them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.times import stamp
from onrecord.notices.history import EventHistory
from onrecord.notices.precedents import compared
from onrecord.queries.bare import bare_history
from onrecord.queries.cards import compared_at, kept_histories
from onrecord.queries.events import CHUNK, event_rows, told_last
from onrecord.queries.keeping import Kept, cards_kept, events_named, holds_now
from onrecord.queries.selecting import Selection, kept_events
from onrecord.queries.visible import View


def earlier_events(
    seen: View, kind: str, before: date, book: Codebook, most: int
) -> list[EventHistory]:
    """The events of the kind of which some day before that one is told, those last told of at the
    clocks, with no more of their claims than `onrecord.notices.nearest` looks at."""
    kept = cards_kept(seen, book)
    if kept is not None and holds_now(seen, kept) and before > date.min:
        return _as_kept(seen, kind, before, book, kept, most)
    told = list(islice(told_last(seen, book, kind, CHUNK, before), most))
    rows = event_rows(seen, told, book)
    return [
        compared(bare_history(one, row.name), book) for one, row in zip(told, rows, strict=True)
    ]


def _as_kept(
    seen: View, kind: str, before: date, book: Codebook, kept: Kept, most: int
) -> list[EventHistory]:
    wanted = Selection(kind=kind, until=before - timedelta(days=1))
    changed = compared_at(seen, events_named(seen, kept.stale), book)
    fresh = {history.event: history for one, history in changed if wanted.fits(one, ())}
    order = [
        (stamp(one.last_told), history.event) for one, history in changed if history.event in fresh
    ]
    order += kept_events(seen, wanted, kept.stale, most)
    chosen = [id for _, id in sorted(order, reverse=True)[:most]]
    held = kept_histories(seen, [id for id in chosen if id not in fresh])
    return [*held, *(fresh[id] for id in chosen if id in fresh)]
