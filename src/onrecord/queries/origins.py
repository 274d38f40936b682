"""Whose words a claim's words are: sentences carried over and copied are no new statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from onrecord.queries.gather import Placed
from onrecord.queries.order import before
from onrecord.queries.relations import Relations
from onrecord.queries.sentences import folded

COPIED = 90.0
"""Likeness of two sentences, of 100 (rapidfuzz's `ratio`), from which one copies the other."""

_LONGEST = 600


def find_origins(placed: Sequence[Placed], relations: Relations) -> dict[str, Placed]:
    """Claim id -> the claim whose words it repeats, itself where it is the first to say so.

    A claim repeats an earlier one of the same slot, item and value if its sentence is the same
    but for a few words, in another report, or in the version just before it of the same report:
    what stood in between counts as said anew. Origins of origins are followed to their end.
    """
    groups: dict[tuple[str, str | None], list[Placed]] = defaultdict(list)
    for one in placed:
        groups[one.claim.slot, one.claim.item].append(one)
    text = {one.id: folded(one.sentence)[:_LONGEST] for one in placed}
    origin: dict[str, Placed] = {}
    same: dict[tuple[int, int], bool] = {}
    for group in groups.values():
        # By text and content: an event's reports hold few of either, each many times.
        told: dict[str, dict[int, list[int]]] = {}
        alike: dict[str, list[str]] = {}
        for index, one in enumerate(group):
            words = text[one.id]
            if words not in told:
                near = [other for other in told if _alike(other, words)]
                for other in near:
                    alike[other].append(words)
                told[words], alike[words] = {}, [*near, words]
            content = relations.content(one)
            found: list[int] = []
            for other in alike[words]:
                for earlier, places in told[other].items():
                    says_so = same.get((earlier, content))
                    if says_so is None:
                        says_so = relations.same(group[places[0]], one)
                        same[earlier, content] = says_so
                    if says_so and (first := _first_carried(group, places, one)) is not None:
                        found.append(first)
            origin[one.id] = origin[group[min(found)].id] if found else one
            told[words].setdefault(content, []).append(index)
    return origin


def _first_carried(group: Sequence[Placed], places: Sequence[int], one: Placed) -> int | None:
    """The first of these places of the group whose claim `one` may carry over."""
    return next((place for place in places if _may_carry(group[place], one)), None)


def _may_carry(earlier: Placed, later: Placed) -> bool:
    one, other = earlier.seen.row, later.seen.row
    if one.report == other.report:
        return one.number + 1 == other.number
    return before(one, other)


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other, score_cutoff=COPIED) >= COPIED
