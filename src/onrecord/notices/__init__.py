"""Claims before and after become notices: one kind a file, listed by hand."""

from onrecord.notices.history import EventHistory, in_order

__all__ = ["EventHistory", "in_order"]
