"""What a reviewer must not see yet: others' decisions on what two have not decided on."""

from __future__ import annotations

import threading

from sqlalchemy import func, select

from onrecord.ledger.tables import batch, judgement
from onrecord.model.judgement import AuthorKind
from onrecord.queries.clocks import NOW
from onrecord.queries.identity import judgements_where
from onrecord.queries.review_queue import ReviewQueue
from onrecord.queries.visible import view


class Unseen:
    """Asks the queue only where somebody else decided on anything: most ledgers have one reviewer,
    and the queue takes a while to be made."""

    def __init__(self, queue: ReviewQueue) -> None:
        self._queue = queue
        self._lock = threading.Lock()
        self._seen = 0
        self._made: dict[str, set[str]] = {}

    def by(self, reviewer: str) -> frozenset[str]:
        """The judgements that this person must not know of; the same set until more are made.

        While the queue is being made, those are all of others': better too many than one too few.
        """
        others = self._by_others(reviewer)
        if others and not self._queue.being_made:
            return self._queue.unseen_by(reviewer)
        return others

    def _by_others(self, reviewer: str) -> frozenset[str]:
        """All judgements that other persons made."""
        with self._lock, self._queue.ledger.connect() as connection:
            newest = connection.execute(select(func.max(batch.c.seq))).scalar() or 0
            if newest > self._seen:
                by_persons = judgement.c.author_kind == AuthorKind.PERSON.value
                fresh = by_persons & (judgement.c.batch > self._seen)
                made = judgements_where(view(connection, NOW), fresh)
                for row in made:
                    self._made.setdefault(row.author, set()).add(row.id)
                self._seen = newest
            others = (ids for author, ids in self._made.items() if author != reviewer)
            return frozenset().union(*others)
