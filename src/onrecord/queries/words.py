"""Values, moments and kinds in plain words; nothing is said that the value does not hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from onrecord.model.claim import Claim
from onrecord.model.months import MONTHS
from onrecord.model.scales import Certainty, Modality, Polarity
from onrecord.model.value import (
    ActorValue,
    DateValue,
    PlaceValue,
    Quantity,
    TermValue,
    Value,
)

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_UNCHANGED = frozenset(
    {"%", "aboard", "cm", "dead", "displaced", "injured", "kg", "km", "km/h", "kt", "m", "m/s"}
    | {"missing", "mm", "month old", "people", "week old", "wounded", "year old"}
)


def value_words(value: Value) -> str:
    """The value in plain words.

    >>> value_words(Quantity(n=Decimal("430"), unit="km", approx=True))
    'about 430 km'
    >>> value_words(Quantity(min=Decimal(11), unit="people"))
    'at least 11 people'
    >>> value_words(Quantity(min=Decimal("6.8"), unit="magnitude"))
    'magnitude of at least 6.8'
    >>> value_words(Quantity(min=Decimal(200), unit="people", strict=True))
    'more than 200 people'
    >>> value_words(DateValue("2019-07-25", time="05:34"))
    '25 Jul 2019 05:34'
    >>> value_words(PlaceValue("Wonsan", country="KP", relation="near"))
    'near Wonsan (KP)'
    """
    if isinstance(value, Quantity):
        return _quantity(value)
    if isinstance(value, DateValue):
        words = " ".join(filter(None, (edtf_words(value.edtf), value.time, value.zone)))
        return f"about {words}" if value.approx else words
    if isinstance(value, PlaceValue):
        words = f"{value.relation} {value.name}" if value.relation else value.name
        return f"{words} ({value.country})" if value.country else words
    if isinstance(value, ActorValue):
        return value.name
    if isinstance(value, TermValue):
        return value.term.replace("-", " ")
    return value.text


def claim_words(claim: Claim) -> str:
    """The claim's value in plain words, with what limits it: denied, withheld, planned …"""
    words = value_words(claim.value)
    if claim.polarity is Polarity.DENIED:
        words = f"not {words}"
    if claim.certainty is Certainty.UNSTATED:
        words = f"{words} (withheld)"
    if claim.modality is not Modality.ACTUAL:
        words = f"{words} ({claim.modality.value})"
    return words


def _quantity(value: Quantity) -> str:
    unit, about = value.unit, "about " if value.approx else ""
    if value.vague:
        return f"{value.vague} {_plural(unit)}".strip()
    amount = _amount_words(value)
    if unit == "magnitude":
        of = "" if value.n is not None and not about else "of "
        return f"magnitude {of}{about}{amount}"
    return f"{about}{amount} {unit if value.n == 1 else _plural(unit)}".strip()


def _amount_words(value: Quantity) -> str:
    if value.n is not None:
        return number_words(value.n)
    if value.min is not None and value.max is not None:
        return f"{number_words(value.min)}–{number_words(value.max)}"
    if value.min is not None:
        return f"{'more than' if value.strict else 'at least'} {number_words(value.min)}"
    bound = "less than" if value.strict else "at most"
    return f"{bound} {number_words(value.max or Decimal(0))}"


def number_words(n: Decimal) -> str:
    """Digits with commas, and nothing lost: 18332 -> "18,332"."""
    return f"{n:,f}"


def count_word(n: Decimal) -> str:
    """A small whole number as a word, else digits.

    >>> count_word(Decimal(2)), count_word(Decimal("13"))
    ('two', '13')
    """
    if n == n.to_integral_value() and 0 < n < len(_NUMBERS):
        return _NUMBERS[int(n)]
    return number_words(n)


def _plural(unit: str) -> str:
    if not unit or unit in _UNCHANGED or unit.endswith("s") or not unit[-1].isalpha():
        return unit
    if unit.endswith("person"):
        return unit[:-6] + "people"
    if unit.endswith(("man", "woman")):
        return unit[:-2] + "en"
    if unit.endswith("child"):
        return unit + "ren"
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + ("es" if unit.endswith(("x", "ch", "sh")) else "s")


def plural(noun: str) -> str:
    """The plural of a unit or noun.

    >>> plural("missile"), plural("km"), plural("child"), plural("ferry")
    ('missiles', 'km', 'children', 'ferries')
    >>> plural("dead")
    'dead'
    """
    return _plural(noun)


def day_words(day: date) -> str:
    """A day as "25 Jul 2019".

    >>> day_words(date(2019, 7, 25))
    '25 Jul 2019'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def edtf_words(edtf: str) -> str:
    """An EDTF date in plain words; what is not understood is given as it stands.

    >>> edtf_words("2019-07-25"), edtf_words("2019-05"), edtf_words("2019-07-15/2019-07-21")
    ('25 Jul 2019', 'May 2019', '15 Jul 2019 to 21 Jul 2019')
    >>> edtf_words("2019-05/..")
    'since May 2019'
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _point(first)
    if last in ("..", ""):
        return f"since {_point(first)}"
    if first in ("..", ""):
        return f"until {_point(last)}"
    return f"{_point(first)} to {_point(last)}"


def _point(text: str) -> str:
    parts = text.split("-")
    if not all(part.isdecimal() and part.isascii() for part in parts) or len(parts) > 3:
        return text
    if len(parts) == 1:
        return text
    month = int(parts[1])
    if not 1 <= month <= 12:
        return text
    words = f"{MONTHS[month - 1]} {parts[0]}"
    return f"{int(parts[2])} {words}" if len(parts) == 3 else words
