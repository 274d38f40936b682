"""Whole plain texts: kinds of blocks by form and place, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import lines_run
from onrecord.reports.blocks import compose
from onrecord.reports.paragraphs import split_paragraphs
from onrecord.reports.text import read_text

WIRE = """People queue outside a bank in Colombo, Sri Lanka, July 4, 2022.
People queue outside a bank in Colombo, Sri Lanka, July 4, 2022. Many had waited all night.

This page was last updated on July 6, 2022, at 9:05 a.m.

Ama Mensah in Kandy contributed to this report.

COLOMBO — Sri Lanka's central bank said on Wednesday that it had run out of dollars.

No fuel, no buses

Buses stopped at noon, a transport official said.

FILE - A bus stands at a depot in Kandy, May 3, 2021.

The bank’s governor, who took office in April, would not say when fuel might arrive.

Next steps

Talks are to go on next week, the ministry said."""

MERIDIAN = """Bank runs dry as queues grow

Governor says he cannot promise fuel before the end of the month

By Nora Feld and Jo Li

Last updated Wednesday 6 July 2022, 3.40pm Colombo time

Commuters wait in Kandy. Photograph: Nora Feld/The Lodestar

Colombo

Sri Lanka’s central bank has run out of dollars, its governor told parliament on Wednesday.

• Talks with the fund began in June.
• A second round is planned.

• An earlier version of this story gave the wrong month."""


def kinds(text: str, title: str = "") -> list[str]:
    return [draft.kind.value for draft in read_text(text, title).drafts]


def test_a_broadcasters_text_with_captions_first() -> None:
    reading = read_text(WIRE)
    assert kinds(WIRE) == [
        "caption", "caption", "stamp", "contributors", "dateline", "paragraph", "subhead",
        "paragraph", "caption", "paragraph", "subhead", "paragraph",
    ]  # fmt: skip
    assert reading.dateline == "COLOMBO"
    assert reading.headline is None
    assert [stamp.updates for stamp in reading.stamps] == [True]


def test_a_newspapers_text() -> None:
    reading = read_text(MERIDIAN)
    assert kinds(MERIDIAN) == [
        "headline", "dek", "byline", "stamp", "caption", "dateline", "paragraph", "listitem",
        "listitem", "correction",
    ]  # fmt: skip
    assert reading.headline == "Bank runs dry as queues grow"
    assert reading.authors == ("Nora Feld", "Jo Li")
    assert reading.dateline == "Colombo"


def test_a_title_is_put_before_a_text_that_lacks_it() -> None:
    assert kinds("Nine people died, police said.", "Nine die") == ["headline", "paragraph"]
    text = "NINE DIE!\n\nNine people died, police said."
    [first, _] = read_text(text, "Nine die").drafts
    assert (first.kind.value, first.text) == ("headline", "NINE DIE!")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One sentence alone, with a full stop.", ["paragraph"]),
        ("One line without a stop", ["paragraph"]),
        ("Nine people died, police said.\n\nTen were hurt.", ["paragraph", "paragraph"]),
        ("Nine die in fire\n\nNairobi", ["headline", "paragraph"]),
    ],
)
def test_small_texts(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_wrapped_lines_are_joined_and_others_are_not() -> None:
    wrapped = (
        "The coast guard said on Monday that the search\n"
        "for the five people who were still missing had\n"
        "ended, and that the wreck would be raised.\n\n"
        "It did not say when."
    )
    assert len(split_paragraphs(wrapped)) == 2
    assert len(split_paragraphs("The ferry sank.\nNine people died.\nTen were saved.")) == 3
    assert len(split_paragraphs("Needed:\n- water\n- fuel\n- tents")) == 4


@settings(max_examples=400, deadline=None)
@given(st.text() | st.text(alphabet=st.sampled_from(list("By Aa1.,:;—-()•\n\r\t /“”'\u2028"))))
def test_no_text_breaks_it_and_no_word_is_lost(text: str) -> None:
    drafts = read_text(text).drafts
    canonical, blocks = compose(drafts)
    assert [b.span.of(canonical) for b in blocks] == [
        d.text for d in drafts if d.kind.value != "promo"
    ]
    written = "".join("".join(d.text.split()) for d in drafts)
    folded = "".join("".join(p.text.split()) for p in split_paragraphs(text))
    assert written == folded
    assert canonical.isprintable() or "\n" in canonical or any(not c.isprintable() for c in text)


@pytest.mark.parametrize(
    "unit", ["By A ", "A ", "( ", "Updated July 25, 2019 ", "SEOUL, ", "- ", "a\n", "A b c.\n\n"]
)
def test_work_grows_linearly(unit: str) -> None:
    small, large = (lines_run(read_text, unit * (n // len(unit))) for n in (5_000, 20_000))
    assert large < 5.5 * small
