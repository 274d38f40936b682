"""`onrecord values`: every value of one report, marked in its text, as JSON and as HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from .command import onrecord

STORY = """Barge adrift off Port Ansel

PORT ANSEL, May 4, 2021 - At least 31 sailors were hurt when a barge with 12 km (7 miles) to go
broke loose on Tuesday. The skipper, a 41-year-old man, lost <b>$10 to 15 million</b>.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


class Shown(HTMLParser):
    """What a page shows, and the tags and attributes it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.paragraphs = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "br"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self._inside:
            return
        self.text += data
        if {"p", "h2"} & set(self._inside) and "sup" not in self._inside:
            self.paragraphs += data


def test_the_text_is_marked_and_the_values_listed(story: Path) -> None:
    done = onrecord("values", story)
    assert done.code == 0
    assert re.search(r"\[At least \[?31 sailors\]", done.flat)
    assert "at least 31 sailors" in done.flat
    assert "2021-05-04" in done.flat
    assert "10,000,000–15,000,000 dollars" in done.flat


def test_json_holds_spans_words_and_reasons(story: Path) -> None:
    told = onrecord("values", story, "--json").json
    assert {"quantity", "date"} <= {one["kind"] for one in told["values"]}
    for one in told["values"]:
        start, end = one["span"]
        assert told["text"][start:end] == one["words"]
        assert one["rule"]
    [age] = [one for one in told["values"] if one["rule"] == "quantity.age"]
    assert age["value"] == {"n": "41", "unit": "year old"}
    [tuesday] = [one for one in told["values"] if one["words"] == "Tuesday"]
    assert tuesday["value"]["edtf"] == "2021-05-04"
    assert "dateline" in tuesday["notes"]["anchored"]


def test_the_page_stands_alone_and_shows_the_text_as_printed(story: Path) -> None:
    done = onrecord("values", story, "--html")
    assert done.code == 0
    page = Shown()
    page.feed(done.out)
    assert "<b>$10 to 15 million</b>" in page.paragraphs
    assert "at least 31 sailor" in page.text
    assert not {"script", "link", "img", "iframe", "b"} & set(page.tags)
    targets = [value for name, value in page.attributes if name in ("href", "src")]
    assert targets
    assert all(str(target).startswith("#v") for target in targets)
    ids = {value for name, value in page.attributes if name == "id"}
    assert {str(target)[1:] for target in targets} == ids


def test_what_steers_a_browser_or_a_terminal_is_shown_as_a_box(tmp_path: Path) -> None:
    path = tmp_path / "steering.txt"
    path.write_text('A title\n\nIt fired 3 "mis\u202esiles" \x1b[31m& <script>.', encoding="utf-8")
    for form in ([], ["--html"]):
        out = onrecord("values", path, *form).out
        assert "\u202e" not in out
        assert "\x1b" not in out
        assert "<script>" not in out or not form


def test_a_report_without_values_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("Quiet\n\nNothing was seen and nobody asked.", encoding="utf-8")
    assert onrecord("values", path, "--json").json["values"] == []
    assert "Nothing was seen" in onrecord("values", path).flat


def test_what_cannot_be_read_is_said(story: Path, tmp_path: Path) -> None:
    missing = onrecord("values", tmp_path / "no-such-file.txt")
    assert (missing.code, missing.out) == (3, "")
    assert missing.err.strip()
    both = onrecord("values", story, "--json", "--html")
    assert (both.code, both.out) == (2, "")
