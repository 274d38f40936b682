"""JSON, plain text and Markdown reports: facts, keys, problems."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from onrecord.model.report import Capture, Given, TimeFrom, Version
from onrecord.reports.keys import canonical_address, page_address
from onrecord.reports.moments import read_moment
from onrecord.reports.read import read_report
from onrecord.reports.refusals import BadReport, NoText
from onrecord.reports.zones import zone_of

TEXT = (
    "Dam fails above town\n\n"
    "NAIROBI — A dam failed on Monday above a town in the north, police said."
)


def read(
    data: str | dict[str, object], given: Given | None = None, name: str = "a.json"
) -> Version:
    is_text = isinstance(data, str)
    return read_report(
        Capture(
            origin="file",
            name=name,
            captured_at=datetime(2024, 6, 1, tzinfo=UTC),
            media_type="text/plain" if is_text else "application/json",
            data=(data if isinstance(data, str) else json.dumps(data)).encode(
                "utf-8", "surrogatepass"
            ),
            sha256="0" * 64,
            given=given or Given(),
        )
    )


def test_a_json_report() -> None:
    version = read(
        {
            "id": "dam-1", "outlet": "Granite Wire", "url": None, "title": "Dam fails above town",
            "published": "2024-05-06", "updated": None, "language": "en", "text": TEXT, "mood": 1,
        }
    )  # fmt: skip
    assert version.report_key == "Granite Wire/dam-1"
    assert version.facts.published is not None
    assert version.facts.published.day_only
    assert version.facts.published.zone_assumed
    assert version.facts.dateline == "NAIROBI"
    assert [p.code for p in version.problems] == ["unknown-key"]
    assert "mood" in version.problems[0].says


def test_the_visible_stamp_decides_when_a_report_was_updated() -> None:
    text = TEXT.replace("\n\n", "\n\nUpdated May 7, 2024, 9:15 a.m.\n\n", 1)
    updated = read({"updated": "2024-05-07T06:00", "text": text}).facts.updated
    assert updated is not None
    assert (updated.source, updated.at.hour, updated.at.minute) == (TimeFrom.STAMP, 9, 15)


def test_a_stamp_that_names_its_zone_lends_it_to_the_reports_bare_times() -> None:
    text = TEXT.replace("\n\n", "\n\nUpdated May 7, 2024, 9:15 a.m. Nairobi time\n\n", 1)
    facts = read(
        {"published": "2024-05-07T01:00", "updated": "2024-05-07T09:15", "text": text}
    ).facts
    assert facts.zone == "Africa/Nairobi"
    assert facts.published is not None
    assert facts.published.at == datetime(2024, 5, 6, 22, 0, tzinfo=UTC)
    assert facts.published.day.isoformat() == "2024-05-07"
    assert facts.published.zone_assumed
    assert facts.updated is not None
    assert not facts.updated.zone_assumed


def test_a_stamp_without_a_day_takes_the_reports() -> None:
    text = TEXT.replace("\n\n", "\n\nUpdated 3:15 p.m. EDT\n\n", 1)
    updated = read({"published": "2024-05-07", "text": text}).facts.updated
    assert updated is not None
    assert updated.at == datetime(2024, 5, 7, 19, 15, tzinfo=UTC)


def test_what_is_given_fills_what_the_page_lacks_and_no_more() -> None:
    given = Given(outlet="Given", published="2024-05-06T10:00", zone="Asia/Seoul")
    facts = read(TEXT, given, "a.txt").facts
    assert facts.outlet == "Given"
    assert facts.published is not None
    assert facts.published.at == datetime(2024, 5, 6, 1, 0, tzinfo=UTC)
    assert facts.published.source is TimeFrom.GIVEN
    own = read({"outlet": "Own", "published": "2024-05-01", "text": TEXT}, given).facts
    assert own.outlet == "Own"
    assert own.published is not None
    assert own.published.source is TimeFrom.PAGE


def test_keys_of_reports_without_an_address() -> None:
    assert read(TEXT, Given(outlet="HW"), "x/a.txt").report_key == "HW/dam-fails-above-town"
    assert read("Police said a dam failed.", None, "x/a.txt").report_key == "unnamed outlet/a"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, "no-date"),
        ({"published": "the other day"}, "unreadable-date"),
        ({"published": "2024-05-06", "zone": "Mars/Base"}, "unknown-zone"),
        (
            {"published": "2024-05-06T10:00Z", "updated": "2024-05-01T10:00Z"},
            "updated-before-published",
        ),
    ],
)
def test_odd_facts_are_problems_beside_the_report(facts: dict[str, object], code: str) -> None:
    assert code in [p.code for p in read({"text": TEXT, **facts}).problems]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{", "not valid JSON at line 1"),
        ("[]", "holds a list"),
        ("3", "holds no JSON object"),
        ('{"text": 3}', "text is not a text"),
        ('{"text": "a", "authors": 3}', "authors is not a list"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_bad_json_is_named(body: str, says: str) -> None:
    raw = Capture(
        "file",
        "a.jsonl:7",
        datetime(2024, 6, 1, tzinfo=UTC),
        "application/json",
        body.encode(),
        "0",
    )
    with pytest.raises(BadReport, match=r"a\.jsonl:7") as caught:
        read_report(raw)
    assert says in str(caught.value)


def test_json_without_text_and_text_without_words() -> None:
    with pytest.raises(NoText):
        read({"title": "Only a title"})
    with pytest.raises(NoText):
        read("12 34 \u200b -- ")


def test_lone_surrogates_do_no_harm() -> None:
    version = read({"outlet": "H\ud800W", "text": TEXT + "\ud83d"})
    assert version.id
    assert "\ufffd" in version.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://Example.org:80/a", "https://example.org/a"),
        ("https://www.example.org/a/", "https://example.org/a"),
        ("https://amp.example.org/a", "https://example.org/a"),
        ("https://example.org/a.amp", "https://example.org/a"),
        ("https://example.org/a/amp?fbclid=1&utm_medium=x#top", "https://example.org/a"),
    ],
)
def test_one_report_has_one_address(one: str, other: str) -> None:
    assert canonical_address(one) == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://news.example.org/a", "https://example.org/a"),
        ("https://example.org:8080/a", "https://example.org/a"),
    ],
)
def test_two_reports_have_two_addresses(one: str, other: str) -> None:
    assert canonical_address(one) != canonical_address(other)


@pytest.mark.parametrize(
    "address", ["", "mailto:a@example.org", "/a/b", "http://[", "ftp://a.example/b"]
)
def test_no_address(address: str) -> None:
    assert canonical_address(address) is None


def test_a_canonical_link_to_another_outlet_is_not_believed() -> None:
    assert (
        page_address("https://wire.example/a", "https://paper.example/b")
        == "https://paper.example/b"
    )


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("2024-05-06T10:00:00+09:00", "2024-05-06T01:00:00+00:00"),
        ("2024-05-06T10:00Z", "2024-05-06T10:00:00+00:00"),
        ("Mon, 06 May 2024 10:00:00 GMT", "2024-05-06T10:00:00+00:00"),
        ("May 6, 2024, 6:30 p.m. EDT", "2024-05-06T22:30:00+00:00"),
        ("6 May 2024 18.30 BST", "2024-05-06T17:30:00+00:00"),
        ("20240506", "2024-05-06T00:00:00+00:00"),
        ("25/12/2023", "2023-12-25T00:00:00+00:00"),
    ],
)
def test_moments(words: str, at: str) -> None:
    moment = read_moment(words, TimeFrom.PAGE)
    assert moment is not None
    assert moment.at.isoformat() == at


@pytest.mark.parametrize(
    "words", ["", "soon", "2024", "2024-13-45", "05/06/2024", "0001-01-01T00:00+14:00", "x" * 500]
)
def test_no_moment(words: str) -> None:
    assert read_moment(words, TimeFrom.PAGE) is None


@pytest.mark.parametrize(
    "words", ["local time", "the time", "../../etc/passwd", "A" * 300, "+99:00", "\x00"]
)
def test_no_zone(words: str) -> None:
    assert zone_of(words) is None
