"""Whom a claim is credited to, and how sure that speaker is of this very value."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.claims.context import Context, Draft
from onrecord.codebook import SlotType
from onrecord.mentions.modality import polarity_at
from onrecord.mentions.words import Line, Phrases
from onrecord.model.attribution import OWN_VOICE, Attribution, Speaker
from onrecord.model.scales import Certainty, Modality, Polarity

_PROBABLE = Phrases.listed(
    "estimated|an estimated|likely|probably|believed to|believed|apparently|apparent|thought to|"
    "presumed|suspected|feared|appeared to|appears to|appear to|seems to|seemed to|expected to|"
    "what appeared to be|assumed to"
)
_POSSIBLE = Phrases.listed("may|might|possibly|could|perhaps|may have|might have|could have")
_UNREAL = Phrases.listed("would have|could have been|might have been|had there been")
_BOUNDS = frozenset((",", ";", ":", "—", "and", "but", "while"))
_REACH = 7


@dataclass(frozen=True, slots=True)
class Credit:
    """Speaker, attribution and scales of one claim."""

    speaker: Speaker
    attribution: str | None
    certainty: Certainty
    polarity: Polarity
    modality: Modality


def credit(context: Context, draft: Draft) -> Credit:
    """The innermost attribution that holds the value, else the report's own voice.

    Certainty is the speaker's, except that a hedge inside the content counts only for the clause
    that it stands in: "some 80 kilometers and the other 95" hedges the first alone.
    Polarity and modality are those of the happening that the value belongs to: what a speaker
    denies ("the tests were no threat") need not be the happening.
    """
    said = None if draft.own_voice else (draft.said or context.said(draft.span))
    line = context.line(draft.span)
    own = _own_hedge(line, draft) if line is not None else Certainty.CERTAIN
    certainty = _weaker(own, _speakers(said, line, draft))
    anchor = draft.anchor
    polarity = anchor.mention.polarity if anchor else Polarity.AFFIRMED
    if line is not None and draft.slot.type in (SlotType.TERM, SlotType.NAME):
        own_polarity = polarity_at(line, line.run(draft.span)[0])
        polarity = own_polarity if polarity is Polarity.AFFIRMED else polarity
    modality = anchor.mention.modality if anchor else Modality.ACTUAL
    if modality is Modality.ACTUAL and line is not None and _unreal(line, line.run(draft.span)[0]):
        modality = Modality.CONDITIONAL
    if said is None:
        return Credit(OWN_VOICE, None, certainty, polarity, modality)
    return Credit(said.speaker, said.id, certainty, polarity, modality)


def _speakers(said: Attribution | None, line: Line | None, draft: Draft) -> Certainty:
    if said is None:
        return Certainty.CERTAIN
    hedge = said.hedge
    if hedge is None or said.certainty in (Certainty.CERTAIN, Certainty.UNSTATED):
        return said.certainty
    if not said.holds(hedge) or line is None or not line.span.holds(hedge):
        return said.certainty if not said.holds(hedge) else Certainty.CERTAIN
    first, end = line.run(hedge)
    run = line.run(draft.span)
    low, high = min(end, run[1]), max(first, run[0])
    between = {line.low(index) for index in range(low, high)}
    return Certainty.CERTAIN if between & _BOUNDS else said.certainty


def _unreal(line: Line, first: int) -> bool:
    """Whether a value is told of what did not come to be: "would have been over a thousand"."""
    lows = [word.low for word in line.words]
    return any(_UNREAL.at(lows, index) for index in range(max(0, first - 6), first))


def _own_hedge(line: Line, draft: Draft) -> Certainty:
    run = line.run(draft.span)
    lows = [word.low for word in line.words]
    for index in range(run[1] - 1, max(-1, run[0] - _REACH), -1):
        if index < run[0] and lows[index] in _BOUNDS:
            break
        if _PROBABLE.at(lows, index):
            return Certainty.PROBABLE
        if index < run[0] and _POSSIBLE.at(lows, index) and not line.words[index].capital:
            return Certainty.POSSIBLE
    return Certainty.CERTAIN


_ORDER = (Certainty.UNSTATED, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)


def _weaker(one: Certainty, other: Certainty) -> Certainty:
    return min(one, other, key=_ORDER.index)
