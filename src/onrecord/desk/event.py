"""One event: the record at a glance, at any of its moments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from onrecord.desk.asked import Asked
from onrecord.desk.distances import Distance, distances_of
from onrecord.desk.shown import Shown
from onrecord.errors import Misused
from onrecord.model.record import EventRow
from onrecord.notices.precedents import Precedent, Resemblance
from onrecord.queries import Clocks, short_ids
from onrecord.queries.whole import EventState, Moment, WholeEvent, whole_event

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

    @property
    def nearest(self) -> Sequence[Precedent | Resemblance]:
        """The earlier events most like it."""
        return self.state.similar if self.state else ()


@dataclass(frozen=True, slots=True)
class EventSheet(EventPage):
    """The page to be printed: of the earlier events like it no more is read than is printed."""

    likest: tuple[Resemblance, ...]

    @property
    def nearest(self) -> Sequence[Precedent | Resemblance]:
        """The earlier events most like it."""
        return self.likest


def event_page(asked: Asked) -> Shown:
    """The event that the address names, at the clocks or at the slider's step.

    Raises:
        Ambiguous, NotOnRecord: see `onrecord.queries.resolve_event`.
        Misused: there is no such step.
    """
    found, clocks = _found(asked, in_words=True)
    return Shown("event.html", EventPage(**_told(asked, found, clocks)), clocks=clocks)


def event_sheet(asked: Asked) -> Shown:
    """As `event_page`, to be printed.

    Raises:
        Ambiguous, NotOnRecord, Misused: see there.
    """
    found, clocks = _found(asked, in_words=False)
    sheet = EventSheet(**_told(asked, found, clocks), likest=found.likest)
    return Shown("event.html", sheet, clocks=clocks)


def _found(asked: Asked, *, in_words: bool) -> tuple[WholeEvent, Clocks]:
    """The event, and the clocks that it is told at."""
    number = asked.word("moment")

    def known_at(moments: tuple[Moment, ...]) -> datetime | None:
        return asked.clocks.known if number is None else _known_at(steps_of(moments), number)

    words = asked.words["event"]
    found = whole_event(asked.ledger, words, asked.clocks, known_at=known_at, in_words=in_words)
    return found, replace(asked.clocks, known=known_at(found.moments))


def _told(asked: Asked, found: WholeEvent, clocks: Clocks) -> dict[str, Any]:
    """The fields of a page."""
    steps = steps_of(found.moments)
    come = [step for step in steps if clocks.known is None or step.known <= clocks.known]
    return {
        "event": found.event,
        "short": short_ids(asked.ledger, [found.event.id])[found.event.id],
        "steps": steps,
        "step": come[-1].number if come else 0,
        "known": clocks.known,
        "state": found.state,
        "distances": distances_of(found.state) if found.state else (),
    }


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
