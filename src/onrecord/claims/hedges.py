"""How sure the words around a value are of it: hedges that stand in its own clause."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.mentions.words import Line, Phrases
from onrecord.model.scales import Certainty

_PROBABLE = Phrases.listed(
    "estimated|an estimated|likely|probably|believed to|believed|apparently|apparent|thought to|"
    "presumed|suspected|feared|appeared to|appears to|appear to|seems to|seemed to|expected to|"
    "what appeared to be|assumed to"
)
_POSSIBLE = Phrases.listed(
    "may|might|possibly|could|perhaps|may have|might have|could have|fears that|fear that|"
    "fears for|fearing that|amid fears"
)
_UNSTATED = Phrases.listed(
    "unclear whether|unclear if|not known whether|not known if|unknown whether|unknown if|"
    "not clear whether|not clear if|no word on whether|not immediately clear whether|"
    "not immediately clear if|not immediately known whether|not yet known whether|not say whether|"
    "not yet clear whether|not yet clear if|not say if|not confirm whether|not confirm if"
)
BOUNDS = listed(", ; : — and but while")
"""Marks and words beyond which a hedge speaks of something else."""
_REACH = 7
_REACH_ASKED = 12


def own_hedge(line: Line, run: tuple[int, int], end: int) -> Certainty:
    """How sure the clause is of the value at `run`; its evidence, if any behind, ends at `end`.

    Hedges count before the value, inside it, and between it and its evidence ("two may have
    died").
    """
    lows = [word.low for word in line.words]
    if any(_UNSTATED.at(lows, index) for index in range(max(0, run[0] - _REACH_ASKED), run[0])):
        return Certainty.UNSTATED
    for index in range(end - 1, max(-1, run[0] - _REACH), -1):
        if lows[index] in BOUNDS:
            if index < run[0]:
                break
            continue
        if _PROBABLE.at(lows, index):
            return Certainty.PROBABLE
        outside = index < run[0] or index >= run[1]
        month = lows[index] == "may" and line.words[index].capital
        if outside and _POSSIBLE.at(lows, index) and not month:
            return Certainty.POSSIBLE
    return Certainty.CERTAIN
