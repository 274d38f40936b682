"""The earlier events of a kind, as far as another is compared with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from onrecord.codebook.codebook import Codebook
from onrecord.notices.history import EventHistory
from onrecord.notices.profile import Profile, compared, profile_of
from onrecord.queries.bare import bare_history
from onrecord.queries.cards import (
    Card,
    kept_histories,
    kept_moments,
    kept_profiles,
    profiles_at,
)
from onrecord.queries.events import CHUNK, event_rows, told_last
from onrecord.queries.identity import Identity, identify
from onrecord.queries.keeping import Kept, cards_kept, may_list
from onrecord.queries.newest import newest_events
from onrecord.queries.selecting import Selection
from onrecord.queries.told import tell_known
from onrecord.queries.visible import View
from onrecord.queries.worked_out import remembering


@dataclass(frozen=True, slots=True)
class Earlier:
    """The events of a kind before another, those last told of at the clocks.

    `worked_out` holds the claims of those that were worked out for it, by event; those of the
    `kept` stand in their cards.
    """

    profiles: Sequence[Profile] = ()
    worked_out: Mapping[str, EventHistory] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()

    def histories(
        self, seen: View, events: Collection[str], book: Codebook
    ) -> dict[str, EventHistory]:
        """Event id -> the claims that it is compared by, of these of the events."""
        found = {id: self.worked_out[id] for id in events if id in self.worked_out}
        found |= kept_histories(seen, self.kept.intersection(events))
        others = identify(seen, [id for id in events if id not in found])
        for told in tell_known(seen, others, book):
            found[told.gathered.identity.id] = bare_history(told, "")
        return found


def earlier_events(seen: View, kind: str, before: date, book: Codebook, most: int) -> Earlier:
    """The events of the kind of which some day before that one is told, those last told of at the
    clocks; at most so many."""
    kept = cards_kept(seen, book)
    if kept is not None and may_list(seen, kept) and before > date.min:
        return _as_kept(seen, kind, before, book, kept, most)
    told = list(islice(told_last(seen, book, kind, CHUNK, before), most))
    rows = event_rows(seen, told, book)
    held = [
        compared(bare_history(one, row.name), book) for one, row in zip(told, rows, strict=True)
    ]
    return Earlier([profile_of(one, book) for one in held], {one.event: one for one in held})


def _as_kept(seen: View, kind: str, before: date, book: Codebook, kept: Kept, most: int) -> Earlier:
    until = before - timedelta(days=1)
    wanted = Selection(kind=kind, until=until)
    worked_out: dict[str, EventHistory] = {}

    def work_out(events: Sequence[Identity]) -> list[tuple[Card, EventHistory]]:
        found = profiles_at(seen, events, book)
        return [(card, compared(history, book)) for card, history in found]

    def work(events: Sequence[Identity]) -> list[tuple[Card, Profile]]:
        found = remembering(seen, kept, book, "compared", work_out)(events)
        worked_out.update((card.details.event.id, history) for card, history in found)
        return [(card, profile_of(history, book)) for card, history in found]

    def at_the_moment(events: Sequence[str]) -> dict[str, Profile]:
        return {
            id: then.profile
            for id, then in kept_moments(seen, events, kind).items()
            if then.begins is not None and then.begins <= until
        }

    chosen = list(newest_events(seen, wanted, kept, most, work, at_the_moment))
    held = frozenset(id for id, fresh in chosen if fresh is None)
    fresh = [profile for _, profile in chosen if profile is not None]
    return Earlier([*kept_profiles(seen, held), *fresh], worked_out, held)
