"""Duties that bear on events, and nearest earlier events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from onrecord.notices import Beside, Cover, Precedent
from onrecord.queries.duties import DutyRow
from onrecord.queries.similar import SimilarEvents
from onrecord.views.page import Lines, Page, Section, Table
from onrecord.views.words import counted, printable, quoted, version_words


def obligations_page(rows: Sequence[DutyRow], short: Mapping[str, str], clock: str) -> Page:
    """The duties event by event: the verdict, which text, why, what would decide, what is due."""
    if not rows:
        return Page("No duty bears on an event for this question.", clock=clock)
    by_event: dict[str, list[DutyRow]] = {}
    for row in rows:
        by_event.setdefault(row.event.id, []).append(row)
    sections: list[Section] = [
        Table(
            ("", ""),
            tuple((_cover(row), _duty(row)) for row in sorted(some, key=_rank)),
            f"{short[id]}  {printable(some[0].event.name)}",
            head=False,
            widest=(12,),
        )
        for id, some in by_event.items()
    ]
    heading = f"{counted(len(rows), 'duty', 'duties')} on {counted(len(by_event), 'event')}"
    return Page(heading, tuple(sections), clock=clock)


def _rank(row: DutyRow) -> int:
    return (Cover.COVERED, Cover.UNDETERMINED, Cover.NOT_COVERED).index(row.verdict.cover)


def _cover(row: DutyRow) -> str:
    return "open" if row.verdict.cover is Cover.UNDETERMINED else row.verdict.cover.value


def _duty(row: DutyRow) -> str:
    verdict = row.verdict
    name = printable(verdict.title)
    for paragraph in [text.paragraph for text in verdict.texts[-1:] if text.paragraph]:
        name += f" § {paragraph}" if paragraph[0].isdigit() else f", {printable(paragraph)}"
    if more := len(verdict.texts) - 1:
        name += f" and {more:,} more"
    parts = [f"{name} ({verdict.force})", printable(verdict.why)]
    if verdict.decides:
        parts.append(f"it turns on {printable(verdict.decides)}")
    if verdict.due:
        parts.append(f"due {_day(verdict.due)}")
    sources = dict.fromkeys(version_words(claim.version) for claim in verdict.rests_on)
    if sources:
        parts.append(", ".join(sources))
    return " · ".join(parts)


def similar_page(similar: SimilarEvents, short: Mapping[str, str], clock: str) -> Page:
    """The nearest earlier events, each with what it shares and where it differs."""
    heading = f"{short[similar.event.id]}  {printable(similar.event.name)}"
    if not similar.precedents:
        none = "The record holds no earlier event of the kind."
        return Page(heading, (Lines((none,)),), clock=clock)
    sections: list[Section] = [
        Table(
            ("", "this event", "that event"),
            tuple(_row(one) for one in (*precedent.alike, *precedent.differing)),
            _precedent(precedent, short),
            widest=(16, 26),
        )
        for precedent in similar.precedents
    ]
    legend = f"= can be one value   ≠ differ   (held against {counted(similar.held, 'event')})"
    return Page(heading, (*sections, Lines((legend,))), clock=clock)


def _precedent(one: Precedent, short: Mapping[str, str]) -> str:
    when = f"{counted(one.before, 'day')} before" if one.before else "just before"
    return f"{short[one.event]}  {printable(one.name)} · {when} · {one.likeness:.0%} alike"


def _row(one: Beside) -> tuple[str, str, str]:
    sign = "=" if one.near == 1 else "≠"
    return (
        f"{sign} {one.slot}",
        f"{quoted(one.mine.words, 40)} {version_words(one.mine.version)}",
        f"{quoted(one.theirs.words, 40)} {version_words(one.theirs.version)}",
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
