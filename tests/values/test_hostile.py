"""Any text at all: no crash, spans inside it, the same twice, and work that grows linearly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import lines_run
from onrecord.model.value import Quantity
from onrecord.values.anchors import DateAnchor
from onrecord.values.calendar import bounds
from onrecord.values.dates import dates_in
from onrecord.values.lexer import words_of
from onrecord.values.quantities import quantities_in
from onrecord.values.timex import timexes_in

ANCHOR = DateAnchor(date(2020, 2, 29))
WORDS = [
    *words_of(
        "one two twenty - half a an hundred thousand million dozen dozens and of the last next "
        "this week month year ago later May march Thursday Feb . , : 29 30 2019 2000 1,200 "
        "5.34 am p.m. GMT km miles ( ) $ % magnitude to from between about at least no both "
        "first second other since early late end in on / – ’s people killed 999999999999999999 "
        "0 00 ½ é 𝟗 ٣ "
    ),
    "\n",
]
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)
days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@settings(max_examples=150, deadline=None)
@given(texts)
def test_quantities_lie_in_any_text(text: str) -> None:
    found = quantities_in(text, articles=True)
    assert found == quantities_in(text, articles=True)
    ends = [0]
    for f in found:
        assert 0 <= f.span.start < f.span.end <= len(text)
        assert f.span.end - f.span.start <= 160
        assert f.span.start >= ends[-1]
        assert f.value.vague or any(x is not None for x in _amounts(f.value))
        ends.append(f.span.end)


def _amounts(value: Quantity) -> tuple[object, ...]:
    return value.n, value.min, value.max


@settings(max_examples=150, deadline=None)
@given(texts, days)
def test_dates_lie_in_any_text(text: str, day: date) -> None:
    for f in dates_in(text, DateAnchor(day)):
        assert 0 <= f.span.start < f.span.end <= len(text)
        assert bounds(f.value.edtf) is not None
    for t in timexes_in(text, DateAnchor(day)):
        assert 0 <= t.span.start < t.span.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "one-",
        "1-",
        "1/",
        "1 ",
        "a hundred and ",
        "the first, the second, ",
        "at least about an estimated ",
        "two or three ",
        "5 km (3 miles) ",
        "aged 5, ",
        "one the other ",
        "since the ",
        "last next early late ",
        "10 p.m. and ",
        "May 5, ",
        "both each ",
        "5 km respectively ",
        "430 km, 430, ",
        "no ",
        "dozens of ",
        "on the ",
    ],
)
@pytest.mark.parametrize("function", [quantities_in, lambda text: dates_in(text, ANCHOR)])
def test_work_grows_linearly(function: Any, piece: str) -> None:
    function(piece)  # registers are read once
    small, large = (lines_run(function, piece * n) for n in (100, 400))
    assert large < 5.5 * small
