"""Whether a text tells a value as one that once held, or as the one that holds."""

from __future__ import annotations

import re

from onrecord.model.record import ClaimRow
from onrecord.model.report import BlockKind
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import kind_at, sentence_at

_EARLIER = re.compile(
    r"\b(?:earlier|initially|at first|previously|originally|(?:had|first) (?:\w+ )?"
    r"(?:said|put|given|gave|insisted|reported|announced|estimated|spoken|counted|claimed)|"
    r"revis\w+|correct(?:ed|s|ion|ing)|updat(?:ed|es|ing)|moved from|changed from|up from|"
    r"down from|instead of|rose from|fell from|lowered|raised from)\b",
    re.IGNORECASE,
)
"""Words beside a value that say that it once held."""


def is_past(row: ClaimRow, history: EventHistory) -> bool:
    """Whether the text tells the value as one that once held.

    So it is where the reader saw it, and in a correction, whose words quote the error: any figure
    there, unless the reader saw which one the error is.
    """
    if row.claim.earlier is not None:
        return True
    version = history.versions.get(row.version.id)
    if version is None or _beside_error(row, history):
        return False
    start = row.claim.span.start
    if kind_at(version, start) is BlockKind.CORRECTION or "earlier version" in around(row, history):
        return "earlier version" in around(row, history) or bool(
            _EARLIER.search(around(row, history))
        )
    lead = version.text[sentence_at(version, start).start : start]
    return bool(_EARLIER.search(lead[-60:])) and row.replaced_by is not None


def _beside_error(row: ClaimRow, history: EventHistory) -> bool:
    """Whether another value of the slot in the sentence is read as the one that once held."""
    sentence = sentence_at(history.versions[row.version.id], row.claim.span.start)
    return any(
        other.claim.earlier is not None and sentence.holds(other.claim.span)
        for other in history.given_in(row.version.id, row.claim.slot)
    )


def around(row: ClaimRow, history: EventHistory) -> str:
    """The sentence of the row's words."""
    version = history.versions.get(row.version.id)
    return sentence_at(version, row.claim.span.start).of(version.text) if version else ""


_BEFORE = re.compile(r"\b(?:at first|earlier|initially|had insisted|moved from)\b")


def is_told_past(row: ClaimRow, history: EventHistory) -> bool:
    """Whether words before the value in its sentence say that it once held.

    They speak of the next value only: in "moved from May 3 to May 20" the second one is new.
    """
    if is_past(row, history):
        return True
    version = history.versions.get(row.version.id)
    if version is None:
        return False
    start = row.claim.span.start
    low = max(sentence_at(version, start).start, start - 70)
    cues = [cue.end() for cue in _BEFORE.finditer(version.text, low, start)]
    return bool(cues) and not any(
        cues[-1] <= other.claim.span.start < start
        for other in history.given_in(row.version.id, row.claim.slot)
    )
