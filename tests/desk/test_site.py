"""A site is whole: every link has an end, every moment a page, and nothing needs a server."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from cli.command import onrecord
from onrecord.desk.site import write_site
from onrecord.ledger.ledger import Ledger
from onrecord.queries import find_events
from onrecord.queries.clocks import Clocks
from onrecord.queries.whole import whole_event


@pytest.fixture(scope="module")
def site(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "site"
    write_site(ledger, out, excerpts=True)
    return out


def test_every_link_has_an_end(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    for page in pages:
        tree = html.fromstring(page.read_text("utf-8"))
        # What only a script can answer is hidden until one runs.
        assert tree.xpath("//form[not(@hidden)] | //input[not(ancestor::*[@hidden])]") == [], page
        assert len(tree.xpath("//meta[@http-equiv='Content-Security-Policy']")) == 1
        assert tree.xpath("//style | //@style | //script[not(@src)]") == [], page
        for address in tree.xpath("//@href | //@src"):
            target = urldefrag(address).url
            assert urlsplit(target).scheme == "", (page, address)
            assert not target or (page.parent / target).resolve().is_file(), (page, address)
        (action,) = tree.xpath("//form/@action")
        assert (page.parent / action).resolve() == site / "search.html"


def test_every_page_has_its_data_beside_it(site: Path, client: TestClient) -> None:
    pages = {page for page in site.rglob("*.html") if page.name != "search.html"}
    assert {page.with_suffix(".json") for page in pages} == set(site.rglob("*.json"))
    for page in sorted((site / "events").glob("*.json")):
        id, _, known = page.stem.partition("-")
        clock = f"?known={known}" if known else ""
        clock = re.sub(r"=(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\d)$", r"=\1-\2-\3:\4:\5Z", clock)
        answer = client.get(f"/events/{id}.json{clock}")
        if answer.status_code == 200:
            assert json.loads(page.read_text("utf-8")) == answer.json()


def test_data_of_excerpts_holds_no_whole_article(site: Path) -> None:
    data = [page.read_text("utf-8") for page in site.rglob("reports/*.json")]
    assert any("690 kilometers" in one for one in data)
    assert not any("We want talks" in one for one in data)
    words = "".join(page.read_text("ascii") for page in (site / "search").iterdir())
    assert '"missiles":' in words
    assert '"watching"' not in words


def test_words_are_found_in_what_was_opened_as_a_file(site: Path, browser: Any) -> None:
    wrong: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else 0)
    page.on("request", lambda asked: asked.url.startswith("file:") or wrong.append(asked.url))
    for start in (site / "index.html", next((site / "claims").glob("*.html"))):
        page.goto(start.as_uri())
        page.get_by_label("Find words").fill("joint chiefs 690")
        page.get_by_role("button", name="Find").click()
        page.get_by_text("hold “joint chiefs 690”").or_(
            page.get_by_text("1 entry holds")
        ).wait_for()
        assert page.locator("#found li").count() >= 1
    page.locator("#found a", has_text="range: 690 km").first.click()
    assert "690 kilometers" in page.locator("blockquote").inner_text()
    page.goto((site / "search.html").as_uri() + "?q=Wons")
    page.locator("#found li", has_text="Wonsan").first.wait_for()
    event = next(one for one in (site / "events").glob("*-20190725T162700.html"))
    page.goto(event.as_uri())
    page.get_by_label("What was known at").fill("0")
    page.get_by_text("Nothing was on record").wait_for()
    context.close()
    assert wrong == []


def test_events_of_a_site_of_an_earlier_day_are_found_once_each(
    ledger: Ledger, tmp_path: Path
) -> None:
    whole = find_events(ledger)
    known = max(event.first_known for event in whole)
    write_site(ledger, tmp_path / "site", Clocks(known))
    lots = "".join(lot.read_text("ascii") for lot in (tmp_path / "site/search").glob("lot-*.js"))
    found = re.findall(r'\["event","[^]]*?","(events/\w+(?:-\w+)?\.html)"', lots)
    assert sorted(found) == sorted(f"events/{event.id[:16]}.html" for event in whole)


def test_every_event_has_a_page_for_each_of_its_moments(site: Path, ledger: Ledger) -> None:
    for event in find_events(ledger):
        whole = whole_event(ledger, event.id)
        for moment in whole.moments:
            name = f"{event.id[:16]}-{moment.known_at:%Y%m%dT%H%M%S}.html"
            assert (site / "events" / name).is_file()


def test_names_lead_to_events(site: Path) -> None:
    names = (site / "names.html").read_text("utf-8")
    for name in ("Wonsan", "Japanese defense ministry", "Halyard News", "landslide"):
        assert name in names


def test_excerpts_hold_what_claims_rest_on_and_no_more(site: Path) -> None:
    texts = [
        html.fromstring(page.read_text("utf-8")).find_class("text")[0].text_content()
        for page in sorted((site / "reports").glob("*.html"))
        if "-since-" not in page.name
    ]
    assert any("690 kilometers" in text for text in texts)
    assert not any("We want talks" in text for text in texts)
    whole = sum("Only sentences that claims rest on" in text for text in texts)
    assert whole == len(texts)


def test_a_folder_of_other_things_is_left_alone(ledger: Ledger, tmp_path: Path, demo: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    done = onrecord("site", tmp_path, ledger=demo)
    assert done.code == 2
    assert "holds other things than a site" in done.err
    assert (tmp_path / "letters.txt").read_text() == "mine"
