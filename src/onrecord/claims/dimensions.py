"""What a quantity measures, told by its unit."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.model.value import Quantity

_LENGTH = listed("km m mile miles foot feet metre meter kilometer kilometre nmi yard cm mm inch")
_SPEED = listed("km/h kph mph m/s knot knots mach")
_DURATION = listed("second minute hour day week month year decade s min h")
_MASS = listed("ton tonne kiloton megaton kt mt kg g pound lb kilogram gram")
_MONEY = listed("dollar euro pound yen won peso rupee ruble yuan usd eur gbp franc us$ $ € £")
_OTHER = listed(
    "% percent degree time times °c °f acre hectare km² m² litre liter gallon barrel point page "
    "mw gw kw volt watt story storey floor percentage"
)


def dimension(quantity: Quantity) -> str:
    """One of "length", "speed", "duration", "mass", "money", "magnitude", "share", "count".

    Everything that is counted, people and things alike, is "count"; which of them is told by the
    noun, see `counts_people`.
    """
    unit = quantity.unit.lower().strip()
    last = unit.rsplit(" ", 1)[-1]
    if unit == "magnitude":
        return "magnitude"
    for name, units in (
        ("length", _LENGTH),
        ("speed", _SPEED),
        ("duration", _DURATION),
        ("mass", _MASS),
        ("money", _MONEY),
    ):
        if unit in units or last in units:
            return name
    return "other" if unit in _OTHER or last in _OTHER else "count"


_THINGS = listed(
    "missile projectile rocket weapon launch test vehicle car bus truck train plane aircraft "
    "helicopter boat ship ferry vessel home house building flat apartment block structure "
    "business school church bridge shot gunshot bomb blast explosion attack earthquake quake "
    "aftershock fire accident crash firing drone engine floor story storey lane room street "
    "village town city country state province island region site base unit meeting visit round "
    "session talk exercise drill agreement sanction resolution report statement photo picture "
    "video time case part side way thing hour party statement question company firm bank "
    "nation group investigation flight sq meter object grenade device camera ton life jacket "
    "seat door ship raft alarm phone gun knife goal game match vote seat point"
)


def counts_people(quantity: Quantity, things: frozenset[str]) -> bool:
    """Whether a count may be one of people: it names none of the commonest things.

    `things` are further nouns for things, from the codebook.
    """
    last = quantity.unit.lower().strip().rsplit(" ", 1)[-1]
    return last not in _THINGS and last not in things
