"""The values of a slot that stand: what combinations are held against."""

from __future__ import annotations

from onrecord.model.record import ClaimRow
from onrecord.model.scales import Status
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory


def standing(history: EventHistory, slot: str) -> list[ClaimRow]:
    """The plain rows of a slot that nobody replaced, in order."""
    return [
        row
        for row in shared.in_force(history.rows, slot)
        if row.status is Status.STANDING and row.claim.earlier is None
    ]
