"""What the pages of review share: queues, cards, and the names of events for a minute."""

from __future__ import annotations

import threading
from collections import OrderedDict
from time import monotonic

from starlette.requests import Request

from onrecord.desk.cards import Cards
from onrecord.desk.safety import Visitor
from onrecord.ledger.ledger import Ledger
from onrecord.model.record import EventRow
from onrecord.queries.review import event_of_mention
from onrecord.queries.review_notices import NoticeQueue
from onrecord.queries.review_queue import ReviewQueue

_SECONDS = 60.0
"""How long an event's name is kept: those who review an event name it again and again."""

_MOST = 500


class Reviewing:
    """The queues of one ledger: `app.state.reviewing`."""

    def __init__(self, ledger: Ledger, cards: Cards | None = None) -> None:
        self.ledger = ledger
        self.queue = ReviewQueue(ledger)
        self.cards = cards or Cards(ledger)
        self.notices = NoticeQueue(self.queue)
        self._events: OrderedDict[str, tuple[float, EventRow | None]] = OrderedDict()
        self._lock = threading.Lock()

    def make(self) -> None:
        """Make ready what reviewers ask for first."""
        self.queue.make()
        self.notices.foresee()

    def event(self, mention: str) -> EventRow | None:
        """The event of a mention, by the name that it had within the last minute."""
        with self._lock:
            held = self._events.get(mention)
        if held is None or held[0] < monotonic():
            held = (monotonic() + _SECONDS, event_of_mention(self.ledger, mention))
            with self._lock:
                self._events[mention] = held
                while len(self._events) > _MOST:
                    self._events.popitem(last=False)
        return held[1]


def reviewing(request: Request) -> Reviewing:
    """The queues of the desk that was asked."""
    found = request.app.state.reviewing
    assert isinstance(found, Reviewing)
    return found


def reviewer(request: Request) -> str:
    """The name of the reviewer who asks; `Safety` lets nobody else come here."""
    visitor: Visitor = request.state.visitor
    assert visitor.name is not None
    assert visitor.may_review
    return visitor.name
