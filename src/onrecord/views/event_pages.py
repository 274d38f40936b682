"""Pages about events: the list, one event, its history, its standing values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model.notice import Notice
from onrecord.model.record import EventRow
from onrecord.model.scales import Status
from onrecord.queries import short_ids
from onrecord.queries.rows import EventBlame, EventLog, EventRecord, Line, ReportRow, SlotLines
from onrecord.views.page import Lines, Page, Section, Table
from onrecord.views.words import (
    counted,
    hedge_words,
    item_words,
    moment,
    printable,
    quoted,
    speaker_words,
    version_words,
)


def events_page(events: Sequence[EventRow], short: Mapping[str, str], clock: str) -> Page:
    """The events as a table, oldest first."""
    rows = tuple(
        (short[event.id], event.kind, printable(event.name), moment(event.first_known))
        for event in events
    )
    table = Table(("event", "kind", "name", "known since (UTC)"), rows)
    heading = counted(len(rows), "event") if rows else "No event is on record for this question."
    return Page(heading, (table,) if rows else (), clock=clock)


def event_page(
    record: EventRecord, notices: Sequence[Notice], short: Mapping[str, str], clock: str
) -> Page:
    """The record of one event: what stands, what stood, who differs, on which reports it rests."""
    sections: list[Section] = []
    if record.standing:
        sections.append(Table(_COLUMNS, tuple(_standing(record.standing)), "stands"))
    if record.disputes:
        sections.append(Lines(tuple(_disputes(record)), "disputed"))
    if record.before:
        sections.append(Table(_COLUMNS, tuple(_before(record.before)), "stood before"))
    told = [notice for notice in notices if notice.kind.value not in ("dispute", "origins")]
    if told:
        lines = tuple(f"! {notice.kind.value}: {printable(notice.says)}" for notice in told)
        sections.append(Lines(lines, "notices"))
    if record.parts:
        parts = tuple((short[part.id], printable(part.name)) for part in record.parts)
        sections.append(Table(("event", "name"), parts, "parts", head=False))
    sections.append(reports_table(record.reports, short))
    return Page(_heading(record.event, short), tuple(sections), clock=clock)


_COLUMNS = ("slot", "item", "value", "who", "hedge", "words", "since")


def _heading(event: EventRow, short: Mapping[str, str]) -> str:
    return f"{event.kind} {short[event.id]}  {printable(event.name)}"


def _standing(slots: Sequence[SlotLines]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for slot in slots:
        for line in slot.lines:
            words = quoted(line.row.words)
            if line.copies:
                words += f" (+ {counted(len(line.copies), 'copy', 'copies')})"
            rows.append((*_who_says(slot.slot, line), words, moment(line.since)))
    return rows


def _who_says(slot: str, line: Line) -> tuple[str, str, str, str, str]:
    claim = line.row.claim
    return (
        slot,
        item_words(line.item),
        printable(line.value),
        _who(line),
        hedge_words(claim.certainty, claim.polarity, claim.modality, line.hedge),
    )


def _who(line: Line) -> str:
    who = speaker_words(line.row.claim.speaker, line.row.version.outlet)
    if line.row.via:
        who += f", via {printable(', '.join(line.row.via))}"
    if line.read_by:
        who += f" (read by {printable(line.read_by)})"
    return who


def _before(slots: Sequence[SlotLines]) -> list[tuple[str, ...]]:
    return [
        (
            *_who_says(slot.slot, line),
            f"{quoted(line.row.words)} {_ending(line)}",
            moment(line.since),
        )
        for slot in slots
        for line in slot.lines
    ]


def _ending(line: Line) -> str:
    why = f": {printable(line.row.why)}" if line.row.why else ""
    return f"[{line.row.status.value}{why}]"


def _disputes(record: EventRecord) -> list[str]:
    lines = []
    for dispute in record.disputes:
        sides = " / ".join(f"{printable(line.value)} {_who(line)}" for line in dispute.lines)
        name = f"{dispute.slot} {item_words(dispute.item)}".strip()
        lines.append(f"{name}: {sides}")
    return lines


def reports_table(reports: Sequence[ReportRow], short: Mapping[str, str]) -> Table:
    """Reports with their versions and since when each was public."""
    rows = tuple(
        (
            short[version.id],
            version_words(version),
            printable(version.title),
            f"{moment(version.known_at)} ({version.known_from.value})",
        )
        for report in reports
        for version in report.versions
    )
    return Table(("version", "outlet", "title", "known since (from)"), rows, "reports")


def log_page(log: EventLog, short: Mapping[str, str], clock: str) -> Page:
    """Every value of the event's slots in order of time, with what it replaced and why."""
    sections: list[Section] = []
    for slot in log.slots:
        rows: list[tuple[str, ...]] = []
        for line in slot.lines:
            rows += _history(line)
        columns = ("known (UTC)", "item", "value", "who", "hedge", "report", "words")
        sections.append(Table(columns, tuple(rows), slot.slot))
    if log.judgements:
        sections.append(
            Lines(
                tuple(
                    f"{moment(j.at)}  {printable(j.author)} ({j.author_kind.value}) "
                    f"{j.verb.value} {j.subject[:8]}{' → ' + j.object[:8] if j.object else ''}: "
                    f"{printable(j.because)}{'' if j.holds else ' [no longer holds]'}"
                    for j in log.judgements
                ),
                "judgements",
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


def _history(line: Line) -> list[tuple[str, ...]]:
    row, claim = line.row, line.row.claim
    said = [
        (
            moment(line.since),
            item_words(line.item),
            printable(line.value),
            _who(line),
            hedge_words(claim.certainty, claim.polarity, claim.modality, line.hedge),
            version_words(row.version),
            quoted(row.words),
        )
    ]
    notes = [
        f"replaced for {item_words(r.item)}: {printable(r.why)}" if r.item else
        f"replaced: {printable(r.why)}"
        for r in line.replaced
    ]  # fmt: skip
    if not notes and row.status is not Status.STANDING:
        notes.append(f"{row.status.value}: {printable(row.why or 'no reason is kept')}")
    for copy in line.copies:
        notes.append(f"also {version_words(copy.version)}, in the same words: no new origin")
    for judgement in line.judgements:
        notes.append(
            f"{judgement.verb.value} by {printable(judgement.author)}, {moment(judgement.at)}: "
            f"{printable(judgement.because)}"
        )
    return [*said, *(("", "", "", "", "", "", f"↳ {note}") for note in notes)]


def blame_page(blame: EventBlame, short: Mapping[str, str], clock: str) -> Page:
    """The standing values, each with speaker, hedge, words and report."""
    rows = tuple(
        (
            line.row.claim.slot,
            item_words(line.item),
            printable(line.value),
            _who(line),
            hedge_words(
                line.row.claim.certainty,
                line.row.claim.polarity,
                line.row.claim.modality,
                line.hedge,
            ),
            quoted(line.row.words),
            f"{version_words(line.row.version)} {moment(line.since)}",
            short[line.row.id],
        )
        for line in blame.lines
    )
    columns = ("slot", "item", "value", "who", "hedge", "words", "report", "claim")
    return Page(_heading(blame.event, short), (Table(columns, rows),), clock=clock)


def ids_of(answer: EventRecord | EventLog | EventBlame) -> dict[str, str]:
    """Short names of the event, its parts, versions and claims, as its page shows them."""
    ids = {answer.event.id}
    if isinstance(answer, EventRecord):
        ids |= {part.id for part in answer.parts}
        ids |= {version.id for report in answer.reports for version in report.versions}
        slots: tuple[SlotLines, ...] = (*answer.standing, *answer.before)
    elif isinstance(answer, EventLog):
        slots = answer.slots
    else:
        return short_ids(ids | {line.row.id for line in answer.lines})
    return short_ids(ids | {line.row.id for slot in slots for line in slot.lines})
