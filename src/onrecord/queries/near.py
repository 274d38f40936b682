"""Mentions of a kind in versions known near a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from onrecord.ledger.tables import appearance, mention
from onrecord.ledger.times import stamp
from onrecord.queries.visible import View

_NEAR = timedelta(days=120)
_MENTIONS_AN_EVENT = 6


def near_mentions(seen: View, kind: str, first: datetime, last: datetime, events: int) -> list[str]:
    """Ids of mentions of the kind in versions known from 120 days before `first` to 120 after
    `last`: enough for about this many events, those known last first."""
    known = func.min(appearance.c.known_at)
    question = (
        select(mention.c.id)
        .join(appearance, appearance.c.version == mention.c.version)
        .where(
            appearance.c.known_at.between(stamp(first - _NEAR), stamp(last + _NEAR)),
            mention.c.kind == kind,
            seen.on(appearance, mention),
        )
        .group_by(mention.c.id)
        .order_by(known.desc(), mention.c.id)
        .limit(events * _MENTIONS_AN_EVENT)
    )
    if seen.known is not None:
        question = question.where(appearance.c.known_at <= seen.known)
    return list(seen.connection.execute(question).scalars())
