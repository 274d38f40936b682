"""Places for names whose spans are given: by a person, a corpus or another reader."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from onrecord.model.span import Span
from onrecord.names.containers import Container, container_after
from onrecord.names.lexicon import NEVER_PLACE
from onrecord.names.meanings import meanings, place_within
from onrecord.names.passages import Passage, passages_in
from onrecord.names.resolve import Asked, Choice, settle
from onrecord.registers.actors import ActorRegister
from onrecord.registers.places import Gazetteer, Place


def places_for(
    text: str,
    spans: Sequence[Span],
    gazetteer: Gazetteer,
    register: ActorRegister,
    home: str | None = None,
) -> tuple[Choice, ...]:
    """The place chosen for each of `spans`, in their order, as one text makes them likely.

    A demonym leads to its state, the name of an institution to the place in it. `home` is the
    outlet's country (alpha-2) where that is known.
    """
    passages = passages_in(text)
    asked = []
    for span in spans:
        name = span.of(text)
        candidates = meanings(name, gazetteer, register)
        inside = _container(text, passages, span, candidates, gazetteer)
        candidates = candidates or place_within(name, gazetteer, register)
        if inside is not None and not inside.holding(candidates):
            inside = None
        asked.append(Asked(name, candidates, inside))
    return settle(asked, states_heard(passages, register), home)


def states_heard(passages: Iterable[Passage], register: ActorRegister) -> dict[str, str]:
    """The words that name states, lower case -> alpha-2: names, adjectives, seats of government."""
    heard: dict[str, str] = {}
    for passage in passages:
        for word in passage.words:
            if not word.capital or word.low in NEVER_PLACE or word.low == "georgia":
                continue
            state = register.state(word.text)
            code = register.alpha2(state.code) if state is not None else None
            if code is not None:
                heard[word.low] = code
    return heard


def _container(
    text: str,
    passages: Sequence[Passage],
    span: Span,
    candidates: Sequence[Place],
    gazetteer: Gazetteer,
) -> Container | None:
    ends = [passage.words[-1].stop if passage.words else -1 for passage in passages]
    for number in range(bisect_left(ends, span.start), len(passages)):
        words = passages[number].words
        if not words:
            continue
        end = bisect_left(words, span.end, key=lambda word: word.start)
        return container_after(text, words, end, candidates, gazetteer) if end else None
    return None
