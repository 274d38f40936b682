"""`show`, `log` and `blame`: one event's record, its history, and who stands behind each value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import clip
from onrecord.model.attribution import Speaker
from onrecord.model.record import EventRow
from onrecord.model.scales import Status
from onrecord.notices import count_origins
from onrecord.notices.rows import surely_others
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import NotOnRecord, event_row, event_rows, resolve_in
from onrecord.queries.identity import identify, parts_of
from onrecord.queries.items import covers, numbered
from onrecord.queries.judgements import marked
from onrecord.queries.lines import Told, by_slot, lines_of
from onrecord.queries.relations import Relations
from onrecord.queries.returns import standing_version
from onrecord.queries.rows import (
    Dispute,
    EventBlame,
    EventLog,
    EventRecord,
    JudgementRow,
    Line,
    ReportRow,
)
from onrecord.queries.said import said_rows
from onrecord.queries.told import asking, tell_known
from onrecord.queries.visible import Seen, View

_GONE = (Status.SUPERSEDED, Status.WITHDRAWN, Status.REJECTED)


def show_event(
    ledger: Ledger, event: str, clocks: Clocks = NOW, codebook: Codebook | None = None
) -> EventRecord:
    """One event as it stands at the clocks: values, disputes, reports and what was said of it.

    `event` is the beginning of an id or plain words (`resolve_event`).

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        told = resolve_in(seen, event, book)
        lines = lines_of(told, told.standing.relations, Status)
        disputes = find_disputes(told, standing_of(lines), told.standing.relations)
        return record_of(seen, told, event_row(seen, told, book), lines, disputes, book)


def standing_of(lines: Iterable[Line]) -> list[Line]:
    """Those of the lines that stand."""
    return [line for line in lines if line.row.status is Status.STANDING]


def record_of(
    seen: View,
    told: Told,
    row: EventRow,
    lines: Sequence[Line],
    disputes: tuple[Dispute, ...],
    book: Codebook,
) -> EventRecord:
    """As `show_event`, in an open view, of the event as the record names it, of all its lines."""
    gone = [line for line in lines if line.row.status in _GONE]
    about = {
        one.claim.attribution
        for one in told.gathered.placed
        if one.claim.attribution is not None and not one.reread
    }
    return EventRecord(
        event=row,
        kind_title=_title(book, told),
        standing=by_slot(standing_of(lines), book, row.kind),
        before=by_slot(gone, book, row.kind),
        disputes=disputes,
        reports=report_rows(told.gathered.reports.values()),
        said=tuple(said_rows(seen, told.attributions, told.gathered.versions, about)),
        parts=_parts(seen, told, book),
    )


def log_event(
    ledger: Ledger,
    event: str,
    clocks: Clocks = NOW,
    *,
    slot: str | None = None,
    item: str | None = None,
    codebook: Codebook | None = None,
) -> EventLog:
    """Every value that the event was ever given, in order of known time, and what replaced it.

    With `slot` and `item`, those alone; a line on "both" is one on "2" too.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`; also where nothing is on record for the slot.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        told = resolve_in(seen, event, book)
        lines = lines_of(told, told.standing.relations, Status)
        if slot is not None:
            held = list(dict.fromkeys(line.row.claim.slot for line in lines))
            lines = [line for line in lines if line.row.claim.slot == slot]
            if not lines:
                raise nothing_for(event, f'the slot "{slot}"', held)
        if item is not None:
            items = sorted({line.row.claim.item or "" for line in lines} - {""})
            numbers = numbered(items)
            lines = [line for line in lines if covers(item, numbers) & covers(line.item, numbers)]
            if not lines:
                raise nothing_for(event, f'the item "{item}"', items)
        return log_of(told, event_row(seen, told, book), lines, book)


def log_of(told: Told, row: EventRow, lines: Sequence[Line], book: Codebook) -> EventLog:
    """As `log_event`, of these lines of the event as the record names it."""
    revisions = {(r.newer, r.announced) for line in lines for r in line.replaces}
    announced = {newer for newer, told_so in revisions if told_so}
    return EventLog(
        event=row,
        slots=by_slot(lines, book, row.kind),
        versions=len({row.version.id for line in lines for row in (line.row, *line.also)}),
        origins=count_origins([line.row for line in lines]),
        announced=len(announced),
        silent=len({newer for newer, _ in revisions} - announced),
        judgements=_judgements(told),
    )


def nothing_for(event: str, part: str, held: Sequence[str]) -> NotOnRecord:
    """That nothing is on record about a part of an event, and about which parts there is."""
    return NotOnRecord(
        f"Nothing is on record about {event} for {part}.",
        f"There is for: {', '.join(held)}." if held else "There is nothing for any.",
    )


def blame_event(
    ledger: Ledger, event: str, clocks: Clocks = NOW, codebook: Codebook | None = None
) -> EventBlame:
    """The values that stand, each with speaker, hedge, words and report, in the codebook's order.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        told = resolve_in(seen, event, book)
        standing = lines_of(told, told.standing.relations, [Status.STANDING])
        slots = by_slot(standing, book, told.gathered.identity.kind)
        lines = tuple(line for slot in slots for line in slot.lines)
        return EventBlame(event_row(seen, told, book), lines)


def find_disputes(
    told: Told, standing: Sequence[Line], relations: Relations
) -> tuple[Dispute, ...]:
    """Slots and things of which speakers now hold values that cannot both be right.

    Only of speakers who surely are two: the report's own voice disputes with nobody, nor does a
    government with its own ministry.
    """
    placed = {one.id: one for one in told.gathered.placed}
    found: list[Dispute] = []
    for slot in sorted({line.row.claim.slot for line in standing}):
        lines = [line for line in standing if line.row.claim.slot == slot]
        numbers = numbered(one.claim.item for one in placed.values() if one.claim.slot == slot)
        things = sorted({thing for line in lines for thing in covers(line.item, numbers)})
        seen: set[tuple[str, ...]] = set()
        for thing in things:
            near = [line for line in lines if thing in covers(line.item, numbers)]
            # By who says what: an event's reports hold few of these, each many times.
            stands: dict[tuple[Speaker, int], list[Line]] = defaultdict(list)
            for line in near:
                content = relations.content(placed[line.row.id])
                stands[line.row.claim.speaker, content].append(line)
            firsts = [(speaker, held[0].row.id) for (speaker, _), held in stands.items()]
            against = {
                line.row.id
                for (speaker, _), held in stands.items()
                if any(
                    surely_others(speaker, other)
                    and relations.clash(placed[held[0].row.id], placed[id])
                    for other, id in firsts
                )
                for line in held
            }
            clashing = [line for line in near if line.row.id in against]
            key = tuple(line.row.id for line in clashing)
            if clashing and key not in seen:
                seen.add(key)
                items = {line.item for line in clashing}
                item = items.pop() if len(items) == 1 else thing or None
                found.append(Dispute(slot, item, tuple(clashing)))
    return tuple(found)


def report_rows(reports: Iterable[Sequence[Seen]]) -> tuple[ReportRow, ...]:
    """Reports with their versions, by the time of the first."""
    rows = []
    for versions in reports:
        rows_of_report = tuple(version.row for version in versions)
        newest = standing_version(rows_of_report)
        rows.append(
            ReportRow(
                id=newest.report,
                key=newest.report_key,
                title=newest.title,
                outlet=newest.outlet,
                address=newest.address,
                versions=rows_of_report,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.versions[0].known_at, row.key)))


def _title(book: Codebook, told: Told) -> str:
    kind = told.gathered.identity.kind
    return book.kinds[kind].title if kind in book.kinds else kind


def _parts(seen: View, told: Told, book: Codebook) -> tuple[EventRow, ...]:
    identities = identify(seen, parts_of(seen, told.gathered.identity))
    return tuple(event_rows(seen, tell_known(seen, identities, book), book))


def _judgements(told: Told) -> tuple[JudgementRow, ...]:
    """The judgements on the event, its claims and its speakers, oldest first."""
    on_claims, on_actors = marked(told.gathered.judgements), _on_speakers(told)
    rows = {row.id: row for row in (*told.gathered.identity.judgements, *on_claims, *on_actors)}
    return tuple(sorted(rows.values(), key=lambda row: (row.at, row.id)))


def _on_speakers(told: Told) -> list[JudgementRow]:
    """The judgements on who of the event's speakers is the same actor, and their withdrawals."""
    speakers = {one.claim.speaker for one in told.gathered.placed}
    named = {clip(words) for one in speakers for words in (one.name, one.code) if words}
    kept: set[str] = set()
    rows = marked(told.actors)
    while found := {
        row.id
        for row in rows
        if row.id not in kept and (named & {row.subject, row.object} or row.subject in kept)
    }:
        kept |= found
    return [row for row in rows if row.id in kept]
