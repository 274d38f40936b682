"""What the words that differ between two sentences say: a number, a hedge, a speaker, spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from onrecord.language.listing import listed

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VAGUE = listed("dozens hundreds thousands several")
_NUMBER_WORDS = {
    **{word: str(number) for number, word in enumerate(_TO_NINETEEN.split())},
    **{word: str(10 * tens) for tens, word in enumerate(_TENS.split(), start=2)},
    **{"no": "0", "none": "0", "both": "2", "hundred": "100", "thousand": "1000"},
    **{"million": "1000000", "billion": "1000000000", "dozen": "12"},
    **{vague: vague for vague in _VAGUE},
}
_HEDGES = listed(
    "may might could would can likely unlikely probably possibly possible probable "
    "perhaps apparently apparent seemingly seem seems seemed appear appears appeared "
    "reportedly allegedly alleged suspected suspect believed believe believes thought "
    "think presumed presumably estimated estimate estimates about around roughly nearly "
    "almost approximately least most unconfirmed confirmed confirm unclear unknown "
    "preliminary initial supposed supposedly purported purportedly potential potentially "
    "rumored rumoured tentative"
)
_CUES = listed(
    "said say says saying told tells announced announces stated states added adds reported "
    "reports according quoted quoting citing cited claimed claims confirmed denied denies "
    "insisted argued acknowledged admitted warned wrote tweeted declared"
)
_SPEAKERS = listed(
    "spokesman spokeswoman spokesperson official officials source sources ministry minister"
)
_CALENDAR = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december gmt utc"
)
_REACH = 4  # words from a cue within which a changed name or noun is the speaker's
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
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The indices of the words that only one of two sentences has, in each.

    >>> differing_words(["Nine", "people", "died"], ["Ten", "people", "died"])
    ((0,), (0,))
    """
    gone: list[int] = []
    come: list[int] = []
    for code in Indel.opcodes(list(old), list(new)):
        if code.tag != "equal":
            gone += range(code.src_start, code.src_end)
            come += range(code.dest_start, code.dest_end)
    return tuple(gone), tuple(come)


def numbers_in(text: str) -> list[str]:
    """The numbers that a text states, digits and number words alike, in order.

    >>> numbers_in("About 1,200 of two thousand")
    ['1200', '2', '1000']
    """
    found = (_NUMBER_WORDS.get(word.casefold(), word) for word in _NUMBER.findall(text))
    return [n.replace(",", "").rstrip(".:") for n in found if n[0].isdigit() or n in _VAGUE]


def is_hedge(word: str) -> bool:
    """Whether a word may say how sure a statement is ("May" is taken for the month)."""
    return word != "May" and word.casefold() in _HEDGES


def names_speaker(words: Sequence[str], changed: Sequence[int]) -> bool:
    """Whether changed words say who speaks: a name near a cue, or a noun right beside one.

    A cue that changes by itself ("said" to "says") is wording.

    >>> names_speaker(["It", "sank", ",", "police", "said"], [3])
    True
    """
    cues = {i for i, word in enumerate(words) if word.casefold() in _CUES}
    return any(_may_speak(words[i], min(abs(i - c) for c in cues), i) for i in changed if cues)


def _may_speak(word: str, distance: int, place: int) -> bool:
    plain = word.casefold()
    if distance == 0 or plain in _CALENDAR or distance > _REACH:
        return False
    if plain in _SPEAKERS or (word[0].isupper() and place > 0):
        return True
    return distance == 1 and word.isalpha() and len(word) > 3


def plain_word(word: str) -> str:
    """A word without the differences that are only spelling; empty for punctuation.

    >>> plain_word("kilometres") == plain_word("Kilometers"), plain_word("—")
    (True, '')
    """
    plain = "".join(c for c in word.casefold() if c.isalnum())
    for pattern, other in _SPELLINGS:
        plain = pattern.sub(other, plain)
    return plain
