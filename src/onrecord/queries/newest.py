"""The events of a selection that were last told of at the clocks, found by their cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from onrecord.ledger.times import stamp
from onrecord.queries.events import CHUNK
from onrecord.queries.identity import Identity, identify
from onrecord.queries.keeping import Kept
from onrecord.queries.selecting import Selection, changed_events, holding, kept_events
from onrecord.queries.stale_events import stale_events
from onrecord.queries.visible import View
from onrecord.queries.worked_out import WorkOut

_Of = TypeVar("_Of")

Then = Callable[[Sequence[str]], Mapping[str, _Of]]
"""What tells, of some events that have a card, how they were at the known clock: of those that fit
then. They were told of by then, and more was told of them later."""


def newest_events(
    seen: View,
    wanted: Selection,
    kept: Kept,
    most: int,
    work_out: WorkOut[_Of],
    then: Then[_Of] | None = None,
) -> Iterator[tuple[str, _Of | None]]:
    """At most `most` events that fit, those last told of first: each event's id, and what was
    worked out of it, or None where what is kept of it holds.

    Worked out are the events of which anything was recorded since the cards were made or is not to
    be seen, and, at a known clock, those of which more was told later, unless `then` tells of
    these: as far as one of them may come among the first.
    """
    fresh: dict[str, _Of] = {}

    def fitting(events: Sequence[Identity]) -> list[tuple[str, str]]:
        made = list(work_out(events))
        versions = holding(seen, wanted) if made else ()
        fits = [(one, also) for one, also in made if wanted.fits(one, versions)]
        fresh.update((one.details.event.id, also) for one, also in fits)
        return [(stamp(one.last_told), one.details.event.id) for one, _ in fits]

    order = kept_events(seen, wanted, kept.stale, most)
    since = order[-1][0] if len(order) == most else ""
    order += fitting(_that_may_be_newer(seen, wanted, kept, since))
    waiting = sorted(changed_events(seen, wanted, kept.stale))
    changed = {id for _, id in waiting}
    given = 0
    for _, id in sorted(order + waiting, reverse=True):
        if given == most:
            return
        if waiting and waiting[-1][1] == id:
            lot = [waiting.pop()[1] for _ in range(min(CHUNK, most - given, len(waiting)))]
            if then is None:
                fitting(identify(seen, lot))
            else:
                fresh.update(then(lot))
        if id not in changed or id in fresh:
            given += 1
            yield id, fresh.get(id)


def _that_may_be_newer(seen: View, wanted: Selection, kept: Kept, since: str) -> list[Identity]:
    """Those of the events without a card that holds which may fit and be told of at `since` or
    later."""
    return [
        one.event
        for one in stale_events(seen, kept)
        if one.last_told >= since and (wanted.kind is None or one.event.kind == wanted.kind)
    ]
