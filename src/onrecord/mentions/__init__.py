"""Words that refer to an event: which kind, real or planned, affirmed or denied."""

from onrecord.mentions.find import find_mentions

__all__ = ["find_mentions"]
