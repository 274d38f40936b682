"""`onrecord said`: who said what in one report, as text, JSON and HTML, and odd texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.views.page import Lines, Page, Paint, Table
from onrecord.views.text import render

from .command import onrecord
from .test_values import Shown

STORY = """Ferry line denies neglect

PORT ANSEL, May 4, 2021 - "The boat was sound," said Harbor Master Ines Okafor on Tuesday.
The ferry line denied that it had skipped <b>inspections</b>, and a deckhand said the pump
"may have failed" & that nobody checked.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_the_page_stands_alone_with_marks_and_speakers(story: Path) -> None:
    done = onrecord("said", story, "--html")
    assert (done.code, done.err) == (0, "")
    page = Shown()
    page.feed(done.out)
    assert "<b>inspections</b>" in page.paragraphs
    assert '"The boat was sound,"' in page.paragraphs
    assert "Ines Okafor" in page.text
    assert not {"script", "link", "img", "iframe", "b"} & set(page.tags)
    kinds = {str(value) for name, value in page.attributes if name == "class"}
    assert {"content", "source", "cue"} <= {word for kind in kinds for word in kind.split()}
    targets = {str(value)[1:] for name, value in page.attributes if name == "href"}
    assert targets
    assert targets == {value for name, value in page.attributes if name == "id"}


def test_colour_says_nothing_that_signs_do_not(story: Path) -> None:
    plain = onrecord("said", story)
    assert "\x1b" not in plain.out
    assert "]s1" in plain.out
    page = Page("x", (Lines(("[she]s1 said",), paints=(Paint(0, 0, 7, "cyan"),)),))
    assert render(page) == "x\n  [she]s1 said"
    assert "\x1b[36m[she]s1\x1b[0m said" in render(page, colour=True)


WORDS = "the mayor said that the bridge over the river was safe and that no one had been hurt "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('Bridge closed\n\nThe mayor said: "It was safe until noon.\n\nNobody was hurt.', "never"),
        (WORDS.upper() * 3 + ".", "capitals"),
        (WORDS * 8, "no stop"),
        (WORDS * 3 + ". " + "мэр города сказал что мост был безопасен ", "mixes scripts"),
        (WORDS * 3 + ". " + "قال رئيس البلدية إن الجسر كان آمنا حتى الظهر. ", "mixes scripts"),
    ],
)
def test_odd_texts_are_read_and_the_oddity_is_told(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text, encoding="utf-8")
    for form in ([], ["--json"], ["--html"]):
        done = onrecord("said", path, *form)
        assert done.code == 0
        assert told in done.err
        assert "Traceback" not in done.all
        if form == ["--html"]:
            assert told in done.out


@pytest.mark.parametrize(
    "text",
    [" \n", "قال رئيس البلدية إن الجسر كان آمنا حتى الظهر. " * 4, "市長は橋は安全だった。" * 9],
)
def test_what_is_empty_or_not_english_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text(text, encoding="utf-8")
    done = onrecord("said", path)
    assert (done.code, done.out) == (3, "")
    assert len(done.err.splitlines()) == 1
    assert str(path) in done.err


def test_one_form_at_a_time(story: Path) -> None:
    assert onrecord("said", story, "--json", "--html").code == 2


def test_an_empty_column_takes_no_room_from_the_others() -> None:
    rows = (("1", "harbour service", "indirect", "–", ""), ("2", "Ines Okafor", "direct", "–", ""))
    page = Page("Ferry", (Table(("", "speaker", "manner", "hedge", "via"), rows, head=False),))
    assert render(page).split("\n")[1:] == [
        "  1  harbour service  indirect  –",
        "  2  Ines Okafor      direct    –",
    ]


def test_a_drawing_is_not_folded_on_a_narrow_terminal() -> None:
    bar = "├" + "─" * 28 + "▶"
    rows = (("about 12 wagons", "the harbour authority of Port Ansel", bar),)
    table = Table(("value", "who", "1 May"), rows, widest=(16, 26), drawn=(2,))
    assert bar in render(Page("Ferry", (table,)), width=60)
