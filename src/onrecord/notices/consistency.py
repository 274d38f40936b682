"""Consistency: a combination of values that cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from onrecord.codebook import Codebook
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Certainty, Modality
from onrecord.model.value import DateValue, Quantity
from onrecord.notices import rows as shared
from onrecord.notices.geometry import Clash, impossible_flights
from onrecord.notices.history import EventHistory
from onrecord.notices.standing import standing
from onrecord.values.calendar import bounds

_PARTS = (("deaths", "aboard"), ("injured", "aboard"), ("missing", "aboard"))
"""(part, whole): the first slot's value can't be above the second's."""


def find_inconsistencies(history: EventHistory, codebook: Codebook) -> tuple[Notice, ...]:
    """Where more people died, were hurt or are missing than are said to have been aboard, where a
    flight cannot be as it is told (`impossible_flights`), and where something is told as having
    happened after the report that tells it.

    Only standing values. Counts: of people without an item, and only where even the lowest
    reading of the one lies above every figure given for the other, whoever gives them. Deaths on
    the ground are not told apart here: the notice says what it compares. Days: only certain ones
    of events that the version tells as actual, two days and more after it, for the world's clocks
    differ by one.
    """
    slots = codebook.kinds[history.kind].slots if history.kind in codebook.kinds else {}
    clashes = [clash for pair in _PARTS if (clash := _more_than_all(history, *pair)) is not None]
    if {"range", "apogee"} & set(slots):
        clashes += impossible_flights(history)
    clashes += _too_early(history)
    return tuple(
        Notice(
            kind=NoticeKind.CONSISTENCY,
            event=history.event,
            slot=clash.slot,
            item=None,
            rests_on=tuple(
                shared.evidence(row)
                for row in sorted(
                    clash.rows, key=lambda row: (row.version.known_at, row.claim.span)
                )
            ),
            says=clash.says,
        )
        for clash in clashes
    )


def _more_than_all(history: EventHistory, part: str, whole: str) -> Clash | None:
    """A figure for a part of the people that is above every one for all of them."""
    parts, wholes = _people(history, part), _people(history, whole)
    if not all(_above(each, other) for each in parts for other in wholes):
        return None
    if not parts or not wholes:
        return None
    few, many = wholes[-1], parts[-1]
    says = (
        f"{part.capitalize()} are given as “{many.words}” by {shared.speaker_words(many)}, but "
        f"only “{few.words}” as {whole} by {shared.speaker_words(few)}."
    )
    return Clash(part, (few, many), says)


def _people(history: EventHistory, slot: str) -> list[ClaimRow]:
    return [
        row for row in standing(history, slot) if shared.is_whole(row) and row.claim.item is None
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


def _too_early(history: EventHistory) -> Iterator[Clash]:
    """Days on which something is told to have happened that lay ahead when it was told."""
    for row in standing(history, "when"):
        value = row.claim.value
        if not isinstance(value, DateValue) or value.approx:
            continue
        if row.claim.certainty is not Certainty.CERTAIN or not _told_as_actual(row, history):
            continue
        days = bounds(value.edtf)
        known = row.version.known_at.date()
        if days is not None and days.first is not None and days.first > known + timedelta(days=1):
            says = (
                f"{shared.speaker_words(row)} tells of “{row.words}” ({value.edtf}) as past, in a "
                f"text of {known.isoformat()}."
            )
            yield Clash("when", (row,), says)
            return


def _told_as_actual(row: ClaimRow, history: EventHistory) -> bool:
    """Whether the claim, and every mention of its version, tells of something that took place."""
    mentions = [one for one in history.mentions if one.version == row.version.id]
    return (
        row.claim.modality is Modality.ACTUAL
        and bool(mentions)
        and all(one.modality is Modality.ACTUAL for one in mentions)
    )
