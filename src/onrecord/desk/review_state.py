"""What the pages of review share: queues and cards."""

from __future__ import annotations

from contextlib import suppress

from starlette.requests import Request

from onrecord.desk.cards import Cards
from onrecord.desk.safety import Visitor
from onrecord.errors import OnrecordError
from onrecord.ledger.ledger import Ledger
from onrecord.model.record import EventRow
from onrecord.queries.clocks import Clocks
from onrecord.queries.review_events import EventNames
from onrecord.queries.review_notices import NoticeQueue
from onrecord.queries.review_queue import ReviewQueue

_LAG = 2.0
"""Seconds by which review may be behind new reports, where another process keeps its order."""


class Reviewing:
    """The queues of one ledger: `app.state.reviewing`."""

    def __init__(self, ledger: Ledger, *, kept_elsewhere: bool = False) -> None:
        self.ledger = ledger
        self.queue = ReviewQueue(ledger, lag=_LAG if kept_elsewhere else 0.0)
        self.cards = Cards(ledger, elsewhere=kept_elsewhere)
        self.notices = NoticeQueue(self.queue)
        self.events = EventNames(ledger)

    def make(self) -> None:
        """Make ready what reviewers ask for first."""
        with suppress(OnrecordError):  # whoever asks for review is told
            self.queue.make()
            self.notices.foresee()

    def event(self, mention: str, reviewer: str) -> EventRow | None:
        """The event of a mention, by name, as this person may know of it."""
        return self.events.of_mention(mention, self.clocks(reviewer))

    def clocks(self, reviewer: str) -> Clocks:
        """The record as it is now, without what this person must not know of yet."""
        return Clocks(unseen=self.queue.unseen_by(reviewer))


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
