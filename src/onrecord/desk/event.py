"""One event: the record at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.desk.asked import Asked
from onrecord.desk.shown import Shown
from onrecord.model.notice import Notice
from onrecord.queries import event_notices, show_event
from onrecord.queries.rows import EventRecord


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event's record and notices at the clocks asked for."""

    record: EventRecord
    notices: tuple[Notice, ...]


def event_page(asked: Asked) -> Shown:
    """The record of the event that the address names.

    Raises:
        Ambiguous, NotOnRecord: see `onrecord.queries.resolve_event`.
    """
    record = show_event(asked.ledger, asked.words["event"], asked.clocks)
    notices = event_notices(asked.ledger, record.event.id, asked.clocks)
    return Shown("event.html", EventPage(record, notices))
