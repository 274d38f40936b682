"""The events of a selection that were last told of at the clocks, found by their cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from onrecord.ledger.times import stamp
from onrecord.queries.cards import Card
from onrecord.queries.events import CHUNK
from onrecord.queries.identity import Identity, identify
from onrecord.queries.keeping import Kept, events_named
from onrecord.queries.selecting import Selection, changed_events, holding, kept_events
from onrecord.queries.visible import View

_Of = TypeVar("_Of")

WorkOut = Callable[[Sequence[Identity]], Iterable[tuple[Card, _Of]]]
"""What makes the cards of events from their rows, and what else is wanted of them."""


def newest_events(
    seen: View, wanted: Selection, kept: Kept, most: int, work_out: WorkOut[_Of]
) -> Iterator[tuple[str, _Of | None]]:
    """At most `most` events that fit, those last told of first: each event's id, and what was
    worked out of it, or None where what is kept of it holds.

    Worked out are the events of which anything was recorded since the cards were made, and, at a
    known clock, those of which more was told later, as far as one of them comes among the first.
    """
    fresh: dict[str, _Of] = {}

    def fitting(events: Sequence[Identity]) -> list[tuple[str, str]]:
        made = list(work_out(events))
        versions = holding(seen, wanted) if made else ()
        fits = [(one, also) for one, also in made if wanted.fits(one, versions)]
        fresh.update((one.details.event.id, also) for one, also in fits)
        return [(stamp(one.last_told), one.details.event.id) for one, _ in fits]

    order = fitting(events_named(seen, kept.stale))
    order += kept_events(seen, wanted, kept.stale, most)
    waiting = sorted(changed_events(seen, wanted, kept.stale))
    changed = {id for _, id in waiting}
    given = 0
    for _, id in sorted(order + waiting, reverse=True):
        if given == most:
            return
        if waiting and waiting[-1][1] == id:
            lot = [waiting.pop()[1] for _ in range(min(CHUNK, most - given, len(waiting)))]
            fitting(identify(seen, lot))
        if id not in changed or id in fresh:
            given += 1
            yield id, fresh.get(id)
