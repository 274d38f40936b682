from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.make import make_capture
from onrecord.model.report import BlockKind, Given, Version
from onrecord.reports.front_matter import read_front_matter
from onrecord.reports.markdown import read_markdown
from onrecord.reports.read import read_report

ABOVE = """---
title: "Ferry: all 40 found"
date: 2024-05-01 08:00:00 +0200
author:
  - Ann Holt
  - "[[Ben Carr]]"
source: Granite Wire
url: https://granite.example/ferry  # canonical
updated: 2024-05-01T11:30+02:00
tags: [sea, ferry]
description: >
  A long text, with: a colon
  over two lines
---
"""
TEXT = """
# Ferry: all 40 found

BREDE — The **coast guard** said on Tuesday that it had [found](https://x.example/a_(b)) all
40 people who were _aboard_.

## What happened

> "The engine failed twice," the captain
> told reporters.

1. Holt: saved
2. Carr: saved
   by a fishing boat

Owner
-----
The owner, a [firm][1] of Lurgan, gave no \\*answer\\*.

![The ferry at the quay](ferry.jpg)

[1]: https://firm.example
<!-- not
printed -->
"""


def version(text: str) -> Version:
    return read_report(
        make_capture(
            origin="file",
            name="a.md",
            data=text.encode(),
            media_type="text/markdown",
            at=datetime(2024, 5, 2, tzinfo=UTC),
            given=Given(),
        )
    )


def test_front_matter_gives_the_facts() -> None:
    read = version(ABOVE + TEXT)
    facts = read.facts
    assert read.title == "Ferry: all 40 found"
    assert (facts.outlet, facts.authors) == ("Granite Wire", ("Ann Holt", "Ben Carr"))
    assert facts.address == read.report_key == "https://granite.example/ferry"
    assert facts.published is not None
    assert facts.published.at == datetime(2024, 5, 1, 6, 0, tzinfo=UTC)
    assert facts.updated is not None
    assert facts.updated.at == datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
    assert read.problems == ()
    assert "description" not in read.text


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_marks_give_kinds_and_words_keep_their_places(ends: str) -> None:
    text = (ABOVE + TEXT).replace("\n", ends)
    read = version(text)
    blocks = [(block.kind, block.span.of(read.text)) for block in read.blocks]
    assert blocks == [
        (BlockKind.HEADLINE, "Ferry: all 40 found"),
        (BlockKind.DATELINE, "BREDE —"),
        (
            BlockKind.PARAGRAPH,
            "The coast guard said on Tuesday that it had found all 40 people who were aboard.",
        ),
        (BlockKind.SUBHEAD, "What happened"),
        (BlockKind.QUOTE, '"The engine failed twice," the captain told reporters.'),
        (BlockKind.LISTITEM, "Holt: saved"),
        (BlockKind.LISTITEM, "Carr: saved by a fishing boat"),
        (BlockKind.SUBHEAD, "Owner"),
        (BlockKind.PARAGRAPH, "The owner, a firm of Lurgan, gave no *answer*."),
        (BlockKind.PARAGRAPH, "The ferry at the quay"),
    ]
    for block in read.blocks:
        words = block.span.of(read.text).split()[0]
        if block.locator != read.blocks[1].locator or block.kind is BlockKind.DATELINE:
            assert text[int(block.locator) :].lstrip("![").startswith(words)


def test_a_rule_above_prose_is_no_front_matter() -> None:
    text = "---\n\nThe board said so on Monday.\n\n---\n\nThe mayor was glad of it.\n"
    assert read_front_matter(text)[1] == 0
    assert version(text).text == "The board said so on Monday.\n\nThe mayor was glad of it."


@pytest.mark.parametrize(
    ("line", "fact", "value"),
    [
        ("author: 'Ann O''Hara'", "authors", ("Ann O'Hara",)),
        ("by: By Ann Holt and Ben Carr", "authors", ("Ann Holt", "Ben Carr")),
        ('authors: ["Holt, Ann", Ben Carr]', "authors", ("Holt", "Ann", "Ben Carr")),
        ("source: https://granite.example/a", "address", "https://granite.example/a"),
        ("source: https://granite.example/a", "outlet", None),
        ("Date-Published: May 1, 2024", "published", "May 1, 2024"),
        ("title: ~", "title", None),
        ("title: A #1 choice # said so", "title", "A #1 choice"),
    ],
)
def test_values_as_people_write_them(line: str, fact: str, value: object) -> None:
    facts, start = read_front_matter(f"---\n{line}\n---\nText.")
    assert getattr(facts, fact) == value
    assert start > 0


@given(st.text(alphabet="ab *_`[]()!#>-+=|~\\\n\r\t<1.\u200b", max_size=80))
def test_no_word_is_lost_and_every_offset_fits(text: str) -> None:
    lines = read_markdown(text).lines
    for line in lines:
        assert text[int(line.locator)].strip()
    kept = "".join(line.text for line in lines)
    bare = read_markdown(text.replace("[", "").replace("!", "")).lines
    assert kept.count("a") <= text.count("a")
    if "](" not in text and "]:" not in text and "][" not in text and "<" not in text:
        fences = any(mark in text for mark in ("```", "~~~"))
        assert fences or kept.count("a") == text.count("a")
    assert all(line.text for line in bare)
