"""Notices to review: derived event by event, those of which most reports tell first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

from onrecord.model.notice import Notice, NoticeKind
from onrecord.notices import find_notices
from onrecord.queries.behind import touched_by_unseen, touched_since
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.history import build_history, shipped_obligations
from onrecord.queries.keeping import newest_batch
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
"""How long one question may derive notices that were not derived before; to pass over others takes
no part of it."""

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
    """An event to look at: the mention that names it, its number in the order, and how many there
    are."""

    mention: str
    number: int
    every: int


@dataclass(frozen=True, slots=True)
class _Derived:
    """The notices of what a mention names, and all ids that may name it."""

    notices: tuple[Notice, ...]
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Hidden:
    """The judgements that a reviewer must not know of, and the ids of the events they bear on."""

    unseen: frozenset[str]
    ids: frozenset[str]


class NoticeQueue:
    """Notices in the order in which to review them; derives some more at each question."""

    def __init__(self, queue: ReviewQueue, duties: Sequence[Obligation] | None = None) -> None:
        self._queue = queue
        self._duties = shipped_obligations() if duties is None else tuple(duties)
        self._lock = threading.Lock()
        self._upto: int | None = None
        """The newest batch with which all that is held was looked at."""
        self._held: OrderedDict[tuple[str, frozenset[str]], _Derived] = OrderedDict()

    def next(self, reviewer: str, after: str = "", mention: str = "") -> NoticeToReview:
        """What this person reviews next, of those behind the notice `after`; `mention` names the
        event of that one, which else is looked for from the first event on.

        What others decided and this person must not know of yet has no part in the notices.
        """
        hidden = self._hidden_from(reviewer)
        spent, passed, number, every = 0.0, not after, 0, 0
        for event in self._events(mention):
            number, every = event.number, event.every
            begun = monotonic()
            found, is_new = self._of(event.mention, hidden)
            spent += monotonic() - begun if is_new else 0.0
            for notice in found:
                if not passed:
                    passed = notice.id == after
                elif self._queue.review_of_notice(notice.id).wants(reviewer):
                    return NoticeToReview(notice, event.mention, number, every)
            passed = passed or bool(mention)
            if spent > _SECONDS and number < every:
                break
        return NoticeToReview(None, "", number, every)

    def foresee(self) -> None:
        """Derive what whoever comes first will ask for."""
        hidden = self._forgotten(frozenset())
        for event in self._events("", 1):
            self._of(event.mention, hidden)
            return

    def find(self, reviewer: str, mention: str, id: str) -> Notice | None:
        """The notice with this id among those of the event that the mention names, as this person
        may know of it, or None."""
        if not mention.isprintable():
            return None
        found = self._derive(mention, self._queue.unseen_by(reviewer)).notices
        return next((one for one in found if one.id == id), None)

    def _events(self, mention: str, most: int = _A_FEW) -> Iterator[_Event]:
        """The events in their order, from that of this mention on, or from the first."""
        again = 0  # the last of some is the first of the next
        while True:
            held = self._queue.happenings(mention, most)
            for place, one in enumerate(held.some[again:], again + 1):
                yield _Event(one.mention, held.before + place, held.every)
            if len(held.some) < most:
                return
            mention, most, again = held.some[-1].mention, _MANY, 1

    def _hidden_from(self, reviewer: str) -> _Hidden:
        return self._forgotten(self._queue.unseen_by(reviewer))

    def _forgotten(self, unseen: frozenset[str]) -> _Hidden:
        """What must not be known; all that was held of events of which more is on record is
        forgotten: told, decided, merged, redacted."""
        with asking(self._queue.ledger, NOW) as seen:
            newest = newest_batch(seen)
            with self._lock:
                if self._upto is None:
                    self._upto = newest
                if self._upto < newest:
                    fresh = touched_since(seen, self._upto, newest)
                    for key, one in list(self._held.items()):
                        if not one.ids.isdisjoint(fresh):
                            del self._held[key]
                    self._upto = newest
            ids = touched_by_unseen(seen, unseen, newest) if unseen else frozenset()
        return _Hidden(unseen, ids)

    def _of(self, mention: str, hidden: _Hidden) -> tuple[tuple[Notice, ...], bool]:
        """The notices of what the mention names, and whether they had to be derived."""
        with self._lock:
            upto = self._upto
            for key in ((mention, frozenset[str]()), (mention, hidden.unseen)):
                held = self._held.get(key)
                if held is not None and (key[1] or held.ids.isdisjoint(hidden.ids)):
                    self._held.move_to_end(key)
                    return held.notices, False
        made = self._derive(mention, hidden.unseen)
        bears = not made.ids.isdisjoint(hidden.ids)
        with self._lock:
            if self._upto == upto:  # else it may rest on less than what is on record
                self._held[mention, hidden.unseen if bears else frozenset()] = made
                while len(self._held) > _MOST:
                    self._held.popitem(last=False)
        return made.notices, True

    def _derive(self, mention: str, unseen: frozenset[str]) -> _Derived:
        """Every notice of the event, whatever was decided on the notice itself."""
        ids = {mention}
        found: list[Notice] = []
        with asking(self._queue.ledger, Clocks(unseen=unseen)) as seen:
            book = codebook_of(seen)
            for told in told_by_mentions(seen, [mention], book):
                ids |= told.gathered.identity.ids
                found += find_notices(build_history(seen, told, book), book, self._duties)
        found.sort(key=lambda one: _ORDER.index(one.kind))
        return _Derived(tuple(found), frozenset(ids))
