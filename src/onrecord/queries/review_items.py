"""Items of review: what may be decided on, asked of the order that is kept beside the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select, tuple_

from onrecord.ledger.review_order import found_as, happening, item, joined
from onrecord.ledger.tables import claim, found, judgement
from onrecord.model.judgement import Verb
from onrecord.queries.reviewed import Sort
from onrecord.queries.visible import View, current_readings, in_lots


@dataclass(frozen=True, slots=True)
class Item:
    """Something to review; what comes first has the least `place`.

    Claims that are one but for the version have a key of their own; a link has its mention's id,
    the judgement that made it as `link`, and what that says of the mention as `joins`.
    """

    sort: Sort
    key: str
    mention: str
    place: tuple[float, int, int, str]
    link: str = ""
    joins: tuple[Verb, str] | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim that a judgement on an item may name, and whether its version is read so now."""

    id: str
    current: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """A happening by the name of one of its mentions, and how many reports tell of it."""

    mention: str
    reports: int


FIRST = (-1e300, 0, 0, "")
"""Before all places."""


def items_behind(
    seen: View, sort: Sort, place: tuple[float, int, int, str], most: int, but: Collection[str]
) -> list[Item]:
    """At most `most` items of this sort that come behind this place, in their order; without those
    of the keys `but`."""
    score, batch, row, key = place
    asked = {"score": score, "batch": batch, "row": row, "key": key}
    question = {**asked, "sort": sort.value, "most": most, "but": list(but)}
    return [_item(row) for row in seen.connection.execute(_BEHIND, question)]


def items_of(seen: View, keys: Collection[str]) -> dict[str, Item]:
    """Key -> item, of those that there are."""
    items: dict[str, Item] = {}
    for some in in_lots(keys):
        rows = seen.connection.execute(_ITEMS, {"ids": some})
        items.update((row.key, _item(row)) for row in rows)
    return items


def keys_of(seen: View, subjects: Collection[str]) -> dict[str, tuple[Sort, str]]:
    """Id -> sort and key of the item that a judgement on it decides on, of those that decide on a
    claim or a link."""
    keys: dict[str, tuple[Sort, str]] = {}
    for some in in_lots(subjects):
        for row in seen.connection.execute(_LINKED, {"ids": some}):
            keys[row.key] = (Sort.LINKS, row.key)
        for row in seen.connection.execute(_CLAIMED, {"ids": some}):
            keys[row.object] = (Sort.CLAIMS, row.key)
    return keys


def found_since(seen: View, batch: int) -> set[str]:
    """Claims that were found, and mentions that were linked, in a batch after this one."""
    since = {"since": batch}
    ids = set(seen.connection.execute(_FOUND_SINCE, since).scalars())
    return ids | set(seen.connection.execute(_LINKED_SINCE, since).scalars())


def subjects_of(seen: View, keys: Collection[str]) -> dict[str, list[Subject]]:
    """Key of an item of claims -> its claims, those found last last."""
    rows: list[Any] = []
    for some in in_lots(keys):
        rows += seen.connection.execute(_SUBJECTS, {"ids": some})
    current = current_readings(seen, {row.version for row in rows})
    subjects: dict[str, list[Subject]] = defaultdict(list)
    for row in rows:
        now = current.get(row.version, "") == row.reading
        subjects[row.key].append(Subject(row.object, now))
    return subjects


def happenings_from(seen: View, name: str, most: int) -> list[Happening]:
    """At most `most` happenings with anything to review, those that most reports tell of first:
    from the one with this name on, or, where there is none or no name, from the first on."""
    held = seen.connection.execute(_HAPPENING, {"name": name}).first() if name else None
    reports, least = (_MOST_REPORTS, "") if held is None else (held.reports, name)
    asked = {"reports": reports, "least": least, "most": most}
    rows = seen.connection.execute(_HAPPENINGS, asked)
    return [Happening(row.happening, row.reports) for row in rows]


_MOST_REPORTS = 2**31 - 1


def happenings_before(seen: View, one: Happening) -> int:
    """How many happenings come before this one."""
    asked = {"reports": one.reports, "least": one.mention}
    return seen.connection.execute(_BEFORE, asked).scalar() or 0


def happenings_in_all(seen: View) -> int:
    """How many happenings there are of which anything is to be reviewed."""
    return seen.connection.execute(_IN_ALL).scalar() or 0


def happenings_of(seen: View, mentions: Collection[str]) -> dict[str, str]:
    """Mention -> the name of its happening, of those that are there."""
    names: dict[str, str] = {}
    for some in in_lots(mentions):
        rows = seen.connection.execute(_NAMES, {"ids": some})
        names.update((row.mention, row.happening) for row in rows)
    return names


def _item(row: Any) -> Item:
    return Item(
        sort=Sort(row.sort),
        key=row.key,
        mention=row.mention,
        place=(row.score, row.batch, row.place, row.key),
        link=row.link or "",
        joins=None if row.verb is None else (Verb(row.verb), row.event),
    )


def _among(column: Any) -> Any:
    return column.in_(bindparam("ids", expanding=True))


_ORDER = (item.c.score, item.c.batch, item.c.place, item.c.key)
_BEHIND = (
    select(item)
    .where(
        item.c.sort == bindparam("sort"),
        tuple_(*_ORDER)
        > tuple_(
            bindparam("score", type_=item.c.score.type),
            bindparam("batch", type_=item.c.batch.type),
            bindparam("row", type_=item.c.place.type),
            bindparam("key", type_=item.c.key.type),
        ),
        item.c.key.not_in(bindparam("but", expanding=True)),
    )
    .order_by(*_ORDER)
    .limit(bindparam("most"))
)
_ITEMS = select(item).where(_among(item.c.key))
_LINKED = select(item.c.key).where(_among(item.c.key), item.c.sort == Sort.LINKS.value)
_IS_FOUND = (found.c.batch == found_as.c.batch) & (found.c.place == found_as.c.place)
_CLAIMED = (
    select(found.c.object, found_as.c.key).join(found_as, _IS_FOUND).where(_among(found.c.object))
)
_FOUND_SINCE = (
    select(found.c.object)
    .join(found_as, _IS_FOUND)
    .where(found_as.c.batch > bindparam("since"), found.c.sort == "claim")
)
_LINKED_SINCE = (
    select(judgement.c.subject)
    .join(item, item.c.link == judgement.c.id)
    .where(judgement.c.batch > bindparam("since"), item.c.key == judgement.c.subject)
)
_SUBJECTS = (
    select(found_as.c.key, found.c.object, found.c.reading, claim.c.version)
    .join(found, _IS_FOUND)
    .join(claim, claim.c.id == found.c.object)
    .where(_among(found_as.c.key))
    .order_by(found_as.c.batch, found_as.c.place)
)
_HAPPENING = select(happening.c.reports).where(happening.c.happening == bindparam("name"))
_HELD = happening.c.holds == 1
_HAPPENINGS = (
    select(happening)
    .where(
        _HELD,
        happening.c.reports <= bindparam("reports"),
        (happening.c.reports < bindparam("reports"))
        | (happening.c.happening >= bindparam("least")),
    )
    .order_by(happening.c.reports.desc(), happening.c.happening)
    .limit(bindparam("most"))
)
_BEFORE = select(func.count()).where(
    _HELD,
    happening.c.reports >= bindparam("reports"),
    (happening.c.reports > bindparam("reports")) | (happening.c.happening < bindparam("least")),
)
_IN_ALL = select(func.count()).where(_HELD)
_NAMES = select(joined.c.mention, joined.c.happening).where(_among(joined.c.mention))
