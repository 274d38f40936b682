"""Which day a sentence gives to one of its mentions."""

from __future__ import annotations

import re
from datetime import date

from onrecord.events.beside import days_of
from onrecord.events.page import Page
from onrecord.language.listing import listed
from onrecord.mentions.timing import of_another
from onrecord.model.found import Found
from onrecord.model.layers import Sentence
from onrecord.model.mention import Mention
from onrecord.model.value import DateValue

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
DEFINITE = listed("the this that these those its their his her both")
_DAY = len("2019-07-25")
INDEFINITE = listed("a an another some one several many dozens hundreds thousands")


def day_of(page: Page, index: int, sentence: Sentence) -> tuple[date, date] | None:
    """The days of the date in the mention's own words ("Friday's quake"), or else of the nearest.

    The nearest counts where no other mention stands nearer to it.
    """
    mention = page.mentions[index]
    for found in page.dates_of(mention.span):
        own = days_of(found.value.edtf)
        if own is not None:
            return own
    rivals = page.in_sentence[page.sentence_of(mention.span.start)]
    best: tuple[int, tuple[date, date]] | None = None
    dates = page.dates_in(sentence)
    for found in dates:
        lead_in = page.version.text[max(found.span.start - 7, 0) : found.span.start].casefold()
        opens = _opens_clause(page.version.text, found)
        if opens and found.span.start < mention.span.start:
            return days_of(found.value.edtf)
        if (opens and "since " in lead_in) or lead_in.endswith(("since ", "since in ")):
            continue
        days = days_of(found.value.edtf)
        if days is None:
            continue
        if _dates_another(page.version.text, found, mention):
            continue
        others = [o.span for o in dates if o is not found and len(o.value.edtf) == _DAY]
        if of_another(page.trees, found.span, mention.span, others):
            continue
        mine = _gap(found, mention)
        rivalling = (page.mentions[i] for i in rivals[:20] if i != index)
        if any(
            _gap(found, other) < mine
            for other in rivalling
            if not other.span.overlaps(mention.span)
        ):
            continue
        if best is None or mine < best[0]:
            best = (mine, days)
    return best[1] if best else None


_VERB = re.compile(
    r"\b(?:[a-z]{2,}ed|rose|fell|stood|stands|was|were|is|are|has|had|have|said|says|told|came|went|"
    r"took|got|began|found|put|set|left|met)\b"
)


def _dates_another(text: str, found: Found[DateValue], mention: Mention) -> bool:
    """Whether the date belongs to a verb that stands between it and the mention.

    "The toll of the sinking rose to 17 on Wednesday" doesn't say when the ship sank, nor does
    "six were missing on Friday after a barge sank".
    """
    if found.span.start >= mention.span.end:
        between = _past_relative(text[mention.span.end : found.span.start])
        first = WORD.match(text, mention.span.start)
        nominal = first is not None and first[0].casefold() in DEFINITE | INDEFINITE
        return nominal and bool(_VERB.search(between))
    between = text[found.span.end : mention.span.start]
    return bool(_AFTER.match(between.casefold()))


_AFTER = re.compile(r"[ ,]*(?:(?:a|an|one|two|three|four|five|six|\d+) \w+ )?after ")
"""What stands between a day and something that came before it: "on Friday, a day | after …"."""


_RELATIVE = re.compile(r"\b(?:that|which) \w+")


def _past_relative(between: str) -> str:
    """What follows "that VERB": a relative clause's day is its noun's ("a quake that hit on …")."""
    found = _RELATIVE.search(between)
    return between[found.end() :] if found else between


def _opens_clause(text: str, found: Found[DateValue]) -> bool:
    """Whether the date is followed by "when" or "in which": what comes next happened then."""
    after = text[found.span.end : found.span.end + 12].casefold().lstrip(" ,")
    return after.startswith(("when ", "when,", "in which "))


def _gap(found: Found[DateValue], mention: Mention) -> int:
    """Characters between a date and a mention; 0 where they touch or overlap."""
    return max(found.span.start - mention.span.end, mention.span.start - found.span.end, 0)
