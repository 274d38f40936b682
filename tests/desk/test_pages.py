"""Every page answers, as HTML and as JSON, and says what to do where it can't."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from desk.conftest import HERE
from desk.crawling import Page, crawl
from onrecord.desk.app import build
from onrecord.desk.asked import Asked
from onrecord.desk.events import select_events
from onrecord.ledger.ledger import Ledger, open_ledger


@pytest.fixture(scope="module")
def pages(client: TestClient) -> list[Page]:
    """Pages of every sort, reached by links from the first."""
    return list(crawl(client, "/", "/?q=missiles", "/search?q=missiles", most=45))


def test_every_link_leads_somewhere(pages: list[Page]) -> None:
    assert {page.address: page.status for page in pages if page.status != 200} == {}
    reached = {page.address.split("/")[1] for page in pages}
    assert {"events", "reports", "actors", "claims"} <= reached


def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline(pages: list[Page]) -> None:
    for page in pages:
        for address in page.loads:
            assert urlsplit(address).netloc == "", (page.address, address)
        assert page.tree.xpath("//style | //@style | //script[not(@src)]") == [], page.address
        assert page.tree.xpath("//@*[starts-with(name(), 'on')]") == [], page.address
        for address in page.tree.xpath("//a/@href"):
            assert urlsplit(address).scheme in ("", "http", "https"), (page.address, address)


def test_every_page_has_a_title_a_heading_and_labelled_fields(pages: list[Page]) -> None:
    titles = [page.tree.findtext(".//title") for page in pages]
    assert all(titles)
    for page in pages:
        assert len(page.tree.xpath("//h1")) == 1, page.address
        labelled = set(page.tree.xpath("//label/@for"))
        fields = page.tree.xpath("//input[not(@type='hidden')]/@id | //select/@id")
        assert set(fields) <= labelled, page.address


def test_an_id_stands_once_on_a_page(pages: list[Page]) -> None:
    for page in pages:
        ids = page.tree.xpath("//@id")
        assert len(ids) == len(set(ids)), (page.address, sorted(ids))


def launch(client: TestClient) -> str:
    """The address of the demo's first launch."""
    events = client.get("/events.json?kind=missile-launch&until=2019-07-25").json()["events"]
    return next(
        f"/events/{one['event']['id'][:16]}" for one in events if one["days"] and one["spots"]
    )


def ranges(client: TestClient, known: str) -> dict[tuple[str, str], str]:
    """What the Joint Chiefs hold of either missile's range at a time."""
    state = client.get(f"{launch(client)}.json?known={known}").json()["state"]
    if state is None:
        return {}
    return {
        (line["speaker"], line["item"]): line["value"]
        for slot in state["record"]["standing"]
        for line in slot["lines"]
        if slot["slot"] == "range" and line["row"]["claim"]["speaker"]["code"] == "KOR.MIL.JCS"
    }


def test_the_slider_goes_from_nothing_through_each_figure(client: TestClient) -> None:
    who = "South Korean Joint Chiefs of Staff"
    assert ranges(client, "2019-07-24T12:00Z") == {}
    assert ranges(client, "2019-07-25T04:30Z") == {(who, "both"): "about 430 km"}
    at_evening = ranges(client, "2019-07-25T16:27Z")
    assert at_evening == {(who, "1"): "about 430 km", (who, "2"): "690 km"}
    assert ranges(client, "2019-07-26T11:02Z") == {(who, "both"): "about 600 km"}


def test_a_place_of_the_slider_is_a_moment_with_a_link_of_its_own(client: TestClient) -> None:
    address = launch(client)
    whole = client.get(f"{address}.json").json()
    last = len(whole["steps"])
    for number, step in enumerate(whole["steps"]):
        at = client.get(f"{address}.json?moment={number}").json()
        known = step["known"].replace("+00:00", "Z")
        assert at == client.get(f"{address}.json?known={known}").json()
        assert at["step"] == number
    assert client.get(f"{address}.json?moment={last}").json() == whole
    assert client.get(f"{address}?moment={last + 1}").status_code == 400


def test_before_the_first_report_the_page_says_when_that_came(client: TestClient) -> None:
    page = client.get(f"{launch(client)}?known=2019-07-20")
    assert page.status_code == 200
    assert "Nothing was on record" in page.text
    assert "24 Jul 2019 22:05" in page.text


def test_a_value_leads_to_the_words_behind_it(client: TestClient) -> None:
    history = client.get(f"{launch(client)}.json").json()["state"]["log"]
    line = next(
        line
        for slot in history["slots"]
        for line in slot["lines"]
        if line["value"] == "690 km" and line["row"]["claim"]["speaker"]["code"] == "KOR.MIL.JCS"
    )
    assert f"/claims/{line['row']['id'][:16]}" in client.get(launch(client)).text
    page = client.get(f"/claims/{line['row']['id'][:16]}").text
    assert "690 kilometers" in page
    assert "South Korean Joint Chiefs of Staff" in page
    assert "SHA-256" in page


def test_the_contaminated_caption_is_marked_in_its_report(client: TestClient) -> None:
    reports = client.get("/reports.json").json()["reports"]
    report = next(one for one in reports if "two more" in one["title"])
    page = client.get(f"/reports/{report['versions'][0]['id'][:16]}").text
    assert '<span class="tag contamination">contamination</span>' in page
    assert '<span class="tag" lang="en">caption</span>' in page


def test_versions_stand_side_by_side_whole_with_changed_words_and_claims(
    client: TestClient,
) -> None:
    reports = client.get("/reports.json").json()["reports"]
    report = next(one for one in reports if "690" in one["title"])
    old, new = (version["id"][:16] for version in report["versions"])
    page = html.fromstring(client.get(f"/reports/{new}/changes?since={old}").text)
    (table,) = page.find_class("beside")
    same = table.find_class("same")
    assert any("has not commented" in row.text_content() for row in same)
    (row,) = (one for one in table.iter("tr") if "flew an estimated" in one.text_content())
    left, right = row.iter("td")
    assert "Both missiles" in [one.text_content() for one in left.iter("del")]
    assert any("690 kilometers" in one.text_content() for one in right.iter("ins"))
    claim = right.xpath(".//mark/a[contains(., '690 kilometers')]/@href")
    assert len(claim) == 1
    assert "690 km" in client.get(claim[0]).text


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("kind=missile-launch", lambda one: one["event"]["kind"] == "missile-launch"),
        ("outlet=fourteen", lambda one: "Channel Fourteen" in one["outlets"]),
        ("place=wonsan", lambda one: any(s["place"] == "Wonsan" for s in one["spots"])),
        ("since=2020", lambda one: one["days"][1] >= "2020"),
        ("reviewed=no", lambda one: one["judgements"] == 0),
    ],
)
def test_a_filter_keeps_what_fits(client: TestClient, asked: str, fits: object) -> None:
    assert callable(fits)
    some = client.get(f"/events.json?{asked}").json()["events"]
    assert some
    assert all(map(fits, some))
    every = client.get("/events.json").json()["events"]
    assert len(some) < len(every) or asked == "reviewed=no"


def test_page_after_page_shows_every_event_once(client: TestClient, ledger: Ledger) -> None:
    every = [one["event"]["id"] for one in client.get("/events.json").json()["events"]]
    found: list[str] = []
    number, more = 1, True
    while more:
        page = select_events(Asked(ledger, words={"page": str(number)}), 3)
        assert len(page.events) == 3 or not page.more
        found += [one.event.id for one in page.events]
        number, more = number + 1, page.more
    assert sorted(found) == sorted(every)
    assert number > 3
    assert "To the first page" in client.get("/?page=99").text
    for none in ("0", "10001", "0000000019", "0" * 8 + "1" + "9" * 20, "9" * 5000, "²"):
        assert client.get("/", params={"page": none}).status_code == 400, none
        assert client.get("/reports", params={"page": none}).status_code == 400, none


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/nowhere", 404, "There is no such page."),
        ("/events/ffffffff", 404, "Nothing on record is called"),
        ("/events/missile", 300, "events match"),
        ("/claims/ffffffff", 404, "No claim on record"),
        ("/actors/nobody", 404, "Nobody called"),
        ("/reports/ffffffff/changes", 400, "is missing"),
        ("/?known=yesterday", 400, "is not a time"),
        ("/?kind=party", 400, "There is no kind"),
        ("/?since=soon", 400, "is not a day"),
        ("/search?q=%21", 400, "There is no word"),
    ],
)
def test_a_problem_says_what_to_do(
    client: TestClient, address: str, status: int, says: str
) -> None:
    path, _, query = address.partition("?")
    beside = f"{'/events' if path == '/' else path}.json?{query}"
    page, data = client.get(address), client.get(beside)
    assert page.status_code == data.status_code == status
    assert says in page.text
    assert "Traceback" not in page.text
    if path != "/nowhere":
        assert says in data.json()["problem"]
        assert data.json()["remedy"]


def test_an_empty_ledger_tells_what_to_do(tmp_path: Path) -> None:
    with (
        open_ledger(tmp_path / "new.db") as ledger,
        TestClient(build(ledger), base_url=HERE) as client,
    ):
        page = client.get("/").text
        assert "onrecord read YOUR-PAGES/" in page
        assert "onrecord demo --serve" in page
        for address in ("/reports", "/actors", "/search?q=missile"):
            assert client.get(address).status_code == 200


def test_of_one_who_said_much_the_last_is_shown_and_the_rest_asked_for(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/actors/KOR.MIL.JCS"
    whole = client.get(f"{address}.json").json()
    assert not whole["actor"]["more"]
    monkeypatch.setattr("onrecord.desk.actors._SHOWN", 3)
    # At clocks that no other test asks for: a page that was made before is not made again.
    last = client.get(f"{address}.json?recorded=2100-01-01").json()
    assert last["actor"]["more"]
    assert last["differences"] is None
    assert last["actor"]["said"] == whole["actor"]["said"][-3:]
    page = client.get(f"{address}?recorded=2100-01-01").text
    assert '<button name="differences" value="yes">' in page
    differing = client.get(f"{address}.json?recorded=2100-01-01&differences=yes").json()
    assert differing["differences"] == whole["differences"] != []
    everything = client.get(f"{address}.json?recorded=2100-01-01&all=yes").json()
    assert everything == whole


def test_reports_are_gone_through_page_by_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/reports.json").json()
    assert (whole["number"], whole["more"]) == (1, False)
    monkeypatch.setattr("onrecord.desk.reports._SHOWN", 2)
    seen: list[str] = []
    number = 0
    while True:
        number += 1
        page = client.get(f"/reports.json?page={number}&recorded=2100-02-02").json()
        seen += [report["key"] for report in page["reports"]]
        if not page["more"]:
            break
        there = html.fromstring(client.get(f"/reports?page={number}&recorded=2100-02-02").text)
        assert f"page={number + 1}&" in there.xpath("//a[@rel='next']/@href")[0]
    assert number > 1
    assert len(seen) == len(set(seen))
    assert set(seen) == {report["key"] for report in whole["reports"]}
    assert client.get("/reports?page=none").status_code == 400
