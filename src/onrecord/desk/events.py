"""The events: one selection of them as a list."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.desk.asked import Asked
from onrecord.desk.shown import Shown
from onrecord.model.record import EventRow
from onrecord.queries import find_events, short_ids


@dataclass(frozen=True, slots=True)
class EventsPage:
    """The events of a selection, oldest first; `short` are their ids as people write them."""

    events: tuple[EventRow, ...]
    short: dict[str, str]


def events_page(asked: Asked) -> Shown:
    """The events on record."""
    events = find_events(asked.ledger, asked.clocks, kind=asked.word("kind"))
    short = short_ids(asked.ledger, (event.id for event in events))
    return Shown("events.html", EventsPage(events, short))
