"""Claims before and after become notices: one kind a file, listed by hand."""

from onrecord.notices.alone import histories_of
from onrecord.notices.find import find_notices
from onrecord.notices.history import EventHistory, in_order
from onrecord.notices.obligations import Cover, Verdict, verdicts
from onrecord.notices.once import once
from onrecord.notices.origins import count_origins
from onrecord.notices.precedents import Beside, Precedent, nearest

__all__ = [
    "Beside",
    "Cover",
    "EventHistory",
    "Precedent",
    "Verdict",
    "count_origins",
    "find_notices",
    "histories_of",
    "in_order",
    "nearest",
    "once",
    "verdicts",
]
