"""Announced supersession: words that say that a newer value has replaced this one."""

from __future__ import annotations

from onrecord.claims.context import Context, Draft
from onrecord.claims.contrasts import MISTAKEN, contrary, is_correction, is_the_text_itself
from onrecord.codebook import SlotType
from onrecord.language.listing import listed
from onrecord.mentions.words import Line, Phrases, is_number
from onrecord.model.span import Span

_WHOLE = Phrases.listed(
    "earlier estimated|earlier said|earlier put|earlier reported|earlier announced|earlier gave|"
    "having earlier given|having earlier said|had earlier said|had earlier put|"
    "previously said|previously put|previously estimated|previously reported|previously announced|"
    "initially said|initially put|initially estimated|initially reported|initially announced|"
    "originally said|originally reported|originally put|originally estimated|first announced|"
    "first said|first put|first reported|first estimated|at first said|had previously said|"
    "had initially said|"
    "earlier version of this story|earlier version of this report|earlier version of this article|"
    "previous version of this story|previous version of this report|an earlier version said|"
    "previous version of this article|original version of this story|an earlier version gave|"
    "original version of this article|earlier version of the story|earlier version of the article|"
    "earlier version of this post|earlier version of this page|an earlier version stated|"
    f"earlier version of the report|{MISTAKEN}|earlier estimate of|previous estimate of|"
    "earlier figure of|previous figure of|an earlier toll of|earlier toll of|previous toll of|"
    "earlier death toll of|earlier count of|earlier tally of|initial toll of|"
    "earlier statement that|earlier report that|earlier reports that|earlier claim that|"
    "earlier reports of|earlier report of|first spoke of|initially spoke of|"
    "initial estimate of|initial estimates of|earlier estimates of|revised from|"
    "revised down from|revised up from|up from|down from|corrected from|lowered from|raised from"
)
_AS_TOLD = Phrases.listed(
    "as reported earlier|as earlier reported|as previously reported|as first reported|"
    "as initially reported|as originally reported|as was reported earlier|as reported previously|"
    "as had been reported|as stated earlier|as earlier stated|as previously stated|"
    "as originally stated|as we reported|as we said|as first announced|as first thought|"
    "as initially thought|as originally thought|as first feared|as initially announced|"
    "as announced earlier|as previously announced|as first said|as earlier said|"
    "as an earlier version|as stated in an earlier|as reported in an earlier|as said earlier|"
    "as incorrectly reported|as wrongly reported|as incorrectly stated|as previously said|"
    "as we originally reported|as we previously reported|as we first reported"
)
_REACH_BEHIND = 6
_CUE = listed("earlier previously initially originally first formerly")
_CLOSE = frozenset((";", ":", "—", "but", ".", "now", "then"))
_REACH = 12


def earlier_words(context: Context, draft: Draft) -> Span | None:
    """The words that say that the draft's value was replaced, or None.

    Only for slots that hold one value at a time, and for terms only where the sentence is about
    the word ("earlier spoke of projectiles"). The words stand before the value in its
    sentence, or between the source of its attribution and the content ("Seoul earlier
    estimated that …").
    """
    if draft.slot.several or (draft.slot.type is SlotType.TERM and draft.anchor is not None):
        return None
    line = context.line(draft.span)
    if line is None:
        return None
    run = line.run(draft.span)
    found = _before(line, run) or _behind(line, run)
    if found is None and (turned := contrary(line, run)) is not None:
        said = context.said(draft.span)
        own = said is None or is_the_text_itself(said, context.version.text)
        found = line.cover(turned, turned + 1) if own or is_correction(line) else None
    return found or _beside_cue(context, draft, line)


def _behind(line: Line, run: tuple[int, int]) -> Span | None:
    """The words behind a value that say so: "not 30 as reported earlier"."""
    lows = [word.low for word in line.words]
    for index in range(run[1], min(len(lows), run[1] + _REACH_BEHIND)):
        if lows[index] in _CLOSE or lows[index] == "not" or is_number(lows[index]):
            return None
        length = _AS_TOLD.at(lows, index)
        if length:
            return line.cover(index, index + length)
    return None


def _before(line: Line, run: tuple[int, int]) -> Span | None:
    lows = [word.low for word in line.words]
    for index in range(run[0] - 1, max(-1, run[0] - _REACH), -1):
        if lows[index] in _CLOSE:
            return None
        length = _WHOLE.at(lows, index)
        if length and index + length <= run[0]:
            return line.cover(index, index + length)
    rose = _from_to(lows, run)
    return line.cover(rose, rose + 1) if rose is not None else None


_MOVED = listed(
    "rose risen rises rising climbed climbs revised revises fell falls increased increases "
    "increasing raised raises lowered lowers cut changed changes jumped dropped corrected updated "
    "grew up down moved brought bringing"
)
_PLACE = listed("a an the its about around some at least previous earlier initial original")


def _from_to(lows: list[str], run: tuple[int, int]) -> int | None:
    """The "from" of "rose from 11 to 17", and of "rose to 17 from 11", where the value is the 11.

    Between the verb and "from" the thing that moved may stand ("raised the toll of … from").
    """
    at = run[0] - 1
    while at > 0 and lows[at] in _PLACE:
        at -= 1
    if at < 1 or lows[at] != "from" or not _MOVED & set(lows[max(0, at - _REACH) : at]):
        return None
    told = "to" in lows[run[1] : run[1] + 3]
    turned = "to" in lows[max(0, at - 4) : at] and is_number(lows[at - 1])
    near = bool(_MOVED & set(lows[max(0, at - 4) : at])) or "toll" in lows[:at]
    return at if (told and near) or turned else None


def _beside_cue(context: Context, draft: Draft, line: Line) -> Span | None:
    said = draft.said or context.said(draft.span)
    if said is None or said.cue is None or not line.span.holds(said.cue):
        return None
    first, end = line.run(said.cue)
    around = (
        *range(max(0, first - 2), first),
        *range(first, end),
        *range(end, min(end + 2, len(line.words))),
    )
    for index in around:
        if line.low(index) in _CUE and not said.holds(line.words[index].span):
            low, high = min(index, first), max(index + 1, end)
            return line.cover(low, high)
    return None
