"""Dates of whole versions: what they are anchored by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onrecord.model.report import Block, BlockKind, Facts, Moment, TimeFrom, Version
from onrecord.model.span import Span
from onrecord.values.anchors import DateAnchor
from onrecord.values.dates import anchor_of, dates_in, find_dates


def version(*blocks: tuple[BlockKind, str], facts: Facts) -> Version:
    text, rows = "", []
    for kind, words in blocks:
        text += "\n\n" if text else ""
        rows.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words
    return Version("key", "title", text, tuple(rows), facts)


def moment(*when: int, day_only: bool = False) -> Moment:
    return Moment(at=datetime(*when, tzinfo=UTC), source=TimeFrom.PAGE, day_only=day_only)  # type: ignore[arg-type]


def told(v: Version) -> list[tuple[str, str]]:
    return [(f.span.of(v.text), f.value.edtf) for f in find_dates(v)]


def test_without_any_day_only_full_dates_are_read() -> None:
    v = version((BlockKind.PARAGRAPH, "On Monday, and on 3 May 2018, it rained."), facts=Facts())
    assert anchor_of(v) is None
    assert told(v) == [("3 May 2018", "2018-05-03")]


def test_the_outlets_zone_decides_which_day_it_is() -> None:
    facts = Facts(published=moment(2019, 7, 26, 2), zone="America/New_York")
    v = version((BlockKind.PARAGRAPH, "It fired early Thursday."), facts=facts)
    assert anchor_of(v).day == date(2019, 7, 25)  # type: ignore[union-attr]
    assert told(v) == [("early Thursday", "2019-07-25")]


def test_the_dateline_goes_before_the_page() -> None:
    facts = Facts(published=moment(2019, 7, 26, 1))
    v = version(
        (BlockKind.DATELINE, "SEOUL, July 25 (Wire)"),
        (BlockKind.PARAGRAPH, "It fired yesterday."),
        facts=facts,
    )
    anchor = anchor_of(v)
    assert anchor is not None
    assert (anchor.day, anchor.source) == (date(2019, 7, 25), "dateline")
    assert told(v)[-1] == ("yesterday", "2019-07-24")


def test_an_update_moves_weekdays_but_not_yesterday() -> None:
    facts = Facts(published=moment(2019, 7, 24, 20), updated=moment(2019, 7, 25, 9))
    v = version((BlockKind.PARAGRAPH, "It fired on Thursday, a day after yesterday."), facts=facts)
    assert told(v)[:1] == [("Thursday", "2019-07-25")]
    assert told(v)[-1] == ("yesterday", "2019-07-23")


def test_a_caption_is_anchored_by_its_own_date() -> None:
    v = version(
        (BlockKind.CAPTION, "Officials meet on Sunday in the port town, June 30, 2019."),
        (BlockKind.PARAGRAPH, "They parted on Sunday."),
        facts=Facts(published=moment(2019, 7, 25, day_only=True)),
    )
    assert told(v) == [
        ("Sunday", "2019-06-30"),
        ("June 30, 2019", "2019-06-30"),
        ("Sunday", "2019-07-21"),
    ]


def test_what_follows_a_captions_own_date_is_of_the_storys_day() -> None:
    v = version(
        (BlockKind.CAPTION, "A view of the port, June 30, 2019. It was hit early Thursday."),
        facts=Facts(published=moment(2019, 7, 25, day_only=True)),
    )
    assert told(v) == [("June 30, 2019", "2019-06-30"), ("early Thursday", "2019-07-25")]


def test_the_day_last_named_is_carried_to_the_next_paragraph() -> None:
    v = version(
        (BlockKind.PARAGRAPH, "It fired on Tuesday."),
        (BlockKind.PARAGRAPH, "The first left at 6:10 a.m. and the second at 6:40 a.m."),
        facts=Facts(published=moment(2019, 7, 25, day_only=True)),
    )
    found = find_dates(v)
    assert [(f.value.edtf, f.value.time, f.item) for f in found] == [
        ("2019-07-23", None, None),
        ("2019-07-23", "06:10", "1"),
        ("2019-07-23", "06:40", "2"),
    ]


def test_the_datelines_place_decides_which_day_it_is() -> None:
    facts = Facts(published=moment(2019, 7, 24, 22), zone="Europe/London")
    v = version(
        (BlockKind.DATELINE, "SEOUL (Wire) —"),
        (BlockKind.PARAGRAPH, "It fired early Thursday."),
        facts=facts,
    )
    assert told(v) == [("early Thursday", "2019-07-25")]
    v = version(
        (BlockKind.DATELINE, "SEATTLE (Wire) —"),
        (BlockKind.PARAGRAPH, "It fired early Thursday."),
        facts=facts,
    )
    assert told(v) == [("early Thursday", "2019-07-18")]


def test_what_a_weekday_owns_is_over() -> None:
    v = version(
        (BlockKind.PARAGRAPH, "Thursday's shelling killed two."),
        facts=Facts(published=moment(2019, 7, 24, 22)),
    )
    assert told(v) == [("Thursday", "2019-07-18")]


def test_the_stamps_offset_decides_where_no_place_does() -> None:
    facts = Facts(published=replace(moment(2019, 7, 24, 22), offset=540))
    v = version((BlockKind.PARAGRAPH, "It fired early Thursday."), facts=facts)
    assert told(v) == [("early Thursday", "2019-07-25")]


def test_a_weekday_that_has_begun_somewhere_is_no_week_ago() -> None:
    v = version(
        (BlockKind.PARAGRAPH, "It fired early Thursday, having met on Friday."),
        facts=Facts(published=moment(2019, 7, 24, 22)),
    )
    assert told(v) == [("early Thursday", "2019-07-25"), ("Friday", "2019-07-19")]
    v = version(
        (BlockKind.PARAGRAPH, "It fired early Thursday."),
        facts=Facts(published=moment(2019, 7, 24, 9)),
    )
    assert told(v) == [("early Thursday", "2019-07-18")]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The first launch since May", "first since"),
        ("It has been shut since May.", "since"),
        ("It opened in May.", None),
    ],
)
def test_bounds_are_noted(text: str, bound: str | None) -> None:
    [found] = dates_in(text, DateAnchor(date(2019, 7, 25)))
    assert dict(found.notes).get("bound") == bound
