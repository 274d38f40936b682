"""What stands of an event, and what a text states of it, value by value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.queries.article import Stated
from onrecord.queries.rows import EventRecord, Line
from onrecord.views.lines import who_of, without_copies


@dataclass(frozen=True, slots=True)
class Held:
    """A value of a slot and item with its first line, and one line of everybody else who holds it.

    `disputed` tells whether others hold a value that cannot also be right.
    """

    item: str | None
    value: str
    first: Line
    others: tuple[Line, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class HeldSlot:
    """A slot with the values that stand and, newest first, the lines that no longer do."""

    slot: str
    title: str
    held: tuple[Held, ...]
    before: tuple[Line, ...]


def held_slots(record: EventRecord) -> tuple[HeldSlot, ...]:
    """The record slot by slot, slots of which nothing stands any more last."""
    before = {slot.slot: slot for slot in record.before}
    disputed = {line.row.id for dispute in record.disputes for line in dispute.lines}
    found = []
    for slot in record.standing:
        gone = before.pop(slot.slot).lines if slot.slot in before else ()
        held = _held(slot.lines, disputed)
        found.append(HeldSlot(slot.slot, slot.title, held, _newest_first(gone)))
    found += [HeldSlot(s.slot, s.title, (), _newest_first(s.lines)) for s in before.values()]
    return tuple(found)


def stated_once(claims: Sequence[Stated]) -> tuple[tuple[Stated, ...], ...]:
    """What a text states, a value of the same item and speaker once, with all the words for it."""
    groups: dict[tuple[object, ...], list[Stated]] = {}
    for one in claims:
        claim = one.row.claim
        key = (claim.slot, claim.item, one.value, claim.speaker, one.row.status)
        groups.setdefault(key, []).append(one)
    return tuple(map(tuple, groups.values()))


def _held(lines: tuple[Line, ...], disputed: set[str]) -> tuple[Held, ...]:
    groups: dict[tuple[str | None, str], list[Line]] = {}
    for line in without_copies(lines):
        groups.setdefault((line.item, line.value), []).append(line)
    held = []
    for (item, value), some in groups.items():
        first, *rest = sorted(some, key=lambda line: line.since)
        others = {who_of(line): line for line in reversed(rest)}
        others.pop(who_of(first), None)
        open_ = any(line.row.id in disputed for line in some)
        held.append(Held(item, value, first, tuple(others.values())[::-1], open_))
    return tuple(held)


def _newest_first(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    kept: dict[tuple[str | None, str, str], Line] = {}
    for line in sorted(without_copies(lines), key=lambda line: line.since):
        kept.setdefault((line.item, line.value, who_of(line)), line)
    return tuple(sorted(kept.values(), key=lambda line: line.since, reverse=True))
