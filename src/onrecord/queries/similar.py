"""`similar`: the nearest earlier events of an event's kind, and how they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.record import EventRow
from onrecord.notices import Precedent
from onrecord.notices.history import EventHistory
from onrecord.notices.obligations import days_of
from onrecord.notices.precedents import Resemblance, in_words, likest
from onrecord.notices.profile import profile_of
from onrecord.queries.bare import bare_history
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.earlier import Earlier, earlier_events
from onrecord.queries.events import event_row, resolve_in
from onrecord.queries.told import asking
from onrecord.queries.visible import View

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
        earlier, found = resemblances_of(seen, mine, book, _EARLIER, most)
        held = sum(one.event != row.id for one in earlier.profiles)
        return SimilarEvents(row, held, precedents_among(seen, mine, earlier, found, book))


def resemblances_of(
    seen: View, mine: EventHistory, book: Codebook, among: int, most: int = 5
) -> tuple[Earlier, tuple[Resemblance, ...]]:
    """The earlier events that an event is held against, at most `among`, and those most like it."""
    days = days_of(mine)
    if days is None:
        return Earlier(), ()
    earlier = earlier_events(seen, mine.kind, days[0], book, among)
    return earlier, likest(profile_of(mine, book), earlier.profiles, book, most)


def precedents_among(
    seen: View,
    mine: EventHistory,
    earlier: Earlier,
    found: Sequence[Resemblance],
    book: Codebook,
) -> tuple[Precedent, ...]:
    """What was found among the earlier events, in words."""
    histories = earlier.histories(seen, [one.event for one in found], book)
    return in_words(mine, found, histories, book)
