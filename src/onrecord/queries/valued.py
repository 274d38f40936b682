"""Claims by what they are about: conditions that an index serves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from onrecord.ledger.inside import has_part, part_of, whole
from onrecord.ledger.tables import CLIP, claim
from onrecord.queries.speakers import plain
from onrecord.queries.visible import View
from onrecord.values.calendar import bounds

_MOST_VALUES = 400
"""Different values that are asked for by name."""


@dataclass(frozen=True, slots=True)
class Condition:
    """On claims: `ways`, each served by an index, which together find all that meet it; none
    where there are too many values to name. `test` tells of one claim whether it may meet it."""

    ways: tuple[ColumnElement[bool], ...]
    test: ColumnElement[bool]


def placed(seen: View, words: str) -> Condition:
    """Claims on a place whose name holds the words, case aside."""
    return _any_of([_part(seen, "place", _holds(words))], has_part(claim.c.body, "place"))


def spoken(seen: View, words: str) -> Condition:
    """Claims of a speaker, or on an actor, whose name or code holds the words, case aside."""
    names = [
        _named(seen, column, _holds(words))
        for column in (claim.c.speaker_name, claim.c.speaker_code)
    ]
    return _any_of([*names, _part(seen, "actor", _holds(words))], None)


def dated(seen: View, run: tuple[date, date]) -> Condition:
    """Claims on when it happened that may mean a day of this run, first and last included."""
    first, last = run

    def meets(edtf: str) -> bool:
        days = bounds(edtf)
        if days is None or days.first is None or days.last is None:
            return False
        return days.first <= last and first <= days.last

    part, has = part_of(claim.c.body, "edtf"), has_part(claim.c.body, "edtf")
    # What begins in the year before or later, and of what began earlier the intervals alone.
    year = f"{max(first.year - 1, 1):04}"
    end = (last + timedelta(days=1)).isoformat() if last < date.max else "9999-99"
    values = list(islice(_different(seen, part, has, year, end), _MOST_VALUES + 1))
    long = select(part).distinct().where(has, part < year, part.contains("/")).limit(_MOST_VALUES)
    values += seen.connection.execute(long).scalars()
    found = None if len(values) > _MOST_VALUES else [one for one in values if meets(one)]
    when = claim.c.slot == "when"
    if found is None:
        return Condition((), when)
    way = and_(has, part.in_(found), when) if found else false()
    return Condition((way,), way)


def _holds(words: str) -> Callable[[str | None], bool]:
    """Whether a name holds the words; one that is known in part may."""
    wanted = plain(words)
    return lambda name: name is None or wanted in plain(name)


def _part(seen: View, key: str, fits: Callable[[str | None], bool]) -> ColumnElement[bool] | None:
    """That the claim's value has a text under `key` that fits; None for too many."""
    part, has = part_of(claim.c.body, key), has_part(claim.c.body, key)
    found = _fitting(_different(seen, part, has), lambda one: fits(whole(one)))
    return None if found is None else and_(has, part.in_(found))


def _named(
    seen: View, column: Any, fits: Callable[[str | None], bool]
) -> ColumnElement[bool] | None:
    """That the claim's column fits; None for too many."""
    found = _fitting(
        _different(seen, column, column.is_not(None)),
        lambda one: fits(None if len(one) >= CLIP else one),
    )
    return None if found is None else column.in_(found)


def _fitting(values: Iterator[str], fits: Callable[[str], bool]) -> list[str] | None:
    found = [one for one in values if fits(one)]
    return None if len(found) > _MOST_VALUES else found


def _any_of(ways: list[ColumnElement[bool] | None], test: ColumnElement[bool] | None) -> Condition:
    """One of the ways; where one of them is None, too many fit to name them and `test` is left."""
    known = [way for way in ways if way is not None]
    if len(known) < len(ways):
        return Condition((), claim.c.id.is_not(None) if test is None else test)
    return Condition(tuple(known), or_(*known))


def _different(
    seen: View, value: Any, has: ColumnElement[bool], first: str = "", end: str | None = None
) -> Iterator[str]:
    """The different values from `first` on and before `end`, in order.

    Goes from one to the next through the index, so the cost follows how many different ones there
    are and not how many claims.
    """
    among = has if end is None else and_(has, value < end)
    start = select(func.min(value).label("value")).where(among, value >= first)
    step = start.cte("step", recursive=True)
    next_one = select(func.min(value)).where(among, value > step.c.value).scalar_subquery()
    step = step.union_all(select(next_one).where(step.c.value.is_not(None)))
    question = select(step.c.value).where(step.c.value.is_not(None))
    yield from seen.connection.execute(question).scalars()
