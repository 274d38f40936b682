"""What one version credits to whom: as a page of text, and as a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.attribution import Attribution
from onrecord.model.problem import Problem
from onrecord.model.report import Version
from onrecord.views.marking import Mark, marked_lines
from onrecord.views.page import Page, Section, Table
from onrecord.views.standalone import Highlight, heading_of, safe, standalone
from onrecord.views.words import hedge_words, quoted, speaker_words

Row = tuple[str, str, str, str, str]


def said_page(version: Version, attributions: Sequence[Attribution]) -> Page:
    """The text with sources, cues and contents marked, and below it who they are."""
    marks: list[Mark] = []
    for number, one in enumerate(attributions, 1):
        marks += [Mark(span, "⟨", f"⟩{number}", "green") for span in one.content]
        if one.source:
            marks.append(Mark(one.source, "[", f"]s{number}", "bold cyan"))
        if one.cue:
            marks.append(Mark(one.cue, "[", f"]c{number}", "yellow"))
    rows = _rows(version, attributions)
    sections: list[Section] = [marked_lines(version, marks)]
    if rows:
        sections.append(Table(("", "speaker", "manner", "hedge", "via"), rows, head=False))
    unnamed = tuple(
        (str(number), quoted(one.anonymity.of(version.text), _LONGEST_REASON))
        for number, one in enumerate(attributions, 1)
        if one.anonymity
    )
    if unnamed:
        sections.append(Table(("", "words"), unnamed, "why a source is not named", head=False))
    return Page(heading_of(version), tuple(sections))


def said_html(
    version: Version, attributions: Sequence[Attribution], oddities: Sequence[Problem] = ()
) -> str:
    """One HTML page that stands alone: the text with source, cue and content marked; the list."""
    rows = _rows(version, attributions)
    highlights: list[Highlight] = []
    for number, (one, row) in enumerate(zip(attributions, rows, strict=True), 1):
        highlights += [
            Highlight(span, "content", f"{number}: said by {row[1]}", number)
            for span in one.content
        ]
        if one.source:
            highlights.append(Highlight(one.source, "source", f"{number}: the source"))
        if one.cue:
            highlights.append(Highlight(one.cue, "cue", f"{number}: the cue"))
        if one.anonymity:
            why = f"{number}: why the source is not named"
            highlights.append(Highlight(one.anonymity, "anonymity", why))
    cells = [
        f'<tr id="v{row[0]}">{"".join(map(_cell, (*row, *_reasons(version, one))))}</tr>'
        for one, row in zip(attributions, rows, strict=True)
    ]
    return standalone(
        version,
        highlights,
        subject="who said what",
        style=_STYLE,
        columns=("", "speaker", "manner", "hedge", "via", "not named", "found by", "speaker by"),
        rows=cells,
        notes=[f"{oddity.says} {oddity.remedy}".rstrip() for oddity in oddities],
    )


def _rows(version: Version, attributions: Sequence[Attribution]) -> tuple[Row, ...]:
    """Number, speaker, manner, hedge, and the attribution that it came through."""
    numbers = {one.id: number for number, one in enumerate(attributions, 1)}
    return tuple(
        (
            str(number),
            speaker_words(one.speaker, version.facts.outlet)
            + (f" ({one.speaker.code})" if one.speaker.code else ""),
            one.manner.value,
            hedge_words(
                one.certainty,
                one.polarity,
                one.modality,
                one.hedge.of(version.text) if one.hedge else None,
            ),
            f"via {numbers[one.via]}" if one.via in numbers else "",
        )
        for number, one in enumerate(attributions, 1)
    )


def _reasons(version: Version, one: Attribution) -> tuple[str, str, str]:
    """Why the source is not named, and which rules found attribution and speaker."""
    unnamed = one.anonymity.of(version.text) if one.anonymity else ""
    return unnamed, f"{one.rule} {one.confidence:.2f}", one.speaker_rule


_LONGEST_REASON = 200
"""Characters."""


def _cell(text: str) -> str:
    return f'<td dir="auto">{safe(text)}</td>'


_STYLE = """
mark.content { border-bottom: 3px solid #2f7d32; }
mark.source { border-bottom: 3px double #1f5fa8; font-weight: bold; }
mark.anonymity { border-bottom: 2px dashed #6b6b6b; }
mark.cue { border-bottom: 3px dotted #b3541e; font-style: italic; }
"""
