"""The events of a selection that were last told of at the clocks, found by their cards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import func, select

from onrecord.ledger.tables import appearance, claim, judgement, mention
from onrecord.ledger.times import stamp
from onrecord.model.judgement import Verb
from onrecord.queries.events import CHUNK
from onrecord.queries.identity import Identity, identify
from onrecord.queries.keeping import Kept, events_named
from onrecord.queries.selecting import Selection, changed_events, holding, kept_events
from onrecord.queries.visible import View, in_lots
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
    events = [
        one
        for one in events_named(seen, kept.stale)
        if wanted.kind is None or one.kind == wanted.kind
    ]
    if not since:
        return events
    last = _last_told_at_most(seen, {id for one in events for id in one.ids})
    return [one for one in events if max(last.get(id, "") for id in one.ids) >= since]


def _last_told_at_most(seen: View, events: Collection[str]) -> dict[str, str]:
    """Event id -> the newest known time of any version that may tell of it: one with a mention or
    claim that was ever put there, or with its founding mention."""
    found: dict[str, str] = {}
    last = func.max(appearance.c.known_at).label("last")
    for some in in_lots(events):
        put = judgement.c.object.in_(some), judgement.c.verb == Verb.BELONGS.value
        founders = (
            select(mention.c.id, last)
            .join(appearance, appearance.c.version == mention.c.version)
            .where(mention.c.id.in_(some))
            .group_by(mention.c.id)
        )
        others = (
            select(judgement.c.object, last)
            .join(table, table.c.id == judgement.c.subject)
            .join(appearance, appearance.c.version == table.c.version)
            .where(*put)
            .group_by(judgement.c.object)
            for table in (mention, claim)
        )
        for question in (founders, *others):
            for event, at in seen.connection.execute(question):
                found[event] = max(at, found.get(event, at))
    return found
