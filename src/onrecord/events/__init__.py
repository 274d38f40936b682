"""Mentions become events: grouping within a version, joining across reports."""

from onrecord.events.beside import days_of, names_near
from onrecord.events.grouping import group_mentions
from onrecord.events.joining import Joined, join
from onrecord.events.profile import (
    EventProfile,
    build_profile,
    merge_profiles,
    profiles_of,
)

__all__ = [
    "EventProfile",
    "Joined",
    "build_profile",
    "days_of",
    "group_mentions",
    "join",
    "merge_profiles",
    "names_near",
    "profiles_of",
]
