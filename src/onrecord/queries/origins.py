"""Whose words a claim's words are: sentences carried over and copied are no new statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from onrecord.queries.gather import Placed
from onrecord.queries.order import before
from onrecord.queries.sentences import folded

COPIED = 90.0
"""Likeness of two sentences, of 100 (rapidfuzz's `ratio`), from which one copies the other."""

_LONGEST = 600


def find_origins(
    placed: Sequence[Placed],
    same_value: Callable[[Placed, Placed], bool],
) -> dict[str, Placed]:
    """Claim id -> the claim whose words it repeats, itself where it is the first to say so.

    A claim repeats an earlier one of the same slot, item and value if its sentence is the same
    but for a few words, in another report, or in the version just before it of the same report:
    what stood in between counts as said anew. Origins of origins are followed to their end.
    """
    alike: dict[tuple[str, str | None], list[Placed]] = defaultdict(list)
    for one in placed:
        alike[one.claim.slot, one.claim.item].append(one)
    text = {one.id: folded(one.sentence)[:_LONGEST] for one in placed}
    origin: dict[str, Placed] = {}
    for group in alike.values():
        for index, one in enumerate(group):
            origin[one.id] = one
            for earlier in group[:index]:
                if (
                    _may_carry(earlier, one)
                    and _alike(text[earlier.id], text[one.id])
                    and same_value(earlier, one)
                ):
                    origin[one.id] = origin[earlier.id]
                    break
    return origin


def _may_carry(earlier: Placed, later: Placed) -> bool:
    one, other = earlier.seen.row, later.seen.row
    if one.report == other.report:
        return one.number + 1 == other.number
    return before(one, other)


def _alike(one: str, other: str) -> bool:
    return one == other or fuzz.ratio(one, other, score_cutoff=COPIED) >= COPIED
