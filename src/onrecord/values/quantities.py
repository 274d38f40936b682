"""Quantities in a text: amount or bounds, unit, what is counted, and which of several things.

Numbers that measure nothing are left alone: dates, clock times, names ("Flight 302"), ages,
scores, resolutions (`onrecord.values.designators`). "A", "an" and "another" don't count, unless
asked for.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.model.found import Found
from onrecord.model.layers import Layers
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.model.value import Quantity
from onrecord.registers.units import Units, load_units
from onrecord.values import fixed
from onrecord.values.amounts import Amount, bounded, join_ranges, join_two_units
from onrecord.values.bounds import Bound, before, behind
from onrecord.values.designators import bare_alone, left_alone
from onrecord.values.expressions import Kind
from onrecord.values.items import item_behind, mark_at, marks
from onrecord.values.lexer import Tokens, lex
from onrecord.values.measures import unit_before, unit_behind
from onrecord.values.named_units import name_units
from onrecord.values.nouns import singular
from onrecord.values.numbers import SCALE_SIGNS, Number, read_number, starts_number
from onrecord.values.recognise import recognise
from onrecord.values.sharing import share_units
from onrecord.values.si import COUNT, dimension

_LONGEST_SPAN = 160
_DATED = frozenset(
    {Kind.DAY, Kind.DAYS, Kind.MONTH, Kind.YEAR, Kind.DECADE, Kind.QUARTER, Kind.SEASON, Kind.CLOCK,
     Kind.EDGE}
)  # fmt: skip


def quantities_in(
    text: str, units: Units | None = None, *, articles: bool = False, ages: bool = False
) -> tuple[Found[Quantity], ...]:
    """The quantities that `text` states, left to right, none over another.

    A value given in two units at once ("430 km (267 miles)") is one quantity; the second stands in
    its notes. What is counted is `unit`, singular; "people" where people are counted without a
    noun ("nine were injured"); "" where the words name nothing ("rose to 17").

    Args:
        text: any text; line breaks keep quantities apart.
        units: the register of units; the shipped one if None.
        articles: whether "a man", "another person" are counts of one too (people only).
        ages: whether ages ("a 25-year-old", "aged 14") are told too, as `year old`.

    >>> [f.value.as_json() for f in quantities_in("At least 11 died; it flew about 430 km.")]
    [{'min': '11', 'unit': 'people'}, {'n': '430', 'unit': 'km', 'approx': True}]
    """
    return tuple(_found(lex(text), units or load_units(), articles, ages, 0))


def find_quantities(
    version: Version,
    layers: Layers | None = None,
    *,
    articles: bool = False,
    ages: bool = False,
) -> tuple[Found[Quantity], ...]:
    """The quantities that a version states, block by block, in text order."""
    del layers  # blocks and marks tell enough; the parameter is the room's common form
    units = load_units()
    out: list[Found[Quantity]] = []
    for block in version.blocks:
        if block.kind is BlockKind.PROMO:
            continue
        tokens = lex(block.span.of(version.text))
        out += _found(tokens, units, articles, ages, block.span.start)
    return tuple(out)


def _found(
    tokens: Tokens, units: Units, articles: bool, ages: bool, shift: int
) -> list[Found[Quantity]]:
    amounts = _amounts(tokens, units, articles, ages)
    if not amounts:
        return []
    amounts = join_ranges(tokens, amounts)
    amounts = join_two_units(tokens, amounts)
    picked = marks(tokens)
    picked_ones = {mark.at for mark in picked if mark.item == "1"}
    amounts = [a for a in amounts if a.rule != "quantity.bare" or a.number not in picked_ones]
    amounts = share_units(tokens, name_units(tokens, amounts))
    told = _respectively(tokens, amounts)
    out: list[Found[Quantity]] = []
    floor = 0
    for amount in amounts:
        quantity = bounded(amount)
        start, end = tokens.starts[amount.first], tokens.ends[amount.end - 1]
        if quantity is None or end - start > _LONGEST_SPAN or start < floor:
            continue
        floor = end
        head = None
        if amount.head is not None:
            head = Span(tokens.starts[amount.head] + shift, tokens.ends[amount.head] + shift)
        item = None
        if dimension(quantity) != COUNT or amount.shared:
            item = told.get(amount.number) or item_behind(tokens, amount.end)
            item = item or mark_at(picked, tokens, amount.first)
        notes = (("also", amount.also),) if amount.also else ()
        span = Span(start + shift, end + shift)
        out.append(Found(span, quantity, amount.rule, amount.sure, item, head, notes))
    return out


def _amounts(tokens: Tokens, units: Units, articles: bool, ages: bool) -> list[Amount]:
    """Every number that may be a quantity, with what stands directly around it."""
    blocked = _blocked(tokens)
    out: list[Amount] = []
    words, count = tokens.words, len(tokens.words)
    i = floor = 0
    while i < count:
        word = words[i]
        if blocked[i]:
            i += 1
            continue
        amount: Amount | None = None
        skip = i + 1
        if word in fixed.STARTERS:
            amount = fixed.read(tokens, i, articles)
        if amount is None and (starts_number(word) or word in ("a", "an")):
            number = read_number(tokens, i)
            if number is not None:
                skip = number.end
                why = None if tokens.word(i - 1) == "mach" else left_alone(tokens, number)
                if why is None:
                    amount = _measured(tokens, i, units)
                elif why == "age" and ages:
                    amount = _aged(tokens, number)
        if amount is not None:
            if amount.first < floor:
                amount = replace(amount, first=min(floor, amount.number))
            out.append(amount)
            skip = floor = max(amount.end, skip)
        i = skip
    return out


def _blocked(tokens: Tokens) -> bytearray:
    """A mark on each token that belongs to a date or a clock time."""
    out = bytearray(len(tokens))
    for e in recognise(tokens):
        if e.kind in _DATED or (e.kind is Kind.WEEKDAY and e.day is not None):
            for k in range(e.first, e.end):
                out[k] = 1
    return out


def _measured(tokens: Tokens, i: int, units: Units) -> Amount | None:
    number = read_number(tokens, i)
    if number is None:
        return None
    if tokens.word(number.end) == "±" and number.digits:
        margin = read_number(tokens, number.end + 1)
        number = replace(number, end=margin.end) if margin else number
    measured = unit_before(tokens, number, units) or unit_behind(tokens, number, units)
    if measured is not None:
        begin, end = measured.first, max(measured.end, number.end)
        sign = tokens.word(begin - 1)
        cold = measured.unit in ("celsius", "fahrenheit")
        below = sign == "minus" or (
            sign in ("-", "−")
            and (tokens.word(begin - 2) == "minus" or (cold and not tokens.touches(begin - 2)))
        )
        signed = sign in ("-", "−") and tokens.touches(begin - 1) and not tokens.touches(begin - 2)
        below |= signed and not tokens.word(begin - 2)[:1].isdigit()  # "-3%"
        inside = begin == number.first - 2 and tokens.word(number.first - 1) in (
            "-",
            "−",
        )  # "$-5bn"
        if below:
            begin -= 2 if tokens.word(begin - 2) == "minus" else 1
        bound, first = before(tokens, begin)
        if sign == "-" and tokens.word(begin - 2) == "sub":
            bound, first = Bound.BELOW, begin - 2  # "sub-500 sq m"
        if bound is None:
            bound, end = behind(tokens, end)
        grown = number.scaled or measured.factor != 1
        amount = _whole(number.amount * measured.factor, scaled=grown)
        if below or inside:
            amount = -amount
        return Amount(
            first, end, i, n=amount, unit=measured.unit, bound=bound, rule="quantity.measure",
            bare_end=max(measured.end, number.end),
        )  # fmt: skip
    if number.amount < 1 and not number.digits:
        return None  # "two thirds", "half": a part of what is told elsewhere
    bound, first = before(tokens, number.first)
    end, factor = number.end, Decimal(1)
    letter = tokens.printed(end)
    if (
        letter in ("M", "K", "B")
        and tokens.touches(end - 1)
        and number.digits
        and not number.scaled
    ):
        end, factor = end + 1, SCALE_SIGNS[letter.lower()]  # "4.3M sales"
    bare_end = end
    late, end = behind(tokens, end)
    bound = bound or late
    noun, end, head = fixed.counted(tokens, end, one=number.amount == 1)
    alone = bare_alone(tokens, number) and not _opens_range(tokens, number, units)
    if not noun and bound is None and alone:
        return None
    rule = "quantity.count" if noun else "quantity.bare"
    sure = 0.9 if noun else 0.6
    amount = _whole(number.amount * factor, scaled=number.scaled or factor != 1)
    return Amount(
        first, end, i, n=amount, unit=noun, bound=bound, head=head, rule=rule, sure=sure,
        bare_end=bare_end, digits=number.digits,
    )  # fmt: skip


def _opens_range(tokens: Tokens, number: Number, units: Units) -> bool:
    """Whether a number of more of the same follows: the "one" of "one to two years"."""
    after = read_number(tokens, number.end + 1)
    if tokens.word(number.end) not in ("to", "or") or after is None:
        return False
    return after.amount > number.amount and unit_behind(tokens, after, units) is not None


def _aged(tokens: Tokens, number: Number) -> Amount:
    """ "a 25-year-old", "aged 14": an age, in years unless the words say months, weeks or days."""
    end, unit = number.end, "year"
    k = end + 1 if tokens.word(end) == "-" else end
    word = tokens.word(k).removesuffix("s")
    if word in ("year", "month", "week", "day"):
        unit, end, k = word, k + 1, k + 1
        k = k + 1 if tokens.word(k) == "-" else k
        if tokens.word(k) in ("old", "olds"):
            end = k + 1
        elif tokens.word(k) == "of":
            end = k + 2
    bound, first = before(tokens, number.first)
    return Amount(
        first, end, number.first, n=number.amount, unit=f"{unit} old", bound=bound,
        rule="quantity.age", bare_end=end, digits=number.digits,
    )  # fmt: skip


def _whole(amount: Decimal, *, scaled: bool) -> Decimal:
    """ "3.5 million" as 3500000, not 3500000.0; "5.0" keeps its nought."""
    whole = amount.to_integral_value()
    return whole if scaled and whole == amount else amount


def _respectively(tokens: Tokens, amounts: list[Amount]) -> dict[int, str]:
    """Items 1, 2 … for the values before "respectively", by the number's token."""
    out: dict[int, str] = {}
    upto = 0
    for i, word in enumerate(tokens.words):
        if word != "respectively":
            continue
        begin = upto
        while upto < len(amounts) and amounts[upto].first < i:
            upto += 1
        row: list[Amount] = []
        for k in range(upto - 1, max(begin, upto - 6) - 1, -1):
            amount = amounts[k]
            other = bool(row) and row[-1].unit != amount.unit
            if other or tokens.sentence[amount.first] != tokens.sentence[i]:
                break
            row.append(amount)
        if len(row) > 1:
            out |= {a.number: str(k) for k, a in enumerate(reversed(row), 1)}
    return out


def head_word(found: Found[Quantity], text: str) -> str:
    """What is counted, singular; "" where nothing is named.

    >>> text = "Two short-range missiles fell."
    >>> head_word(quantities_in(text)[0], text)
    'missile'
    """
    return "" if found.head is None else singular(found.head.of(text).lower())
