"""Texts that came back: when a report showed a version again after another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from onrecord.ledger.tables import appearance
from onrecord.ledger.times import instant
from onrecord.queries.visible import View, in_lots


def returns_of(seen: View, reports: Collection[str]) -> dict[str, tuple[datetime, ...]]:
    """Version id -> the known times at which its report went back to it from another version."""
    shown: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for some in in_lots(reports):
        question = (
            select(appearance.c.report, appearance.c.known_at, appearance.c.version)
            .where(appearance.c.report.in_(some), seen.on(appearance))
            .order_by(appearance.c.known_at, appearance.c.id)
        )
        if seen.known is not None:
            question = question.where(appearance.c.known_at <= seen.known)
        for row in seen.connection.execute(question):
            shown[row.report].append((row.known_at, row.version))
    found: dict[str, list[datetime]] = defaultdict(list)
    for every in shown.values():
        met: set[str] = set()
        last = None
        for known_at, version in every:
            if version in met and version != last:
                found[version].append(instant(known_at))
            met.add(version)
            last = version
    return {version: tuple(times) for version, times in found.items()}
