"""Back and forth: steps between the same two values are one change of mind, not many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.codebook import Codebook
from onrecord.model.record import ClaimRow
from onrecord.notices import rows as shared
from onrecord.values.compare import Relation

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
