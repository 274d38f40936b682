"""Whether a content affirms or denies."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attributions import cues
from onrecord.attributions.clauses import Clauses, Word
from onrecord.attributions.unsettled import unsettled
from onrecord.language.listing import listed
from onrecord.model.scales import Polarity

_NOT = listed("not never no none nobody nothing neither cannot")
_DOUBT = listed("doubt doubts doubted doubting")
_ONLY_AFTER = listed("only just merely longer doubt")
"""After "not" or "no" these make no denial ("not only", "no doubt"); "no longer" does deny."""

_SHORT_OF = listed("but less short")


def polarity_of(cue: Sequence[str], content: Clauses, withheld: bool) -> Polarity:
    """`denied` where the cue denies, or where the first main clause is negated; else `affirmed`.

    What was withheld is neither: it counts as affirmed, with certainty `unstated`.

    >>> from onrecord.attributions.clauses import clauses_of
    >>> from onrecord.model.span import Span
    >>> said = "it was not a missile"
    >>> polarity_of(["said"], clauses_of(said, [Span(0, len(said))]), False).value
    'denied'
    """
    if withheld:
        return Polarity.AFFIRMED
    negated = False
    first = content.first
    left_open = unsettled(content)
    for place, word in enumerate(first):
        if word.lower in _NOT and content.negates(word):
            if left_open and word.span == left_open.negation:
                continue
            after = first[place + 1].lower if place + 1 < len(first) else ""
            if after in _ONLY_AFTER and after != "longer":
                continue
            if word.lower in ("nothing", "none") and _next(content, word) in _SHORT_OF:
                continue  # "nothing but trouble" is trouble
            if word.lower == "not" and place > 1 and word.part != first[place - 1].part:
                continue  # "talks, not launches": what is wanted is affirmed
            negated = True
            break
    unlikely = any(word.lower == "unlikely" and content.hedges(word) for word in first)
    denying = unlikely or any(word in cues.DENY | _DOUBT for word in cue)
    denying = denying or tuple(cue[-2:]) == ("ruled", "out")
    return Polarity.DENIED if negated or denying else Polarity.AFFIRMED


def _next(content: Clauses, word: Word) -> str:
    """The word that follows `word`, in whichever clause it stands; "" for none."""
    later = (one for one in content.all if one.span.start > word.span.start)
    return next(later).lower if word != content.all[-1] else ""
