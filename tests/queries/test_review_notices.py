"""Notices to review: what is on record now, whatever was derived of it before."""

from __future__ import annotations

from onrecord.ledger.ledger import Ledger
from onrecord.model.judgement import Verb
from onrecord.queries.review_notices import NoticeQueue
from onrecord.queries.review_queue import ReviewQueue

from .history import History

STORY = """
Lantern v1 2019-07-25T09:10
  launch  OUTLET  range  430 km
Lantern v2 2019-07-25T12:10
  launch  OUTLET  range  690 km
"""


def told(queue: NoticeQueue, who: str = "Ada") -> str:
    notice = queue.next(who).notice
    return "" if notice is None else str(notice)


def test_what_is_redacted_is_in_no_notice(ledger: Ledger) -> None:
    history = History(ledger).tell(STORY)
    queue = NoticeQueue(ReviewQueue(ledger))
    assert "430 km" in told(queue)
    history.redact(history.claim("Lantern v1 range"), "claim", "court order")
    assert "430 km" not in told(queue)
    assert told(queue) == told(NoticeQueue(ReviewQueue(ledger)))


def test_a_decision_changes_its_author_s_notices_and_no_other_s(ledger: Ledger) -> None:
    history = History(ledger).tell(STORY)
    queue = NoticeQueue(ReviewQueue(ledger))
    before = told(queue)
    assert told(queue, "Bo") == before
    history.judge(history.claim("Lantern v2 range"), Verb.REJECTED)
    after = told(queue, "Ada")
    assert after == told(NoticeQueue(ReviewQueue(ledger)), "Ada")
    assert after != before
    assert told(queue, "Bo") == before
    assert told(queue, "Ada") == after
