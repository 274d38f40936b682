"""Any text at all: no crash, spans inside it, the same twice, and work that grows linearly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import lines_run
from onrecord.model.value import Quantity, value_from_json
from onrecord.values.anchors import DateAnchor
from onrecord.values.calendar import bounds
from onrecord.values.change import change_of
from onrecord.values.dates import dates_in
from onrecord.values.lexer import lex, words_of
from onrecord.values.numbers import numbers_in
from onrecord.values.quantities import quantities_in
from onrecord.values.si import dimension, si
from onrecord.values.timex import timexes_in

ANCHOR = DateAnchor(date(2020, 2, 29))
WORDS = [
    *words_of(
        "one two twenty - half a an hundred thousand million dozen dozens and of the last next "
        "this week month year ago later May march Thursday Feb . , : 29 30 2019 2000 1,200 "
        "5.34 am p.m. GMT km miles ( ) $ % magnitude to from between about at least no both "
        "first second other since early late end in on / – ’s people killed 999999999999999999 "
        "0 00 ½ é 𝟗 ٣ the year-ago quarter period third Q3 nineteen ninety-six '88 nineties 20th "
        "century every daily € £ R U.S. pounds kn C F per h 5bn USD minus sub - aged year-old age "
        "three of his whom plus respectively including up down confirmed cases Paris Israelis "
        "£5-6m $10 or so summer overnight weekend recent current these days at time "
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
@given(texts, st.booleans(), st.booleans())
def test_quantities_lie_in_any_text(text: str, articles: bool, ages: bool) -> None:
    found = quantities_in(text, articles=articles, ages=ages)
    assert found == quantities_in(text, articles=articles, ages=ages)
    ends = [0]
    for f in found:
        assert 0 <= f.span.start < f.span.end <= len(text)
        assert f.span.end - f.span.start <= 160
        assert f.span.start >= ends[-1]
        assert f.value.vague or any(x is not None for x in _amounts(f.value))
        assert f.head is None or 0 <= f.head.start < f.head.end <= len(text)
        assert si(f.value)[2] == dimension(f.value)
        assert change_of(text, f) in (None, "up", "down")
        assert value_from_json(f.value.as_json()) == f.value
        ends.append(f.span.end)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_numbers_lie_in_any_text_and_stand_in_order(text: str) -> None:
    end = 0
    for span, amount in numbers_in(text):
        assert end <= span.start < span.end <= len(text)
        assert amount.is_finite()
        end = span.end


@settings(max_examples=100, deadline=None)
@given(texts)
def test_tokens_are_the_text_in_order(text: str) -> None:
    tokens = lex(text)
    end = 0
    for start, stop in zip(tokens.starts, tokens.ends, strict=True):
        assert not any(letter.isalnum() for letter in text[end:start])
        assert end <= start < stop <= len(text)
        end = stop


def _amounts(value: Quantity) -> tuple[object, ...]:
    return value.n, value.min, value.max


@settings(max_examples=150, deadline=None)
@given(texts, days)
def test_dates_lie_in_any_text(text: str, day: date) -> None:
    for f in dates_in(text, DateAnchor(day)):
        assert 0 <= f.span.start < f.span.end <= len(text)
        assert bounds(f.value.edtf) is not None
        assert value_from_json(f.value.as_json()) == f.value
        assert dict(f.notes)["anchored"]


@settings(max_examples=150, deadline=None)
@given(texts, days)
def test_timexes_lie_in_any_text_none_over_another(text: str, day: date) -> None:
    end = 0
    for t in timexes_in(text, DateAnchor(day)):
        assert end <= t.span.start < t.span.end <= len(text)
        assert t.type in ("DATE", "TIME", "DURATION", "SET")
        assert t.value
        end = t.span.end


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
        "a year ago, ",
        "in the third quarter and the quarter ",
        "$10 to 15 million, ",
        "5 pounds ",
        "three of the last four ",
        "up 5 from 4 to ",
        "of the 9 of his ",
        "U.S. 5 U.N. ",
        "population of 5 and ",
        "5 per mile per ",
        "1 – 2 ",
        "aged 5 of age 6 ",
    ],
)
@pytest.mark.parametrize(
    "function",
    [
        lambda text: quantities_in(text, articles=True, ages=True),
        lambda text: dates_in(text, ANCHOR),
        lambda text: timexes_in(text, ANCHOR),
        lambda text: list(numbers_in(text)),
    ],
    ids=["quantities", "dates", "timexes", "numbers"],
)
def test_work_grows_linearly(function: Any, piece: str) -> None:
    function(piece)  # registers are read once
    small, large = (lines_run(function, piece * n) for n in (100, 400))
    assert large < 5.5 * small


def test_a_clock_of_thousands_of_digits_is_none() -> None:
    for long in ("1" * 5000, "1" * 5000 + " pm", "1" * 5000 + ":30", "4:" + "3" * 5000):
        assert all(len(f.span.of(f"at {long} on")) < 100 for f in dates_in(f"at {long} on", ANCHOR))
