"""Named questions with both clocks; the only SELECTs outside ledger/.

Each takes the ledger, what is asked about, and `Clocks(known, recorded)`, and gives frozen rows
(`onrecord.queries.rows`). All SELECTs of one question see one unchanging state of the ledger.
"""

from onrecord.queries.briefing import brief_known
from onrecord.queries.candidates import candidate_events
from onrecord.queries.clocks import NOW, Clocks, parse_time
from onrecord.queries.diff import diff_report
from onrecord.queries.duties import ask_obligations
from onrecord.queries.events import (
    Ambiguous,
    NotOnRecord,
    resolve_event,
)
from onrecord.queries.explain import explain_claim
from onrecord.queries.history import event_history, event_notices
from onrecord.queries.ids import short_ids
from onrecord.queries.listing import find_dated_events, find_events
from onrecord.queries.matrix import matrix_event
from onrecord.queries.noticed import ask_notices
from onrecord.queries.reports import find_reports, resolve_report
from onrecord.queries.search import search_words
from onrecord.queries.show import blame_event, log_event, show_event
from onrecord.queries.similar import similar_events
from onrecord.queries.text import report_text
from onrecord.queries.timeline import plot_slot, tell_story
from onrecord.queries.who import ask_who

__all__ = [
    "NOW",
    "Ambiguous",
    "Clocks",
    "NotOnRecord",
    "ask_notices",
    "ask_obligations",
    "ask_who",
    "blame_event",
    "brief_known",
    "candidate_events",
    "diff_report",
    "event_history",
    "event_notices",
    "explain_claim",
    "find_dated_events",
    "find_events",
    "find_reports",
    "log_event",
    "matrix_event",
    "parse_time",
    "plot_slot",
    "report_text",
    "resolve_event",
    "resolve_report",
    "search_words",
    "short_ids",
    "show_event",
    "similar_events",
    "tell_story",
]
