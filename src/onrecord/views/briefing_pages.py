"""What could be known at a moment, in plain sentences, each with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.queries.briefing import Briefing, EventBriefing, Fact
from onrecord.queries.rows import Line
from onrecord.queries.speakers import is_own_voice
from onrecord.views.lines import versions_words, who_of
from onrecord.views.page import Lines, Page, Section, Table
from onrecord.views.words import (
    counted,
    hedged,
    item_words,
    moment,
    printable,
    quoted,
)

_MOST_UNSAID = 5


def briefing_page(briefing: Briefing, short: Mapping[str, str], clock: str) -> Page:
    """The briefing, a section an event; events of which nothing is said but that they were told of
    stand together at the end."""
    if not briefing.events:
        return Page("Nothing was on record by then.", clock=clock)
    sections: list[Section] = []
    bare: list[str] = []
    for one in briefing.events:
        name = f"{short[one.event.id]}  {printable(one.event.name)}"
        if not one.facts:
            bare.append(name)
            continue
        rows = tuple(("·", sentence) for sentence in sentences(one))
        sections.append(Table(("", ""), rows, name, head=False))
    if bare:
        sections.append(Lines(tuple(bare), "told of, with nothing more"))
    heading = f"What was known of {counted(len(briefing.events), 'event')}"
    return Page(heading, tuple(sections), clock=clock)


def sentences(one: EventBriefing) -> Iterator[str]:
    """The event in plain sentences: a fact each, what nobody said, and what it all rests on."""
    for fact in one.facts:
        yield _fact(fact)
    if one.unsaid:
        titles = [_lower(printable(title)) for title in one.unsaid[:_MOST_UNSAID]]
        if more := len(one.unsaid) - len(titles):
            titles.append(f"{more} more that the codebook asks for")
        yield f"Nobody had said {_listed(titles)}."
    outlets = dict.fromkeys(
        printable(version.outlet or "an unknown outlet") for version in one.versions
    )
    first = one.versions[0].known_at
    last = max(version.stands_since for version in one.versions)
    told = (
        f"This rests on {counted(len(one.versions), 'version')} by {_listed(list(outlets))}, "
        f"known from {moment(first)}"
    )
    yield f"{told} to {moment(last, first)} UTC." if last > first else f"{told} UTC."


def _fact(fact: Fact) -> str:
    title = printable(fact.title)
    if fact.item:
        title += f" ({item_words(fact.item)})"
    by_value: dict[str, list[Line]] = {}
    for line in fact.lines:
        value = hedged(printable(line.value), line.row.claim.certainty, line.hedge)
        by_value.setdefault(value, []).append(line)
    said = "; ".join(f"{value}, {_says(lines)}" for value, lines in by_value.items())
    lead = f"{title} is disputed: " if fact.disputed else f"{title}: "
    return f"{lead}{said}.{_before(fact)}"


def _says(lines: list[Line]) -> str:
    """Who says it first, in which words, where and since when, and who else says it."""
    first, *others = lines
    also = dict.fromkeys(_who(line) for line in others)
    also.pop(_who(first), None)
    more = f", and to {_listed(list(also))}" if also else ""
    return f"according to {_who(first)} ({quoted(first.row.words)}, {_source(first)}){more}"


def _who(line: Line) -> str:
    if is_own_voice(line.row.claim.speaker):
        return f"{printable(line.row.version.outlet or 'the report')} in its own voice"
    return who_of(line)


def _source(line: Line) -> str:
    return f"{versions_words(line)}, {moment(line.since)}"


def _before(fact: Fact) -> str:
    """The values given before, the newest first."""
    was: dict[str, str] = {}
    for line in reversed(fact.before):
        was.setdefault(printable(line.value), f"{printable(line.value)} ({_source(line)})")
    return f" Before that: {'; '.join(was.values())}." if was else ""


def _listed(words: Sequence[str]) -> str:
    """The words with commas and "and".

    >>> _listed(["a", "b", "c"]), _listed(["a"])
    ('a, b and c', 'a')
    """
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
