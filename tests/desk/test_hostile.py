"""Nothing that a report says becomes anything but text on a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from cli.command import onrecord
from desk.conftest import HERE
from desk.crawling import Page, crawl
from desk.doors import served
from onrecord.desk.app import build
from onrecord.desk.site import write_site
from onrecord.ledger.ledger import open_ledger

BAIT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"
TEXT = f"""VESTHAVN — A ferry capsized off Vesthavn on Monday, killing at least 11 people, the \
coast guard said.

The toll may rise to 30, said Ida Brandt, a spokeswoman for the port. {BAIT} {{{{ 6007 * 9001 }}}}

"We found a hole{BAIT} in the hull," she told reporters on the quay on Monday evening.

Rescue teams from three islands searched the water through the night, the coast guard said.
"""
REPORT = {
    "id": f"ferry-{BAIT}",
    "outlet": f"The Lantern{BAIT}",
    "title": f"Ferry capsizes {BAIT}",
    "url": "javascript:alert(document.domain)",
    "authors": [f"Eva {BAIT}"],
    "published": "2021-03-01T10:00:00Z",
    "text": TEXT,
}


@pytest.fixture(scope="module")
def ledger_of_bait(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bait")
    (folder / "report.json").write_text(json.dumps(REPORT), encoding="utf-8")
    changed = {**REPORT, "text": TEXT.replace("11", "12"), "updated": "2021-03-02T10:00:00Z"}
    (folder / "second.json").write_text(json.dumps(changed), encoding="utf-8")
    path = folder / "bait.db"
    done = onrecord("read", folder / "report.json", folder / "second.json", ledger=path)
    assert done.code == 0, done.err
    return path


@pytest.fixture(scope="module")
def pages(ledger_of_bait: Path) -> Iterator[list[Page]]:
    with (
        open_ledger(ledger_of_bait, create=False) as ledger,
        TestClient(build(ledger), base_url=HERE) as client,
    ):
        yield list(crawl(client, "/", "/search?q=ferry", most=40))


def test_long_words_widen_no_page(browser: Any, tmp_path: Path) -> None:
    word = "Donaudampfschifffahrt" * 40
    given = {
        "outlet": f"The {word}",
        "title": f"Ferry capsizes, killing 11, says {'M' * 5000}",
        "published": "2021-03-01T10:00:00Z",
        "text": TEXT.replace("spokeswoman", word).replace("the coast guard", f"the {word}"),
    }
    (tmp_path / "report.json").write_text(json.dumps(given), encoding="utf-8")
    ledger = tmp_path / "words.db"
    assert onrecord("read", tmp_path / "report.json", ledger=ledger).code == 0
    wide = {}
    with (
        open_ledger(ledger, create=False) as found,
        TestClient(build(found), base_url=HERE) as client,
        served(build(found)) as port,
    ):
        [report] = client.get("/reports.json").json()["reports"]
        version = f"/reports/{report['versions'][0]['id'][:16]}"
        pages = [page.address for page in crawl(client, "/", version, "/search?q=ferry", most=12)]
        for width in (1280, 360):
            context = browser.new_context(viewport={"width": width, "height": 800})
            seen = context.new_page()
            seen.set_default_timeout(60_000)
            for address in [*pages, "/review/claims", "/review/links", "/review/history"]:
                seen.goto(f"http://127.0.0.1:{port}{address}")
                needs = seen.evaluate("document.documentElement.scrollWidth")
                if needs > width:
                    wide[address, width] = needs
            context.close()
    assert wide == {}


def harmless(page: Page) -> None:
    """No element, attribute or address of a page comes from what a report says."""
    tree = page.tree
    assert "54069007" not in "".join(tree.xpath("//p//text() | //q//text()"))
    assert tree.xpath("//script[not(@src)] | //img | //*[@onerror] | //*[@onload]") == []
    for address in tree.xpath("//@href | //@src | //@action"):
        assert urlsplit(address).scheme in ("", "http", "https"), address


def test_on_the_desk(pages: list[Page]) -> None:
    assert {urlsplit(page.address).path.split("/")[1] for page in pages} >= {"reports", "events"}
    assert any("alert(1)" in page.text for page in pages)
    for page in pages:
        assert page.status == 200
        harmless(page)


def test_on_a_site(ledger_of_bait: Path, tmp_path: Path) -> None:
    from lxml import html

    with open_ledger(ledger_of_bait, create=False) as ledger:
        write_site(ledger, tmp_path / "site")
    files = sorted((tmp_path / "site").rglob("*.html"))
    assert len(files) > 8
    for file in files:
        text = file.read_text("utf-8")
        harmless(Page(file.name, 200, text, html.fromstring(text)))
