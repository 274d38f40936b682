"""Amounts on their way to quantities: ranges are joined, units shared, second units taken in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.model.value import Quantity
from onrecord.registers.units import load_units
from onrecord.values.bounds import Bound
from onrecord.values.lexer import Tokens, bag
from onrecord.values.measures import coin_behind
from onrecord.values.numbers import DOZEN, SCALE_SIGNS, SCALES, read_number
from onrecord.values.si import COUNT, dimension, step, to_si


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what stands around it, over the tokens [first, end).

    `number` is the token where the number itself begins, `bare_end` where it and its unit end;
    `shared` says that the unit stands at another number of the same list. Exactly one of `n`,
    `vague` and `low`/`high` is set.
    """

    first: int
    end: int
    number: int
    n: Decimal | None = None
    vague: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    bound: Bound | None = None
    head: int | None = None
    rule: str = "quantity.bare"
    sure: float = 0.9
    also: str = ""
    bare_end: int = 0
    digits: bool = True
    shared: bool = False


def bounded(amount: Amount) -> Quantity | None:
    """The quantity that an amount states."""
    unit, approx = amount.unit, amount.bound is Bound.ABOUT
    if amount.vague is not None:
        return Quantity(unit=unit, vague=amount.vague, approx=approx)
    if amount.low is not None or amount.high is not None:
        return Quantity(unit=unit, min=amount.low, max=amount.high, approx=approx)
    if amount.n is None:
        return None
    if amount.bound in (Bound.MIN, Bound.ABOVE):
        return Quantity(unit=unit, min=amount.n, strict=amount.bound is Bound.ABOVE)
    if amount.bound in (Bound.MAX, Bound.BELOW):
        return Quantity(unit=unit, max=amount.n, strict=amount.bound is Bound.BELOW)
    return Quantity(unit=unit, n=amount.n, approx=approx)


_DASHES = frozenset({"-", "–", "—"})
_MOVES = bag(
    "rose rise risen rises rising fell fall fallen falls dropped drop increased increase decreased "
    "revised raised cut lowered moved grew grown declined climbed jumped went slipped up down "
    "changed narrowed widened expanded reduced plunged soared surged dipped improved slowed "
    "updated corrected boosted increasing decreasing raising lowering reducing cutting bringing "
    "taking pushing lifting rising falling climbing dropping growing widening narrowing"
)
"""After these, "from 9 to 17" is an old and a new value, and no range."""


_FAR_APART = 3


def join_ranges(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """ "between 430 and 690 km", "from 10 to 15", "10-15 people", "two or three": one each."""
    out: list[Amount] = []
    for amount in amounts:
        last = out[-1] if out else None
        if last is not None:
            amount = _of_one_coin(tokens, last, amount)
        joined = _range(tokens, last, amount) if last is not None else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(amount)
    return out


def _of_one_coin(tokens: Tokens, a: Amount, b: Amount) -> Amount:
    """`b` with the coin of `a` in "$10 to 15 million" and "£5-6m"; else `b` as it is."""
    gap = tokens.words[a.end : b.number]
    if a.first == a.number or len(gap) != 1 or gap[0] not in (*_DASHES, "to", "or", "and"):
        return b
    coin = load_units().named(a.unit)
    number = read_number(tokens, b.number) if coin and coin.dimension == "money" else None
    if number is None or b.bound is not None or b.n is None:
        return b
    if gap == ["and"] and tokens.word(a.first - 1) != "between":
        return b
    read = coin_behind(tokens, b.first, number, a.unit)
    told = read is not None and (read.end > number.end or b.rule == "quantity.bare")
    if read is None or not told:
        return b
    return replace(
        b, n=number.amount * read.factor, unit=a.unit, end=read.end, bare_end=read.end,
        rule="quantity.measure", head=None,
    )  # fmt: skip


def _range(tokens: Tokens, a: Amount, b: Amount) -> Amount | None:
    plain_coin = b.bound is None and b.rule == "quantity.measure"
    gap = tokens.words[a.bare_end : b.first if plain_coin else b.number]
    if len(gap) > 2 or a.n is None or b.n is None or a.n >= b.n or a.low is not None:
        return None
    low = a.n * _shared_scale(tokens, a, b)
    if b.bound not in (None, Bound.ABOUT):
        return None
    if gap and gap[-1] in ("$", "£", "€"):
        gap = gap[:-1]
    lead = tokens.word(a.first - 1)
    told = b.unit.startswith(f"{a.unit} per ")  # "from $5 to $6 a day"
    if a.unit and a.unit != b.unit and not told and a.rule != "quantity.bare":
        return None
    first = a.first
    between = lead == "between" and gap == ["and"]
    ranged = lead == "from" and gap == ["to"] and not _moves(tokens, a.first)
    if lead == "by" and gap == ["to"] and b.n > _FAR_APART * a.n:
        return None  # "grew by $4 million to $41 million": a step and a level
    moved = lead != "by" and _moves(tokens, a.first)  # "fell by 1 to 1.5" is one amount
    plain = gap in (["to"], ["or"]) and lead != "from" and not moved
    spaced = a.digits and b.digits and b.n <= 5 * a.n  # "about 2000 - 2500 calories"
    dashed = len(gap) == 1 and gap[0] in _DASHES and (tokens.touches(b.number - 1) or spaced)
    if not (between or ranged or (plain and b.unit) or (dashed and b.unit)):
        return None
    if between or ranged:
        first -= 1
    approx = Bound.ABOUT if Bound.ABOUT in (a.bound, b.bound) else None
    if a.bound not in (None, Bound.ABOUT):
        return None
    return replace(
        b, first=first, number=a.number, n=None, low=low, high=b.n, bound=approx,
        rule="quantity.range",
    )  # fmt: skip


def _shared_scale(tokens: Tokens, a: Amount, b: Amount) -> Decimal:
    """The scale that two numbers share: the million of "10 to 15 million"; 1 for none."""
    own = set(tokens.words[a.number : a.bare_end])
    words = SCALES | {"dozen": DOZEN}
    scale = Decimal(1)
    money = load_units().named(b.unit)
    signs = SCALE_SIGNS if money is not None and money.dimension == "money" else {}
    for word in tokens.words[b.number + 1 : b.bare_end]:
        scale *= words.get(word, signs.get(word, Decimal(1)))
    if a.n is None or b.n is None or own & (set(words) | set(signs)) or a.n * scale >= b.n:
        return Decimal(1)
    return scale


def _moves(tokens: Tokens, first: int) -> bool:
    for k in range(first - 1, max(-1, first - 8), -1):
        if tokens.sentence[k] != tokens.sentence[first]:
            return False
        if tokens.words[k] in _MOVES:
            return True
    return False


def join_two_units(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """ "430 km (267 miles)": one value, if the two agree; else both stay."""
    out: list[Amount] = []
    for amount in amounts:
        last = out[-1] if out else None
        if last is not None and _same_twice(tokens, last, amount):
            end = amount.end + 1 if tokens.word(amount.end) in (")", "]") else amount.end
            printed = tokens.text[tokens.starts[amount.first] : tokens.ends[amount.end - 1]]
            out[-1] = replace(last, end=end, also=printed)
        else:
            out.append(amount)
    return out


def _same_twice(tokens: Tokens, a: Amount, b: Amount) -> bool:
    opened = tokens.word(a.end) in ("(", "[") and b.first == a.end + 1
    comma = tokens.word(a.end) in (",", "or", "/") and b.first == a.end + 1
    if not (opened or comma) or not a.unit or not b.unit or a.unit == b.unit:
        return False
    pairs = [(a.n, b.n), (a.low, b.low), (a.high, b.high)]
    if any((x is None) != (y is None) for x, y in pairs) or a.vague or b.vague:
        return False
    one, other = Quantity(unit=a.unit, n=Decimal(1)), Quantity(unit=b.unit, n=Decimal(1))
    kind = dimension(one)
    if opened and _coins(a, b):
        return True
    if kind == COUNT or kind != dimension(other):
        return False
    flat = kind != "temperature"  # its steps would be led to a point, not a length
    room = Decimal("0.05") if opened else Decimal("0.03")
    for x, y in pairs:
        if x is not None and y is not None:
            left, right = to_si(x, one), to_si(y, other)
            rounded = (to_si(step(x), one) + to_si(step(y), other)) / 2 if flat and opened else 0
            if abs(left - right) > max(room * max(abs(left), abs(right)), rounded):
                return False
    return True


def _coins(a: Amount, b: Amount) -> bool:
    """Whether both are money: a rate of exchange is not ours to check."""
    one, other = load_units().named(a.unit), load_units().named(b.unit)
    return one is not None and other is not None and one.dimension == other.dimension == "money"
