"""`known`: what could be known at a moment, event by event, and what nobody had said by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.record import EventRow, VersionRow
from onrecord.model.scales import Status
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import event_row, resolve_in, told_last
from onrecord.queries.items import covers, numbered
from onrecord.queries.lines import Told, by_slot, lines_of
from onrecord.queries.relations import Relations
from onrecord.queries.rows import Line, SlotLines
from onrecord.queries.show import find_disputes
from onrecord.queries.told import asking


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of one slot and thing: the standing lines, and those of before that they
    replaced, both in order of known time; `disputed` where the speakers cannot all be right."""

    slot: str
    item: str | None
    title: str
    disputed: bool
    lines: tuple[Line, ...]
    before: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class EventBriefing:
    """One event: its facts, titles of slots that nobody had said anything of, and its reports."""

    event: EventRow
    facts: tuple[Fact, ...]
    unsaid: tuple[str, ...]
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """`known`: the events last told of by `known`, the last told first."""

    known: datetime | None
    events: tuple[EventBriefing, ...]


def brief_known(
    ledger: Ledger,
    clocks: Clocks = NOW,
    *,
    event: str | None = None,
    kind: str | None = None,
    limit: int = 5,
    codebook: Codebook | None = None,
) -> Briefing:
    """What could be known at the clocks: of one `event`, else of the `limit` events (of a kind)
    that were last told of by then.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        if event is not None:
            events = [resolve_in(seen, event, book)]
        else:
            events = list(islice(told_last(seen, book, kind, limit), limit))
        return Briefing(
            clocks.known, tuple(_brief(told, event_row(seen, told, book), book) for told in events)
        )


def _brief(told: Told, event: EventRow, book: Codebook) -> EventBriefing:
    kind = told.gathered.identity.kind
    relations = Relations(book, kind)
    # What repeats another report's words is no source of its own.
    every = lines_of(told, relations, Status)
    copied = {copy.id for line in every for copy in line.copies}
    lines = [line for line in every if line.row.id not in copied]
    standing = [line for line in lines if line.row.status is Status.STANDING]
    gone = [line for line in lines if line.row.status is Status.SUPERSEDED]
    parts = by_slot(standing, book, kind)
    items: dict[str, list[str | None]] = defaultdict(list)
    for line in lines:
        items[line.row.claim.slot].append(line.item)
    numbers = {slot: numbered(some) for slot, some in items.items()}
    disputed = {
        (one.slot, thing)
        for one in find_disputes(told, standing, relations)
        for thing in covers(one.item, numbers[one.slot])
    }
    slots = book.kinds[kind].slots if kind in book.kinds else {}
    said = {line.row.claim.slot for line in lines}
    versions = (
        told.gathered.versions[id].row
        for id in told.gathered.told_in
        if id in told.gathered.versions
    )
    return EventBriefing(
        event=event,
        facts=tuple(
            Fact(
                slot=part.slot,
                item=item,
                title=part.title,
                disputed=any(
                    (part.slot, thing) in disputed for thing in covers(item, numbers[part.slot])
                ),
                lines=tuple(line for line in part.lines if line.item == item),
                before=tuple(_replaced(gone, part, item, numbers[part.slot])),
            )
            for part in parts
            for item in dict.fromkeys(line.item for line in part.lines)
        ),
        unsaid=tuple(slot.title for name, slot in slots.items() if name not in said),
        versions=tuple(sorted(versions, key=lambda row: (row.known_at, row.report_key))),
    )


def _replaced(
    gone: Collection[Line], part: SlotLines, item: str | None, numbers: frozenset[str]
) -> Iterator[Line]:
    """The lines of before on the same thing, but those whose value someone still holds."""
    held = {line.value for line in part.lines}
    for line in gone:
        same = covers(line.item, numbers) & covers(item, numbers)
        if line.row.claim.slot == part.slot and same and line.value not in held:
            yield line
