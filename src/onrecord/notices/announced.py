"""Revisions that a text tells of in so many words, whatever could be read of the values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.report import Version
from onrecord.model.span import Span
from onrecord.model.value import Quantity
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import in_lead, matches, mentions_in, sentence_at, speaks_of

_FIGURE = r"(?:toll|figure|count|estimate|number|tally|range|total)s?"
_GAVE = r"(?:given|gave|said|put|reported|announced|estimated|counted)"
_TOLD = re.compile(
    rf"\brevis(?:ed|es|ing)\b[^.;]{{0,30}}\b(?:earlier|previous|initial|first) {_FIGURE}\b"
    r"[^.;]{0,40}"
    r"|\b(?:chang|revis|correct|amend)(?:ed|ing|es) (?:its|his|her|their) "
    rf"(?:account|{_FIGURE})\b[^.;]{{0,40}}"
    rf"|\bhaving (?:earlier|previously|initially|at first|first) {_GAVE}\b[^.;]{{2,40}}"
    rf"|\b(?:at first|initially) {_GAVE}\b[^.;]{{2,60}}\b(?:then|later|before)\b[^.;]{{2,60}}"
    rf"|\ban earlier version of this (?:story|article|report) {_GAVE}\b[^.;]{{2,80}}",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:moved|changed|revised|raised|lowered|extended|corrected|cut|increased|reduced)\b"
    r"[^.;]{0,25}\bfrom [^.;]{1,25} to [^.;\s]{1,12}(?: [^.;\s]{1,12}){0,2}",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\bhad (?:earlier |previously |initially |long |first )?"
    r"(?:insisted|maintained|said|put|claimed|reported|counted)\b[^.;]{0,60}",
    re.IGNORECASE,
)
_NOW = re.compile(r"\bnow (?:puts?|says?|gives?|counts?|speaks?|estimates?)\b[^.;]{0,40}")
_DIGIT = re.compile(r"\d")


def find_announced(history: EventHistory, found: Sequence[Notice]) -> list[Notice]:
    """What a text says of a change of figure, where `found` holds no revision told in that text.

    Three ways of saying it: that a figure was revised ("revised an earlier toll of 27"), that a
    value moved from one to another (only beside a value that was read for this event), and that
    someone had insisted on one and now gives another. The notice has no slot: which values are
    meant is left to the reader.
    """
    if not any(row.claim.slot != "who" for row in history.rows) or history.kind == "reaction":
        return []
    told = {notice.rests_on[-1].version for notice in found}
    notices = []
    for version_id, version in history.versions.items():
        if version_id in told:
            continue
        spans = _spans(history, version_id, version)
        if spans:
            notices.append(_say(history, version_id, spans))
    return notices


def _spans(history: EventHistory, version_id: str, version: Version) -> list[Span]:
    """The passages, in text order."""
    spans = []
    for sentence, match in matches(version, _TOLD):
        if _is_ours(history, version_id, sentence):
            spans.append(match)
    for _, match in matches(version, _MOVED):
        if _reads_value(history, version_id, match):
            spans.append(match)
    now = {sentence.start: match for sentence, match in matches(version, _NOW)}
    for sentence, match in matches(version, _HELD):
        after = sentence_at(version, min(sentence.end, len(version.text) - 1))
        answer = now.get(sentence.start) or now.get(after.start)
        if answer is None or answer.start <= match.end or not _DIGIT.search(match.of(version.text)):
            continue
        if _is_ours(history, version_id, sentence):
            spans += [match, answer]
    return sorted(set(spans))


def _is_ours(history: EventHistory, version: str, sentence: Span) -> bool:
    """Whether the sentence mentions the event, or speaks on about the one that leads the text.

    For the second, some figure of the event must have been read there.
    """
    if mentions_in(history, version, sentence):
        return True
    counted = any(
        row.version.id == version and isinstance(row.claim.value, Quantity) for row in history.rows
    )
    return counted and speaks_of(history, version, sentence) and in_lead(history, version)


def _reads_value(history: EventHistory, version: str, span: Span) -> bool:
    """Whether a value of this event stands in the span."""
    return any(
        row.version.id == version
        and row.claim.slot != "when"
        and row.claim.span.overlaps(span)
        and not shared.is_more(row)
        for row in history.rows
    )


def _say(history: EventHistory, version: str, spans: list[Span]) -> Notice:
    text = history.versions[version].text
    words = " … ".join(span.of(text).strip() for span in spans)
    return Notice(
        kind=NoticeKind.REVISION,
        event=history.event,
        slot=None,
        item=None,
        rests_on=tuple(shared.evidence_at(history, version, span) for span in spans),
        says=f"{shared.outlet_of(history, version)} tells of a change: “{words}”.",
        announced=True,
    )
