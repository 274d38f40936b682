"""Which states an event is told of as the doing of, or as having happened in."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from onrecord.model.report import Version
from onrecord.model.span import Span
from onrecord.model.value import ActorValue, PlaceValue
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import of_version, sentence_at
from onrecord.registers.actors import ActorRegister

_CAPITALS = re.compile(r"(?:[A-Z][\w.’'-]*)(?:\s+(?:of\s+)?[A-Z][\w.’'-]*){0,3}")
_NEAR = 40
"""Characters between a state's name and the words for the event, at most."""
_WHERE = frozenset(("launch-place", "place"))
_WHO = frozenset(("actor", "perpetrator"))


def doers(history: EventHistory, actors: ActorRegister) -> frozenset[str]:
    """ISO 3166 alpha-3 codes of the states whose doing the event is told as.

    Who did it where a slot says so; else the state named right before the words for the event
    ("North Korea fires"), the one named most often; else the state from whose ground it came.
    Empty where nothing tells.
    """
    said = Counter(_said(history))
    if said:
        return _most(said)
    named: Counter[str] = Counter()
    for mention in history.mentions:
        version = history.versions.get(mention.version)
        if version is None:
            continue
        low = max(sentence_at(version, mention.span.start).start, mention.span.start - _NEAR)
        states = _states(version, Span(low, mention.span.end), actors)
        if states:
            named[states[-1]] += 1
    if named:
        return _most(named)
    return _most(Counter(_places(history, actors)))


def states_named(history: EventHistory, actors: ActorRegister) -> frozenset[str]:
    """ISO 3166 alpha-3 codes of all states named in the sentences that tell of the event."""
    found: set[str] = set()
    for mention in history.mentions:
        version = history.versions.get(mention.version)
        if version is not None:
            sentence = sentence_at(version, mention.span.start)
            found.update(_states(version, sentence, actors))
    return frozenset(found)


def _said(history: EventHistory) -> list[str]:
    """States of the actors that slots name as doers."""
    found = []
    for row in history.rows:
        value = row.claim.value
        plain = row.claim.slot in _WHO and shared.is_plain(row)
        if plain and isinstance(value, ActorValue) and value.code and len(value.code) >= 3:
            state = value.code.partition(".")[0]
            if len(state) == 3:
                found.append(state)
    return found


def _places(history: EventHistory, actors: ActorRegister) -> list[str]:
    """States in which the event's places lie; a place off a coast lies in none."""
    by_alpha2 = _by_alpha2(actors)
    found = []
    for row in history.rows:
        value = row.claim.value
        if row.claim.slot in _WHERE and shared.is_plain(row) and isinstance(value, PlaceValue):
            state = by_alpha2.get(value.country) if value.country else None
            if state is not None:
                found.append(state)
    return found


@lru_cache(maxsize=8)
def _by_alpha2(actors: ActorRegister) -> dict[str | None, str]:
    """Code of two letters -> code of three."""
    return {actors.alpha2(state.code): state.code for state in actors.states()}


@of_version
def _states(version: Version, span: Span, actors: ActorRegister) -> tuple[str, ...]:
    """The states named in the span, in order, by name, adjective or seat of government."""
    found: list[str] = []
    for match in _CAPITALS.finditer(version.text, span.start, span.end):
        words = match.group().split()
        for size in range(len(words), 0, -1):
            tries = (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
            states = [state for each in tries if (state := actors.state(_bare(each)))]
            if states:
                found.extend(state.code for state in states)
                break
    return tuple(found)


def _bare(words: str) -> str:
    """The words without a possessive."""
    return re.sub(r"[’']s$", "", words)


def _most(counted: Counter[str]) -> frozenset[str]:
    """Those counted most often."""
    best = max(counted.values(), default=0)
    return frozenset(each for each, times in counted.items() if times == best)
