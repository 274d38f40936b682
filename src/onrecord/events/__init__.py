"""Mentions become events: grouping within a version, joining across reports."""

from onrecord.events.beside import days_of, names_near
from onrecord.events.clues import clues_of, countries_of
from onrecord.events.grouping import group_mentions
from onrecord.events.joining import Joined, join
from onrecord.events.nearness import NIGHT, TOLD_APART, UNDATED, open_days
from onrecord.events.profile import (
    EventProfile,
    build_profile,
    merge_profiles,
    profile_of_values,
    profiles_of,
)

__all__ = [
    "NIGHT",
    "TOLD_APART",
    "UNDATED",
    "EventProfile",
    "Joined",
    "build_profile",
    "clues_of",
    "countries_of",
    "days_of",
    "group_mentions",
    "join",
    "merge_profiles",
    "names_near",
    "open_days",
    "profile_of_values",
    "profiles_of",
]
