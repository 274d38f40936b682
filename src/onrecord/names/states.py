"""States in a text: by name, demonym or capital, and "the North" where the text says which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.model.found import Found
from onrecord.model.span import Span
from onrecord.model.value import ActorValue
from onrecord.names.lexicon import OPENERS, PLACE_NOUNS
from onrecord.names.runs import joined_end, phrase
from onrecord.names.words import Word
from onrecord.registers.actors import Actor, ActorRegister

_OF_A_TITLE = frozenset(("mister", "miss", "captain", "mother"))
_WHERE = frozenset(("in", "near", "at", "of", "outside", "around"))
_OF_A_TOWN = frozenset(("mayor", "city", "town", "people", "residents", "streets", "outskirts"))
_HOUSES = frozenset(
    ("theatre", "theater", "hotel", "museum", "street", "avenue", "road", "restaurant", "ballroom")
)


def states_in(
    text: str, words: Sequence[Word], halves: Mapping[str, Actor], register: ActorRegister
) -> Iterator[Found[ActorValue]]:
    """The states that a passage names, in order.

    Args:
        text: the text that `words` lie in.
        words: the words of one passage.
        halves: what "the North" and "the South" stand for in this text.
        register: the names that are known.
    """
    at = 0
    while at < len(words):
        word = words[at]
        if not word.capital or (word.first and word.low in OPENERS and word.low != "us"):
            at += 1
            continue
        for end in range(min(joined_end(words, at), at + 6), at, -1):
            found = _state(text, words, at, end, halves, register)
            if found is not None:
                yield found
                at = end - 1
                break
        at += 1


def _state(
    text: str,
    words: Sequence[Word],
    at: int,
    end: int,
    halves: Mapping[str, Actor],
    register: ActorRegister,
) -> Found[ActorValue] | None:
    last = words[end - 1]
    if not last.capital or any(word.possessive for word in words[at : end - 1]):
        return None
    named = at and words[at].joined and words[at - 1].low in _OF_A_TITLE and words[at - 1].capital
    if named or text[last.end : last.end + 1] == "$":
        return None  # "Mister America", "US$5"
    name = phrase(text, words, at, end)
    if end - at == 1 and name in halves:
        article = at and words[at].joined and words[at - 1].low == "the"
        follows = end < len(words) and words[end].joined and words[end].capital
        if article and not follows:
            return _as_state(words, at, end, halves[name], "actor.half", 0.8)
        return None
    actor = register.find(name)
    if actor is not None and actor.kind in ("state", "capital"):
        state = register.get(actor.code[:3]) or actor
        if actor.kind == "capital":
            inside = at and words[at].joined and words[at - 1].low in _WHERE
            if inside and at > 1 and words[at - 2].low in _OF_A_TOWN:
                return None  # "the mayor of London"
            follows = end < len(words) and words[end].joined and words[end].low in PLACE_NOUNS
            is_town = at and words[at].joined and words[at - 1].low in _TOWN
            sure = 0.3 if inside or follows or is_town else 0.7
            value = ActorValue(state.name, f"{state.code}.GOV")
            span = Span(words[at].start, last.end)
            return Found(span, value, "actor.capital", sure, notes=(("metonym", name),))
        return _as_state(words, at, end, state, "actor.state", 0.9)
    people = register.demonym(name)
    if people is not None and end < len(words) and words[end].joined and words[end].capital:
        people = None if words[end].low in _HOUSES else people  # "the Egyptian Theatre"
    if people is not None and end - at <= 3:
        noun = name.endswith("s") or not (end < len(words) and words[end].joined)
        return _as_state(words, at, end, people, "actor.people", 0.5 if noun else 0.4)
    return None


_TOWN = frozenset(("capital", "city", "town", "metropolis", "port"))
"""Nouns before a name that tell of the town: "in the French capital Paris"."""


def _as_state(
    words: Sequence[Word], at: int, end: int, state: Actor, rule: str, confidence: float
) -> Found[ActorValue]:
    span = Span(with_article(words, at), words[end - 1].end)
    return Found(span, ActorValue(state.name, state.code), rule, confidence)


def with_article(words: Sequence[Word], start: int) -> int:
    """Where the name at word `start` begins in the text, with "the" before it."""
    if start and words[start].joined and words[start - 1].low == "the":
        return words[start - 1].start
    return words[start].start
