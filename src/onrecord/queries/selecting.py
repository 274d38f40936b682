"""Which events a list is of, asked of one card or of all that are kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, bindparam, exists, func, select

from onrecord.ledger.cards import card, card_word
from onrecord.ledger.search import versions_holding
from onrecord.queries.cards import ACTOR, DAYS, OUTLET, PLACE, TOLD, VERSION, Card, as_word
from onrecord.queries.visible import View

_BUT: Any = bindparam("but", expanding=True)
_KNOWN = bindparam("known", type_=Text)
_FIRST, _LAST = bindparam("first", type_=Text), bindparam("last", type_=Text)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the events of a list have in common; None leaves it open.

    `actor` fits names and codes of speakers and of those who act, `place` names of places, `outlet`
    those of the reports' outlets, each anywhere in the name, case aside. `since` and `until` are
    days of the event, both included; an event whose days are not known fits neither. `reviewed`
    tells whether a person judged anything of it. `words` must all stand in one of its reports.
    """

    kind: str | None = None
    actor: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    reviewed: bool | None = None
    words: str | None = None

    @property
    def names(self) -> dict[str, str]:
        """Sort of a card's words -> what one of them must hold."""
        wanted = ((ACTOR, self.actor), (PLACE, self.place), (OUTLET, self.outlet))
        return {sort: as_word(name) for sort, name in wanted if name is not None}

    @property
    def run(self) -> tuple[date, date] | None:
        """The days asked for, or None."""
        if self.since is None and self.until is None:
            return None
        return (self.since or date.min, self.until or date.max)

    def fits(self, one: Card, holding: Collection[str]) -> bool:
        """Whether an event fits; `holding` are the versions that hold the words, if any are
        asked for."""
        details, run = one.details, self.run
        return (
            (self.kind is None or details.event.kind == self.kind)
            and (self.reviewed is None or (details.judgements > 0) == self.reviewed)
            and all(
                any(wanted in name for name in one.words[sort])
                for sort, wanted in self.names.items()
            )
            and (run is None or any(first <= run[1] and run[0] <= last for first, last in one.runs))
            and (self.words is None or not one.words[VERSION].isdisjoint(holding))
        )


def kept_events(
    seen: View, wanted: Selection, but: Collection[str], most: int
) -> list[tuple[str, str]]:
    """Since when nothing more was told, and id, of those events with a card that fit and are since
    the known clock as it tells of them, those last told of first; `but` are left out, a few
    thousand ids at most."""
    question = _holding(seen, _kept(_shape(seen, wanted)), wanted)
    given = {**_given(seen, wanted), "but": sorted(but), "most": most}
    return [(row.last_told, row.event) for row in seen.connection.execute(question, given)]


def changed_events(seen: View, wanted: Selection, but: Collection[str]) -> list[tuple[str, str]]:
    """Since when nothing more was told at the known clock, and id, of those events with a card that
    were on record by then, were not yet as it tells of them, and may fit.

    What a card is found by is all that was ever told of the event, so that one which doesn't fit
    now didn't then; but what a person judged may not have been there to be judged.
    """
    if seen.known is None:
        return []
    wanted = wanted if wanted.reviewed else replace(wanted, reviewed=None)
    question = _holding(seen, _changed(_shape(seen, wanted)), wanted)
    given = {**_given(seen, wanted), "but": sorted(but)}
    return [(row.then, row.event) for row in seen.connection.execute(question, given)]


def holding(seen: View, wanted: Selection) -> Collection[str]:
    """The versions that hold the words asked for."""
    if wanted.words is None:
        return ()
    return set(seen.connection.execute(versions_holding(seen.connection, wanted.words)).scalars())


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the statement depends on: which things are asked for, and not what is asked of them."""

    kind: bool
    reviewed: bool | None
    names: tuple[str, ...]
    days: bool
    between: bool
    known: bool


def _shape(seen: View, wanted: Selection) -> _Shape:
    return _Shape(
        kind=wanted.kind is not None,
        reviewed=wanted.reviewed,
        names=tuple(wanted.names),
        days=wanted.run is not None,
        between=None not in (wanted.since, wanted.until),
        known=seen.known is not None,
    )


def _given(seen: View, wanted: Selection) -> dict[str, object]:
    """What the statement's parameters stand for."""
    given: dict[str, object] = {"kind": wanted.kind, "known": seen.known}
    for sort, name in wanted.names.items():
        escaped = name.replace("/", "//").replace("%", "/%").replace("_", "/_")
        given[sort] = f"%{escaped}%"
    if wanted.run is not None:
        given["first"], given["last"] = (day.isoformat() for day in wanted.run)
    return given


# Statements are made once for each shape: to make one takes longer than to run it.


@cache
def _kept(shape: _Shape) -> Select[Any]:
    question = (
        select(card.c.last_told, card.c.event)
        .where(*_conditions(shape), card.c.event.not_in(_BUT))
        .order_by(card.c.last_told.desc(), card.c.event.desc())
        .limit(bindparam("most"))
    )
    if shape.known:
        # The first says nothing more than the second: it is there for the index.
        question = question.where(card.c.last_told <= _KNOWN, card.c.last_known <= _KNOWN)
    return question


@cache
def _changed(shape: _Shape) -> Select[Any]:
    last_told = (
        select(func.max(card_word.c.word))
        .where(
            card_word.c.event == card.c.event,
            card_word.c.sort == TOLD,
            card_word.c.word <= _KNOWN,
        )
        .scalar_subquery()
    )
    return select(last_told.label("then"), card.c.event).where(
        card.c.last_known > _KNOWN,
        card.c.first_known <= _KNOWN,
        *_conditions(shape),
        card.c.event.not_in(_BUT),
    )


def _conditions(shape: _Shape) -> list[ColumnElement[bool]]:
    """As `Selection.fits`, the words aside."""
    found: list[ColumnElement[bool]] = []
    if shape.kind:
        found.append(card.c.kind == bindparam("kind"))
    if shape.reviewed is not None:
        found.append(card.c.judged > 0 if shape.reviewed else card.c.judged == 0)
    for sort in shape.names:
        found.append(_has(sort, card_word.c.word.like(bindparam(sort), escape="/")))
    if shape.days:
        found += [card.c.first_day <= _LAST, card.c.last_day >= _FIRST]
    if shape.between:
        days = card_word.alias("days")
        there = select(days.c.event).where(
            days.c.event == card.c.event,
            days.c.sort == DAYS,
            func.substr(days.c.word, 1, 10) <= _LAST,
            func.substr(days.c.word, 12) >= _FIRST,
        )
        found.append(exists(there))
    return found


def _holding(seen: View, question: Select[Any], wanted: Selection) -> Select[Any]:
    """The question, of those events alone that a version tells of which holds the words."""
    if wanted.words is None:
        return question
    versions = versions_holding(seen.connection, wanted.words)
    return question.where(_has(VERSION, card_word.c.word.in_(versions)))


def _has(sort: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return card.c.event.in_(select(card_word.c.event).where(card_word.c.sort == sort, condition))
