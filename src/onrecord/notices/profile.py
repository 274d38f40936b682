"""What of an event others are compared with it by, now and at any moment of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from onrecord.codebook import Codebook, SlotType
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Modality, Status
from onrecord.model.value import Value
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.obligations import days_of, days_said

_COMPARED = (
    SlotType.QUANTITY,
    SlotType.TERM,
    SlotType.PLACE,
    SlotType.ACTOR,
    SlotType.NAME,
)
_WHOLE = (None, "both", "all", "each")

StatusOf = Callable[[ClaimRow], Status]


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that stands, and the words that state it."""

    value: Value
    words: str


@dataclass(frozen=True, slots=True)
class Profile:
    """All that `onrecord.notices.precedents` looks at of an event.

    `days` are the first and the last day, `happened` tells whether some mention tells it as
    something that took place, `values` holds the standing value of each slot that is compared.
    """

    event: str
    kind: str
    name: str
    days: tuple[date, date] | None
    happened: bool
    values: Mapping[str, Stated]


def profile_of(event: EventHistory, codebook: Codebook) -> Profile:
    """The event's profile, as its claims stand."""
    rows = standing_rows(event, codebook)
    return Profile(
        event=event.event,
        kind=event.kind,
        name=event.name,
        days=days_of(event),
        happened=any(mention.modality is Modality.ACTUAL for mention in event.mentions),
        values={slot: Stated(row.claim.value, row.words) for slot, row in rows.items()},
    )


def standing_rows(event: EventHistory, codebook: Codebook) -> dict[str, ClaimRow]:
    """Slot -> the claim that stands, for the slots that are compared, in the codebook's order."""
    return Attributes(event, codebook).standing()


def compared(event: EventHistory, codebook: Codebook) -> EventHistory:
    """The event with no more than `profile_of` and `standing_rows` look at."""
    days, dated = days_of(event), shared.in_force(event.rows, "when")
    when = next((row for row in dated if days_of(replace(event, rows=(row,))) == days), None)
    first = min(event.rows, key=lambda row: row.version.known_at, default=None)
    kept = {id(row) for row in (*standing_rows(event, codebook).values(), when, first)}
    actual = (mention for mention in event.mentions if mention.modality is Modality.ACTUAL)
    return EventHistory(
        event=event.event,
        kind=event.kind,
        name=event.name,
        rows=tuple(row for row in event.rows if id(row) in kept),
        versions={},
        mentions=tuple(islice(actual, 1)),
    )


class Attributes:
    """An event's claims that a profile may rest on, so that it can be asked at many moments.

    A question takes the time at which it is asked, None for now, and how the claims stood then.
    """

    def __init__(self, event: EventHistory, codebook: Codebook) -> None:
        kind = codebook.kinds.get(event.kind)
        slots = {} if kind is None else kind.slots
        held: dict[str, list[ClaimRow]] = {
            name: [] for name, slot in slots.items() if slot.type in _COMPARED
        }
        for row in event.rows:
            said = row.claim.slot in held and shared.is_said(row.claim)
            if said and row.claim.earlier is None and not shared.is_more(row):
                held[row.claim.slot].append(row)
        self._rows = event.rows
        self._held = {
            slot: [row for row in rows if row.claim.item in _WHOLE][::-1]
            + [row for row in rows if row.claim.item not in _WHOLE][::-1]
            for slot, rows in held.items()
        }
        dated = [
            (days, row)
            for row in event.rows
            if row.claim.slot == "when"
            and shared.is_said(row.claim)
            and (days := days_said(row)) is not None
        ]
        self._dated = sorted(dated, key=lambda each: (each[0][1] - each[0][0], each[0]))

    def standing(
        self, known: datetime | None = None, status: StatusOf | None = None
    ) -> dict[str, ClaimRow]:
        """Slot -> the value that was given last and stands, that of the whole before a part's."""
        found = {
            slot: next(
                (row for row in _known(rows, known) if _status(row, status) is Status.STANDING),
                None,
            )
            for slot, rows in self._held.items()
        }
        return {slot: row for slot, row in found.items() if row is not None}

    def days(self, known: datetime, status: StatusOf) -> tuple[date, date] | None:
        """As `onrecord.notices.obligations.days_of` gives them."""
        for days, row in self._dated:
            if row.version.known_at <= known and status(row) is not Status.REJECTED:
                return days
        told = [row.version.known_at.date() for row in _known(self._rows, known)]
        return (min(told), min(told)) if told else None


def _known(rows: Sequence[ClaimRow], known: datetime | None) -> Iterable[ClaimRow]:
    return rows if known is None else (row for row in rows if row.version.known_at <= known)


def _status(row: ClaimRow, status: StatusOf | None) -> Status:
    return row.status if status is None else status(row)
