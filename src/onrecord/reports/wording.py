"""What the words that differ between two sentences say: a number, a hedge, a speaker, spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from rapidfuzz.distance import Indel

from onrecord.language.listing import listed

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VAGUE = listed("dozens hundreds thousands several")
_SMALL = {
    **{word: number for number, word in enumerate(_TO_NINETEEN.split())},
    **{word: 10 * tens for tens, word in enumerate(_TENS.split(), start=2)},
}
_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12,
}  # fmt: skip
_WHOLE_TENS = frozenset(map(Decimal, range(20, 100, 10)))
_HEDGES = listed(
    "may might could likely unlikely probably possibly possible probable perhaps apparently "
    "apparent seemingly seem seems seemed appears appeared reportedly allegedly alleged suspected "
    "believed believe believes presumed presumably estimated estimate estimates roughly "
    "nearly almost approximately unconfirmed confirmed confirm confirms unclear unknown "
    "preliminary supposed supposedly purported purportedly potential potentially rumored "
    "rumoured tentative"
)
_BEFORE_NUMBERS = listed("about around some up")  # hedges only right before one
_AFTER_AT = listed("least most")  # hedges only after "at"
_STEM = 5  # letters that "alleged" and "allegedly" share
_SPELLINGS = (
    (re.compile(r"(?<=\w)isation"), "ization"),
    (re.compile(r"(?<=\w\w)is(?=(?:e|ed|es|ing|er|ers)$)"), "iz"),
    (re.compile(r"(?<=\w\w)our(?=(?:s|ed|ing|able|ful|hood|ly|ite|al)?$)"), "or"),
    (
        re.compile(r"(?<=met)re(?=s?$)|(?<=cent)re(?=s?$)|(?<=theat)re(?=s?$)|(?<=lit)re(?=s?$)"),
        "er",
    ),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"ll(?=(?:ed|ing|er)$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
)


def differing_words(
    old: Sequence[str], new: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that only one of two sentences has, of each, in order.

    >>> differing_words(["Nine", "people", "died"], ["Ten", "people", "died"])
    (('Nine',), ('Ten',))
    """
    gone: list[str] = []
    come: list[str] = []
    for code in Indel.opcodes(list(old), list(new)):
        if code.tag != "equal":
            gone += old[code.src_start : code.src_end]
            come += new[code.dest_start : code.dest_end]
    return tuple(gone), tuple(come)


def numbers_in(text: str) -> list[str]:
    """The numbers that a text states, digits and number words alike, in order.

    >>> numbers_in("About 1,200 of twenty-one thousand; 1.5 million or dozens")
    ['1200', '21000', '1500000', 'dozens']
    """
    found: list[Decimal | str] = []
    last: Decimal | None = None  # the number right before, while it may still grow
    end = 0
    for match in _NUMBER.finditer(text):
        word = match.group().casefold().replace(",", "").rstrip(".:")
        if text[end : match.start()].strip(" -–"):
            last = None
        end = match.end()
        if last is not None and word in _SCALES:
            found[-1] = last = last * _SCALES[word]
        elif last is not None and last in _WHOLE_TENS and 0 < _SMALL.get(word, 0) < 10:
            found[-1] = last = last + _SMALL[word]
        elif word[0].isdigit():
            found.append(_decimal(word))
            last = found[-1] if isinstance(found[-1], Decimal) else None
        elif word in _SMALL or word in _SCALES:
            last = Decimal(_SMALL[word] if word in _SMALL else _SCALES[word])
            found.append(last)
        else:
            last = None
            found += [word] if word in _VAGUE else []
    return [n if isinstance(n, str) else format(n.normalize(), "f") for n in found]


def _decimal(word: str) -> Decimal | str:
    """A number in digits; a clock time or a score stays as it is written."""
    try:
        return Decimal(word)
    except InvalidOperation:
        return word


def hedges_in(words: Sequence[str]) -> list[str]:
    """The beginnings of the words that say how sure a statement or a number is, in order.

    "May" is taken for the month, "most" and "about" count in "at most" and "about 40" alone.

    >>> hedges_in("At least nine , and about 40 , may have died in May , most of cold".split())
    ['least', 'about', 'may']
    """
    found: list[str] = []
    for i, word in enumerate(words):
        plain, before = word.casefold(), words[i - 1].casefold() if i else ""
        if plain in _AFTER_AT:
            hedges = before == "at"
        elif plain in _BEFORE_NUMBERS:
            hedges = i + 1 < len(words) and bool(numbers_in(words[i + 1])) and before != "from"
        else:
            hedges = plain in _HEDGES and word != "May"
        if hedges:
            found.append(plain[:_STEM])
    return found


def plain_word(word: str) -> str:
    """A word without the differences that are only spelling; empty for punctuation.

    >>> plain_word("kilometres") == plain_word("Kilometers"), plain_word("—")
    (True, '')
    """
    plain = "".join(c for c in word.casefold() if c.isalnum())
    for pattern, other in _SPELLINGS:
        plain = pattern.sub(other, plain)
    return plain
