"""A site is whole: every link has an end, every moment a page, and nothing needs a server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from lxml import html

from cli.command import onrecord
from onrecord.desk.site import write_site
from onrecord.ledger.ledger import Ledger
from onrecord.queries import find_events
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
        assert tree.xpath("//form | //input") == [], page
        for address in tree.xpath("//@href | //@src"):
            target = urldefrag(address).url
            assert urlsplit(target).scheme == "", (page, address)
            assert not target or (page.parent / target).resolve().is_file(), (page, address)


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
