"""Quantities in SI units, and how closely their words pin them down."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from onrecord.model.value import Quantity
from onrecord.registers.units import Unit, load_units

COUNT = "count"
"""The dimension of what is counted; the noun stays in the quantity's `unit`."""

VAGUE = {
    "couple": (2, 3),
    "few": (2, 12),
    "handful": (2, 12),
    "several": (2, 20),
    "dozens": (20, 200),
    "scores": (30, 300),
    "hundreds": (150, 2000),
    "thousands": (1500, 20000),
    "tens of thousands": (15000, 200000),
    "hundreds of thousands": (150000, 2000000),
    "millions": (1500000, 20000000),
    "billions": (1500000000, 20000000000),
}
"""What a vague word can be meant for: wide on purpose, so that it contradicts only the absurd."""

_EXACT = Decimal("0.02")
_LOOSE = Decimal("0.08")


def _unit(quantity: Quantity) -> Unit | None:
    return _named(quantity.unit)


@lru_cache(maxsize=1024)
def _named(words: str) -> Unit | None:
    return load_units().named(words.split(" per ")[0]) if words else None


def dimension(quantity: Quantity) -> str:
    """The dimension ("length", "time", "count"); of money the coin, of a rate the whole unit.

    >>> dimension(Quantity(unit="mile", n=Decimal(267)))
    'length'
    """
    unit = _unit(quantity)
    if unit is None:
        return COUNT
    if " per " in quantity.unit or unit.factor is None:
        return quantity.unit
    return unit.dimension


def to_si(amount: Decimal, quantity: Quantity) -> Decimal:
    """`amount` of the quantity's unit in the SI unit; as it stands for counts and money."""
    unit = _unit(quantity)
    if unit is None or unit.factor is None or " per " in quantity.unit:
        return amount
    return amount * unit.factor + unit.offset


def si(quantity: Quantity) -> tuple[Decimal | None, Decimal | None, str]:
    """The lower and upper bound in SI, as stated, and the dimension; an open side is None.

    >>> si(Quantity(unit="km", n=Decimal(430)))
    (Decimal('430000'), Decimal('430000'), 'length')
    >>> si(Quantity(unit="people", min=Decimal(11)))
    (Decimal('11'), None, 'count')
    """
    kind = dimension(quantity)
    if quantity.vague:
        low, high = VAGUE.get(quantity.vague.lower(), (2, None))
        first = to_si(Decimal(low), quantity)
        return first, None if high is None else to_si(Decimal(high), quantity), kind
    if quantity.n is not None:
        amount = to_si(quantity.n, quantity)
        return amount, amount, kind
    low_end = None if quantity.min is None else to_si(quantity.min, quantity)
    high_end = None if quantity.max is None else to_si(quantity.max, quantity)
    return low_end, high_end, kind


def step(amount: Decimal) -> Decimal:
    """The size of the last digit that a number's words pin down.

    Zeros at the end of a whole number are taken as rounding, zeros behind a point are not.

    >>> [format(step(Decimal(n)), "f") for n in ("430", "5.0", "602", "90000000000")]
    ['10', '0.1', '1', '10000000000']
    """
    _, digits, exponent = amount.as_tuple()
    if not isinstance(exponent, int):
        return Decimal(0)
    if exponent < 0:
        return Decimal(1).scaleb(exponent)
    zeros = 0
    for digit in reversed(digits):
        if digit or zeros + 1 == len(digits):
            break
        zeros += 1
    return Decimal(1).scaleb(zeros + exponent)


def slack(quantity: Quantity) -> Decimal:
    """How far from a stated `n` the thing may lie, in SI, by the words' own precision.

    Half of the last digit pinned down, at most 2 % of the amount; with "about" at most 8 % and at
    least 3 %. An exact count has none.
    """
    if quantity.n is None:
        return Decimal(0)
    counted = dimension(quantity) == COUNT
    if counted and not quantity.approx:
        return Decimal(0)
    size = abs(quantity.n)
    half = min(step(quantity.n) / 2, size * (_LOOSE if quantity.approx else _EXACT))
    if quantity.approx:
        half = max(half, size * Decimal("0.03"), Decimal(1) if counted else Decimal(0))
    unit = _unit(quantity)
    return half * (unit.factor if unit and unit.factor and " per " not in quantity.unit else 1)
