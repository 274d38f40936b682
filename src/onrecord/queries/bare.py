"""One event by itself, as notices want it."""

from __future__ import annotations

from onrecord.notices.history import EventHistory, in_order
from onrecord.queries.lines import Told


def bare_history(told: Told, name: str) -> EventHistory:
    """The event by itself. Claims that a later reading dropped, or that must not be shown, are
    left out: the first are about our reading and not about the news, the second can't be quoted.
    """
    rows = tuple(
        told.rows[one.id] for one in told.gathered.placed if not one.reread and one.hidden is None
    )
    shown = {id: held.version for id, held in told.gathered.versions.items() if held.hidden is None}
    return EventHistory(
        event=told.gathered.identity.id,
        kind=told.gathered.identity.kind,
        rows=in_order(rows),
        versions=shown,
        attributions=told.attributions,
        mentions=tuple(m for m in told.gathered.mentions.values() if m.version in shown),
        name=name,
    )
