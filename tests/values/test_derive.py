from __future__ import annotations

from decimal import Decimal

import pytest

from onrecord.codebook.codebook import Codebook, Term
from onrecord.model.value import DateValue, Quantity, TermValue, TextValue, Value
from onrecord.values.derive import derivable

BOOK = Codebook({}, {"missile": Term("missile", ("missile",), (), (), "", "")}, "one missile")


def n(amount: str, unit: str, *, approx: bool = False) -> Quantity:
    return Quantity(unit=unit, n=Decimal(amount), approx=approx)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (n("690", "km"), "430 km"),
        (n("430", "mile"), "430 km"),
        (n("11", "people"), "at least 11"),
        (Quantity(unit="people", min=Decimal(11)), "11 people"),
        (n("430", "km"), "about 430 km"),
        (n("430", "km", approx=True), "430 km"),
        (n("5", "km"), "the harbour"),
        (n("2", "ship"), "two soldiers"),
        (n("25", "people"), "a 25-year-old"),
        (DateValue("2019-07-25"), "Wednesday"),
        (DateValue("2019-06"), "May"),
        (DateValue("2018"), "2019"),
        (DateValue("2019-07-25"), "the harbour"),
        (DateValue("2019-07-25"), "six months"),
        (DateValue("2019-07-25", time="05:35"), "5:34 a.m."),
        (TermValue("missile"), "rockets"),
        (TextValue("stop the talks"), "the talks must stop"),
    ],
)
def test_refused(value: Value, words: str) -> None:
    assert not derivable(value, words, BOOK)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (n("430", "km"), "430 km (267 miles)"),
        (n("430", "km"), "430"),
        (n("430", "km", approx=True), "an estimated range of 430 kilometres"),
        (n("2", "missile"), "Both"),
        (n("17", "people"), "17"),
        (n("1", "man"), "a 25-year-old man"),
        (n("0", "people"), "No injuries"),
        (Quantity(unit="people", vague="dozens"), "dozens"),
        (Quantity(unit="people", max=Decimal(32)), "as many as 32"),
        (DateValue("2019-07-25"), "early Thursday"),
        (DateValue("2019-05"), "May"),
        (DateValue("2019-05-09/.."), "since May 9"),
        (DateValue("2019-07-15/2019-07-21"), "last week"),
        (DateValue("2019-07-25", time="05:34"), "5:34 a.m."),
        (DateValue("2019-12-31"), "the end of the year"),
        (TermValue("missile"), "two missiles"),
        (TextValue("stop the talks"), "must stop  the talks now"),
    ],
)
def test_derived(value: Value, words: str) -> None:
    assert derivable(value, words, BOOK)
