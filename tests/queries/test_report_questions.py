from __future__ import annotations

import inspect

import pytest

from onrecord.errors import Misused
from onrecord.ledger.ledger import Ledger
from onrecord.model.notice import NoticeKind
from onrecord.model.scales import Status
from onrecord.queries import (
    Ambiguous,
    Clocks,
    NotOnRecord,
    ask_who,
    diff_report,
    event_history,
    event_notices,
    explain_claim,
    find_reports,
    parse_time,
    report_text,
    resolve_report,
    search_words,
)

from .history import History

STORY = """
Lantern/launch v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range/both    430 km
  launch  OUTLET       when          2019-07-25
  launch  OUTLET       launch-place  @Wonsan
  launch  JCS=KOR.MIL  weapon        #projectile
  launch  OUTLET       count         2 missile
Lantern/launch v2 2019-07-25T16:27
  launch  JCS=KOR.MIL  range/both    430 km  earlier
  launch  JCS=KOR.MIL  range/1       430 km
  launch  JCS=KOR.MIL  range/2       690 km
  launch  OUTLET       when          2019-07-25
  launch  JCS=KOR.MIL  weapon        #ballistic-missile
  launch  JCS=KOR.MIL  count         2 missile
Quay/sea v1 2019-07-26T11:02
  launch  Tokyo=JPN.GOV  range/2  250 km  probable
"""


@pytest.fixture
def history(ledger: Ledger) -> History:
    return History(ledger).tell(STORY)


def test_reports_by_key_words_and_id(history: History) -> None:
    rows = find_reports(history.ledger)
    held = [(row.key, len(row.versions)) for row in rows]
    assert held == [("Lantern/launch", 2), ("Quay/sea", 1)]
    assert [row.key for row in find_reports(history.ledger, outlet="quay")] == ["Quay/sea"]
    lantern = rows[0]
    version = lantern.versions[1].id
    for words in ("Lantern/launch", "lantern", lantern.id[:8], version[:10], "lantern launch"):
        assert resolve_report(history.ledger, words).id == lantern.id
    with pytest.raises(Ambiguous, match="2 reports match"):
        resolve_report(history.ledger, "launch")
    for words in ("nobody's report", "", "ffffffffff"):
        with pytest.raises(NotOnRecord):
            resolve_report(history.ledger, words)


def test_reports_as_of(history: History) -> None:
    noon = Clocks(known=parse_time("2019-07-25 12:00"))
    (row,) = find_reports(history.ledger, noon)
    assert [version.number for version in row.versions] == [1]
    (later,) = find_reports(history.ledger, outlet="quay")
    for words in ("Quay/sea", later.id[:12], later.versions[0].id[:12]):
        with pytest.raises(NotOnRecord, match="Its first version is known since 2019-07-2"):
            resolve_report(history.ledger, words, noon)


def test_diff_of_claims(history: History) -> None:
    diff = diff_report(history.ledger, "lantern")
    told = {
        (change.sort, change.slot, change.item, change.before_value, change.after_value)
        for change in diff.claims
    }
    assert told == {
        ("changed", "range", "2", "430 km", "690 km"),
        ("changed", "weapon", None, "projectile", "ballistic missile"),
        ("credited", "count", None, "2 missiles", "2 missiles"),
        ("removed", "launch-place", None, "Wonsan", None),
    }
    announced = {change.slot: change.announced for change in diff.claims}
    assert announced["range"] is True
    assert announced["weapon"] is False
    assert any("Wonsan" in (change.before or "") for change in diff.text)
    assert not any("Wonsan" in (change.after or "") for change in diff.text)


def test_diff_tells_of_a_return(ledger: Ledger) -> None:
    """
    Lantern/launch v1 2019-07-25T09:10
      launch  JCS=KOR.MIL  range/both  430 km
    Lantern/launch v2 2019-07-25T16:27
      launch  JCS=KOR.MIL  range/both  690 km
    Lantern/launch v3 2019-07-26T08:00
      launch  JCS=KOR.MIL  range/both  430 km
    """
    history = History(ledger).tell(inspect.getdoc(test_diff_tells_of_a_return) or "")
    assert diff_report(history.ledger, "lantern").returns_to == 1
    earlier = diff_report(history.ledger, "lantern", "v1", "v2")
    assert earlier.returns_to is None
    assert [change.kinds for change in earlier.text] == [("number",)]


def test_diff_of_one_version_is_misused(history: History) -> None:
    with pytest.raises(Misused, match="one version only"):
        diff_report(history.ledger, "Quay/sea")
    with pytest.raises(Misused, match="It has v1, v2"):
        diff_report(history.ledger, "lantern", "v1", "v9")


def test_who_said_what_and_in_which_terms(history: History) -> None:
    record = ask_who(history.ledger, "KOR.MIL")
    assert (record.names, record.codes) == (("JCS",), ("KOR.MIL",))
    assert [row.value for row in record.wording] == ["projectile", "ballistic missile"]
    assert [row.line.row.status for row in record.wording] == [Status.SUPERSEDED, Status.STANDING]
    assert ask_who(history.ledger, "jcs").said == record.said
    repeated = [row for row in record.said if row.earlier]
    assert not repeated
    with pytest.raises(NotOnRecord):
        ask_who(history.ledger, "the admiral")


def test_words_are_found_with_their_claims(history: History) -> None:
    (hit,) = search_words(history.ledger, "690")
    assert hit.sentence == "JCS said of the launch that range/2 was 690 km."
    assert [row.words for row in hit.claims] == ["690 km"]
    assert search_words(history.ledger, "zeppelin") == ()
    noon = Clocks(known=parse_time("2019-07-25 12:00"))
    assert search_words(history.ledger, "690", noon) == ()
    with pytest.raises(Misused):
        search_words(history.ledger, " …")


def test_redacted_texts_are_not_found(history: History) -> None:
    history.redact(history.versions["Lantern/launch v2"].id, "version", "court order")
    assert search_words(history.ledger, "690") == ()
    version, attributions = report_text(history.ledger, "lantern")
    assert (version.text, attributions) == ("[redacted: court order]", ())
    record = ask_who(history.ledger, "KOR.MIL")
    assert not any("690" in row.words for row in record.said)


def test_a_claim_is_explained(history: History) -> None:
    id = history.claim("Lantern/launch v2 range/2")
    explained = explain_claim(history.ledger, id[:10])
    assert explained.line.sentence == "JCS said of the launch that range/2 was 690 km."
    assert explained.event is not None
    assert explained.event.id == history.events["launch"]
    assert explained.reader == ("hand", "1", "0" * 64)
    assert [row.attribution.speaker.name for row in explained.chain] == ["JCS"]
    assert explained.mention == "The launch"
    assert [row.because for row in explained.event_reasons] == ["written so"]
    ((_, digest, known_at),) = explained.captures
    assert (digest, known_at) == ("0" * 64, parse_time("2019-07-25 16:27"))
    assert explained.batch[0] == 2
    assert explained.notes == (("why", "written"),)


def test_an_amendment_is_explained(history: History) -> None:
    new = history.amend("Quay/sea v1 range/2", "260 km")
    explained = explain_claim(history.ledger, new[:12])
    assert explained.line.read_by == "Ada"
    assert explained.rule == "read by Ada"
    gone = explain_claim(history.ledger, history.claim("Quay/sea v1 range/2")[:12])
    assert gone.line.row.status is Status.REJECTED
    assert gone.line.row.replaced_by == new


def test_no_claim_of_that_name(history: History) -> None:
    for words in ("ffffffffffff", "range"):
        with pytest.raises(Misused):
            explain_claim(history.ledger, words)


def test_the_text_of_a_version(history: History) -> None:
    version, attributions = report_text(history.ledger, "lantern", "v1")
    assert version.id == history.versions["Lantern/launch v1"].id
    assert [one.speaker.name for one in attributions] == ["JCS", "JCS"]


def test_notices_of_an_event(history: History) -> None:
    kinds = {notice.kind for notice in event_notices(history.ledger, "launch")}
    assert NoticeKind.REVISION in kinds
    assert NoticeKind.DISPUTE in kinds
    noon = Clocks(known=parse_time("2019-07-25 12:00"))
    kinds = {notice.kind for notice in event_notices(history.ledger, "launch", noon)}
    assert not kinds & {NoticeKind.REVISION, NoticeKind.DISPUTE}


def test_a_history_leaves_out_what_was_read_anew(history: History) -> None:
    before = event_history(history.ledger, "launch")
    history.reread("Quay/sea v1", {"range/2": "270 km"})
    after = event_history(history.ledger, "launch")
    assert len(before.rows) == len(after.rows)
    assert {row.words for row in after.rows} == {row.words for row in before.rows}
    assert before.rows[-1].claim.value != after.rows[-1].claim.value
    assert set(after.versions) == {version.id for version in history.versions.values()}
    assert after.name.startswith("Missile launch")
