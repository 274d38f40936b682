from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Misused
from onrecord.queries import Clocks, parse_time


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("2019-07-25 12:00", "2019-07-25T12:00:00+00:00"),
        ("2019-07-25T12:00", "2019-07-25T12:00:00+00:00"),
        ("2019-07-25T12:00:30Z", "2019-07-25T12:00:30+00:00"),
        ("2019-07-25 12:00-04:00", "2019-07-25T16:00:00+00:00"),
        (" 2019-07-25 ", "2019-07-25T23:59:59.999999+00:00"),
    ],
)
def test_times(words: str, means: str) -> None:
    assert parse_time(words).isoformat() == means


@pytest.mark.parametrize(
    "words",
    [
        "",
        "yesterday",
        "2019",
        "2019-13-01",
        "2019-02-30",
        "20190725",
        "25/07/2019",
        "2019-07-25T",
        "٢٠١٩-٠٧-٢٥",
        "0001-01-01 00:00+09:00",
        "2019-W30-4",
    ],
)
def test_what_is_no_time(words: str) -> None:
    with pytest.raises(Misused):
        parse_time(words)


@given(st.text(max_size=40))
def test_any_words_are_a_time_or_misused(words: str) -> None:
    with contextlib.suppress(Misused):
        assert parse_time(words).tzinfo is UTC


def test_a_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Clocks(known=datetime(2019, 7, 25))
