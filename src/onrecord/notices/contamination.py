"""Contamination: a value stuck to one event that another event's claims explain better."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.codebook import Codebook, SlotType
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.report import BlockKind
from onrecord.model.value import Quantity
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import kind_at
from onrecord.values.compare import Relation

_OUTER = (BlockKind.CAPTION, BlockKind.HEADLINE, BlockKind.DEK)
"""Blocks that are often written apart from the text and pick up another story's figure."""


def find_contaminations(history: EventHistory, codebook: Codebook) -> tuple[Notice, ...]:
    """Where an event is given a figure that is another event's.

    Three things must meet: the figure conflicts with what the same version says of this event,
    unless by quite another speaker; another event of the kind has just this figure by
    words of an earlier or the same version; and the figure here stands in a headline or caption,
    or nobody else gives it. Only numbers in slots that take one value; small counts are shared by
    too many events.
    """
    found: list[Notice] = []
    for row, here in suspected(history, codebook):
        there = _elsewhere(row, history, codebook)
        if there:
            found.append(_say(history, row, here, there, codebook))
    return tuple(found)


def suspected(history: EventHistory, codebook: Codebook) -> Iterator[tuple[ClaimRow, ClaimRow]]:
    """Figures of headlines and captions, each with what the text says against it: they are another
    event's where one has them."""
    for row in history.rows:
        known = shared.slot_of(history, row.claim.slot, codebook)
        if known is None or known.type is not SlotType.QUANTITY or not shared.is_single(known):
            continue
        if not shared.is_plain(row) or not _telling(row) or row.claim.earlier is not None:
            continue
        version = history.versions.get(row.version.id)
        if version is None or kind_at(version, row.claim.span.start) not in _OUTER:
            continue
        here = _against(row, history, codebook)
        if here is not None:
            yield row, here


def _telling(row: ClaimRow) -> bool:
    value = row.claim.value
    if not isinstance(value, Quantity):
        return False
    amount = value.n if value.n is not None else value.min or value.max
    return amount is not None and amount > 3


def _against(row: ClaimRow, history: EventHistory, codebook: Codebook) -> ClaimRow | None:
    """What the body of the same version says of this event instead."""
    for other in history.rows:
        if other.version.id != row.version.id or other.claim.slot != row.claim.slot:
            continue
        if not shared.is_plain(other) or not shared.items_meet(other.claim.item, row.claim.item):
            continue
        version = history.versions[row.version.id]
        if kind_at(version, other.claim.span.start) in _OUTER:
            continue
        others = shared.surely_others(other.claim.speaker, row.claim.speaker)
        if not others and not shared.agree(row, other, codebook):
            return other
    return None


def _elsewhere(row: ClaimRow, history: EventHistory, codebook: Codebook) -> list[ClaimRow]:
    """Where other events of the kind have the figure, from the last earlier version on."""
    found = [
        other
        for event in history.of_its_kind()
        for other in event.rows
        if other.claim.slot == row.claim.slot
        and shared.is_plain(other)
        and other.version.known_at <= row.version.known_at
        and shared.relation(other, row, codebook)
        in (Relation.SAME, Relation.FINER, Relation.COARSER)
    ]
    found.sort(key=lambda other: (other.version.known_at, other.claim.span))
    earlier = [other for other in found if other.version.id != row.version.id]
    last = [other for other in earlier if other.version.id == earlier[-1].version.id]
    last.sort(key=lambda other: not shared.same_speaker(other.claim.speaker, row.claim.speaker))
    same = [other for other in found if other.version.id == row.version.id]
    return last[:1] + same[:1]


def _say(
    history: EventHistory,
    row: ClaimRow,
    here: ClaimRow,
    there: list[ClaimRow],
    codebook: Codebook,
) -> Notice:
    title = shared.slot_words(history, row.claim.slot, row.claim.item, codebook)
    block = kind_at(history.versions[row.version.id], row.claim.span.start).value
    return Notice(
        kind=NoticeKind.CONTAMINATION,
        event=history.event,
        slot=row.claim.slot,
        item=row.claim.item,
        rests_on=tuple(shared.evidence(each) for each in (*there, here, row)),
        says=(
            f"The {block} gives this event “{row.words}” as {title}; the text says “{here.words}”, "
            f"and “{there[0].words}” was told of another event."
        ),
    )


def stuck(notices: tuple[Notice, ...]) -> frozenset[str]:
    """Ids of the claims that stand on the wrong event: the last that each notice rests on."""
    return frozenset(notice.rests_on[-1].claim or "" for notice in notices)
