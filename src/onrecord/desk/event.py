"""One event: the record at a glance, at any of its moments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from onrecord.desk.asked import Asked
from onrecord.desk.distances import Distance, distances_of
from onrecord.desk.shown import Shown
from onrecord.errors import Misused
from onrecord.model.record import EventRow
from onrecord.queries import short_ids
from onrecord.queries.whole import EventState, Moment, whole_event

_BEFORE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Step:
    """A place of the slider: 0 is before anything was known, 1 the first moment; now comes last."""

    number: int
    known: datetime
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event at its moments, and how it stands at the clocks asked for.

    `short` is the id as people write it. `step` is the number of the last step that had come, of
    `steps`; `state` is None where nothing was known yet. `distances` are those that stand in it.
    """

    event: EventRow
    short: str
    steps: tuple[Step, ...]
    step: int
    known: datetime | None
    state: EventState | None
    distances: tuple[Distance, ...]


def event_page(asked: Asked) -> Shown:
    """The event that the address names, at the clocks or at the slider's step.

    Raises:
        Ambiguous, NotOnRecord: see `onrecord.queries.resolve_event`.
        Misused: there is no such step.
    """
    number = asked.word("moment")

    def known_at(moments: tuple[Moment, ...]) -> datetime | None:
        return asked.clocks.known if number is None else _known_at(steps_of(moments), number)

    found = whole_event(asked.ledger, asked.words["event"], asked.clocks, known_at=known_at)
    steps = steps_of(found.moments)
    clocks = replace(asked.clocks, known=known_at(found.moments))
    come = [step for step in steps if clocks.known is None or step.known <= clocks.known]
    page = EventPage(
        event=found.event,
        short=short_ids(asked.ledger, [found.event.id])[found.event.id],
        steps=steps,
        step=come[-1].number if come else 0,
        known=clocks.known,
        state=found.state,
        distances=distances_of(found.state) if found.state else (),
    )
    return Shown("event.html", page, clocks=clocks)


def steps_of(moments: tuple[Moment, ...]) -> tuple[Step, ...]:
    """The steps of the event's slider: one before the first moment, then the moments."""
    before = [Step(0, moments[0].known_at - _BEFORE, None)] if moments else []
    return (*before, *(Step(n, one.known_at, one) for n, one in enumerate(moments, 1)))


def _known_at(steps: tuple[Step, ...], number: str) -> datetime | None:
    """The known clock of a place of the slider; None for the last, which is now."""
    if not number.isdecimal() or len(number) > 6 or int(number) > len(steps):
        raise Misused(
            f"There is no moment {number[:20]}.", f"Moments have the numbers 0 to {len(steps)}."
        )
    return steps[int(number)].known if int(number) < len(steps) else None
