"""What persons add: claims that they mark, and decisions on notices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.claims.amending import span_of
from onrecord.claims.by_hand import mark_claim
from onrecord.claims.guard import check_by_hand
from onrecord.codebook import load_codebook
from onrecord.errors import Misused
from onrecord.ledger.judging import add_claim, judge, judge_notice
from onrecord.ledger.ledger import Ledger
from onrecord.model.claim import Claim
from onrecord.model.judgement import Verb
from onrecord.model.notice import NoticeKind
from onrecord.model.scales import Status
from onrecord.model.span import Span
from onrecord.queries import event_notices, explain_claim, log_event, show_event
from onrecord.queries.text import report_text

from .history import History

BOOK = load_codebook()
TOLD = """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range  430 km
  launch  JCS=KOR.MIL  place  @Wonsan  "the army saw {Wonsan} send one up 60 kilometers high"
Quay v1 2019-07-25T16:27
  launch  JCS=KOR.MIL  range  690 km
"""


def marked(history: History, words: str = "60 kilometers", slot: str = "apogee") -> Claim:
    version, attributions = report_text(history.ledger, history.versions["Lantern v1"].id, "v1")
    held = BOOK.kinds["missile-launch"].slots[slot]
    return mark_claim(version, span_of(words, version.text), held, BOOK, attributions)


def test_a_marked_claim_stands_as_read_by_the_person_and_outlasts_readings(paper: Ledger) -> None:
    history = History(paper).tell(TOLD)
    claim = marked(history)
    assert claim.speaker.code == "KOR.MIL"
    event = history.events["launch"]
    at = history.next_time()
    made = add_claim(paper, claim, event, author="Ada", because="nobody read it", at=at)
    history.reread("Lantern v1", {})
    told = explain_claim(paper, claim.id)
    assert (told.line.value, told.line.read_by, told.rule) == ("60 km", "Ada", "read by Ada")
    assert told.line.row.status is Status.STANDING
    assert "apogee" in [slot.slot for slot in show_event(paper, event).standing]
    judge(paper, made.id, Verb.WITHDRAWN, author="Ada", because="I misread it")
    row = explain_claim(paper, claim.id).line.row
    assert (row.status, row.why) == (
        Status.REJECTED,
        "the decision that made it no longer holds",
    )
    assert "apogee" in [slot.slot for slot in log_event(paper, event).slots]


def test_the_guard_stands_before_a_marked_claim_too(paper: Ledger) -> None:
    history = History(paper).tell(TOLD)
    claim = marked(history)
    version, attributions = report_text(paper, history.versions["Lantern v1"].id, "v1")

    def refusal(claim: Claim, kind: str = "missile-launch") -> str | None:
        found = check_by_hand(claim, kind, version, attributions, BOOK)
        return None if found is None else found.reason

    assert refusal(claim) is None
    assert refusal(claim, "meeting") == "unknown-slot"
    assert refusal(replace(claim, span=Span(0, 10**6))) == "span-outside"
    assert refusal(replace(claim, slot="weapon")) == "wrong-type"
    assert refusal(replace(claim, attribution="0" * 64)) == "no-attribution"
    assert refusal(replace(claim, version="0" * 64)) == "other-version"
    assert refusal(replace(claim, item="the third of nine")) == "unknown-item"


@pytest.mark.parametrize(
    ("words", "slot", "says"),
    [("the army saw", "apogee", "is no quantity"), ("the army", "weapon", "is no word for a term")],
)
def test_words_that_state_no_such_value_are_refused(
    paper: Ledger, words: str, slot: str, says: str
) -> None:
    with pytest.raises(Misused, match=says):
        marked(History(paper).tell(TOLD), words, slot)


def test_a_rejected_notice_is_told_no_more_until_that_is_withdrawn(paper: Ledger) -> None:
    event = History(paper).tell(TOLD).events["launch"]
    before = event_notices(paper, event)
    notice = next(one for one in before if one.kind is NoticeKind.REVISION)
    judge_notice(paper, notice.id, Verb.ACCEPTED, author="Ida", because="so it was")
    assert event_notices(paper, event) == before
    made = judge_notice(paper, notice.id, Verb.REJECTED, author="Ada", because="two missiles")
    assert notice not in event_notices(paper, event)
    judge(paper, made.id, Verb.WITHDRAWN, author="Ada", because="one missile")
    assert event_notices(paper, event) == before
    with pytest.raises(Misused, match="follows from claims"):
        judge_notice(paper, notice.id, Verb.AMENDED, author="Ada", because="no")
    with pytest.raises(Misused, match="needs a reason"):
        judge_notice(paper, notice.id, Verb.REJECTED, author="Ada", because=" ")
