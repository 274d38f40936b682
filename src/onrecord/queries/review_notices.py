"""Notices to review: derived event by event, those of which most reports tell first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

from onrecord.model.notice import Notice, NoticeKind
from onrecord.notices import find_notices
from onrecord.queries.clocks import Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.history import build_history, shipped_obligations
from onrecord.queries.review_queue import ReviewQueue
from onrecord.queries.told import asking, told_by_mentions
from onrecord.registers.obligations import Obligation

_ORDER = (
    NoticeKind.CONTAMINATION,
    NoticeKind.CONSISTENCY,
    NoticeKind.DISPUTE,
    NoticeKind.REVISION,
    NoticeKind.STALE,
    NoticeKind.OBLIGATION,
    NoticeKind.WORDING,
    NoticeKind.PRECEDENT,
    NoticeKind.ORIGINS,
)
"""From what would hurt most if it were wrong to what would least."""

_SECONDS = 0.06
"""How long one question may derive notices that were not derived before."""

_MOST = 20_000
"""Events whose notices are kept."""

_A_FEW, _MANY = 2, 200
"""Events that are looked at together: first few, for most often one of them has a notice."""


@dataclass(frozen=True, slots=True)
class NoticeToReview:
    """A notice, a mention that names its event, and what share of the events was looked at.

    `notice` is None where none waits among the events that were looked at.
    """

    notice: Notice | None
    mention: str
    looked_at: int
    events: int


@dataclass(frozen=True, slots=True)
class _Event:
    """An event to look at: the mention that names it, the newest batch that told of it, the
    decisions that may bear on it; its number in the order, and how many there are."""

    mention: str
    batch: int
    decisions: frozenset[str]
    number: int
    every: int


class NoticeQueue:
    """Notices in the order in which to review them; derives some more at each question."""

    def __init__(self, queue: ReviewQueue, duties: Sequence[Obligation] | None = None) -> None:
        self._queue = queue
        self._duties = shipped_obligations() if duties is None else tuple(duties)
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[object, ...], tuple[Notice, ...]] = OrderedDict()

    def next(self, reviewer: str, after: str = "", mention: str = "") -> NoticeToReview:
        """What this person reviews next, of those behind the notice `after`; `mention` names the
        event of that one, which else is looked for from the first event on.

        What others decided and this person must not know of yet has no part in the notices.
        """
        ends = monotonic() + _SECONDS
        unseen = self._queue.unseen_by(reviewer)
        passed, number, every = not after, 0, 0
        for event in self._events(mention):
            number, every = event.number, event.every
            for notice in self._of(event, unseen):
                if not passed:
                    passed = notice.id == after
                elif self._queue.review_of_notice(notice.id).wants(reviewer):
                    return NoticeToReview(notice, event.mention, number, every)
            passed = passed or bool(mention)
            if monotonic() > ends and number < every:
                break
        return NoticeToReview(None, "", number, every)

    def foresee(self) -> None:
        """Derive what whoever comes first will ask for."""
        for event in self._events("", 1):
            self._of(event, frozenset())
            return

    def find(self, reviewer: str, mention: str, id: str) -> Notice | None:
        """The notice with this id among those of the event that the mention names, as this person
        may know of it, or None."""
        found = self._derive(mention, self._queue.unseen_by(reviewer))
        return next((one for one in found if one.id == id), None)

    def _events(self, mention: str, most: int = _A_FEW) -> Iterator[_Event]:
        """The events in their order, from that of this mention on, or from the first."""
        again = 0  # the last of some is the first of the next
        while True:
            held = self._queue.happenings(mention, most)
            for place, (one, decisions) in enumerate(held.some[again:], again + 1):
                number = held.before + place
                yield _Event(one.mention, one.batch, decisions, number, held.every)
            if len(held.some) < most:
                return
            mention, most, again = held.some[-1][0].mention, _MANY, 1

    def _of(self, event: _Event, unseen: frozenset[str]) -> tuple[Notice, ...]:
        key = (event.mention, event.batch, event.decisions - unseen)
        with self._lock:
            if key not in self._held:
                self._held[key] = self._derive(event.mention, unseen)
                while len(self._held) > _MOST:
                    self._held.popitem(last=False)
            self._held.move_to_end(key)
            return self._held[key]

    def _derive(self, mention: str, unseen: frozenset[str]) -> tuple[Notice, ...]:
        """Every notice of the event, whatever was decided on the notice itself."""
        with asking(self._queue.ledger, Clocks(unseen=unseen)) as seen:
            book = codebook_of(seen)
            found = [
                notice
                for told in told_by_mentions(seen, [mention], book)
                for notice in find_notices(build_history(seen, told, book), book, self._duties)
            ]
        return tuple(sorted(found, key=lambda one: _ORDER.index(one.kind)))
