"""Nothing that a report says becomes anything but text on a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from cli.command import onrecord
from desk.conftest import HERE
from desk.crawling import Page, crawl
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
