"""Who has not decided yet sees the record as if the other had not either, on every page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from desk.test_review import Names, Reviewer, names
from onrecord.ledger.ledger import Ledger
from onrecord.queries.review_queue import ReviewQueue

__all__ = ["names"]

WHY = "a reason like no other"


def pages_about(who: Reviewer, item: Any, claim: str) -> dict[str, str]:
    """Every page on which a decision on a claim may show, without what differs at each visit."""
    shown = item["item"]
    event = f"/events/{shown['event']['id'][:16]}"
    version = shown["version"]["id"][:16]
    addresses = [
        *("/", "/?reviewed=yes", "/events.json", "/events.json?reviewed=no"),
        *(event, f"{event}.json", f"{event}?moment=1"),
        *(f"/claims/{claim[:16]}", f"/claims/{claim[:16]}.json"),
        *(f"/reports/{version}", f"/reports/{version}.json"),
        *("/review/history", "/review/history.json", "/review/claims.json"),
        f"/search?q={shown['passage']['words'].split()[0]}",
    ]
    return {at: re.sub(r'value="\w{20,}"', "", who.client.get(at).text) for at in addresses}


@pytest.mark.parametrize("verb", ["reject", "accept", "amend"])
def test_nothing_of_a_decision_shows_before_one_has_decided(
    names: Names, writable: Ledger, verb: str
) -> None:
    mara, jon = names("mara", "jon")
    item = mara.next()
    queue = ReviewQueue(writable)
    found = queue.item(item["key"])
    assert found is not None
    claim = queue.subject_of(found)
    before = pages_about(jon, item, claim)
    fields = {"value": "435 km"} if verb == "amend" else {}
    assert mara.decide(item, **{verb: WHY}, **fields).status_code == 200
    assert {
        at: page for at, page in pages_about(jon, item, claim).items() if page != before[at]
    } == {}
    mine = pages_about(mara, item, claim)
    assert any(WHY in page for page in mine.values())
    jon.decide(item, accept="the words bear it out")
    after = pages_about(jon, item, claim)
    assert WHY in after[f"/claims/{claim[:16]}"]


def test_a_notice_that_another_rejected_still_stands_for_who_has_not_decided(
    names: Names, writable: Ledger
) -> None:
    mara, jon = names("mara", "jon")
    item = mara.next("notices")
    event = f"/events/{item['item']['event']['id'][:16]}.json"
    before = jon.json(event)
    mara.decide(item, reject=WHY)
    assert mara.json(event) != before
    assert jon.json(event) == before
    jon.decide(jon.next("notices"), reject="it does not follow")
    assert jon.json(event) == mara.json(event) != before


def test_notices_to_review_follow_from_what_one_may_know(names: Names, writable: Ledger) -> None:
    mara, jon = names("mara", "jon")
    notice = mara.next("notices")
    before = jon.next("notices")
    assert before == notice
    claims = [one["claim"] for one in notice["item"]["notice"]["rests_on"] if one["claim"]]
    assert claims
    for claim in claims:
        mara.decide(mara.json(f"/review/claims/{claim}.json"), reject=WHY)
    assert jon.next("notices") == before
    assert mara.next("notices")["key"] != before["key"]
    for claim in claims:
        jon.decide(jon.json(f"/review/claims/{claim}.json"), reject=WHY)
    assert jon.next("notices")["key"] != before["key"]
