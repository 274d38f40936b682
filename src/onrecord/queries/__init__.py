"""Named questions with both clocks; the only SELECTs outside ledger/."""

from onrecord.queries.clocks import NOW, Clocks, parse_time
from onrecord.queries.events import Ambiguous, NotOnRecord, find_events, resolve_event
from onrecord.queries.short import short_ids
from onrecord.queries.show import blame_event, log_event, show_event

__all__ = [
    "NOW",
    "Ambiguous",
    "Clocks",
    "NotOnRecord",
    "blame_event",
    "find_events",
    "log_event",
    "parse_time",
    "resolve_event",
    "short_ids",
    "show_event",
]
