"""Whether a text has sentences at all: what is a menu, a table or a heap of data is no report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language.listing import listed
from onrecord.model.report import BlockKind
from onrecord.reports.blocks import Draft
from onrecord.reports.english import COMMON

_CELL = re.compile(r"\s*[|•·»›]\s*|\s*(?:-{3,}|={3,}|_{3,})\s*")
_WORD = re.compile(r"[\W_]*[^\W\d_]{1,30}(?:[-'’./&][^\W\d_]{1,30}){0,6}[\W_]*")
_STOP = re.compile(r"[.!?…][\"”’')\]»]*$")
_SYMBOLS = re.compile(r"[{}\[\]<>=;|\\$_^~#*+@`%]")
_LETTERS = re.compile(r"[^\W\d_]+")
_VERBS = listed(
    "is are was were be been am has have had do does did will would shall should can could may "
    "might must isn aren wasn weren hasn haven hadn doesn don didn won wouldn couldn "
    "said says say told tells tell went gone goes go came comes come took takes taken take made "
    "makes make gave gives given give got gets get saw sees seen see knew knows found finds find "
    "left leaves leave held holds hold hit hits struck strikes strike fell falls fall fallen rose "
    "rises rise risen ran runs run began begins begin became becomes become brought brings bring "
    "kept keeps keep lost loses lose met meets meet paid pays pay put puts sent sends send set "
    "sets shot shoots shoot sank sinks sink sunk stood stands stand spoke speaks speak spread "
    "spreads won wins win wrote writes write died dies die broke breaks break broken built builds "
    "caught catches cut cuts drove drives fought fights fight flew flies fly forced forces fled "
    "flees flee led leads lead shut shuts sold sells swept sweeps swore swears threw throws thrown "
    "urges urge warns warn calls call wants want plans plan vows vow denies deny claims claim "
    "kills kill fires fire launches launch attacks attack arrests arrest opens open closes close "
    "ends end starts start faces face seeks seek backs back rejects reject approves approve "
    "announces announce reports report confirms confirm remains remain needs need"
)
_SAMPLE = 100_000  # characters that decide
_FEW = 8  # blocks; a text of fewer may be a flash, whose lines have no stop
_TITLE = 14  # words; a line without a stop and no longer than this is a title where there are many
_LITTLE = 1000  # characters; a shorter text needs one sentence, a longer one a share of them
_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Prose:
    """How many characters of a text (white space aside) stand in sentences, and of how many."""

    inside: int
    whole: int

    @property
    def is_report(self) -> bool:
        """Whether there is so much prose that the text may be a report."""
        return self.inside > 0 and (self.whole < _LITTLE or self.inside >= _SHARE * self.whole)


def prose_in(drafts: Sequence[Draft]) -> Prose:
    """How much of the blocks of a text is prose; a long text is judged by its first blocks.

    What the blocks say of the report itself (headline, byline, stamp …) counts for neither side,
    unless there is nothing else.
    """
    told = [one for one in drafts if one.kind not in _ABOUT] or drafts
    inside = whole = 0
    few = len(told) < _FEW
    for draft in told:
        for cell in _CELL.split(draft.text[:_SAMPLE]):
            size = len(cell) - cell.count(" ")
            whole += size
            inside += size if is_sentence(cell, few=few) else 0
        if whole > _SAMPLE:
            break
    return Prose(inside, whole)


_ABOUT = (
    BlockKind.HEADLINE,
    BlockKind.BYLINE,
    BlockKind.STAMP,
    BlockKind.DATELINE,
    BlockKind.CONTRIBUTORS,
    BlockKind.PROMO,
)


def is_sentence(text: str, *, few: bool = True) -> bool:
    """Whether a line reads as one sentence or more: words, common ones among them, and a verb.

    Told by forms alone, so a line of which the verb is unknown counts where it ends in a stop.
    A title counts only where `few` lines stand beside it: a list of titles is no report.

    >>> is_sentence("A ferry has sunk off Samar, the coast guard said.")
    True
    >>> is_sentence("Home World Sport Opinion About us"), is_sentence("0x3f, 0x2a, 0x11.")
    (False, False)
    """
    parts = text.split()
    words = [part for part in parts if _WORD.fullmatch(part)]
    if len(words) < 3 or 2 * len(words) < len(parts):
        return False
    if len(_SYMBOLS.findall(text)) > 0.05 * len(text):
        return False
    lows = [low for word in words for low in _LETTERS.findall(word.lower())]
    common = sum(low in COMMON for low in lows)
    verb = any(low in _VERBS or (len(low) > 4 and low.endswith("ed")) for low in lows)
    if _STOP.search(text):
        flash = few and any(len(low) > 4 and low.endswith("s") for low in lows[1:])
        return verb or flash or (common > 0 and len(words) >= 5)
    return verb and common > 0 and len(words) >= 5 and (few or len(words) > _TITLE)
