"""Mentions become events: grouping within a version, joining across reports."""

from onrecord.events.grouping import group_mentions
from onrecord.events.joining import Joined, join
from onrecord.events.profile import EventProfile, build_profile, days_of, profiles_of

__all__ = [
    "EventProfile",
    "Joined",
    "build_profile",
    "days_of",
    "group_mentions",
    "join",
    "profiles_of",
]
