"""Whom a claim is credited to, and how sure that speaker is of this very value."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.claims.context import Context, Draft
from onrecord.claims.contrasts import contrary, is_the_text_itself
from onrecord.claims.hedges import BOUNDS, own_hedge
from onrecord.claims.reality import told_as
from onrecord.codebook import SlotType
from onrecord.language.listing import listed
from onrecord.mentions.modality import denies, polarity_at
from onrecord.mentions.words import Line
from onrecord.model.attribution import OWN_VOICE, Attribution, Speaker
from onrecord.model.scales import Certainty, Modality, Polarity

_FALSE = listed("false untrue wrong unfounded baseless incorrect fabricated untruthful lies")
_TOLD = listed("report reports claim claims rumour rumours rumor rumors suggestion suggestions")


@dataclass(frozen=True, slots=True)
class Credit:
    """Speaker, attribution and scales of one claim."""

    speaker: Speaker
    attribution: str | None
    certainty: Certainty
    polarity: Polarity
    modality: Modality


def credit(context: Context, draft: Draft, earlier: bool = False) -> Credit:
    """The innermost attribution that holds the value, else the report's own voice.

    Certainty is the speaker's, except that a hedge inside the content counts only for the clause
    that it stands in: "some 80 kilometers and the other 95" hedges the first alone.
    Polarity and modality are those of the happening that the value belongs to: what a speaker
    denies ("the tests were no threat") need not be the happening. A figure has its own clause as
    well ("if the dam breaks, 100 could die"; "14, not 40"). `earlier` tells that the words say of
    the value that it once held: then it is not denied.
    """
    said = None if draft.own_voice else (draft.said or context.said(draft.span))
    if said is not None and is_the_text_itself(said, context.version.text):
        said = None
    line = context.line(draft.span)
    certainty = _speakers(said, line, draft)
    polarity, modality = _of_happening(draft)
    if line is not None:
        run = line.run(draft.span)
        first, end = _with_evidence(line, draft, run)
        certainty = _weaker(own_hedge(line, run, end), certainty)
        if polarity is Polarity.AFFIRMED and not earlier:
            polarity = _own_polarity(context, draft, line, run, (first, end))
        if modality is Modality.ACTUAL and draft.slot.type is SlotType.QUANTITY:
            modality = told_as(line, first, end)
            if modality is Modality.CONDITIONAL:
                certainty = _weaker(Certainty.POSSIBLE, certainty)
    if said is None:
        return Credit(OWN_VOICE, None, certainty, polarity, modality)
    return Credit(said.speaker, said.id, certainty, polarity, modality)


def _of_happening(draft: Draft) -> tuple[Polarity, Modality]:
    if draft.anchor is None:
        return Polarity.AFFIRMED, Modality.ACTUAL
    return draft.anchor.mention.polarity, draft.anchor.mention.modality


def _with_evidence(line: Line, draft: Draft, run: tuple[int, int]) -> tuple[int, int]:
    """The words from the figure to its evidence or the other way round; of others its own."""
    proof = draft.evidence
    if draft.slot.type is not SlotType.QUANTITY or proof is None or not line.span.holds(proof):
        return run
    first, end = line.run(proof)
    return min(first, run[0]), max(end, run[1])


def _own_polarity(
    context: Context, draft: Draft, line: Line, run: tuple[int, int], whole: tuple[int, int]
) -> Polarity:
    """Whether the value itself is turned down: "14, not 40", "reports of 12 dead were false"."""
    if draft.slot.type in (SlotType.TERM, SlotType.NAME):
        return polarity_at(line, run[0])
    if draft.slot.type is not SlotType.QUANTITY or draft.evidence == draft.span:
        return Polarity.AFFIRMED
    lows = [word.low for word in line.words]
    false = _FALSE & set(lows[whole[1] : whole[1] + 4]) and _TOLD & set(lows[: run[0]])
    if false or contrary(line, run) is not None:
        return Polarity.DENIED
    if denies(context.said(draft.span), context.version.text):
        return Polarity.DENIED
    return polarity_at(line, whole[0]) if whole[0] < run[0] else Polarity.AFFIRMED


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
    return Certainty.CERTAIN if between & BOUNDS else said.certainty


_ORDER = (Certainty.UNSTATED, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)


def _weaker(one: Certainty, other: Certainty) -> Certainty:
    return min(one, other, key=_ORDER.index)
