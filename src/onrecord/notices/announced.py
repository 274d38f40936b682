"""Revisions that a text tells of in so many words, whatever could be read of the values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model.notice import Evidence, Notice, NoticeKind
from onrecord.model.record import ClaimRow
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
_FIGURES = re.compile(r"\d[\d,.]*\d|\d")
_NEAR = 250
"""A passage that tells of a change this close to a change that was read is the same one."""


def find_announced(history: EventHistory, found: Sequence[Notice]) -> list[Notice]:
    """What a text says of a change of figure, where `found` holds no revision told beside it.

    Three ways of saying it: that a figure was revised ("revised an earlier toll of 27"), that a
    value moved from one to another (only beside a value that was read for this event), and that
    someone had insisted on one and now gives another. Where an earlier report gave the figure
    that is given up, the notice rests on that too; else it has no slot: which values are meant is
    left to the reader.
    """
    if not any(row.claim.slot != "who" for row in history.rows) or history.kind == "reaction":
        return []
    notices = []
    for version_id, version in history.versions.items():
        spans = [
            span
            for span in _spans(history, version_id, version)
            if not any(
                tells_of(shared.evidence_at(history, version_id, span), notice) for notice in found
            )
        ]
        if spans:
            notices.append(_say(history, version_id, spans))
    return notices


def _told(passage: Evidence, found: Sequence[Notice]) -> bool:
    return any(tells_of(passage, notice) for notice in found)


def tells_of(passage: Evidence, notice: Notice) -> bool:
    """Whether a passage that tells of a change tells of the one that the notice found.

    So it does near the words that the notice rests on, unless both give figures and none is in
    both, and anywhere in the version that the change led to where it gives the older figure.
    """
    figures = set(_FIGURES.findall(passage.words))
    theirs = {figure for each in notice.rests_on for figure in _FIGURES.findall(each.words)}
    first, last = notice.rests_on[0], notice.rests_on[-1]
    if last.version == passage.version and figures & set(_FIGURES.findall(first.words)):
        return True
    if figures and not figures & theirs:
        return False
    return any(
        each.version == passage.version
        and each.span.start - _NEAR < passage.span.end
        and passage.span.start < each.span.end + _NEAR
        for each in notice.rests_on
    )


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
    return sorted({_whole_words(span, version.text) for span in spans})


def _whole_words(span: Span, text: str) -> Span:
    """The span without the word that its bound cut in two, and up to a comma past its figures."""
    words = span.of(text)
    if span.end < len(text) and text[span.end].isalnum() and text[span.end - 1].isalnum():
        words = words.rpartition(" ")[0]
    digits = [match.end() for match in _DIGIT.finditer(words)]
    comma = words.find(", ", digits[-1]) if digits else -1
    return Span(span.start, span.start + len(words if comma < 0 else words[:comma]))


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
    outlet = shared.outlet_of(history, version)
    before = _given_up(history, version, spans)
    says = f"{outlet} tells of a change: “{words}”."
    if before is not None:
        says = f"{says[:-1]}; {shared.speaker_words(before)} had “{before.words}”."
    rests = [shared.evidence_at(history, version, span) for span in spans]
    return Notice(
        kind=NoticeKind.REVISION,
        event=history.event,
        slot=before.claim.slot if before is not None else None,
        item=before.claim.item if before is not None else None,
        rests_on=(*([shared.evidence(before)] if before is not None else []), *rests),
        says=says,
        announced=True,
    )


def _given_up(history: EventHistory, version: str, spans: list[Span]) -> ClaimRow | None:
    """The last claim of an earlier version with the figure that the first span gives up.

    Its speaker, or its report in its own voice, must be named in that sentence.
    """
    text = history.versions[version].text
    figures = set(_FIGURES.findall(spans[0].of(text)))
    sentence = sentence_at(history.versions[version], spans[0].start).of(text).casefold()
    here = next((row.version for row in history.rows if row.version.id == version), None)
    if here is None or not figures:
        return None
    earlier = [
        row
        for row in history.rows
        if row.version.known_at < here.known_at
        and isinstance(row.claim.value, Quantity)
        and shared.is_plain(row)
        and set(_FIGURES.findall(row.words)) & figures
        and row.claim.speaker.name.casefold() in sentence
    ]
    return earlier[-1] if earlier else None
