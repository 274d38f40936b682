"""Whether a content is told as fact, plan, condition or demand."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attributions import cues
from onrecord.attributions.clauses import Clauses, Word
from onrecord.language.listing import listed
from onrecord.model.scales import Modality

_OBLIGE = listed("should must ought")
_FUTURE = listed("will would shall ll")
_STATIVE = listed(
    "cost be have mean affect need seem remain like help make take include reach become "
    "want know see feel love come persuade"
)
"""After "will" and "would" these tell what comes about rather than what somebody means to do."""
_CONDITION = listed("if unless provided")
_KNOWING = listed(
    "determine know see ask check unclear specify specifying whether wonder establish"
)
_WANT = listed("want wants wanted wanting")


def modality_of(cue: Sequence[str], content: Clauses, unstated: bool) -> Modality:
    """The modality of a content: demand before condition before plan before fact.

    >>> from onrecord.attributions.clauses import clauses_of
    >>> from onrecord.model.span import Span
    >>> said = "all sides to stop firing"
    >>> modality_of(["urged"], clauses_of(said, [Span(0, len(said))]), False).value
    'demanded'
    """
    if unstated:
        return Modality.ACTUAL
    if _demanded(cue, content):
        return Modality.DEMANDED
    words = [word.lower for word in content.all]
    for place, word in enumerate(words):
        if word not in _CONDITION or (place and words[place - 1] in _KNOWING):
            continue
        if word == "provided" and words[place + 1 : place + 2] not in (["that"], ["the"]):
            continue
        return Modality.CONDITIONAL
    if "without" in words and {"will", "would"} & set(words):
        return Modality.CONDITIONAL  # "no aid will come without reform"
    if _planned(cue, content):
        return Modality.PLANNED
    return Modality.ACTUAL


def _demanded(cue: Sequence[str], content: Clauses) -> bool:
    main = [word.lower for word in content.main]
    if any(word in cues.DEMAND_ALWAYS for word in cue):
        return True
    if any(word in _WANT for word in cue) and main[:1] != ["to"] and "to" in main:
        return True
    if any(word.lower in _OBLIGE and content.hedges(word) for word in content.main):
        return True
    if not any(word in cues.DEMAND for word in cue):
        return False
    called = any(word in ("call", "calls", "called", "calling") for word in cue)
    if called:
        return cue[-1] in ("for", "on") or main[:1] in (["for"], ["on"])
    if any(word.startswith("order") or word in ("advised", "advises", "advise") for word in cue):
        return True
    if any(word in ("told", "tells", "asked", "asks", "ask", "tell") for word in cue):
        return "to" in main[1:8] and not any(_finite(verb) for verb in main[: main.index("to")])
    return "to" in main[:10]


def _finite(word: str) -> bool:
    return word in _FINITE or (word.endswith("ed") and len(word) > 4)


_FINITE = listed(
    "was were is are has have had did does that would could will re m ve may might can used going"
)


def _planned(cue: Sequence[str], content: Clauses) -> bool:
    main = content.main
    if any(word in cues.PLAN for word in cue):
        return True
    starts_to = bool(main) and main[0].lower == "to"
    if starts_to and any(word in cues.AGREE or word in _WANT for word in cue):
        return True
    if any(word in ("announced", "announces", "declared", "declares") for word in cue):
        lower = [word.lower for word in main]
        bare = not any(_finite(word.lower) for word in main if not word.capital)
        if bare and ("to" in lower or any(word in _STOPS for word in lower)):
            return True
    first = content.first
    return any(_plans(first, place) and content.hedges(word) for place, word in enumerate(first))


_STOPS = listed("halt suspension moratorium freeze pause")
_ARTICLES = listed("a an the his her its their")


def _plans(main: Sequence[Word], place: int) -> bool:
    word = main[place].lower
    rest = [other.lower for other in main[place + 1 : place + 4]]
    if place > 12:
        return False
    if word in _FUTURE:
        verbs = [
            other
            for other in rest
            if other not in ("not", "never", "also", "be", "likely") and not other.endswith("ly")
        ]
        if rest[:1] == ["be"]:
            return bool(verbs) and verbs[0].endswith(("ed", "ing", "en", "wn"))
        return bool(verbs) and verbs[0] not in _STATIVE
    if word in ("is", "are", "was", "were") and rest[:1] == ["to"]:
        return True
    before = main[place - 1].lower if place else ""
    if word in ("going", "plans", "intends", "scheduled", "planned", "set") and rest[:1] == ["to"]:
        return rest[1:2] != [] and rest[1] not in _ARTICLES and before != "been"
    return word in ("planned", "scheduled") and before in ("is", "are", "was", "were", "been")
