"""Digits and number words as exact amounts, with the words they stand in.

Only the number itself is read here: what it measures, whether it is a bound, a year or a name is
for `onrecord.values.quantities` and `onrecord.values.dates`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from onrecord.model.span import Span
from onrecord.values.lexer import Tokens, lex, words_of

ONES = {
    word: Decimal(i)
    for i, word in enumerate(
        words_of(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen "
        )
    )
}
TENS = {
    word: Decimal(10 * i)
    for i, word in enumerate(words_of("twenty thirty forty fifty sixty seventy eighty ninety "), 2)
} | {"fourty": Decimal(40)}
SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(10**3),
    "lakh": Decimal(10**5),
    "million": Decimal(10**6),
    "crore": Decimal(10**7),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
DOZEN = Decimal(12)
SCALE_SIGNS = {"k": Decimal(10**3), "m": Decimal(10**6), "mn": Decimal(10**6), "b": Decimal(10**9)}
SCALE_SIGNS |= {"bn": Decimal(10**9), "tn": Decimal(10**12), "trn": Decimal(10**12)}
SCALE_SIGNS |= {"mln": Decimal(10**6), "bln": Decimal(10**9), "mil": Decimal(10**6)}
SCALE_SIGNS |= {"bil": Decimal(10**9), "cr": Decimal(10**7)}
FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
FRACTIONS |= {"halves": 2, "thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10}
SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333", "⅔": "0.667"}
_ORDINALS = frozenset(
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "hundredth",
        "thousandth",
    ]
)
_LONGEST = 18
"""More digits than this are no amount that a report states, but an identifier."""


@dataclass(frozen=True, slots=True)
class Number:
    """An amount and the tokens [first, end) that write it.

    `digits` is false where the amount is written in words alone; `places` counts the digits after
    the decimal point; `scaled` says that a word such as "million" or "dozen" stands in it.
    """

    first: int
    end: int
    amount: Decimal
    digits: bool
    places: int = 0
    scaled: bool = False


def starts_number(word: str) -> bool:
    """Whether a lower-case token can begin a number ("a" and "an" aside)."""
    return (
        word[0].isdigit()
        or word in ONES
        or word in TENS
        or word in ("half", "hundred", "dozen")
        or word in SIGNS
    )


def read_number(tokens: Tokens, i: int) -> Number | None:
    """The number that begins at token `i`, as long as it goes; None where none does.

    >>> read_number(lex("two and a half million"), 0).amount
    Decimal('2500000.0')
    """
    word = tokens.word(i)
    if not word:
        return None
    if word[0].isdigit():
        return _digits(tokens, i)
    if word in SIGNS:
        return Number(i, i + 1, Decimal(SIGNS[word]), digits=True)
    if word == "half":
        return _half(tokens, i)
    if word in ("a", "an"):
        following = tokens.word(i + 1)
        if following in SCALES or following == "dozen":
            return _words(tokens, i + 1, Decimal(1), i)
        return None
    if word in ONES or word in TENS or word in ("hundred", "dozen"):
        return _words(tokens, i, None, i)
    return None


def _digits(tokens: Tokens, i: int) -> Number | None:
    written = tokens.words[i].replace(",", "")
    if _is_part(tokens, i):
        return Number(i - 1, i + 1, Decimal(f"0.{written}"), digits=True, places=len(written))
    if len(written) > _LONGEST or not written.replace(".", "", 1).isdecimal():
        return None
    amount, end, scaled = Decimal(written), i + 1, False
    places = len(written) - written.index(".") - 1 if "." in written else 0
    following = tokens.word(end)
    if following in SIGNS and not places:
        return Number(i, end + 1, amount + Decimal(SIGNS[following]), digits=True)
    below = tokens.word(end + 1)
    if not places and following == "/" and below in ("2", "3", "4", "5", "8") and len(written) == 1:
        glued = tokens.touches(i) and tokens.touches(end) and tokens.word(end + 2) != "/"
        if glued and 0 < int(written) < int(below) and tokens.word(i - 1) != "/":
            part = (amount / Decimal(below)).quantize(Decimal("0.001")).normalize()
            return Number(i, end + 2, part, digits=True)
    if not places and tokens.word(end + 1) == "/" and following.isdecimal():
        below = tokens.word(end + 2)  # "2 1/2"
        if below in ("2", "3", "4", "8") and len(following) == 1 and int(following) < int(below):
            part = (Decimal(following) / Decimal(below)).quantize(Decimal("0.001")).normalize()
            return Number(i, end + 3, amount + part, digits=True)
    power = _power(tokens, end)
    if power is not None:
        amount = amount.scaleb(power[0])
        return Number(i, power[1], amount, digits=True, places=places, scaled=True)
    if tokens.word(end) == "-" and tokens.word(end + 1) in SCALES and tokens.touches(end):
        end += 1  # "10-million"
    while end < i + 4 and (tokens.word(end) in SCALES or tokens.word(end) == "dozen"):
        amount *= SCALES.get(tokens.words[end], DOZEN)
        end, scaled = end + 1, True
    return Number(i, end, amount, digits=True, places=places, scaled=scaled)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _power(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The power of ten and the end of "× 10^5", "×10−8", "x 10⁶"; None where there is none.

    What is raised must be told by a mark: "3 x 10" is no power, nor is the relay of "4 x 100".
    """
    if tokens.word(at) not in ("×", "x") or tokens.word(at + 1) != "10":
        return None
    k, sign = at + 2, 1
    marked = tokens.touches(k - 1) and tokens.word(k) in ("^", "-", "−", "–", "⁻")
    while tokens.touches(k - 1) and tokens.word(k) in ("^", "-", "−", "–", "⁻"):
        sign = 1 if tokens.words[k] == "^" else -1
        k += 1
    digits = tokens.word(k).translate(_RAISED)
    if not tokens.touches(k - 1) or not digits.isascii() or not digits.isdigit() or len(digits) > 2:
        return None
    raised = tokens.word(k) != digits
    return (sign * int(digits), k + 1) if marked or raised else None


def _is_part(tokens: Tokens, i: int) -> bool:
    """Whether the digits at `i` stand behind a bare point: "hit .534"."""
    pointed = tokens.word(i - 1) == "." and tokens.touches(i - 1) and i > 1
    return pointed and not tokens.touches(i - 2) and tokens.words[i].isdecimal()


def _half(tokens: Tokens, i: int) -> Number | None:
    at = i + 1
    if tokens.word(at) in ("a", "an"):
        scale = tokens.word(at + 1)
        if scale in SCALES or scale == "dozen":
            amount = SCALES.get(scale, DOZEN) / 2
            return Number(i, at + 2, amount, digits=False, scaled=True)
    return Number(i, i + 1, Decimal("0.5"), digits=False)


def _words(tokens: Tokens, i: int, start: Decimal | None, first: int) -> Number | None:
    """Number words from token `i`; `start` is 1 where "a" stands before a scale."""
    total, current, at, scaled = Decimal(0), start, i, False
    room = Decimal(10) ** 15  # what the next part must be smaller than
    while True:
        word = tokens.word(at)
        if word == "-" and tokens.touches(at) and tokens.touches(at - 1):
            if current is None or not _continues(tokens.word(at + 1)):
                break
            at += 1
            continue
        if word == "and" and (scaled or total or (current or 0) >= 100):
            nxt = tokens.word(at + 1)
            if not (nxt in ONES or nxt in TENS) or (current or Decimal(0)) % 100:
                break
            # "two thousand and six people", but not "a hundred and six others were"
            at += 1
            continue
        if word in TENS or word in ONES:
            amount = TENS.get(word, ONES.get(word, Decimal(0)))
            if current is None:
                current = amount
            elif (current % 100 == 0 and current >= 100) or (
                word in ONES and 0 < amount < 10 and current % 10 == 0 and current % 100 >= 20
            ):
                current += amount
            else:
                break
        elif word == "hundred":
            if (current if current is not None else Decimal(1)) >= 100:
                break
            current = (current if current is not None else Decimal(1)) * 100
            scaled = True
        elif word == "dozen":
            current = (current if current is not None else Decimal(1)) * DOZEN
            return Number(first, at + 1, total + current, digits=False, scaled=True)
        elif word in SCALES:
            scale = SCALES[word]
            if scale >= room or current is None:
                break
            total, current, room, scaled = total + current * scale, None, scale, True
        else:
            break
        at += 1
    while at > i and tokens.words[at - 1] in ("and", "-"):
        at -= 1
    if at == i:
        return None
    amount = total + (current or Decimal(0))
    if tokens.word(at) == "-" and tokens.touches(at) and tokens.word(at + 1) in _ORDINALS:
        return _fraction(tokens, first, at + 1, amount)  # "twenty-third" is no number
    if tokens.word(at) in FRACTIONS and amount < 20 and tokens.word(at) != "second":
        return _fraction(tokens, first, at, amount)
    if tokens.word(at) == "-" and tokens.touches(at) and tokens.word(at + 1) in FRACTIONS:
        return _fraction(tokens, first, at + 1, amount)
    if tokens.word(at) == "and" and tokens.word(at + 1) == "a" and tokens.word(at + 2) == "half":
        amount, at = amount + Decimal("0.5"), at + 3
        if tokens.word(at) in SCALES:
            amount, at, scaled = amount * SCALES[tokens.words[at]], at + 1, True
    return Number(first, at, amount, digits=False, scaled=scaled)


def _continues(word: str) -> bool:
    return word in ONES or word in TENS or word in SCALES or word == "dozen"


def _fraction(tokens: Tokens, first: int, at: int, amount: Decimal) -> Number | None:
    """The part that "two thirds" names; None where the words are an ordinal ("twenty-third")."""
    below = FRACTIONS.get(tokens.word(at))
    if below is None or amount >= below or amount == 0:
        return None
    if amount > 1 and not tokens.word(at).endswith("s"):
        return None
    part = (amount / below).quantize(Decimal("0.0001")).normalize()
    return Number(first, at + 1, part, digits=False)


def numbers_in(text: str) -> Iterator[tuple[Span, Decimal]]:
    """Yield the numbers written in `text` with the amount each stands for, left to right.

    Ordinals ("23rd", "the first") yield nothing.

    >>> printed = "Twenty-three ships, 1,200 crew, a dozen tugs and 3.5 million litres."
    >>> [str(amount) for _, amount in numbers_in(printed)]
    ['23', '1200', '12', '3500000.0']
    """
    tokens = lex(text)
    i = 0
    while i < len(tokens):
        word = tokens.words[i]
        number = read_number(tokens, i) if word in ("a", "an") or starts_number(word) else None
        if number is None or tokens.word(number.end) in ("st", "nd", "rd", "th"):
            i += 1
            continue
        yield Span(tokens.starts[i], tokens.ends[number.end - 1]), number.amount
        i = number.end
