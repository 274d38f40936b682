"""Whether a name in a sentence is a place there: what stands before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.names.lexicon import (
    ADMIN,
    AUXILIARIES,
    EVENT_NOUNS,
    FUNCTION,
    GOING,
    MOTION,
    NO_GOING,
    PLACE_NOUNS,
    REACHING,
    SENDING,
    SIDES,
    SPEECH,
    STRONG,
    WITH,
)
from onrecord.names.words import Word

_KIND_WORDS = PLACE_NOUNS | ADMIN | frozenset(("coastal", "nearby", "neighbouring", "neighboring"))
_NOT_OF_STATES = frozenset(("over", "at", "around", "throughout", "inside"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a name is read as a place, and how strongly (confidence in [0, 1])."""

    rule: str
    confidence: float


def preposition(words: Sequence[Word], start: int) -> tuple[str, int]:
    """The preposition that governs the name at `start`, and its index; ("", -1) where none does.

    Articles, sides and words for kinds of places in between are passed over: "in the northern
    port city of Kota" gives ("in", …). After a place noun, "of" itself is given.
    """
    at = start
    while at > 0 and words[at].joined and start - at < 7:
        before = words[at - 1]
        low = before.low
        if low == "of":
            if at > 1 and words[at - 1].joined and words[at - 2].low in _KIND_WORDS:
                return "of", at - 1
            return "", -1
        if low in ("the", "a", "an") or low in SIDES or (low in _KIND_WORDS and start - at < 3):
            at -= 1
            continue
        if before.capital and at < start and words[at].low in _KIND_WORDS:
            at -= 1
            continue  # whose city: "in the | French | capital Paris"
        if low in STRONG or low in MOTION:
            return low, at - 1
        return "", -1
    return "", -1


def evidence_for(
    words: Sequence[Word],
    start: int,
    end: int,
    *,
    acts: bool,
    related: str,
    chained: bool,
    listed: bool,
) -> Evidence | None:
    """Why `words[start:end]` is a place here, or None.

    Args:
        words, start, end: the passage and the name in it.
        acts: whether the name may stand for a government (a state, a seat of government).
        related: the rule by which a relation was read before it ("distance", "relation", "side",
            "kind"), or "".
        chained: whether a region or state that holds it follows after a comma.
        listed: whether it stands in a list after a name that was read as a place.
    """
    following = words[end] if end < len(words) and words[end].joined else None
    possessive = words[end - 1].possessive
    low, at = preposition(words, start)
    before = words[start - 1].low if start and words[start].joined else ""
    speaks = (
        following is not None
        and not possessive
        and following.low in SPEECH
        and (acts or following.low not in AUXILIARIES)
    )
    if chained:
        return Evidence("place.chain", 0.95)
    if related == "distance" or (related == "relation" and not (acts and low in ("between", ""))):
        return Evidence("place.relation", 0.95)
    if low == "of":
        return Evidence("place.kind", 0.9)
    if low in STRONG and not (acts and low in _NOT_OF_STATES):
        if acts and possessive and not _sided(words, end):
            return None
        if (
            acts
            and following is not None
            and words[end - 1].text.isupper()
            and not _ends(following)
        ):
            return None
        return Evidence("place.in", 0.95)
    modifies = (
        following is not None
        and not possessive
        and not following.capital
        and following.low not in FUNCTION
    )
    if listed and not speaks and not (acts and modifies):
        return Evidence("place.list", 0.8)
    if before in REACHING:
        return Evidence("place.reached", 0.8)
    if related == "kind" and not speaks:
        return Evidence("place.kind", 0.85)
    if low in MOTION and not (acts and possessive):
        return _moved(words, low, at, acts)
    if possessive and _sided(words, end):
        return Evidence("place.possessive", 0.8)
    if related == "side" and not speaks:
        return Evidence("place.side", 0.85)
    if following is not None and not possessive and following.low in EVENT_NOUNS:
        return Evidence("place.modifier", 0.5)
    if not acts and not speaks and before not in WITH and before not in ("a", "an", "the"):
        return Evidence("place.bare", 0.5)
    return None


def _moved(words: Sequence[Word], low: str, at: int, acts: bool) -> Evidence | None:
    before = [word.low for word in words[max(0, at - 5) : at]]
    if low == "on":
        return None if acts else Evidence("place.on", 0.6)
    if not acts:
        if (low == "for" and before[-1:] != ["left"]) or (
            low == "to" and NO_GOING & set(before[-1:])
        ):
            return None
        return Evidence("place.to", 0.75)
    if low == "from" and not SENDING & set(before[-3:]):
        return Evidence("place.from", 0.6)
    if low in ("to", "toward", "towards", "for") and GOING & set(before):
        return Evidence("place.to", 0.65)
    if low in ("via", "along", "leaving", "left"):
        return Evidence("place.to", 0.7)
    return None


def _sided(words: Sequence[Word], end: int) -> bool:
    """Whether a side or a noun for a part of a country follows a possessive."""
    return any(
        word.joined and (word.low in PLACE_NOUNS or word.low in SIDES) and not word.capital
        for word in words[end : end + 2]
    )


def _ends(following: Word) -> bool:
    """Whether the name stands alone before `following` ("in US custody": it does not)."""
    return following.capital or following.low in FUNCTION or following.low in SPEECH
