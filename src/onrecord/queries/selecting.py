"""Which events a list is of, asked of one card or of all that are kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, exists, func, select

from onrecord.ledger.cards import card, card_word
from onrecord.ledger.search import versions_holding
from onrecord.queries.cards import ACTOR, DAYS, OUTLET, PLACE, TOLD, VERSION, Card, as_word
from onrecord.queries.visible import View


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
    question = (
        select(card.c.last_told, card.c.event)
        .where(*_conditions(seen, wanted), card.c.event.not_in(sorted(but)))
        .order_by(card.c.last_told.desc(), card.c.event.desc())
        .limit(most)
    )
    if seen.known is not None:
        # The first says nothing more than the second: it is there for the index.
        question = question.where(card.c.last_told <= seen.known, card.c.last_known <= seen.known)
    return [(row.last_told, row.event) for row in seen.connection.execute(question)]


def changed_events(seen: View, wanted: Selection, but: Collection[str]) -> list[tuple[str, str]]:
    """Since when nothing more was told at the known clock, and id, of those events with a card that
    were on record by then, were not yet as it tells of them, and may fit.

    What a card is found by is all that was ever told of the event, so that one which doesn't fit
    now didn't then; but what a person judged may not have been there to be judged.
    """
    if seen.known is None:
        return []
    conditions = _conditions(seen, wanted if wanted.reviewed else replace(wanted, reviewed=None))
    last_told = (
        select(func.max(card_word.c.word))
        .where(
            card_word.c.event == card.c.event,
            card_word.c.sort == TOLD,
            card_word.c.word <= seen.known,
        )
        .scalar_subquery()
    )
    question = select(last_told.label("then"), card.c.event).where(
        card.c.last_known > seen.known,
        card.c.first_known <= seen.known,
        *conditions,
        card.c.event.not_in(sorted(but)),
    )
    return [(row.then, row.event) for row in seen.connection.execute(question)]


def holding(seen: View, wanted: Selection) -> Collection[str]:
    """The versions that hold the words asked for."""
    if wanted.words is None:
        return ()
    return set(seen.connection.execute(versions_holding(seen.connection, wanted.words)).scalars())


def _conditions(seen: View, wanted: Selection) -> list[ColumnElement[bool]]:
    """As `Selection.fits`."""
    found: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        found.append(card.c.kind == wanted.kind)
    if wanted.reviewed is not None:
        found.append(card.c.judged > 0 if wanted.reviewed else card.c.judged == 0)
    for sort, name in wanted.names.items():
        found.append(_has(sort, card_word.c.word.contains(name, autoescape=True)))
    if (run := wanted.run) is not None:
        first, last = (day.isoformat() for day in run)
        found += [card.c.first_day <= last, card.c.last_day >= first]
        if None not in (wanted.since, wanted.until):
            days = card_word.alias("days")
            there = select(days.c.event).where(
                days.c.event == card.c.event,
                days.c.sort == DAYS,
                func.substr(days.c.word, 1, 10) <= last,
                func.substr(days.c.word, 12) >= first,
            )
            found.append(exists(there))
    if wanted.words is not None:
        found.append(
            _has(VERSION, card_word.c.word.in_(versions_holding(seen.connection, wanted.words)))
        )
    return found


def _has(sort: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return card.c.event.in_(select(card_word.c.event).where(card_word.c.sort == sort, condition))
