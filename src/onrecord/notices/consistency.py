"""Consistency: a combination of values that cannot hold."""

from __future__ import annotations

from decimal import Decimal

from onrecord.codebook import Codebook
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Status
from onrecord.model.value import Quantity
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory

_PARTS = (("deaths", "aboard"),)
"""(part, whole): the first slot's value can't be above the second's."""


def find_inconsistencies(history: EventHistory, codebook: Codebook) -> tuple[Notice, ...]:
    """Where more people died than are said to have been aboard.

    Only standing counts of people without an item, and only where even the lowest reading of the
    one lies above every figure given for the other, whoever gives them. Deaths on the ground are
    not told apart here: the notice says what it compares.
    """
    del codebook
    found: list[Notice] = []
    for part, whole in _PARTS:
        parts = _standing(history, part)
        wholes = _standing(history, whole)
        over = [
            (few, many)
            for many in parts
            for few in wholes
            if all(_above(each, other) for each in parts for other in wholes)
        ]
        if over:
            few, many = over[-1]
            pair = sorted((few, many), key=lambda row: (row.version.known_at, row.claim.span))
            found.append(
                Notice(
                    kind=NoticeKind.CONSISTENCY,
                    event=history.event,
                    slot=part,
                    item=None,
                    rests_on=tuple(shared.evidence(row) for row in pair),
                    says=(
                        f"{part.capitalize()} are given as “{many.words}” by "
                        f"{shared.speaker_words(many)}, but only “{few.words}” as {whole} by "
                        f"{shared.speaker_words(few)}."
                    ),
                )
            )
    return tuple(found)


def _standing(history: EventHistory, slot: str) -> list[ClaimRow]:
    return [
        row
        for row in shared.in_force(history.rows, slot)
        if shared.is_whole(row)
        and row.claim.item is None
        and row.status is Status.STANDING
        and row.claim.earlier is None
    ]


def _above(many: ClaimRow, few: ClaimRow) -> bool:
    low, high = _low(many), _high(few)
    return low is not None and high is not None and low > high


def _low(row: ClaimRow) -> Decimal | None:
    value = row.claim.value
    return (value.n if value.n is not None else value.min) if isinstance(value, Quantity) else None


def _high(row: ClaimRow) -> Decimal | None:
    value = row.claim.value
    if not isinstance(value, Quantity) or value.approx:
        return None
    return value.n if value.n is not None else value.max
