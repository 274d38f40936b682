"""Offices without a state: whose "Joint Chiefs of Staff" speak in a version."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from onrecord.model.attribution import Speaker
from onrecord.model.record import ClaimRow
from onrecord.notices.history import EventHistory
from onrecord.registers.keys import plain
from onrecord.registers.offices import office_of


def with_states(history: EventHistory) -> EventHistory:
    """The history with a state for each office that a version names without one.

    "The Joint Chiefs of Staff" of a version in which one state's military speaks on the event, and
    no other's, are that state's. Where two states' do, or none's, nothing is added. Only for
    telling who speaks for whom: ids and words of the claims stay.
    """
    bare = {row.id for row in history.rows if _office(row.claim.speaker) is not None}
    if not bare:
        return history
    states: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in history.rows:
        state, _, office = (row.claim.speaker.code or "").partition(".")
        if office:
            states[row.version.id, office.partition(".")[0]].add(state)
    rows = tuple(_stated(row, states) if row.id in bare else row for row in history.rows)
    return replace(history, rows=rows)


def _office(speaker: Speaker) -> tuple[str, str, str] | None:
    """Code, kind and label of the office that an uncoded speaker is, without its state."""
    if speaker.code is not None:
        return None
    return office_of(plain(speaker.name).removeprefix("the "))


def _stated(row: ClaimRow, states: dict[tuple[str, str], set[str]]) -> ClaimRow:
    """The row, its speaker coded where just one state has that branch in its version."""
    office = _office(row.claim.speaker)
    assert office is not None
    found = states.get((row.version.id, office[0].partition(".")[0]), set())
    if len(found) != 1:
        return row
    speaker = replace(row.claim.speaker, code=f"{next(iter(found))}.{office[0]}")
    return replace(row, claim=replace(row.claim, speaker=speaker))
