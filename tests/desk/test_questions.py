"""What a page asks together is what the command line asks piece by piece."""

from __future__ import annotations

import pytest

from onrecord.ledger.ledger import Ledger
from onrecord.model.notice import NoticeKind
from onrecord.queries import (
    Clocks,
    ask_who,
    event_notices,
    find_dated_events,
    log_event,
    matrix_event,
    parse_time,
    report_text,
    show_event,
)
from onrecord.queries.article import read_article
from onrecord.queries.differing import find_differences
from onrecord.queries.listing import event_details
from onrecord.queries.speaking import find_speakers
from onrecord.queries.whole import whole_event


@pytest.fixture(scope="module")
def launch(ledger: Ledger) -> str:
    found = find_dated_events(ledger, kind="missile-launch")
    return next(one.event.id for one in found if "25 Jul" in one.event.name)


@pytest.mark.parametrize("known", [None, "2019-07-25T02:40Z", "2019-07-25T16:27Z"])
def test_a_whole_event_is_its_parts(ledger: Ledger, launch: str, known: str | None) -> None:
    clocks = Clocks(known=parse_time(known) if known else None)
    state = whole_event(ledger, launch, clocks).state
    assert state is not None
    assert state.record == show_event(ledger, launch, clocks)
    assert state.log == log_event(ledger, launch, clocks)
    assert state.matrix == matrix_event(ledger, launch, clocks)
    assert state.notices == event_notices(ledger, launch, clocks)


def test_its_moments_do_not_hang_on_the_known_clock(ledger: Ledger, launch: str) -> None:
    whole = whole_event(ledger, launch)
    early = whole_event(ledger, launch, Clocks(known=parse_time("2019-07-01")))
    assert early.state is None
    assert (early.event, early.moments) == (whole.event, whole.moments)
    assert whole.moments[0].known_at == whole.event.first_known


def test_details_agree_with_the_list(ledger: Ledger) -> None:
    listed = find_dated_events(ledger)
    details = event_details(ledger, [one.event.id for one in listed])
    assert [(one.event, one.days) for one in details] == [(one.event, one.days) for one in listed]
    assert event_details(ledger, [listed[0].event.id], Clocks(known=parse_time("2001-01-01"))) == ()


def test_an_article_holds_the_text_and_what_was_read_in_it(ledger: Ledger, launch: str) -> None:
    report = show_event(ledger, launch).reports[0]
    for row in report.versions:
        article = read_article(ledger, row.id)
        assert article.version == row
        assert (article.text, article.attributions) == report_text(ledger, row.id, f"v{row.number}")
        assert launch in {telling.event.id for telling in article.tellings}
        for telling in article.tellings:
            for one in telling.claims:
                assert one.row.claim.span.of(article.text.text) == one.row.words
    told = {NoticeKind.STALE, NoticeKind.CONTAMINATION, NoticeKind.CONSISTENCY}
    of_event = [one for one in event_notices(ledger, launch) if one.kind in told]
    for notice in of_event:
        for evidence in notice.rests_on:
            assert notice.id in {n.id for n in read_article(ledger, evidence.version).notices}


def test_who_differs_is_a_side_on_either_end(ledger: Ledger, launch: str) -> None:
    (tokyo,) = [one for one in find_differences(ledger, "JPN.GOV.DEF") if one.event.id == launch]
    assert {line.value for line in tokyo.mine} == {"about 550 km"}
    assert "about 600 km" in {line.value for line in tokyo.others}
    (seoul,) = [one for one in find_differences(ledger, "KOR.MIL.JCS") if one.event.id == launch]
    assert "about 550 km" in {line.value for line in seoul.others}
    assert find_differences(ledger, "Rosa Quispe") == ()
    assert find_differences(ledger, "nobody at all") == ()


def test_every_speaker_of_the_list_has_said_something(ledger: Ledger) -> None:
    speakers = find_speakers(ledger)
    assert [one.name for one in speakers if not ask_who(ledger, one.name).said] == []
    early = find_speakers(ledger, Clocks(known=parse_time("2019-07-25T00:00")))
    assert {one.name for one in early} < {one.name for one in speakers}
    assert find_speakers(ledger, Clocks(known=parse_time("2019-07-01"))) == ()
