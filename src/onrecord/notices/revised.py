"""How a revision is said: from what to what, by whom, when, and whether readers were told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.codebook import Codebook
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Polarity
from onrecord.notices import rows as shared
from onrecord.notices.flips import is_flip
from onrecord.notices.history import EventHistory
from onrecord.notices.past import around, is_past
from onrecord.values.compare import Relation

_CHANGED = re.compile(
    r"\b(?:now|rose|risen|rises|climb\w*|jump\w*|fell|fallen|revis\w+|correct\w+|rais(?:ed|es)|"
    r"lower(?:ed|s)|updat\w+|chang\w+|moved|extended|postponed|again|no longer|announced late|"
    r"having earlier)\b",
    re.IGNORECASE,
)
"""Words beside the new value that tell the reader of a change."""


def one_voice(before: ClaimRow, after: ClaimRow) -> bool:
    """Whether both are said by one speaker, or by the reports themselves."""
    mine, theirs = before.claim.speaker, after.claim.speaker
    own = shared.is_own(mine) and shared.is_own(theirs)
    return own or mine == theirs or shared.same_speaker(mine, theirs)


def shown(row: ClaimRow) -> tuple[str, int]:
    """Which showing of a text the row stands in: a text may come back (`with_returns`)."""
    return row.version.id, row.version.number


def _turns_down(row: ClaimRow, first: ClaimRow, codebook: Codebook) -> bool:
    """Whether the newer text denies the older value in so many words: "14, not 40"."""
    denied = row.claim.polarity is Polarity.DENIED
    return denied and shared.relation(row, first, codebook) is Relation.SAME


def say_revision(history: EventHistory, chain: Sequence[ClaimRow], codebook: Codebook) -> Notice:
    """The notice of a value that gave way to another: `chain` holds both, or all of a flip."""
    first, last = chain[0], chain[-1]
    item = first.claim.item
    for row in chain[1:]:
        item = shared.narrower(item, row.claim.item)
    within = shown(first) == shown(last)
    announced = (
        within
        or bool(_CHANGED.search(around(last, history)))
        or any(
            is_past(row, history) or _turns_down(row, first, codebook)
            for row in history.given_in(last.version.id, last.claim.slot)
        )
    )
    title = shared.slot_words(history, last.claim.slot, item, codebook)
    steps = " to ".join(f"“{row.words}”" for row in dict.fromkeys(chain))
    who, whose = shared.speaker_words(last), shared.speaker_words(first)
    day = f"{last.version.known_at.day} {last.version.known_at:%B %Y}"
    when = "in the same text" if within else f"on {day}"
    how = "announced" if announced else "without a word"
    says = f"{who} changed {title} from {steps}, {when}, {how}."
    same = shared.same_speaker(first.claim.speaker, last.claim.speaker) or who == whose
    if not within and not same:
        says = f"{who} gave {title} as “{last.words}” {when}, where {whose} had “{first.words}”."
    if is_flip(chain):
        says = (
            f"{who} went back and forth on {title}, between “{first.words}” and "
            f"“{chain[1].words}”, {len(chain) - 1} times until {day}."
        )
    return Notice(
        kind=NoticeKind.REVISION,
        event=history.event,
        slot=last.claim.slot,
        item=item,
        rests_on=tuple(shared.evidence(row) for row in chain),
        says=says,
        announced=announced,
    )
