"""Noun phrases: where one begins, whether it points back, whether it picks anything out."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.mentions.words import Line, is_number


def is_bare(line: Line, start: int, end: int) -> bool:
    """Whether a plural stands with nothing that picks out happenings ("road accidents")."""
    last = line.low(end - 1)
    if not last.endswith("s") or last.endswith("ss"):
        return False
    if line.low(start - 1) == "of" and is_number(line.low(start - 2)):  # "dozens of earthquakes"
        return False
    own = [line.low(index) for index in range(start, end - 1)]
    return not any(low in _PICKS or _few(low) or low == "'s" for low in own)


def _few(low: str) -> bool:
    """A number so small that each of the things counted is a happening of its own."""
    return is_number(low) and not (low[:1].isdigit() and len(low) > 2)


_PICKS = listed(
    "resume resumes resuming no the this that these those its his her their latest recent twin "
    "two first planned "
    "upcoming monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december"
)


def is_definite(line: Line, start: int, first: int) -> bool:
    """Whether a noun phrase points back: "the launch", "this test", "Thursday's firing"."""
    own = {line.low(index) for index in range(start, first)}
    return bool(own & {"the", "this", "that", "'s", "its", "their", "latest", "both"}) or (
        bool(own & {"second", "third", "fourth", "another", "next"})
    )


def noun_phrase_start(line: Line, first: int) -> int:
    """Where the noun phrase that `first` belongs to begins: back over modifiers to the article.

    Goes back six words at most, never over a mark, a preposition or a verb of the commonest.
    """
    index = first
    while index > 0 and first - index < 6:
        low = line.low(index - 1)
        if low in ("the", "a", "an", "this", "that", "these", "those", "its", "his", "her",
                   "their", "our", "no", "another", "any", "some"):  # fmt: skip
            return index - 1
        if low == "'s" and index >= 2:
            index = _owner_start(line, index - 1)
            break
        month = low == "may" and line.words[index - 1].capital
        if not low[:1].isalnum() or (low in NOT_MODIFIER and not month) or low.endswith("ly"):
            break
        verb_like = len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "ies"))
        if verb_like and not line.words[index - 1].capital:
            break  # a plural or a verb ("the law bans missile tests"), hardly a modifier
        index -= 1
    if line.low(index) == "'s":
        return index + 1
    return index


def _owner_start(line: Line, owner: int) -> int:
    """Where the words for an owner begin: a name, or a noun with its article."""
    index = owner - 1
    if line.words[index].capital:
        while index > 0 and owner - index < _LONGEST_OWNER and line.words[index - 1].capital:
            index -= 1
    if line.low(index - 1) in _ARTICLES:
        return index - 1
    if line.words[index].capital or line.low(index - 2) not in _ARTICLES:
        return index
    return index - 2


_LONGEST_OWNER = 5
_ARTICLES = listed("the a an this that his her its their our")
NOT_MODIFIER = listed(
    "in on at by from off near into toward towards over during after before for with to as and "
    "or but while when because of is are was were be been being has have had will would may "
    "might could can should must did does do not said says say told that which who whom whose "
    "it he she they we i you there if than then about between against under through followed "
    "following since until including like via per amid"
)
