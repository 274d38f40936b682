"""An event in a few lines: what stands, what stood before, who differs, what to beware of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.record import EventRow
from onrecord.model.value import Quantity, TermValue, TextValue
from onrecord.queries.rows import EventRecord, Line
from onrecord.views.lines import says, who_of, without_copies
from onrecord.views.page import Table
from onrecord.views.words import item_words, moment, printable

_TOLD = (
    NoticeKind.CONTAMINATION,
    NoticeKind.STALE,
    NoticeKind.OBLIGATION,
    NoticeKind.CONSISTENCY,
    NoticeKind.PRECEDENT,
)
"""Kinds of notice that are told in brief, most pressing first; the others show in the values."""

_MOST_NOTICES = 3


def brief(record: EventRecord, notices: Sequence[Notice], short: str) -> Table:
    """The event's measured values and terms, as they stand and stood, with disputes and notices."""
    rows = [*_values(record)]
    for kind in _TOLD:
        rows += [
            (f"! {kind.value}", printable(notice.says)) for notice in notices if notice.kind is kind
        ][:1]
    told = [row for row in rows if row[0].startswith("!")][:_MOST_NOTICES]
    rows = [row for row in rows if not row[0].startswith("!")] + told
    return Table(("", ""), tuple(rows), heading(record.event, short), head=False, widest=(16,))


def heading(event: EventRow, short: str) -> str:
    """The event's short id and name."""
    return f"{short}  {printable(event.name)}"


def _values(record: EventRecord) -> Iterator[tuple[str, str]]:
    before = {slot.slot: list(slot.lines) for slot in record.before}
    disputed = {(one.slot, one.item): one for one in record.disputes}
    for slot in record.standing:
        lines = [line for line in without_copies(slot.lines) if _is_brief(line)]
        newest: dict[str | None, Line] = {}
        for line in sorted(lines, key=lambda line: line.since):
            newest[line.item] = line
        for item, line in newest.items():
            name = f"{slot.slot} {item_words(item)}".rstrip()
            if dispute := disputed.pop((slot.slot, item), None):
                yield name, "disputed"
                yield from (("", f"{printable(one.value)} · {says(one)}") for one in dispute.lines)
            else:
                yield name, f"{printable(line.value)} · {says(line)}"
        if newest and (was := _was(before.get(slot.slot, []), lines)):
            yield "", f"was {was}"
    for dispute in disputed.values():
        sides = dict.fromkeys(f"{printable(line.value)} {who_of(line)}" for line in dispute.lines)
        name = f"{dispute.slot} {item_words(dispute.item)}".rstrip()
        yield name, f"disputed: {' / '.join(sides)}"


def _was(lines: Sequence[Line], standing: Sequence[Line]) -> str:
    """The values before, newest first, without those that still stand."""
    stands = {(line.item, line.value) for line in standing}
    told: dict[str, str] = {}
    for line in sorted(lines, key=lambda line: line.since, reverse=True):
        if (line.item, line.value) not in stands and isinstance(line.row.claim.value, Quantity):
            value = f"{printable(line.value)} {item_words(line.item)}".rstrip()
            told.setdefault(value, f"{value} ({moment(line.since)})")
    return ", before that ".join(told.values())


def _is_brief(line: Line) -> bool:
    value = line.row.claim.value
    return isinstance(value, (Quantity, TermValue, TextValue)) and line.row.claim.slot != "count"
