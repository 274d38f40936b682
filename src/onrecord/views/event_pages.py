"""Pages about events: the list, one event, its history, its standing values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.model.judgement import AuthorKind
from onrecord.model.notice import Notice
from onrecord.model.record import EventRow
from onrecord.model.scales import Status
from onrecord.queries.rows import EventBlame, EventLog, EventRecord, Line, ReportRow, SlotLines
from onrecord.views.lines import says, who_of, without_copies
from onrecord.views.page import Lines, Page, Section, Table
from onrecord.views.words import (
    again_words,
    counted,
    item_words,
    moment,
    printable,
    version_words,
)

_WIDEST = (14, 22)
"""Of slot and value; the evidence takes the rest of the line."""


def events_page(
    events: Sequence[EventRow], short: Mapping[str, str], clock: str, limit: int = 0
) -> Page:
    """The events as a table, oldest first; `limit` is how many were asked for at most."""
    rows = tuple(
        (short[event.id], printable(event.name), moment(event.first_known)) for event in events
    )
    table = Table(("event", "name", "known since (UTC)"), rows)
    heading = events_counted(len(rows), limit)
    return Page(heading, (table,) if rows else (), clock=clock)


def events_counted(number: int, limit: int = 0) -> str:
    """How many events a list has, and that there may be more where it is full.

    >>> events_counted(3), events_counted(200, 200)
    ('3 events', '200 events, those last told of; --limit shows more')
    """
    if not number:
        return "No event is on record for this question. onrecord reports lists what was read."
    full = ", those last told of; --limit shows more" if number == limit else ""
    return counted(number, "event") + full


def event_page(
    record: EventRecord, notices: Sequence[Notice], short: Mapping[str, str], clock: str
) -> Page:
    """The record of one event: what stands, what stood, who differs, on which reports it rests."""
    sections: list[Section] = []
    if record.standing:
        rows = tuple(row for slot in record.standing for row in _standing(slot))
        sections.append(Table(("", "", ""), rows, "stands", head=False, widest=_WIDEST))
    if record.disputes:
        sections.append(Lines(tuple(_disputes(record)), "disputed"))
    if record.before:
        rows = tuple(row for slot in record.before for row in _before(slot))
        sections.append(Table(("", "", ""), rows, "stood before", head=False, widest=_WIDEST))
    told = [notice for notice in notices if notice.kind.value not in ("dispute", "origins")]
    if told:
        says_ = tuple((f"! {notice.kind.value}", printable(notice.says)) for notice in told)
        sections.append(Table(("", ""), says_, "notices", head=False, widest=(16,)))
    if record.parts:
        parts = tuple((short[part.id], printable(part.name)) for part in record.parts)
        sections.append(Table(("", ""), parts, "parts", head=False))
    sections.append(reports_table(record.reports, short))
    return Page(_heading(record.event, short), tuple(sections), clock=clock)


def _heading(event: EventRow, short: Mapping[str, str]) -> str:
    return f"{short[event.id]}  {printable(event.name)}"


def _name(slot: str, item: str | None) -> str:
    return f"{slot} {item_words(item)}".rstrip()


def _standing(slot: SlotLines) -> Iterable[tuple[str, str, str]]:
    """A row for each item and value: who said it first, in which words, and who else says it."""
    groups: dict[tuple[str | None, str], list[Line]] = {}
    for line in without_copies(slot.lines):
        groups.setdefault((line.item, line.value), []).append(line)
    for (item, value), lines in groups.items():
        first, *others = sorted(lines, key=lambda line: line.since)
        evidence = says(first)
        also = dict.fromkeys(who_of(line) for line in others)
        also.pop(who_of(first), None)
        if also:
            evidence += f" · also {', '.join(also)}"
        yield (_name(slot.slot, item), printable(value), evidence)


def _before(slot: SlotLines) -> Iterable[tuple[str, str, str]]:
    """A row for each value that no longer stands, with how it ended."""
    groups: dict[tuple[str | None, str, str], list[Line]] = {}
    for line in without_copies(slot.lines):
        groups.setdefault((line.item, line.value, who_of(line)), []).append(line)
    for (item, value, _), lines in groups.items():
        first = min(lines, key=lambda line: line.since)
        yield (_name(slot.slot, item), printable(value), f"{says(first)} · {_ending(lines[-1])}")


def _ending(line: Line) -> str:
    why = f": {printable(line.row.why)}" if line.row.why else ""
    return f"{line.row.status.value}{why}"


def _disputes(record: EventRecord) -> list[str]:
    lines = []
    for dispute in record.disputes:
        sides = dict.fromkeys(f"{printable(line.value)} {who_of(line)}" for line in dispute.lines)
        lines.append(f"{_name(dispute.slot, dispute.item)}: {' / '.join(sides)}")
    return lines


def reports_table(reports: Sequence[ReportRow], short: Mapping[str, str]) -> Table:
    """Reports with their versions and since when each was public."""
    rows = tuple(
        (
            short[version.id],
            version_words(version),
            printable(version.title),
            f"{moment(version.known_at)} ({version.known_from.value}){again_words(version)}",
        )
        for report in reports
        for version in report.versions
    )
    return Table(("version", "outlet", "title", "known since (from)"), rows, "reports")


def log_page(log: EventLog, short: Mapping[str, str], clock: str) -> Page:
    """Every value of the event's slots in order of time, with the claim's id, what it replaced and
    why."""
    sections: list[Section] = []
    for slot in log.slots:
        lines = sorted(without_copies(slot.lines), key=lambda line: line.since)
        values = {
            id: f"{item_words(line.item)} {printable(line.value)}".lstrip()
            for line in slot.lines
            for id in (line.row.id, *(row.id for row in (*line.also, *line.copies)))
        }
        rows = tuple(row for line in lines for row in _history(line, log.event, values, short))
        sections.append(Table(("", "", ""), rows, slot.slot, head=False, widest=_WIDEST))
    decided = [j for j in log.judgements if j.author_kind is AuthorKind.PERSON]
    if decided:
        sections.append(
            Lines(
                tuple(
                    f"{short[j.id]}  {moment(j.at)}  "
                    f"{printable(j.author)} {j.verb.value} {_named(j.subject, short)}"
                    f"{' → ' + _named(j.object, short) if j.object else ''}: "
                    f"{printable(j.because)}{'' if j.holds else ' [no longer holds]'}"
                    for j in decided
                ),
                "people's judgements",
            )
        )
    tally = " · ".join(
        (
            counted(log.versions, "version"),
            counted(log.origins, "origin"),
            f"{counted(log.announced + log.silent, 'revision')} "
            f"({log.announced} announced, {log.silent} silent)",
        )
    )
    sections.append(Lines((tally,)))
    return Page(_heading(log.event, short), tuple(sections), clock=clock)


def _named(subject: str, short: Mapping[str, str]) -> str:
    """What a judgement is about: a row, by its short id, or an actor, by code or name."""
    return short.get(subject) or printable(subject)


def _history(
    line: Line, event: EventRow, values: Mapping[str, str], short: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """The line of a value, and below it what it replaced and what came of it."""
    row = line.row
    value = f"{item_words(line.item)} {printable(line.value)}".lstrip()
    told = f"{says(line, since=False)} · {short[row.id]}"
    rows = [(moment(line.since, event.first_known), value, told)]
    notes = [
        f"again from {moment(time)}: {version_words(row.version)} came back"
        for time in row.version.returned_at
    ]
    notes += list(
        dict.fromkeys(
            f"replaces {values.get(r.older) or short[r.older]} – {printable(r.why)}"
            for r in line.replaces
        )
    )
    notes += dict.fromkeys(
        f"replaced{f' for the {item_words(r.item)}' if r.item else ''}: {printable(r.why)}"
        for r in line.replaced
    )
    if not line.replaced and row.status is not Status.STANDING:
        notes.append(f"{row.status.value}: {printable(row.why or 'no reason is kept')}")
    notes += [
        f"also {version_words(copy.version)}, in the same words: no new origin"
        for copy in line.copies
    ]
    notes += [
        f"{short[judgement.id]} {judgement.verb.value} by {printable(judgement.author)}, "
        f"{moment(judgement.at)}: {printable(judgement.because)}"
        f"{'' if judgement.holds else ' [no longer holds]'}"
        for judgement in line.judgements
    ]
    return [*rows, *(("", "", f"↳ {note}") for note in notes)]


def blame_page(blame: EventBlame, short: Mapping[str, str], clock: str) -> Page:
    """The standing values, each with speaker, hedge, words, report and the claim's id."""
    rows = tuple(
        (
            _name(line.row.claim.slot, line.item),
            printable(line.value),
            says(line),
            short[line.row.id],
        )
        for line in blame.lines
    )
    columns = ("slot", "value", "who, in which words", "claim")
    return Page(_heading(blame.event, short), (Table(columns, rows, widest=_WIDEST),), clock=clock)


def ids_of(answer: EventRecord | EventLog | EventBlame) -> set[str]:
    """The ids that the answer's page shows: of event, parts, versions, claims, judgements."""
    ids = {answer.event.id}
    if isinstance(answer, EventBlame):
        return ids | {line.row.id for line in answer.lines}
    if isinstance(answer, EventRecord):
        ids |= {part.id for part in answer.parts}
        return ids | {version.id for report in answer.reports for version in report.versions}
    for decided in answer.judgements:
        told = (decided.id, decided.subject, decided.object)
        ids |= {id for id in told if id is not None and _is_id(id)}
    for line in (line for slot in answer.slots for line in slot.lines):
        ids |= {line.row.id, *(replaced.older for replaced in line.replaces)}
        ids |= {judgement.id for judgement in line.judgements}
    return ids


def _is_id(subject: str) -> bool:
    """Whether a judgement's subject is a row; an actor goes by code or name."""
    return len(subject) == 64 and set(subject) <= set("0123456789abcdef")
