"""What is reviewed next, and what several decisions on one thing come to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import sleep

import pytest

from onrecord.ledger.ledger import Ledger
from onrecord.model.judgement import AuthorKind, Verb
from onrecord.queries import review_queue
from onrecord.queries.judgements import VERDICTS
from onrecord.queries.review_order import keep_order
from onrecord.queries.review_queue import ReviewQueue
from onrecord.queries.reviewed import Sort, Stage, review_of
from onrecord.queries.rows import JudgementRow

from .history import History

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def made(author: str, minute: int, verb: Verb = Verb.ACCEPTED, on: str = "c") -> JudgementRow:
    at = NOON + timedelta(minutes=minute)
    id = f"{author}{minute}"
    return JudgementRow(id, on, verb, None, AuthorKind.PERSON, author, at, "so", at)


@pytest.mark.parametrize(
    ("rows", "stage", "agreed"),
    [
        ([], Stage.OPEN, None),
        ([made("Ada", 1)], Stage.ONE, None),
        ([made("Ada", 1), made("Ada", 2, Verb.REJECTED)], Stage.ONE, None),
        ([made("Ada", 1), made("Bo", 2)], Stage.AGREED, True),
        ([made("Ada", 1), made("Bo", 2, Verb.REJECTED)], Stage.DIFFERENT, False),
        # Before the second came, the first changed their mind.
        ([made("Ada", 1, Verb.REJECTED), made("Ada", 2), made("Bo", 3)], Stage.AGREED, True),
        # One of the two, or a third, who has seen both.
        (
            [made("Ada", 1), made("Bo", 2, Verb.REJECTED), made("Ada", 3, Verb.REJECTED)],
            Stage.SETTLED,
            False,
        ),
        ([made("Ada", 1), made("Bo", 2, Verb.REJECTED), made("Cy", 3)], Stage.SETTLED, False),
        # Withdrawn, it is as if it had not been made.
        (
            [made("Ada", 1), made("Bo", 2), made("Bo", 3, Verb.WITHDRAWN, on="Bo2")],
            Stage.ONE,
            None,
        ),
    ],
)
def test_decisions_on_one_thing(
    rows: list[JudgementRow], stage: Stage, agreed: bool | None
) -> None:
    for order in (rows, rows[::-1]):
        review = review_of(order, VERDICTS)
        assert (review.stage, review.agreed) == (stage, agreed)
        assert review.is_open == (stage not in (Stage.OPEN, Stage.ONE))


def test_one_who_has_decided_is_not_asked_again_and_two_are_enough() -> None:
    one = review_of([made("Ada", 1)], VERDICTS)
    assert not one.wants("Ada")
    assert one.wants("Bo")
    assert not review_of([made("Ada", 1), made("Bo", 2)], VERDICTS).wants("Cy")


STORY = """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range   430 km
  launch  JCS=KOR.MIL  weapon  #projectile
Lantern v2 2019-07-25T16:27
  launch  JCS=KOR.MIL  range   430 km
  launch  JCS=KOR.MIL  weapon  #missile
Quay v1 2019-07-26T09:00
  launch  OUTLET       range   600 km
"""


def keys(queue: ReviewQueue, who: str = "Ada") -> list[str]:
    """The items in the order in which they wait for someone, by the newest claim of each."""
    found, after = [], ""
    while (item := queue.next(Sort.CLAIMS, who, after)) is not None:
        found.append(queue.subject_of(item))
        after = item.key
    return found


def test_what_is_carried_over_is_asked_once_and_tolls_come_before_terms(ledger: Ledger) -> None:
    history = History(ledger).tell(STORY)
    queue = ReviewQueue(ledger)
    assert keys(queue) == [
        history.claim("Lantern v2 range"),
        history.claim("Quay v1 range"),
        history.claim("Lantern v1 weapon"),
        history.claim("Lantern v2 weapon"),
    ]
    history.judge(history.claim("Lantern v1 range"), Verb.ACCEPTED)
    assert history.claim("Lantern v2 range") not in keys(queue)
    assert history.claim("Lantern v2 range") in keys(queue, "Bo")


def test_the_queue_grows_with_the_record_and_forgets_what_is_read_no_more(ledger: Ledger) -> None:
    history = History(ledger).tell(STORY)
    queue = ReviewQueue(ledger)
    before = keys(queue)
    history.tell("Halyard v1 2019-07-27T09:00\n  launch  OUTLET  range  610 km\n")
    assert set(keys(queue)) - set(before) == {history.claim("Halyard v1 range")}
    history.reread("Quay v1", {"range": "690 km"})
    now = keys(queue)
    assert history.claim("Quay v1 range") not in now
    assert len(now) == len(before) + 1
    assert keys(ReviewQueue(ledger)) == now


def test_review_waits_for_nobody_where_another_process_keeps_its_order(ledger: Ledger) -> None:
    history = History(ledger).tell(STORY)
    keep_order(ledger)
    behind, exact = ReviewQueue(ledger, lag=60.0), ReviewQueue(ledger, lag=0.1)
    before = keys(behind)
    assert keys(exact) == before
    history.tell("Halyard v1 2019-07-27T09:00\n  launch  OUTLET  range  610 km\n")
    assert keys(behind) == before
    history.judge(before[0], Verb.ACCEPTED)
    assert keys(behind) == before[1:]
    hidden = history.judge(history.claim("Halyard v1 range"), Verb.ACCEPTED)
    assert hidden.id in behind.unseen_by("Bo")
    assert not behind.is_open(hidden)
    history.tell("Halyard v2 2019-07-27T10:00\n  launch  OUTLET  range  620 km\n")
    keys(exact)
    sleep(0.2)
    assert history.claim("Halyard v2 range") in keys(exact)


def test_a_decision_taken_back_brings_the_item_back(ledger: Ledger) -> None:
    history = History(ledger).tell(STORY)
    queue = ReviewQueue(ledger)
    before = keys(queue)
    row = history.judge(before[1], Verb.REJECTED)
    assert before[1] not in keys(queue)
    assert [key for _, key, _ in queue.decided()] == [queue.item(before[1]).key]  # type: ignore[union-attr]
    history.judge(row.id, Verb.WITHDRAWN)
    assert keys(queue) == before
    assert queue.decided() == []


def test_links_wait_with_what_they_join(ledger: Ledger) -> None:
    history = History(ledger).tell(STORY)
    queue = ReviewQueue(ledger)
    item = queue.next(Sort.LINKS, "Ada")
    assert item is not None
    assert item.joins == (Verb.BELONGS, history.events["launch"])
    history.judge(item.key, Verb.SPLIT, history.events["launch"])
    after = queue.next(Sort.LINKS, "Ada")
    assert after is None or after.key != item.key


def test_more_decided_items_than_a_question_leaves_out_are_passed_over(
    paper: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(paper).tell(STORY)
    queue = ReviewQueue(paper)
    before = keys(queue)
    for id in before[:3]:
        history.judge(id, Verb.ACCEPTED)
    assert keys(queue) == before[3:]
    monkeypatch.setattr(review_queue, "_LEFT_OUT", 1)
    assert keys(queue) == before[3:]
    history.judge(before[0], Verb.ACCEPTED, by="Bo")
    assert keys(queue, "Bo") == before[1:]
    assert keys(queue, "Cy") == before[1:]
