"""The pages as JSON, written straight, are the pages as JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from onrecord.desk.asked import Asked
from onrecord.desk.pages import PAGES, PageAt
from onrecord.ledger.ledger import Ledger
from onrecord.model.scales import Status
from onrecord.model.span import Span
from onrecord.queries import find_events, find_reports, show_event
from onrecord.views.json_text import json_text
from onrecord.views.jsonable import jsonable


@pytest.mark.parametrize("page", PAGES, ids=[page.address for page in PAGES])
def test_a_page_written_straight_is_the_page(ledger: Ledger, page: PageAt) -> None:
    report = next(one for one in find_reports(ledger) if len(one.versions) > 1)
    known = {
        "actor": "Joint Chiefs of Staff",
        "q": "missiles",
        "report": report.versions[1].id,
        "since": report.versions[0].id if "changes" in page.address else "",
    }
    for event in find_events(ledger)[:5]:
        words = {"event": event.id, "claim": _claim(ledger, event.id), **known}
        shown = page.make(Asked(ledger, words=words)).page
        written = json_text(shown)
        assert written == json.dumps(jsonable(shown), ensure_ascii=False)
        assert len(written) > 60, "there was something to write"


def _claim(ledger: Ledger, event: str) -> str:
    return show_event(ledger, event).standing[0].lines[0].row.id


@pytest.mark.parametrize(
    "thing",
    [
        *(None, True, False, 3, -1.5, 1e300, float("inf"), '“Zoë”\n\t"\\ \u2028\x07', ""),
        *(Decimal("4.50"), date(2019, 7, 25), datetime(2019, 7, 25, 9, 10, tzinfo=UTC)),
        *(Span(3, 5), Status.STANDING, {"a": (1, {"b": None})}, (), [], {}, frozenset({1})),
    ],
    ids=repr,
)
def test_so_is_everything_that_a_page_may_hold(thing: object) -> None:
    assert json_text(thing) == json.dumps(jsonable(thing), ensure_ascii=False)
    assert json_text([thing, thing]) == json.dumps(jsonable([thing, thing]), ensure_ascii=False)
