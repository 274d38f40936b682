"""Notices to review: derived event by event, those of which most reports tell first."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from onrecord.model.notice import Notice, NoticeKind
from onrecord.notices import find_notices
from onrecord.queries.clocks import NOW
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.history import build_history
from onrecord.queries.review_queue import ReviewQueue
from onrecord.queries.told import asking, told_by_mentions
from onrecord.registers.obligations import Obligation, load_obligations

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


@dataclass(frozen=True, slots=True)
class NoticeToReview:
    """A notice, a mention that names its event, and what share of the events was looked at.

    `notice` is None where none waits among the events that were looked at.
    """

    notice: Notice | None
    mention: str
    looked_at: int
    events: int


class NoticeQueue:
    """Notices in the order in which to review them; derives some more at each question."""

    def __init__(self, queue: ReviewQueue, duties: Sequence[Obligation] | None = None) -> None:
        self._queue = queue
        self._duties = load_obligations() if duties is None else tuple(duties)
        self._lock = threading.Lock()
        self._held: dict[str, tuple[int, tuple[Notice, ...]]] = {}

    def next(self, reviewer: str, after: str = "") -> NoticeToReview:
        """What this person reviews next, of those behind the notice `after`."""
        events = self._queue.happenings()
        ends = monotonic() + _SECONDS
        passed = not after
        for number, (mention, times) in enumerate(events, 1):
            for notice in self._of(mention, times):
                if not passed:
                    passed = notice.id == after
                elif self._queue.review_of_notice(notice.id).wants(reviewer):
                    return NoticeToReview(notice, mention, number, len(events))
            if monotonic() > ends and number < len(events):
                return NoticeToReview(None, "", number, len(events))
        return NoticeToReview(None, "", len(events), len(events))

    def find(self, mention: str, id: str) -> Notice | None:
        """The notice with this id among those of the event that the mention names, or None."""
        return next((one for one in self._derive(mention) if one.id == id), None)

    def _of(self, mention: str, times: int) -> tuple[Notice, ...]:
        with self._lock:
            held = self._held.get(mention)
            if held is None or held[0] != times:
                held = (times, self._derive(mention))
                self._held[mention] = held
        return held[1]

    def _derive(self, mention: str) -> tuple[Notice, ...]:
        """Every notice of the event, whatever was decided on it."""
        with asking(self._queue.ledger, NOW) as seen:
            book = codebook_of(seen)
            found = [
                notice
                for told in told_by_mentions(seen, [mention], book)
                for notice in find_notices(build_history(seen, told, book), book, self._duties)
            ]
        return tuple(sorted(found, key=lambda one: _ORDER.index(one.kind)))
