"""Whether the words around a quantity say that something rose or fell by it."""

from __future__ import annotations

from onrecord.model.found import Found
from onrecord.model.value import Quantity
from onrecord.values.lexer import bag, lex

_UP = bag(
    "up rose rise rises risen rising increased increase increases increasing gained gain gains "
    "climbed climbs jumped jumps grew grow grows grown surged soared added adds boost boosted "
    "raised raise advanced advancing gaining jumping climbing higher"
)
_DOWN = bag(
    "down fell fall falls fallen falling dropped drop drops declined decline declines decreased "
    "decrease lost loses slid slipped slips cut cuts reduced reduce plunged tumbled lower shed "
    "dipped sank lowered shrank plummeted plummeting sliding slipping dropping losing"
)
_OTHERWISE = bag("added adds cut add lost gained")
_WITH_UP = bag("gave give gives giving made make took picked set put")
"""Before "up" these make another verb of it."""
_BETWEEN = bag("by as much the a an another about nearly almost around some more than of over to")


def change_of(text: str, found: Found[Quantity]) -> str | None:
    """ "up" or "down" where the quantity is an amount of change, else None.

    >>> from onrecord.values.quantities import quantities_in
    >>> text = "Shares fell 3 percent."
    >>> change_of(text, quantities_in(text)[0])
    'down'
    """
    before = lex(text[max(0, found.span.start - 60) : found.span.start])
    for k in range(len(before) - 1, max(-1, len(before) - 4), -1):
        word = before.words[k]
        if word in _OTHERWISE and {"a", "an", "the"} & set(before.words[k + 1 :]):
            return None  # "added a 30 degree homer"
        if word == "up" and before.word(k - 1) in _WITH_UP:
            return None
        if word in _UP or word in _DOWN:
            if "to" in before.words[k + 1 :]:
                return None
            return "up" if word in _UP else "down"
        if word not in _BETWEEN:
            break
    after = lex(text[found.span.end : found.span.end + 24]).words[:1]
    if after and after[0] in ("rise", "increase", "gain", "jump", "higher", "growth"):
        return "up"
    if after and after[0] in ("fall", "decline", "drop", "decrease", "cut", "lower", "loss"):
        return "down"
    return None
