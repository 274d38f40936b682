"""Words that state a number without one: "no casualties"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from onrecord.claims.belonging import event_of, kinds_told
from onrecord.claims.context import Context, Draft
from onrecord.claims.evidence import Evidence
from onrecord.claims.items import none_of
from onrecord.mentions.words import Line, split
from onrecord.model.value import Quantity

_LEFT = frozenset(("left", "remaining", "remain", "yet"))
"""Behind "no casualties" these say nothing of how many there were."""
_FAR = 7
"""An event that is further off than this is not the one that the words speak of."""


def fixed_amounts(context: Context, line: Line, runs: Sequence[tuple[int, int]]) -> Iterator[Draft]:
    """What the codebook's fixed phrases state in a line; `runs` are the values found there."""
    lows = [word.low for word in line.words]
    done: set[tuple[int, str]] = set()
    for kind in kinds_told(context):
        for slot in kind.slots.values():
            for phrase, amount in slot.fixed:
                words = [word.low for word in split(phrase)]
                for index in range(len(lows) - len(words) + 1):
                    if lows[index : index + len(words)] != words:
                        continue
                    if line.low(index + len(words)) in _LEFT:
                        continue
                    run = (index, index + len(words))
                    if any(a < run[1] and run[0] < b for a, b in runs):
                        continue
                    where = event_of(context, line, run, kind, Evidence(*run, 0.0))
                    if where is None or (index, slot.name) in done or where[2] > _FAR:
                        continue
                    done.add((index, slot.name))
                    span = line.cover(*run)
                    yield Draft(
                        slot=slot,
                        cluster=where[0],
                        value=Quantity(unit="people", n=Decimal(amount)),
                        span=span,
                        rule=f"slot.{slot.name}.fixed",
                        confidence=0.8,
                        anchor=where[1],
                        evidence=span,
                        item=none_of(line, run[1]) if slot.items else None,
                    )
