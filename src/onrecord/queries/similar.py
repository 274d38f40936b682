"""`similar`: the nearest earlier events of an event's kind, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.record import EventRow
from onrecord.notices import Precedent, nearest
from onrecord.notices.obligations import days_of
from onrecord.queries.bare import bare_history
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.earlier import earlier_events
from onrecord.queries.events import event_row, resolve_in
from onrecord.queries.told import asking

_EARLIER = 200
"""Earlier events that one is held against: those last told of."""


@dataclass(frozen=True, slots=True)
class SimilarEvents:
    """An event and the nearest earlier ones, the most alike first; `held` tells of how many."""

    event: EventRow
    held: int
    precedents: tuple[Precedent, ...]


def similar_events(
    ledger: Ledger,
    event: str,
    clocks: Clocks = NOW,
    *,
    most: int = 5,
    codebook: Codebook | None = None,
) -> SimilarEvents:
    """The events of the kind that happened before `event` and are most like it, at most `most`.

    Held against the 200 that were last told of; their values are as of the clocks too.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        told = resolve_in(seen, event, book)
        row = event_row(seen, told, book)
        mine = bare_history(told, row.name)
        days = days_of(mine)
        if days is None:
            return SimilarEvents(row, 0, ())
        others = earlier_events(seen, row.kind, days[0], book, _EARLIER)
        earlier = [one for one in others if one.event != row.id]
        return SimilarEvents(row, len(earlier), nearest(mine, earlier, book, most))
