"""Deadlines that reports state: what someone undertook, or was told, to do by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.record import ClaimRow
from onrecord.model.scales import Status
from onrecord.model.value import ActorValue, DateValue
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.values.calendar import bounds

_FORCE = {"commitment": "declared", "agreement": "declared", "demand": "demanded"}


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is due by a day, in words of reports.

    Attributes:
        what: what is to be done, as printed; "" where no words were read for it.
        force: "declared" (someone undertook it) or "demanded".
        due: the last day.
        rests_on: the claim of the day, then those of who and what.
        why, decides: a clause each, as for a verdict.
    """

    what: str
    force: str
    due: date
    rests_on: tuple[ClaimRow, ...]
    why: str
    decides: str


def stated_deadlines(event: EventHistory) -> tuple[Deadline, ...]:
    """The deadlines in force of a commitment, an agreement, a demand or a threat, by day.

    A deadline that the same speaker moved is told as last given.
    """
    found: dict[date, Deadline] = {}
    for row in event.rows:
        value = row.claim.value
        if row.claim.slot != "deadline" or not isinstance(value, DateValue):
            continue
        if row.status is not Status.STANDING or row.claim.earlier is not None:
            continue
        days = bounds(value.edtf)
        if days is not None and days.last is not None and days.last not in found:
            found[days.last] = _deadline(event, row, days.last)
    return tuple(found[day] for day in sorted(found))


def _deadline(event: EventHistory, row: ClaimRow, due: date) -> Deadline:
    beside = [
        next((one for one in _standing(event, slot) if one.version.id == row.version.id), None)
        or next(iter(_standing(event, slot)), None)
        for slot in ("who", "what")
    ]
    who, what = beside
    doer = (
        who.claim.value.name
        if who is not None and isinstance(who.claim.value, ActorValue)
        else shared.speaker_words(row)
    )
    day = f"{due.day} {due:%B %Y}"
    words = what.words if what is not None else ""
    return Deadline(
        what=words,
        force=_FORCE.get(event.kind, "demanded"),
        due=due,
        rests_on=(row, *(one for one in beside if one is not None)),
        why=f"{shared.speaker_words(row)} gives “{row.words}” as the day for {doer}",
        decides=f"whether “{words}” was done by {day}" if words else f"what was done by {day}",
    )


def _standing(event: EventHistory, slot: str) -> list[ClaimRow]:
    return [
        one
        for one in event.rows
        if one.claim.slot == slot and one.status is Status.STANDING and one.claim.earlier is None
    ]
