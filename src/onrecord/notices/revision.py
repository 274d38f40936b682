"""Revisions: a speaker, or the report, now gives another value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from onrecord.codebook import Codebook, Role, SlotType
from onrecord.model.notice import Notice
from onrecord.model.record import ClaimRow
from onrecord.model.value import Quantity
from onrecord.notices import rows as shared
from onrecord.notices.flips import chained, with_returns
from onrecord.notices.history import EventHistory
from onrecord.notices.moved import moves
from onrecord.notices.passages import sentence_at
from onrecord.notices.past import around, is_past, is_told_past
from onrecord.notices.revised import one_voice, say_revision, shown
from onrecord.values.compare import Relation

_MOST = 300
"""How many statements of one slot are looked at, the newest ones."""
_TYPES = (SlotType.QUANTITY, SlotType.DATE, SlotType.TERM)
_SAME = Relation.SAME


def find_revisions(
    history: EventHistory, codebook: Codebook, leave_out: frozenset[str] = frozenset()
) -> tuple[Notice, ...]:
    """Where a value gave way to another that cannot hold beside it.

    The same named speaker, the same report in its own voice, or, for a tally that moves while
    people count, the report's own voice after anyone's figure. Rounding, other units, a bound that
    the new exact value satisfies and coarser words raise nothing; a bound that moved does. Places
    and times, of which several may hold, count where one took the other's place (`moves`).
    `leave_out` holds ids of claims that stand on the wrong event.

    Within one text only a change that the text itself tells of counts, one notice a slot and
    speaker; between versions and reports each step is one notice, and going back and forth between
    two values one for all its steps.
    """
    history = with_returns(history)
    found: list[Notice] = []
    for slot in sorted({row.claim.slot for row in history.rows}):
        known = shared.slot_of(history, slot, codebook)
        if known is None or (known.type is SlotType.TERM and known.role is Role.OWN):
            continue  # a stance is what the words are: another one is another reaction
        if not shared.is_single(known):
            kept = [row for row in history.rows if row.id not in leave_out]
            moved = moves(known, replace(history, rows=tuple(kept)), codebook)
            found.extend(
                say_revision(history, chain, codebook) for chain in chained(moved, codebook)
            )
        elif known.type in _TYPES:
            found.extend(_of_single(slot, history, codebook, leave_out))
    return tuple(found)


def _of_single(
    slot: str, history: EventHistory, codebook: Codebook, leave_out: frozenset[str]
) -> Iterator[Notice]:
    """The revisions of a slot that takes one value at a time."""
    mine = [
        row
        for row in shared.in_force(history.rows, slot)
        if row.id not in leave_out and not shared.is_more(row) and not _beside_more(row, history)
    ][-_MOST:]
    past = frozenset(row.id for row in mine if is_past(row, history))
    steps = _each_once(list(_between(mine, history, past, codebook)), codebook)
    for chain in chained(steps, codebook):
        yield say_revision(history, chain, codebook)
    for group in _within(mine, history, codebook):
        pairs = [(before, group[-1]) for before in group[:-1]]
        if not all(_retold(pair, steps, codebook) for pair in pairs):
            steps += pairs
            yield say_revision(history, group, codebook)


def _beside_more(row: ClaimRow, history: EventHistory) -> bool:
    """Whether a larger count of others stands in its sentence: "21 others, seven of them badly".

    Which of the two tells of all is for nobody to say then.
    """
    value, version = row.claim.value, history.versions.get(row.version.id)
    if not isinstance(value, Quantity) or value.n is None or version is None:
        return False
    sentence = sentence_at(version, row.claim.span.start)
    return any(
        shared.is_more(other)
        and sentence.holds(other.claim.span)
        and isinstance(other.claim.value, Quantity)
        and (other.claim.value.n or other.claim.value.min or 0) > value.n
        for other in history.given_in(row.version.id, row.claim.slot)
    )


def _each_once(
    steps: list[tuple[ClaimRow, ClaimRow]], codebook: Codebook
) -> list[tuple[ClaimRow, ClaimRow]]:
    """The steps without those that tell another one again, in the order given.

    A headline gives the new figure without saying of which item, a report gives it in its own
    voice beside its source: the step of one item, and of one voice, says it better.
    """

    def vague(step: tuple[ClaimRow, ClaimRow]) -> tuple[bool, bool]:
        numbered = any(row.claim.item not in (None, "both", "all", "each") for row in step)
        before, after = step
        across = before.version.report != after.version.report
        own = shared.is_own(before.claim.speaker) and (across or not one_voice(*step))
        return (not numbered, own)

    kept: list[tuple[ClaimRow, ClaimRow]] = []
    for step in sorted(steps, key=vague):
        if not any(_tells_again(step, other, codebook) for other in kept):
            kept.append(step)
    return [step for step in steps if step in kept]


def _tells_again(
    step: tuple[ClaimRow, ClaimRow], other: tuple[ClaimRow, ClaimRow], codebook: Codebook
) -> bool:
    """Whether both lead to one version, from and to the same values, by speakers who may be one."""
    (a, b), (c, d) = step, other
    return (
        shown(b) == shown(d)
        and (None in (b.claim.item, d.claim.item) or b.claim.item == d.claim.item)
        and not shared.surely_others(b.claim.speaker, d.claim.speaker)
        and shared.relation(b, d, codebook) is _SAME
        and shared.relation(a, c, codebook) is _SAME
    )


def _retold(
    pair: tuple[ClaimRow, ClaimRow],
    steps: list[tuple[ClaimRow, ClaimRow]],
    codebook: Codebook,
) -> bool:
    """Whether a change that a text tells of was seen between versions, or told by another."""
    return any(
        all(
            shared.relation(a, b, codebook) is _SAME
            and (a.claim.item == b.claim.item or None in (a.claim.item, b.claim.item))
            for a, b in zip(pair, step, strict=True)
        )
        for step in steps
    )


def _between(
    mine: list[ClaimRow], history: EventHistory, past: frozenset[str], codebook: Codebook
) -> Iterator[tuple[ClaimRow, ClaimRow]]:
    """Steps from one version to a later one: (the last that held, the first that replaced it)."""
    told: set[tuple[str | int, ...]] = set()
    within: dict[tuple[str, int], list[ClaimRow]] = defaultdict(list)
    for row in mine:
        if row.id not in past:
            within[shown(row)].append(row)
    for at, after in enumerate(mine):
        if after.id in past or _wavers(after, within[shown(after)], codebook):
            continue
        earlier = [
            row
            for row in mine[:at]
            if row.id not in past
            and shared.items_meet(row.claim.item, after.claim.item)
            and shared.before(row, after)
            and _one_line(row, after)
            and not shared.is_crewless(row, after)
        ]
        for item in _items(earlier, after):
            line = [row for row in earlier if shared.items_meet(row.claim.item, item)]
            last = _newest(line, after, codebook)
            if last is None or _holds_beside(last, after, codebook):
                continue
            settled = [
                row
                for row in within[shown(last)]
                if row.claim.item == last.claim.item and _one_line(row, after)
            ]
            if any(
                _holds_beside(row, after, codebook) and not _holds_beside(row, last, codebook)
                for row in settled
            ):
                continue
            if _kept(last, after, within[shown(after)], codebook):
                continue
            twins = [row for row in settled if shared.relation(row, last, codebook) is _SAME]
            again = [
                row
                for row in within[shown(after)]
                if row.claim.item == after.claim.item
                and _one_line(last, row)
                and shared.relation(row, after, codebook) is _SAME
            ]
            first = shared.body_first(twins or [last], history)[0]
            second = shared.body_first(again or [after], history)[0]
            key = (first.id, *shown(first), second.id, *shown(second))
            if key not in told:
                told.add(key)
                yield first, second


def _holds_beside(mine: ClaimRow, theirs: ClaimRow, codebook: Codebook) -> bool:
    """Whether giving both is no change of mind.

    Two bounds on one side overlap, yet "at least 42" that becomes "at least 49" is another figure;
    "at least 130" that becomes "137" is the same one, told exactly.
    """
    a, b = mine.claim.value, theirs.claim.value
    if isinstance(a, Quantity) and isinstance(b, Quantity) and a.n is None and b.n is None:
        low, high = (a.min is None) == (b.min is None), (a.max is None) == (b.max is None)
        if low and high and not (a.vague or b.vague):
            return shared.relation(mine, theirs, codebook) is _SAME
    return shared.agree(mine, theirs, codebook)


def _items(earlier: list[ClaimRow], after: ClaimRow) -> list[str | None]:
    """The items that a step is told for: each earlier one that the new value takes in."""
    items: set[str | None] = {shared.narrower(after.claim.item, row.claim.item) for row in earlier}
    numbered = {item for item in items if item not in (None, "both", "all", "each")}
    ordered: list[str | None] = sorted(numbered or items, key=str)
    return ordered if numbered else ordered[:1]


def _one_line(before: ClaimRow, after: ClaimRow) -> bool:
    """Whether the second value would replace the first."""
    mine, theirs = before.claim.speaker, after.claim.speaker
    if shared.same_speaker(mine, theirs):
        return True
    own, also = shared.is_own(mine), shared.is_own(theirs)
    same_report = before.version.report == after.version.report
    if own and also:
        return same_report or after.claim.slot in shared.TALLIES
    return (own or also) and after.claim.slot in shared.TALLIES


def _newest(line: list[ClaimRow], after: ClaimRow, codebook: Codebook) -> ClaimRow | None:
    """The value that held last; where the newest version gives two, the one of the same voice."""
    if not line:
        return None
    there = [row for row in line if shown(row) == shown(line[-1])]
    mine = [row for row in there if one_voice(row, after)]
    if not mine or any(_holds_beside(row, line[-1], codebook) for row in mine):
        return line[-1]
    return mine[-1]


def _wavers(row: ClaimRow, beside: list[ClaimRow], codebook: Codebook) -> bool:
    """Whether its version gives the same thing another value as often: nothing is sure then.

    A figure that a text repeats outweighs one that stands there once. `beside` are the rows of
    the version that tell nothing as past.
    """
    here = [
        other
        for other in beside
        if other.claim.item == row.claim.item and (_one_line(other, row) or other.id == row.id)
    ]
    times = sum(_holds_beside(other, row, codebook) for other in here)
    against = [other for other in here if not _holds_beside(other, row, codebook)]
    return any(
        sum(_holds_beside(other, each, codebook) for other in against) >= times for each in against
    )


def _kept(last: ClaimRow, after: ClaimRow, beside: list[ClaimRow], codebook: Codebook) -> bool:
    """Whether the newer version, of which `beside` are the rows that tell nothing as past, still
    gives the old value as one that holds."""
    return any(
        row.claim.item == last.claim.item
        and _one_line(row, after)
        and _holds_beside(row, last, codebook)
        for row in beside
    )


def _within(
    mine: list[ClaimRow], history: EventHistory, codebook: Codebook
) -> Iterator[list[ClaimRow]]:
    """Changes that one text tells of: the values that held before, then the one that holds."""
    within: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in mine:
        within[row.version.id].append(row)
    for here in within.values():
        past = [row for row in here if is_told_past(row, history)]
        taken: set[str] = set()
        for now in here:
            if now in past or now.id in taken:
                continue
            gone = [
                row
                for row in past
                if row.id not in taken
                and shared.items_meet(row.claim.item, now.claim.item)
                and _may_replace(row, now, history)
                and not _holds_beside(row, now, codebook)
            ]
            if gone:
                taken |= {row.id for row in gone} | {now.id}
                yield [*gone, now]


def _may_replace(gone: ClaimRow, now: ClaimRow, history: EventHistory) -> bool:
    """Whether the text may mean that the one gave way to the other: one speaker, a correction."""
    mine, theirs = gone.claim.speaker, now.claim.speaker
    if shared.same_speaker(mine, theirs) or mine == theirs:
        return True
    if shared.is_own(mine) or shared.is_own(theirs):
        return True
    return "earlier version" in around(gone, history)
