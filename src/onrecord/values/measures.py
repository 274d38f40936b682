"""Units behind and before numbers: "430 km", "$90 billion", "magnitude 4.9", "Mach 5"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.registers.units import Unit, Units, load_units
from onrecord.values.lexer import Tokens, bag
from onrecord.values.numbers import SCALE_SIGNS, Number
from onrecord.values.senses import sense

_QUAKES = bag("earthquake earthquakes quake quakes temblor tremor aftershock aftershocks tremblor")
_SHAKES = bag("strong powerful shallow deep undersea offshore massive major big")
_NOT_SIGNS = bag(
    "p g m W kr ha l K N J V T st pt mol cal cd h s ms ns AU PB MP MT ML DM atm ly boe pp bp cc mb"
)
"""Signs that are also words or initials: read only where they touch the number or stand alone."""
_SPACED = frozenset({"g", "K", "N", "J", "T", "h", "cal", "ns"})
_LOOSE = frozenset({"m", "W", "ha", "l", "V", "cc", "ms", "MT", "boe", "bp"})
_PER = frozenset({"per", "a", "an", "/"})
_NO_RATE = bag("ago earlier later before after from")
"""Behind them "a year" is a date: "$3 million a year ago"."""
_NOT_PER = bag("se diem cent")
_RATES = bag(
    "hour second minute day week month year barrel share liter litre ounce gallon ton person"
)
_SPEEDS = {("km", "hour"): "km/h", ("mile", "hour"): "mph", ("m", "second"): "m/s"}
_COINS = frozenset(
    {"$", "£", "€", "¥", "₩", "₹", "₽", "₦", "₺", "₱", "₪", "₫", "₸", "₴", "฿", "₵", "₿"}
)
_COIN_LETTERS = bag("us hk a au c ca nz s nt r")


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit for a number: its name, where the words of number and unit lie, what to multiply by.

    `first` may lie before the number ("$90", "magnitude 4.9").
    """

    unit: str
    first: int
    end: int
    factor: Decimal = Decimal(1)


def unit_before(tokens: Tokens, number: Number, units: Units) -> Measured | None:
    """A coin's sign, "magnitude" or "Mach" before a number."""
    first, end = number.first, number.end
    before = tokens.word(first - 1)
    if before in _COINS:
        begin = first - 1
        unit = units.signs.get(before)
        if begin and before == "$" and tokens.touches(begin - 1):
            letters = tokens.printed(begin - 1) + "$"
            if letters in units.signs and tokens.words[begin - 1] in _COIN_LETTERS:
                unit, begin = units.signs[letters], begin - 1
        elif begin and before == "$" and tokens.printed(begin - 1) + "$" in units.signs:
            unit, begin = units.signs[tokens.printed(begin - 1) + "$"], begin - 1  # "HK $5"
        return _coin(tokens, number, sense(tokens, first - 1, before, unit, units), begin)
    signed = before in ("-", "−") and tokens.touches(first - 1) and tokens.touches(first - 2)
    if signed and tokens.word(first - 2) in _COINS:
        return _coin(tokens, number, units.signs.get(tokens.word(first - 2)), first - 2)
    printed = tokens.printed(first - 1)
    if printed == "R" and rand(tokens, number):
        return _coin(tokens, number, units.by_id["rand"], first - 1)
    if printed == "PS" and rand(tokens, number):  # as wires print the pound's sign
        return _coin(tokens, number, units.by_id["pound sterling"], first - 1)
    if tokens.word(first - 2) == "$" and printed + "$" in units.signs:  # "$US160 million"
        return _coin(tokens, number, units.signs[printed + "$"], first - 2)
    coin = units.signs.get(printed) if is_coin(printed, units) else None
    if coin is not None:
        begin = first - 2 if tokens.word(first - 2) in _COINS else first - 1  # "RMB¥200"
        return _coin(tokens, number, coin, begin)
    if before == "." and tokens.printed(first - 2) == "Rs":
        return _coin(tokens, number, units.signs.get("Rs"), first - 2)
    if before == "magnitude" or (
        before in ("-", "of", "is", "was") and tokens.word(first - 2) == "magnitude"
    ):
        begin = first - 1 if before == "magnitude" else first - 2
        return Measured("magnitude", begin, end) if number.amount < 11 else None
    if before == "mach":
        return Measured("mach", first - 1, end)
    return None


def is_coin(printed: str, units: Units) -> bool:
    """Whether letters are a coin's before a number: "EUR 5m", "Rs500"; a single letter is not.

    >>> from onrecord.registers.units import load_units
    >>> [is_coin(letters, load_units()) for letters in ("NOK", "km", "p")]
    [True, False, False]
    """
    unit = units.signs.get(printed)
    return unit is not None and unit.dimension == "money" and len(printed) > 1 and printed.isalpha()


def coin_behind(tokens: Tokens, first: int, number: Number, unit: str) -> Measured | None:
    """The second of "$10 to 15 million" and "£5-6m": the coin stands at the first alone."""
    return _coin(tokens, number, load_units().by_id.get(unit), first)


def rand(tokens: Tokens, number: Number) -> bool:
    """Whether an R right before a number is the coin ("R250 million") and no name ("R2")."""
    joined = number.first > 0 and tokens.touches(number.first - 1)
    return joined and (number.scaled or "," in tokens.words[number.first])


def _coin(tokens: Tokens, number: Number, unit: Unit | None, begin: int) -> Measured | None:
    if unit is None:
        return None
    end, factor = number.end, Decimal(1)
    sign = tokens.word(end)
    if (
        sign in SCALE_SIGNS
        and not number.scaled
        and (tokens.touches(end - 1) or sign not in ("k", "b") or tokens.capital(end))
    ):
        end, factor = end + 1, SCALE_SIGNS[sign]
    name = unit.id
    if tokens.word(end) == "sterling":
        name, end = "pound sterling", end + 1
    return rate(tokens, Measured(name, begin, end, factor))


def unit_behind(tokens: Tokens, number: Number, units: Units) -> Measured | None:
    """The unit that follows a number, in words or as a sign, with "per hour" and the like."""
    first, at = number.first, number.end
    hyphen = tokens.word(at) in ("-", "‑") and tokens.touches(at - 1) and tokens.touches(at)
    if hyphen:
        at += 1
    scale = tokens.word(at)
    factor = Decimal(1)
    grown = scale in ("bn", "tn", "mn", "mln", "bln", "trn") or (
        tokens.printed(at) in ("M", "K", "B") and tokens.touches(at - 1) and not hyphen
    )
    if grown and not number.scaled and number.digits:
        factor, at = SCALE_SIGNS[scale], at + 1
    word = tokens.word(at)
    if word in ("(", "[") and tokens.word(at + 2) in (")", "]"):
        inside = _sign(tokens, at + 1, number, units)
        if inside is not None and inside[1] == at + 2:
            return Measured(inside[0].id, first, at + 3, factor)  # "20 (kg)"
    if not word:
        return None
    quake = _quake(tokens, number, at)
    if quake is not None:
        return quake
    if word in ("degrees", "degree") and tokens.word(at + 1) in ("north", "south", "east", "west"):
        return None  # a position
    size = units.first_words.get(word, 0)
    for length in range(min(size, len(tokens) - at), 0, -1):
        name = " ".join(tokens.words[at : at + length])
        found = units.words.get(name)
        if found is not None:
            found = _coined(number, name) or sense(tokens, at, name, found, units) or found
            if found.dimension == "age":
                continue
            if name == "second" and (not hyphen and number.amount != 1):
                return None  # "two second halves"
            return rate(tokens, Measured(found.id, first, at + length, factor))
    sign = _sign(tokens, at, number, units)
    return None if sign is None else rate(tokens, Measured(sign[0].id, first, sign[1], factor))


def _coined(number: Number, name: str) -> Unit | None:
    """ "3 million pounds" are money, where a million of the mass would be given in tons."""
    money = name == "pounds" and number.scaled and number.amount >= 1000000
    return load_units().by_id["pound sterling"] if money else None


def _sign(tokens: Tokens, at: int, number: Number, units: Units) -> tuple[Unit, int] | None:
    if not number.digits:
        return None
    joined = tokens.touches(at - 1)
    for length in (3, 2, 1):
        if length > 1 and not all(tokens.touches(k) for k in range(at, at + length - 1)):
            continue
        name = "".join(tokens.printed(k) for k in range(at, at + length))
        unit = sense(tokens, at, name, units.signs.get(name), units)
        if unit is None or (unit.dimension == "money" and length == 1 and name in ("$", "RM")):
            continue
        if name in _NOT_SIGNS or name in units.shared:
            after = tokens.word(at + 1)
            wordy = after[:1].isalpha() and tokens.touches(at)
            initial = after == "." and tokens.capital(at) and name not in units.shared
            if wordy or (initial and not joined):
                continue
            if not joined and not (name in units.shared or name in _LOOSE or after == "/"):
                initial = tokens.capital(at) and (after == "." or tokens.capital(at + 1))
                if initial or name not in _SPACED:
                    continue
        if name == "min" and not (joined or tokens.word(at + 1) in (",", ".", ")")):
            continue
        return unit, at + length
    return None


def _quake(tokens: Tokens, number: Number, at: int) -> Measured | None:
    """ "4.9-magnitude", "a 6.4 quake", "6.4 on the Richter scale", "the 4.7"."""
    if not number.digits or number.amount >= 11 or number.scaled:
        return None
    word = tokens.word(at)
    if word == "magnitude":
        return Measured("magnitude", number.first, at + 1)
    if word == "on" and "scale" in tokens.words[at + 1 : at + 5]:
        end = tokens.words.index("scale", at + 1) + 1
        scale = tokens.words[at:end]
        if "richter" in scale or "magnitude" in scale:
            return Measured("magnitude", number.first, end)
        return None
    if number.places != 1:
        return None
    k = at
    while tokens.word(k) in _SHAKES and k < at + 2:
        k += 1
    if tokens.word(k) in _QUAKES:
        return Measured("magnitude", number.first, k)
    return None


def rate(tokens: Tokens, found: Measured) -> Measured:
    """The unit with "per hour", "an hour", "/h" behind it taken in."""
    end = found.end
    word = tokens.word(end)
    hyphened = word == "-" and tokens.word(end + 1) in ("a", "an", "per")
    if hyphened and tokens.word(end + 2) == "-" and tokens.word(end + 3) in _RATES:
        name = f"{found.unit} per {tokens.words[end + 3]}"  # "a 50,000 barrel-a-day refinery"
        return Measured(name, found.first, end + 4, found.factor)
    if word not in _PER:
        return found
    if word == "/" and not (tokens.touches(end - 1) and tokens.touches(end)):
        return found
    per, at = _below(tokens, end + 1, loose=word in ("per", "/"))
    if not per or (word in ("a", "an") and tokens.word(at) in _NO_RATE):
        return found
    if word in ("a", "an") and found.unit in ("day", "week", "month", "year", "hour", "minute"):
        if per in ("day", "week", "month", "year"):
            return Measured(f"{found.unit} per {per}", found.first, at, found.factor)
        return found
    name = _SPEEDS.get((found.unit, per), f"{found.unit} per {per}")
    return Measured(name, found.first, at, found.factor)


def _below(tokens: Tokens, at: int, *, loose: bool) -> tuple[str, int]:
    """What a rate is told by, and the token behind it: a time, a unit, and after "per" any noun."""
    per = tokens.word(at)
    if per == "h" and tokens.word(at - 1) == "/":
        return "hour", at + 1
    if per in _RATES:
        return per, at + 1
    if not loose:
        return "", at
    units = load_units()
    for length in range(min(units.first_words.get(per, 0), len(tokens) - at), 0, -1):
        found = units.words.get(" ".join(tokens.words[at : at + length]))
        if found is not None:
            return found.id, at + length
    sign = units.signs.get(tokens.printed(at))
    if sign is not None and sign.dimension != "money":
        return sign.id, at + 1
    if per in ("capita", "annum"):
        return {"capita": "person", "annum": "year"}[per], at + 1
    named = per.isalpha() and len(per) > 2 and per not in _NOT_PER
    return (per, at + 1) if named and tokens.words[at - 1] == "per" else ("", at)
