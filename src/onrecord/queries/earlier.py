"""The earlier events of a kind, as far as another is compared with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from onrecord.codebook.codebook import Codebook
from onrecord.notices.history import EventHistory
from onrecord.notices.precedents import compared
from onrecord.queries.bare import bare_history
from onrecord.queries.cards import Card, compared_at, kept_histories
from onrecord.queries.events import CHUNK, event_rows, told_last
from onrecord.queries.identity import Identity
from onrecord.queries.keeping import Kept, cards_kept, may_list
from onrecord.queries.newest import newest_events
from onrecord.queries.selecting import Selection
from onrecord.queries.visible import View


def earlier_events(
    seen: View, kind: str, before: date, book: Codebook, most: int
) -> list[EventHistory]:
    """The events of the kind of which some day before that one is told, those last told of at the
    clocks, with no more of their claims than `onrecord.notices.nearest` looks at."""
    kept = cards_kept(seen, book)
    if kept is not None and may_list(seen, kept) and before > date.min:
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

    def work_out(events: Sequence[Identity]) -> list[tuple[Card, EventHistory]]:
        return compared_at(seen, events, book)

    chosen = list(newest_events(seen, wanted, kept, most, work_out))
    held = kept_histories(seen, [id for id, fresh in chosen if fresh is None])
    return [*held, *(fresh for _, fresh in chosen if fresh is not None)]
