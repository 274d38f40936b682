"""Claims before and after become notices: one kind a file, listed by hand."""

from onrecord.notices.alone import histories_of
from onrecord.notices.find import find_notices
from onrecord.notices.history import EventHistory, in_order
from onrecord.notices.obligation import Bearing, Cover, find_bearings
from onrecord.notices.once import once
from onrecord.notices.origins import count_origins

__all__ = [
    "Bearing",
    "Cover",
    "EventHistory",
    "count_origins",
    "find_bearings",
    "find_notices",
    "histories_of",
    "in_order",
    "once",
]
