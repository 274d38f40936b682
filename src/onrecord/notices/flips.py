"""Back and forth: steps between the same two values are one change of mind, not many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from onrecord.codebook import Codebook
from onrecord.model.record import ClaimRow
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory, in_order
from onrecord.values.compare import Relation


def with_returns(history: EventHistory) -> EventHistory:
    """The history with the rows of a text that came back told again at each time it did.

    The versions of a report are numbered by when each was shown, a text that came back as often
    as it was; ids stay, so that the rows of one text are never held to be before one another.
    """
    if not history.returns:
        return history
    shown: dict[str, set[tuple[datetime, str]]] = defaultdict(set)
    for row in history.rows:
        times = (row.version.known_at, *history.returns.get(row.version.id, ()))
        shown[row.version.report].update((time, row.version.id) for time in times)
    place = {
        (report, *one): number
        for report, every in shown.items()
        for number, one in enumerate(sorted(every), 1)
    }
    rows = [
        replace(row, version=replace(row.version, known_at=time, number=place[key]))
        for row in history.rows
        for time in (row.version.known_at, *history.returns.get(row.version.id, ()))
        for key in ((row.version.report, time, row.version.id),)
    ]
    return replace(history, rows=in_order(tuple(rows)))


Step = tuple[ClaimRow, ClaimRow]


def chained(steps: Iterable[Step], codebook: Codebook) -> list[tuple[ClaimRow, ...]]:
    """The steps of one slot in order of time, those that go back and forth joined into one chain.

    A chain holds the values as they were given, one more than its steps: a step goes on a chain
    where it starts from the chain's last value, on the same item, and leads back to the value
    before that. Steps to a third value begin a chain of their own.
    """
    chains: list[list[ClaimRow]] = []
    for old, new in steps:
        for chain in reversed(chains):
            if _same(chain[-1], old, codebook) and _same(chain[-2], new, codebook):
                chain.append(new)
                break
        else:
            chains.append([old, new])
    return [tuple(chain) for chain in chains]


def is_flip(chain: Sequence[ClaimRow]) -> bool:
    """Whether the values of a chain go back and forth between versions."""
    return len(chain) > 2 and len({row.version.number for row in chain}) == len(chain)


def _same(mine: ClaimRow, theirs: ClaimRow, codebook: Codebook) -> bool:
    one_item = mine.claim.item == theirs.claim.item
    return one_item and shared.relation(mine, theirs, codebook) is Relation.SAME
