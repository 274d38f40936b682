"""What a quantity measures, in the words of the codebook's `dimension`."""

from __future__ import annotations

from dataclasses import replace

from onrecord.codebook import Slot
from onrecord.language.listing import listed
from onrecord.model.value import Quantity
from onrecord.registers.units import load_units
from onrecord.values import si

_SAME = {"time": "duration", "ratio": "share"} | {
    each: each for each in ("length", "speed", "mass", "angle")
}


def dimension(quantity: Quantity) -> str:
    """One of "length", "speed", "duration", "mass", "angle", "money", "share", "magnitude",
    "count", "other".

    Everything that is counted, people and things alike, is "count"; which of them is told by the
    noun, see `counts_people`. Areas, temperatures and rates are "other".

    >>> from decimal import Decimal
    >>> [dimension(Quantity(unit=unit, n=Decimal(3))) for unit in ("km", "euro", "%", "truck")]
    ['length', 'money', 'share', 'count']
    """
    if quantity.unit.lower() == "magnitude":
        return "magnitude"
    measured = si.dimension(quantity)
    if measured == si.COUNT:
        return "count"
    coin = load_units().named(quantity.unit)
    if coin is not None and coin.dimension == "money":
        return "money"
    return _SAME.get(measured, "other")


LARGEST = 11
"""No magnitude reaches this."""


def with_unit(value: Quantity, slot: Slot) -> Quantity:
    """A bare number as a magnitude in a slot for one ("put it at 6.1"); others as they are.

    The slot must have words that put a value in it: a number without a unit says too little.
    """
    bare = value.unit == "" and value.n is not None and 0 < value.n < LARGEST
    if slot.dimension != "magnitude" or not bare or not (slot.before or slot.after):
        return value
    return replace(value, unit="magnitude")


_THINGS = listed(
    "missile projectile rocket weapon launch test vehicle car bus truck train plane aircraft "
    "helicopter boat ship ferry vessel home house building flat apartment block structure "
    "business school church bridge shot gunshot bomb blast explosion attack earthquake quake "
    "aftershock fire accident crash firing drone engine floor story storey lane room street "
    "village town city country state province island region site base unit meeting visit round "
    "session talk exercise drill agreement sanction resolution report statement photo picture "
    "video time times case part side way thing party question company firm bank nation group "
    "wound bullet bombing shooting raid strike airstrike stabbing assault ambush landslide flood "
    "storm investigation flight sq meter object grenade device camera life jacket seat door raft "
    "alarm phone gun knife goal game match vote point percent % year-old old copy ticket minute"
)


def counts_people(quantity: Quantity, things: frozenset[str]) -> bool:
    """Whether a count may be one of people: it names none of the commonest things.

    `things` are further nouns for things, from the codebook.

    >>> from decimal import Decimal
    >>> counts_people(Quantity(unit="truck driver", n=Decimal(2)), frozenset())
    True
    >>> counts_people(Quantity(unit="truck", n=Decimal(2)), frozenset())
    False
    """
    last = quantity.unit.lower().strip().rsplit(" ", 1)[-1]
    return last not in _THINGS and last not in things
