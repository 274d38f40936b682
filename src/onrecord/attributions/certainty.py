"""Certainty of a content as its speaker puts it, after FactBank (Saurí and Pustejovsky 2009)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.attributions import cues
from onrecord.attributions.clauses import Clauses, Word
from onrecord.attributions.unsettled import not_excluded, unsettled
from onrecord.language.listing import listed
from onrecord.model.scales import Certainty
from onrecord.model.span import Span

POSSIBLE = listed(
    "may might could possibly perhaps maybe possible possibility potentially conceivably "
    "uncertain unclear"
)
PROBABLE = listed(
    "likely probably apparently presumably seemingly seem seems seemed appear appears appeared "
    "believed thought suspected presumed estimated evidently suggests suggested suggest "
    "supposedly unlikely expected estimates indications"
)
_NEEDS_TO = listed("believed thought expected appear appears appeared seem seems seemed")
"""Words that hedge only before "to", "that" or "as if"."""

_VIEWED = listed("read saw viewed regarded interpreted view see regard interpret")
_ASKING = listed("ask asks asked asking wonder wonders wondered wondering question questioned")
_OPEN = listed("whether if")
_QUESTIONS = listed("whether if who what when where why how which")
_GIVING = cues.forms("offer release disclose provide") | listed("give gives gave giving given")
_SEEKING = cues.forms("determine ascertain investigate establish discover examine explore")


def withheld(cue: Sequence[str], before: Sequence[str], content: Clauses) -> bool:
    """Whether the cue says that something was asked, or not said.

    `cue` are the cue's words, `before` the few words before it in its clause, lower case.
    """
    words = [*before[-3:], *cue]
    first = content.all[0].lower if content.all else ""
    if any(word in cues.REFUSE for word in words):
        return True
    if cue and cue[-1] in _GIVING and first == "no":
        return True
    spoken = [word for word in cue if word in cues.SAY or word in cues.THINK]
    negated = any(word in cues.NEGATIONS for word in words) or _yet_to(words)
    if negated:
        return True
    if any(word in _SEEKING for word in cue) and first in _QUESTIONS:
        return True
    if any(word in _ASKING for word in cue) and first in _OPEN:
        return True
    return bool(spoken) and first == "whether"


def _yet_to(words: Sequence[str]) -> bool:
    """Whether something is still to be said: "has yet to decide"."""
    return ("yet", "to") in pairwise(words)


def certainty_of(
    cue: Sequence[Word], before: Sequence[str], content: Clauses
) -> tuple[Certainty, Span | None]:
    """The certainty of a content, and the words that set it, in the content or the cue.

    The weakest main clause of the first sentence decides.

    >>> from onrecord.attributions.clauses import clauses_of
    >>> said = "the ship may have sunk"
    >>> certainty, hedge = certainty_of([], [], clauses_of(said, [Span(0, len(said))]))
    >>> certainty.value, hedge.of(said)
    ('possible', 'may')
    """
    if not_excluded(cue, before):
        return Certainty.POSSIBLE, Span(cue[0].span.start, cue[-1].span.end)
    if withheld([word.lower for word in cue], before, content):
        return Certainty.UNSTATED, None
    left_open = unsettled(content)
    if left_open and left_open.certainty is not Certainty.CERTAIN:
        return left_open.certainty, left_open.span
    found = [_hedge(content.main, place) for place in range(len(content.main))]
    found = [
        hit if hit and content.hedges(word) else None
        for word, hit in zip(content.main, found, strict=True)
    ]
    for level in (Certainty.POSSIBLE, Certainty.PROBABLE):
        for word, hit in zip(content.main, found, strict=True):
            if hit is level:
                return level, word.span
    if len(cue) > 1 and cue[-1].lower == "as" and cue[-2].lower in _VIEWED:
        return Certainty.PROBABLE, cue[-2].span
    for level, hedges in ((Certainty.POSSIBLE, cues.FEAR), (Certainty.PROBABLE, cues.HELD_LIKELY)):
        for word in cue:
            if word.lower in hedges:
                return level, word.span
    return Certainty.CERTAIN, None


def _hedge(main: Sequence[Word], place: int) -> Certainty | None:
    word = main[place].lower
    after = main[place + 1].lower if place + 1 < len(main) else ""
    if word in POSSIBLE:
        before = main[place - 1].lower if place else ""
        if word == "may" and ((main[place].capital and place) or after[:1].isdigit()):
            return None  # the month
        if word == "may" and after == "not":
            verb = main[place + 2].lower if place + 2 < len(main) else ""
            return Certainty.POSSIBLE if verb in ("be", "have") else None  # else a ban
        if word == "possibly" and before in ("can", "cannot", "not"):
            return None
        return Certainty.POSSIBLE
    if word not in PROBABLE:
        return None
    if word in _NEEDS_TO and after not in ("to", "that", "likely", "as", "capable", "unlikely"):
        return None
    if word in ("probably", "likely") and after[:1].isdigit():
        return None  # belongs to the number
    return Certainty.PROBABLE
