"""Whether the words around a quantity say that something rose or fell by it."""

from __future__ import annotations

from onrecord.model.found import Found
from onrecord.model.value import Quantity
from onrecord.values.lexer import Tokens, bag, lex

_UP = bag(
    "up rose rise rises risen rising increased increase increases increasing gained gain gains "
    "climbed climbs jumped jumps jump grew grow grows grown growing growth surged soared added "
    "adds boost boosted boosting raised raise raising advanced advances advancing gaining "
    "jumping climbing higher rallied rebounded rebounds widened accelerated appreciated spiked "
    "skyrocketed rocketed leaped leapt surge surging soaring hike hiked expanded swelled inched "
    "edged ticked"
)
_DOWN = bag(
    "down fell fall falls fallen falling dropped drop drops declined decline declines declining "
    "decreased decrease decreases decreasing lost loses losing slid slipped slips slipping cut "
    "cuts cutting reduced reduce reduces reducing reduction plunged plunges plunge tumbled "
    "tumbles lower shed sheds dipped dips dip sank sinking lowered lowering shrank shrunk "
    "shrinking plummeted plummeting sliding dropping slumped slumps slump eased retreated "
    "slashed slashing contracted trimmed tanked crashed nosedived weakened depreciated narrowed "
    "off"
)
_OTHERWISE = bag("added adds cut add lost gained")
_WITH_UP = bag("gave give gives giving made make took picked set put")
"""Before "up" these make another verb of it."""
_BETWEEN = bag(
    "by as much the a an another about nearly almost around some more than of over to at least "
    "another up down only just further additional"
)
_UP_BEHIND = bag("rise increase gain jump higher growth uptick boost surge hike climb")
_DOWN_BEHIND = bag("fall decline drop decrease cut lower loss reduction slump dip plunge off")
_REACH = 8


def change_of(text: str, found: Found[Quantity]) -> str | None:
    """ "up" or "down" where the quantity is an amount of change, else None.

    >>> from onrecord.values.quantities import quantities_in
    >>> text = "Shares fell 3 percent."
    >>> change_of(text, quantities_in(text)[0])
    'down'
    """
    before = lex(text[max(0, found.span.start - 90) : found.span.start])
    return _told(before) or _behind(lex(text[found.span.end : found.span.end + 24])) or _of(before)


def _told(before: Tokens) -> str | None:
    """What a word just before says, or the verb that "by" belongs to."""
    last = len(before) - 1
    for k in range(last, max(-1, last - 4), -1):
        word = before.words[k]
        if word in _OTHERWISE and {"a", "an", "the"} & set(before.words[k + 1 :]):
            return None  # "added a 30 degree homer"
        if word == "up" and before.word(k - 1) in _WITH_UP:
            return None
        if word in _UP or word in _DOWN:
            if "to" in before.words[k + 1 :]:
                return None
            return _direction(before, k)
        if word not in _BETWEEN and not word.endswith("ly"):
            break
    if "by" in before.words[max(0, last - 2) :]:
        return _verb_of(before, last)
    return None


def _of(before: Tokens) -> str | None:
    """What is said of the amount just before, which this one tells again: "up 2 points, or 1%"."""
    last = len(before) - 1
    while last >= 0 and before.words[last] in ("$", "£", "€", "about", "or", ",", "("):
        last -= 1
    if not {"or", "("} & set(before.words[last + 1 :]):
        return None
    first = last
    while first > max(-1, last - 5) and not before.words[first][:1].isdigit():
        first -= 1
    if first < 0 or not before.words[first][:1].isdigit():
        return None
    return _told(lex(before.text[: before.starts[first]]))


def _direction(before: Tokens, k: int) -> str:
    """What the word at token `k` says; "edged lower" and "ticked down" go by the second word."""
    if before.words[k] in ("edged", "inched", "ticked"):
        return "down" if before.word(k + 1) in _DOWN else "up"
    return "up" if before.words[k] in _UP else "down"


def _verb_of(before: Tokens, last: int) -> str | None:
    """The verb that "by" belongs to, some words back: "cut its forecast by 3%"."""
    for k in range(last, max(-1, last - _REACH), -1):
        if before.sentence[k] != before.sentence[last]:
            return None
        if before.words[k] in _UP or before.words[k] in _DOWN:
            return _direction(before, k)
    return None


def _behind(after: Tokens) -> str | None:
    """ "a 3% increase"."""
    word = after.word(0)
    if word in _UP_BEHIND:
        return "up"
    return "down" if word in _DOWN_BEHIND else None
