"""Disputes: speakers give values that cannot both hold."""

from __future__ import annotations

from collections import defaultdict

from onrecord.codebook import Codebook, SlotType
from onrecord.model.attribution import Speaker
from onrecord.model.notice import Evidence, Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Certainty, Polarity, Status
from onrecord.model.value import ActorValue, TextValue
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.values.compare import Relation


def find_disputes(
    history: EventHistory, codebook: Codebook, leave_out: frozenset[str] = frozenset()
) -> tuple[Notice, ...]:
    """Where two credited speakers contradict each other on one slot and item.

    The first clash of two speakers rests on where each first said it; a later one, after either
    gave another value, on where both stand side by side. Bounds that overlap, coarser terms,
    other items and values that the text tells as past raise nothing. The report's own voice
    disputes with nobody. Tallies clash only inside one version: between days they rise.
    """
    found: list[Notice] = []
    for slot in sorted({row.claim.slot for row in history.rows}):
        known = shared.slot_of(history, slot, codebook)
        rows = [r for r in history.rows if r.claim.slot == slot and r.id not in leave_out]
        if shared.is_single(known) or shared.is_doer(known):
            found.extend(_differ(history, slot, rows, codebook))
        if known is not None and known.type is not SlotType.TERM:
            # "did not call it a missile" withholds a word; it doesn't say that it was none
            found.extend(_deny(history, slot, rows, codebook))
    return tuple(found)


def _differ(
    history: EventHistory, slot: str, rows: list[ClaimRow], codebook: Codebook
) -> list[Notice]:
    """Affirmed values that cannot both hold."""
    stated = [
        row
        for row in rows[-2 * _MOST :]
        if shared.is_plain(row)
        and row.claim.earlier is None
        and not shared.is_own(row.claim.speaker)
    ]
    stated = _once_each(_sure(stated, codebook))
    clash = _Clashes(slot, codebook)
    past = [row for row in rows if row.claim.earlier is not None]
    found: list[Notice] = []
    clashed: list[tuple[ClaimRow, ClaimRow]] = []
    for at, later in enumerate(stated):
        for first in stated[:at]:
            if not clash.between(first, later):
                continue
            if any(_same_stand(pair, (first, later), codebook) for pair in clashed):
                continue
            if _given_up(first, later, stated[:at], codebook) or _told_past(
                first, later, past, codebook
            ):
                continue
            before = [pair for pair in clashed if _same_pair(pair, (first, later))]
            side_by_side = first.version.id == later.version.id
            exacter = any(_exacter(pair, (first, later), codebook) for pair in before)
            if before and not (side_by_side or exacter):
                continue
            clashed.append((first, later))
            found.append(_say(history, slot, first, later, codebook))
    return found


_MOST = 200
"""How many statements of one slot are weighed against each other, the newest ones."""


def _once_each(rows: list[ClaimRow]) -> list[ClaimRow]:
    """The rows without what one speaker repeats in one version."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for row in rows:
        key = (row.version.id, row.claim.speaker, row.claim.item, row.claim.value)
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept[-_MOST:]


def _sure(stated: list[ClaimRow], codebook: Codebook) -> list[ClaimRow]:
    """Those whose speaker gives the very thing no other value in the same version."""
    beside: dict[tuple[object, ...], list[ClaimRow]] = defaultdict(list)
    for row in stated:
        beside[row.version.id, row.claim.speaker, row.claim.item].append(row)
    return [
        row
        for row in stated
        if not any(
            _opposed(other, row, codebook)
            for other in beside[row.version.id, row.claim.speaker, row.claim.item]
        )
    ]


class _Clashes:
    """Which rows of one slot clash, decided once for all that are said alike.

    Of an event that sixty reports tell of, each row is else held against hundreds.
    """

    def __init__(self, slot: str, codebook: Codebook) -> None:
        self._tally = slot in shared.TALLIES
        self._codebook = codebook
        self._alike: dict[tuple[object, ...], int] = {}
        self._number: dict[str, int] = {}
        self._answers: dict[tuple[int, int], bool] = {}

    def between(self, first: ClaimRow, later: ClaimRow) -> bool:
        """Whether the two cannot both be right."""
        if self._tally and first.version.id != later.version.id:
            return False
        pair = (self._content(first), self._content(later))
        answer = self._answers.get(pair)
        if answer is None:
            answer = self._answers[pair] = _clash(first, later, self._codebook)
        return answer

    def _content(self, row: ClaimRow) -> int:
        """A number for all of a row that `_clash` looks at."""
        number = self._number.get(row.id)
        if number is None:
            claim = row.claim
            said = (claim.speaker, claim.item, row.status, repr(claim.value), row.words)
            number = self._number[row.id] = self._alike.setdefault(said, len(self._alike))
        return number


def _clash(first: ClaimRow, later: ClaimRow, codebook: Codebook) -> bool:
    if not shared.items_meet(first.claim.item, later.claim.item):
        return False
    if not shared.surely_others(first.claim.speaker, later.claim.speaker):
        return False
    if first.status is not later.status and Status.STANDING not in (first.status, later.status):
        return False
    return _opposed(first, later, codebook)


def _opposed(first: ClaimRow, later: ClaimRow, codebook: Codebook) -> bool:
    """Whether both values cannot hold; two named doers who are surely others can't either."""
    mine, theirs = first.claim.value, later.claim.value
    if isinstance(mine, ActorValue) and isinstance(theirs, ActorValue):
        if not (_is_name(mine) and _is_name(theirs)):
            return False
        return shared.relation(first, later, codebook) is Relation.UNRELATED
    if shared.relation(first, later, codebook) is not Relation.CONFLICT:
        return False
    return shared.one_thing(first, later)


def _is_name(value: ActorValue) -> bool:
    """Whether the actor is named: "a man with a knife" may be anyone's name."""
    return not value.unnamed and (value.code is not None or value.name[:1].isupper())


def _given_up(first: ClaimRow, later: ClaimRow, stated: list[ClaimRow], codebook: Codebook) -> bool:
    """Whether the first speaker had come round to the later value by then."""
    return first.version.id != later.version.id and any(
        shared.before(first, row)
        and shared.same_speaker(row.claim.speaker, first.claim.speaker)
        and shared.items_meet(row.claim.item, later.claim.item)
        and shared.agree(row, later, codebook)
        for row in stated
    )


def _told_past(first: ClaimRow, later: ClaimRow, past: list[ClaimRow], codebook: Codebook) -> bool:
    """Whether the later text tells the first value as one that held before: "revised from 6.4"."""
    return any(
        row.version.id == later.version.id != first.version.id
        and shared.relation(row, first, codebook) is Relation.SAME
        for row in past
    )


def _same_pair(mine: tuple[ClaimRow, ClaimRow], theirs: tuple[ClaimRow, ClaimRow]) -> bool:
    a, b = (row.claim.speaker for row in mine)
    c, d = (row.claim.speaker for row in theirs)

    def same(one: Speaker, other: Speaker) -> bool:
        return one == other or shared.same_speaker(one, other)

    return (same(a, c) and same(b, d)) or (same(a, d) and same(b, c))


def _same_stand(
    mine: tuple[ClaimRow, ClaimRow], theirs: tuple[ClaimRow, ClaimRow], codebook: Codebook
) -> bool:
    """Whether the two pairs hold the same two values, as exactly."""

    def same(a: ClaimRow, b: ClaimRow) -> bool:
        one, other = a.claim.value, b.claim.value
        if isinstance(one, ActorValue) and isinstance(other, ActorValue):
            short, long = sorted((one.name.casefold(), other.name.casefold()), key=len)
            return (
                short in long
                or (one.code or "-").partition(".")[0] == (other.code or "+").partition(".")[0]
            )
        return shared.relation(a, b, codebook) in (Relation.SAME, Relation.FINER)

    (a, b), (c, d) = mine, theirs
    return (same(a, c) and same(b, d)) or (same(a, d) and same(b, c))


def _exacter(
    mine: tuple[ClaimRow, ClaimRow], theirs: tuple[ClaimRow, ClaimRow], codebook: Codebook
) -> bool:
    """Whether the second pair says the same as the first, only more exactly."""
    (a, b), (c, d) = mine, theirs
    straight = shared.agree(a, c, codebook) and shared.agree(b, d, codebook)
    return straight or (shared.agree(a, d, codebook) and shared.agree(b, c, codebook))


def _deny(
    history: EventHistory, slot: str, rows: list[ClaimRow], codebook: Codebook
) -> list[Notice]:
    """One says it, another denies it."""
    denied = [row for row in rows if row.claim.polarity is Polarity.DENIED]
    affirmed = [
        row
        for row in rows
        if shared.is_plain(row) and row.claim.certainty is not Certainty.UNSTATED
    ]
    found: list[Notice] = []
    for no in denied:
        for yes in affirmed:
            same = shared.relation(yes, no, codebook) is Relation.SAME
            text = isinstance(no.claim.value, TextValue)
            if not (same or text) or not shared.items_meet(yes.claim.item, no.claim.item):
                continue
            own = shared.is_own(yes.claim.speaker)
            if own or not shared.surely_others(yes.claim.speaker, no.claim.speaker):
                continue
            pair = sorted((yes, no), key=lambda row: (row.version.known_at, row.claim.span))
            title = shared.slot_words(history, slot, yes.claim.item, codebook)
            says = (
                f"{shared.speaker_words(yes)} gives {title} as “{yes.words}”; "
                f"{shared.speaker_words(no)} denies it."
            )
            found.append(_notice(history, slot, yes.claim.item, pair, says))
            break
    return found


def _say(
    history: EventHistory, slot: str, first: ClaimRow, later: ClaimRow, codebook: Codebook
) -> Notice:
    item = shared.narrower(first.claim.item, later.claim.item)
    title = shared.slot_words(history, slot, item, codebook)
    says = (
        f"On {title}, {shared.speaker_words(first)} says “{first.words}” and "
        f"{shared.speaker_words(later)} “{later.words}”."
    )
    return _notice(history, slot, item, [first, later], says)


def _notice(
    history: EventHistory, slot: str, item: str | None, rows: list[ClaimRow], says: str
) -> Notice:
    rests: tuple[Evidence, ...] = tuple(shared.evidence(row) for row in rows)
    return Notice(NoticeKind.DISPUTE, history.event, slot, item, rests, says)
