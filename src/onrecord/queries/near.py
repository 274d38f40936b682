"""Mentions of a kind in versions known near a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from onrecord.ledger.tables import appearance, mention
from onrecord.ledger.times import stamp
from onrecord.queries.visible import View

_NEAR = timedelta(days=120)
_MENTIONS_AN_EVENT = 6


def of_kinds(kinds: Collection[str]) -> ColumnElement[bool]:
    """That a mention is of one of these kinds, where another condition is to find the rows.

    Asked of the bare column, SQLite would take the index of kinds, which leads to every mention of
    the kind that there ever was, and not that of known times.
    """
    return func.coalesce(mention.c.kind, "").in_(sorted(kinds))


def near_mentions(seen: View, kind: str, first: datetime, last: datetime, events: int) -> list[str]:
    """Ids of mentions of the kind in versions known from 120 days before `first` to 120 after
    `last`: enough for about this many events, those known last first."""
    known = func.min(appearance.c.known_at)
    question = (
        select(mention.c.id)
        .join(appearance, appearance.c.version == mention.c.version)
        .where(
            appearance.c.known_at.between(stamp(first - _NEAR), stamp(last + _NEAR)),
            of_kinds([kind]),
            seen.on(appearance, mention),
        )
        .group_by(mention.c.id)
        .order_by(known.desc(), mention.c.id)
        .limit(events * _MENTIONS_AN_EVENT)
    )
    if seen.known is not None:
        question = question.where(appearance.c.known_at <= seen.known)
    return list(seen.connection.execute(question).scalars())
