"""`timeline`: events over time, how one event was told step by step, and one slot's values over
time by speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import itemgetter

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.attribution import Speaker
from onrecord.model.record import EventRow, VersionRow
from onrecord.model.scales import Status
from onrecord.model.value import Quantity
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import event_row, resolve_in
from onrecord.queries.holders import Holder, holders_of
from onrecord.queries.items import covers, numbered
from onrecord.queries.lines import Told, lines_of
from onrecord.queries.relations import Relations
from onrecord.queries.rows import Line
from onrecord.queries.show import nothing_for
from onrecord.queries.told import asking
from onrecord.values.si import si


@dataclass(frozen=True, slots=True)
class Step:
    """What one version said first, or said again from `at` on when its report went back to it: its
    lines in the order of the codebook's slots.

    `was` gives, by claim id, the values that a line replaced, in plain words.
    """

    version: VersionRow
    at: datetime
    lines: tuple[Line, ...]
    was: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EventStory:
    """How an event was told: a step a version that said something new, in order of known time."""

    event: EventRow
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A value that a speaker held from when it was known until something else came, or till now.

    `until` is None while it stands. `ended` tells that it no longer does, though the record may
    not show since when. `low` and `high` bound a quantity in SI units, an open side None.
    """

    line: Line
    since: datetime
    until: datetime | None
    ended: bool
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The stretches of one speaker, in order of known time."""

    speaker: Speaker
    outlet: str | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class SlotPlot:
    """The values of one slot over time by speaker, between `first` and `last`.

    `measured` tells whether all values are amounts of one dimension, which have a place on a
    scale; `item` is the thing asked for, None for all.
    """

    event: EventRow
    slot: str
    item: str | None
    title: str
    first: datetime
    last: datetime
    measured: bool
    courses: tuple[Course, ...]

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Those of all speakers."""
        return tuple(one for course in self.courses for one in course.stretches)


def tell_story(
    ledger: Ledger, event: str, clocks: Clocks = NOW, codebook: Codebook | None = None
) -> EventStory:
    """What each version of each report first said of the event, in order of known time, and what
    it put back where its report went back to it.

    What repeats another report's words is left out, as is what a person rejected.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        told = resolve_in(seen, event, book)
        kind = told.gathered.identity.kind
        lines = lines_of(told, Relations(book, kind), _TOLD)
        copied = {copy.id for line in lines for copy in line.copies}
        held = {row.id: line for line in lines for row in (line.row, *line.also)}
        slots = list(book.kinds[kind].slots) if kind in book.kinds else []
        steps: dict[tuple[datetime, str, int], tuple[VersionRow, list[Line]]] = {}
        for line in lines:
            if line.row.id in copied:
                continue
            first = min((row.version for row in (line.row, *line.also)), key=lambda v: v.number)
            for version, at in _said_in(line, first, held):
                key = (at, version.report_key, version.number)
                steps.setdefault(key, (version, []))[1].append(line)
        return EventStory(
            event_row(seen, told, book),
            tuple(
                Step(
                    version,
                    at,
                    tuple(sorted(some, key=lambda line: _place(line, slots))),
                    _was(some, at, held),
                )
                for (at, _, _), (version, some) in sorted(steps.items(), key=itemgetter(0))
            ),
        )


def _said_in(
    line: Line, first: VersionRow, held: Mapping[str, Line]
) -> Iterator[tuple[VersionRow, datetime]]:
    """The version that first said it; and one that came back, where that put a value back."""
    yield first, first.known_at
    back = line.row.version
    later = (held[one.older].since > line.since for one in line.replaces if one.older in held)
    if back.returned_at and any(later):
        yield back, back.stands_since


_TOLD = (Status.STANDING, Status.SUPERSEDED, Status.WITHDRAWN)


def _place(line: Line, slots: Sequence[str]) -> tuple[object, ...]:
    slot = line.row.claim.slot
    known = slots.index(slot) if slot in slots else len(slots)
    return (known, slot, line.item or "", line.row.claim.span, line.row.id)


def _was(
    lines: Iterable[Line], at: datetime, held: Mapping[str, Line]
) -> dict[str, tuple[str, ...]]:
    """Claim id -> the values that a line had replaced by `at`, where there were any."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        older = (held[one.older] for one in line.replaces if one.older in held)
        was = dict.fromkeys(one.value for one in older if one.since <= at)
        was.pop(line.value, None)
        if was:
            found[line.row.id] = tuple(was)
    return found


def plot_slot(
    ledger: Ledger,
    event: str,
    slot: str,
    clocks: Clocks = NOW,
    *,
    item: str | None = None,
    codebook: Codebook | None = None,
) -> SlotPlot:
    """The values of one slot over time, by speaker; with `item`, of that thing alone.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`; also where nothing is on record for the slot.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        told = resolve_in(seen, event, book)
        kind = told.gathered.identity.kind
        lines = lines_of(told, Relations(book, kind), _TOLD)
        slots = list(dict.fromkeys(line.row.claim.slot for line in lines))
        lines = [line for line in lines if line.row.claim.slot == slot]
        if not lines:
            raise nothing_for(event, f'the slot "{slot}"', slots)
        items = sorted({line.item for line in lines if line.item})
        if item is not None:
            numbers = numbered(line.item for line in lines)
            lines = [line for line in lines if covers(item, numbers) & covers(line.item, numbers)]
            if not lines:
                raise nothing_for(event, f'the item "{item}"', items)
        known = book.kinds[kind].slots.get(slot) if kind in book.kinds else None
        courses = tuple(_course(holder, lines, told) for holder in holders_of(told, lines))
        stretches = [one for course in courses for one in course.stretches]
        moments = [at for one in stretches for at in (one.since, one.until) if at is not None]
        last = clocks.known or max(v.row.known_at for v in told.gathered.versions.values())
        return SlotPlot(
            event=event_row(seen, told, book),
            slot=slot,
            item=item,
            title=known.title if known else slot,
            first=min(moments),
            last=max(last, *moments),
            measured=_measured(stretches),
            courses=courses,
        )


def _course(holder: Holder, lines: Sequence[Line], told: Told) -> Course:
    return Course(
        holder.speaker, holder.outlet, tuple(_stretch(line, lines, told) for line in holder.lines)
    )


def _stretch(line: Line, lines: Sequence[Line], told: Told) -> Stretch:
    value = line.row.claim.value
    low, high, _ = si(value) if isinstance(value, Quantity) else (None, None, "")
    ended = line.row.status is not Status.STANDING
    until = _until(line, lines, told) if ended else None
    return Stretch(line, line.since, until, ended, low, high)


def _until(line: Line, lines: Sequence[Line], told: Told) -> datetime | None:
    """Since when a value no longer stands: what replaced it was known, or the next version of its
    report was, which no longer says it; None where the record shows neither."""
    newer = {one.newer for one in line.replaced} | {line.row.replaced_by}
    came = [
        other.since
        for other in lines
        if newer & {other.row.id, *(row.id for row in other.also)} and other.since >= line.since
    ]
    if came:
        return max(came)
    version = line.row.version
    later = [
        time
        for other in told.gathered.reports.get(version.report, ())
        if other.row.id != version.id
        for time in (other.row.known_at, *other.row.returned_at)
        if (time, other.row.number) > (version.known_at, version.number)
    ]
    return min(later, default=None)


def _measured(stretches: Sequence[Stretch]) -> bool:
    values = [one.line.row.claim.value for one in stretches]
    amounts = [value for value in values if isinstance(value, Quantity)]
    return len(amounts) == len(values) and len({si(value)[2] for value in amounts}) == 1
