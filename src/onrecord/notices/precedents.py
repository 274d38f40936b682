"""Precedents by attribute: the nearest earlier events of a kind, and how they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from onrecord.codebook import Codebook, SlotType
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Modality, Status
from onrecord.model.value import ActorValue, PlaceValue, Quantity
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.obligations import days_of
from onrecord.values.compare import Relation
from onrecord.values.si import si

_HOLD = (Relation.SAME, Relation.FINER, Relation.COARSER)
_COMPARED = (
    SlotType.QUANTITY,
    SlotType.TERM,
    SlotType.PLACE,
    SlotType.ACTOR,
    SlotType.NAME,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """One slot of both events: the standing values, and how near they are, from 0 to 1."""

    slot: str
    mine: ClaimRow
    theirs: ClaimRow
    near: float


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier event beside this one.

    Attributes:
        event, name: its id and plain name.
        days: its first and last day.
        before: days from its last day to this event's first.
        likeness: 0 to 1; how many of this event's attributes it shares, and how nearly.
        alike, differing: the slots that both have, in the codebook's order.
    """

    event: str
    name: str
    days: tuple[date, date]
    before: int
    likeness: float
    alike: tuple[Beside, ...]
    differing: tuple[Beside, ...]


def nearest(
    event: EventHistory, earlier: Sequence[EventHistory], codebook: Codebook, most: int = 5
) -> tuple[Precedent, ...]:
    """The events of `earlier` that are most like `event`, the likest first, at most `most`.

    Only events of the same kind that happened before it, and that some text tells as actual.
    Two attributes agree where both values can be one; numbers that differ are near by their ratio,
    places of one state and offices of one state halfway. Of two as like the later one comes first.
    """
    days = days_of(event)
    if days is None or event.kind not in codebook.kinds:
        return ()
    mine = _attributes(event, codebook)
    found = []
    for other in earlier:
        theirs = days_of(other)
        if other.kind != event.kind or other.event == event.event or theirs is None:
            continue
        if theirs[0] >= days[0] or not _happened(other):
            continue
        found.append(_held(other, days, theirs, mine, codebook))
    found.sort(key=lambda each: (-each.likeness, each.before, each.event))
    return tuple(found[:most])


def compared(event: EventHistory, codebook: Codebook) -> EventHistory:
    """The event with no more than `nearest` looks at where it is one of the earlier ones."""
    days, dated = days_of(event), shared.in_force(event.rows, "when")
    when = next((row for row in dated if days_of(replace(event, rows=(row,))) == days), None)
    first = min(event.rows, key=lambda row: row.version.known_at, default=None)
    kept = {id(row) for row in (*_attributes(event, codebook).values(), when, first)}
    actual = (mention for mention in event.mentions if mention.modality is Modality.ACTUAL)
    return EventHistory(
        event=event.event,
        kind=event.kind,
        name=event.name,
        rows=tuple(row for row in event.rows if id(row) in kept),
        versions={},
        mentions=tuple(islice(actual, 1)),
    )


def _attributes(event: EventHistory, codebook: Codebook) -> dict[str, ClaimRow]:
    """The values that stand in the slots that are compared."""
    kind = codebook.kinds.get(event.kind)
    slots = {} if kind is None else kind.slots
    names = [name for name, slot in slots.items() if slot.type in _COMPARED]
    return {name: row for name in names if (row := _stands(event, name)) is not None}


def _held(
    other: EventHistory,
    days: tuple[date, date],
    theirs: tuple[date, date],
    mine: dict[str, ClaimRow],
    codebook: Codebook,
) -> Precedent:
    both = [
        Beside(slot, row, their, _nearness(row, their, codebook))
        for slot, row in mine.items()
        if (their := _stands(other, slot)) is not None
    ]
    return Precedent(
        event=other.event,
        name=other.name,
        days=theirs,
        before=max(0, (days[0] - theirs[1]).days),
        likeness=round(sum(each.near for each in both) / max(1, len(mine)), 3),
        alike=tuple(each for each in both if each.near == 1),
        differing=tuple(each for each in both if each.near < 1),
    )


def _happened(event: EventHistory) -> bool:
    """Whether some mention tells it as something that took place."""
    return any(mention.modality is Modality.ACTUAL for mention in event.mentions)


def _stands(event: EventHistory, slot: str) -> ClaimRow | None:
    """The value of a slot that was given last and stands, that of the whole before a part's."""
    rows = [
        row
        for row in shared.in_force(event.rows, slot)
        if row.status is Status.STANDING and row.claim.earlier is None and not shared.is_more(row)
    ]
    whole = [row for row in rows if row.claim.item in (None, "both", "all", "each")]
    chosen = whole or rows
    return chosen[-1] if chosen else None


def _nearness(mine: ClaimRow, theirs: ClaimRow, codebook: Codebook) -> float:
    """How near two values are: 1 where both can be one, 0 where nothing joins them."""
    if shared.relation(mine, theirs, codebook) in _HOLD:
        return 1.0
    a, b = mine.claim.value, theirs.claim.value
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return _ratio(a, b)
    if isinstance(a, PlaceValue) and isinstance(b, PlaceValue):
        return 0.5 if a.country is not None and a.country == b.country else 0.0
    if isinstance(a, ActorValue) and isinstance(b, ActorValue):
        same = a.code is not None and b.code is not None and a.code[:3] == b.code[:3]
        return 0.5 if same else 0.0
    return 1.0 if mine.words.casefold() == theirs.words.casefold() else 0.0


def _ratio(a: Quantity, b: Quantity) -> float:
    """The smaller amount by the larger one, 0 where they measure different things."""
    low_a, high_a, kind_a = si(a)
    low_b, high_b, kind_b = si(b)
    one = low_a if low_a is not None else high_a
    other = low_b if low_b is not None else high_b
    if kind_a != kind_b or one is None or other is None or max(one, other) <= 0:
        return 0.0
    return min(0.99, float(min(one, other) / max(one, other)))
