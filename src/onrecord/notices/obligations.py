"""Verdicts: whether each duty of the register covers an event, by its conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onrecord.codebook import Codebook
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Certainty, Status
from onrecord.model.value import DateValue, Quantity, TermValue
from onrecord.notices import rows as shared
from onrecord.notices.deadlines import stated_deadlines
from onrecord.notices.doers import doers, states_named
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import sentence_at
from onrecord.registers.actors import ActorRegister, load_actors
from onrecord.registers.obligations import Condition, Obligation, load_obligations
from onrecord.values.calendar import bounds
from onrecord.values.si import si


class Cover(StrEnum):
    """How a duty stands to an event."""

    COVERED = "covered"
    NOT_COVERED = "not covered"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a duty stands to an event, and why.

    Attributes:
        duty: its name in the register; "stated deadline" for one that a report tells of.
        title, force: as the newest text that lays it down calls itself; for a stated deadline
            what is due, and "declared" or "demanded".
        cover: the verdict.
        texts: those that lay the duty down and lead to this verdict, oldest first; empty for a
            stated deadline.
        rests_on: the claims that decide it, or that leave it open; may be empty.
        why: one clause that gives the reason. `decides`: what would decide an open case, else "".
        due: the day by which what it asks for is to be done, where there is one.
    """

    duty: str
    title: str
    force: str
    cover: Cover
    texts: tuple[Obligation, ...] = ()
    rests_on: tuple[ClaimRow, ...] = ()
    why: str
    decides: str = ""
    due: date | None = None


def verdicts(
    event: EventHistory,
    codebook: Codebook,
    register: Sequence[Obligation] | None = None,
    actors: ActorRegister | None = None,
) -> tuple[Verdict, ...]:
    """Every duty that bears on the event with its verdict, then the deadlines that reports state.

    A duty bears where its kinds and its time fit and its bound are named. It covers the event
    where all of its conditions hold; it does not where one fails, where what is bound is another
    state, or where it speaks of other things than such events; else the case is open. A duty that
    several texts lay down is told once. `register` and `actors` are the shipped ones if None.
    """
    entries = load_obligations() if register is None else register
    known = load_actors() if actors is None else actors
    days = days_of(event)
    if days is None:
        return ()
    did, named = doers(event, known), states_named(event, known)
    by_duty: dict[str, list[_Held]] = {}
    for entry in entries:
        if event.kind not in (*entry.kinds, *entry.beside) or not entry.holds_on(*days):
            continue
        held = _held(entry, event, codebook, did, named, known)
        if held is not None:
            by_duty.setdefault(entry.duty, []).append(held)
    found = [_verdict(duty, held, days[1]) for duty, held in by_duty.items()]
    due = [
        Verdict(
            duty="stated deadline",
            title=each.what,
            force=each.force,
            cover=Cover.COVERED,
            rests_on=each.rests_on,
            why=each.why,
            decides=each.decides,
            due=each.due,
        )
        for each in stated_deadlines(event)
    ]
    return (*found, *due)


@dataclass(frozen=True, slots=True)
class _Held:
    """One text held against the event."""

    entry: Obligation
    cover: Cover
    rows: tuple[ClaimRow, ...]
    why: str
    decides: str


def _verdict(duty: str, held: list[_Held], day: date) -> Verdict:
    """The verdict of a duty from those of its texts: what one covers is covered."""
    order = (Cover.COVERED, Cover.UNDETERMINED, Cover.NOT_COVERED)
    cover = next(each for each in order if any(one.cover is each for one in held))
    same = sorted((one for one in held if one.cover is cover), key=lambda one: one.entry.since)
    last = same[-1]
    within = last.entry.within_days
    return Verdict(
        duty=duty,
        title=last.entry.title,
        force=last.entry.force,
        cover=cover,
        texts=tuple(one.entry for one in same),
        rests_on=last.rows,
        why=last.why,
        decides=last.decides if cover is Cover.UNDETERMINED else "",
        due=day + timedelta(days=within) if within and cover is not Cover.NOT_COVERED else None,
    )


def _held(
    entry: Obligation,
    event: EventHistory,
    codebook: Codebook,
    did: frozenset[str],
    named: frozenset[str],
    known: ActorRegister,
) -> _Held | None:
    """The verdict by one text, or None where its bound have nothing to do with the event."""
    wide = "*" in entry.on
    if not wide and not set(entry.on) & (did or named):
        return None
    if event.kind in entry.beside:
        return _Held(entry, Cover.NOT_COVERED, (), f"it {entry.says}", "")
    unbound = wide and entry.not_on
    if unbound and did and not any(entry.binds(state) for state in did):
        names = sorted(actor.name if (actor := known.get(it)) else it for it in did)
        why = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} not bound by it"
        return _Held(entry, Cover.NOT_COVERED, (), why, "")
    met = [_meets(condition, event, codebook) for condition in entry.conditions]
    if unbound and not did:
        met.append(_Met(None, (), "nothing tells whose doing it was"))
    failed = [each for each in met if each.holds is False]
    if failed:
        return _Held(entry, Cover.NOT_COVERED, failed[0].rows, failed[0].why, "")
    rows = tuple(row for each in met for row in each.rows)
    open_ = [each for each in met if each.holds is None]
    if open_:
        return _Held(entry, Cover.UNDETERMINED, rows, open_[0].why, entry.decides)
    why = "; ".join(each.why for each in met) or f"it {entry.says}"
    return _Held(entry, Cover.COVERED, rows, why, "")


@dataclass(frozen=True, slots=True)
class _Met:
    """Whether a condition holds (None: not decided), by which claims, and a clause that says so."""

    holds: bool | None
    rows: tuple[ClaimRow, ...]
    why: str


def _meets(condition: Condition, event: EventHistory, codebook: Codebook) -> _Met:
    """How the event's standing claims stand to the condition."""
    if condition.open:
        return _Met(None, (), f"no report can tell {condition.open}")
    if condition.told:
        return _told(condition, event)
    rows = [
        row
        for row in shared.in_force(event.rows, condition.slot or "")
        if row.status is Status.STANDING and row.claim.earlier is None
    ]
    kind = codebook.kinds.get(event.kind)
    slot = kind.slots.get(condition.slot or "") if kind else None
    title = slot.title.casefold() if slot else str(condition.slot)
    if not rows:
        return _Met(None, (), f"nobody says {title}")
    yes = [row for row in rows if _holds(condition, row, codebook) is True]
    no = [row for row in rows if _holds(condition, row, codebook) is False]
    yes.sort(key=lambda row: row.claim.certainty is not Certainty.CERTAIN)
    if yes and no and condition.terms:
        words = f"{_says(yes[0])}, {_says(no[0])}"
        return _Met(None, (yes[0], no[0]), words)
    if yes:
        return _Met(True, (yes[0],), _says(yes[0]))
    if no and len(no) == len(rows):
        return _Met(False, (no[0],), _says(no[0]))
    row = next(row for row in rows if row not in no)
    return _Met(None, (row,), _says(row))


def _says(row: ClaimRow) -> str:
    return f"{shared.speaker_words(row)} says “{row.words}”"


def _holds(condition: Condition, row: ClaimRow, codebook: Codebook) -> bool | None:
    """Whether one claim meets the condition; None where it leaves it open."""
    value = row.claim.value
    if condition.terms:
        if not isinstance(value, TermValue):
            return None
        if any(codebook.is_a(value.term, term) for term in condition.terms):
            return True
        return None if any(codebook.may_be(value.term, term) for term in condition.terms) else False
    if condition.words:
        low = row.words.casefold()
        return any(word in low for word in condition.words)
    if not isinstance(value, Quantity) or condition.at_least is None:
        return None
    wanted = si(Quantity(unit=condition.unit, n=condition.at_least))[0]
    low_, high, _ = si(value)
    if wanted is not None and low_ is not None and low_ >= wanted:
        return True
    return False if wanted is not None and high is not None and high < wanted else None


def _told(condition: Condition, event: EventHistory) -> _Met:
    """Whether a sentence that tells of the event holds one of the words."""
    for mention in event.mentions:
        version = event.versions.get(mention.version)
        if version is None:
            continue
        words = sentence_at(version, mention.span.start).of(version.text).casefold()
        for word in condition.told:
            if word in words:
                return _Met(True, (), f"a report speaks of “{word}”")
    return _Met(False, (), f"no report speaks of {condition.told[0]}")


def days_of(event: EventHistory) -> tuple[date, date] | None:
    """The days of the event: its narrowest `when`, else the day it was first known."""
    told = told_days(event)
    if told is not None:
        return told
    known = [row.version.known_at.date() for row in event.rows]
    return (min(known), min(known)) if known else None


def told_days(event: EventHistory) -> tuple[date, date] | None:
    """The narrowest `when` of the event; None where nobody tells one."""
    spans = [
        days for row in shared.in_force(event.rows, "when") if (days := days_said(row)) is not None
    ]
    return min(spans, key=lambda each: (each[1] - each[0], each), default=None)


def days_said(row: ClaimRow) -> tuple[date, date] | None:
    """The first and last day that a claim gives; None where it gives no such two."""
    value = row.claim.value
    days = bounds(value.edtf) if isinstance(value, DateValue) else None
    if days is None or days.first is None or days.last is None:
        return None
    return (days.first, days.last)
