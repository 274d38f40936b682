"""Mentions by what stands around them, and the events that they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select

from onrecord.ledger.search import search_versions
from onrecord.ledger.tables import appearance, claim, found, mention
from onrecord.queries.identity import events_of
from onrecord.queries.judged import judgements_on, with_withdrawals
from onrecord.queries.judgements import MEMBERSHIP
from onrecord.queries.near import of_kinds
from onrecord.queries.prepared import Sight, prepared
from onrecord.queries.valued import Condition, dated, placed, spoken
from onrecord.queries.visible import View, in_lots

_VERSIONS_A_WORD = 500
_MOST_WORDS = 10
_FEW = 3000
"""Mentions that are looked up one by one; where more may fit, all are gone through by time."""
_PAGE = 200


def mentions_beginning(seen: View, prefix: str) -> list[str]:
    """Ids of mentions that begin so, those last known of first, whether or not known yet."""
    rows = [(row.id, row.last) for row in seen.ask(_beginning, first=prefix, end=prefix + "g")]
    return [id for id, _ in sorted(sorted(rows), key=itemgetter(1), reverse=True)]


@prepared
def _beginning(at: Sight) -> Select[Any]:
    """Mentions by the beginning of their ids, and when each was last known."""
    return (
        select(mention.c.id, func.max(appearance.c.known_at).label("last"))
        .join(appearance, appearance.c.version == mention.c.version)
        .where(
            mention.c.id >= bindparam("first"),
            mention.c.id < bindparam("end"),
            at.on(mention, appearance),
        )
        .group_by(mention.c.id)
    )


def mentions_matching(
    seen: View,
    *,
    kind: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    days: Sequence[tuple[date, date]] = (),
    words: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Iterator[str]:
    """Ids of mentions that may fit, those last known of first; too many rather than too few.

    `days` asks for those of events with a day in each of these runs. `words` are those of a user's
    name for an event, each with the kinds that it may mean: it names the mention's kind or stands
    in the text of the version.

    Where a condition leaves few, they are looked up; else mentions are gone through from the last
    known of back, a page at a time, as far as the caller goes.
    """
    few: list[set[str]] = []
    also: list[ColumnElement[bool]] = []
    for asked in (
        placed(seen, place) if place is not None else None,
        spoken(seen, actor) if actor is not None else None,
        *(dated(seen, run) for run in days),
    ):
        if asked is not None:
            _narrow(seen, asked, few, also)
    if kind is not None:
        also.append(of_kinds([kind]))
    rarest, more = _worded(seen, words)
    also += more
    if rarest is not None:
        few.append(_ids(seen, mention.c.version.in_(rarest)) or set())
    if kind is not None and not few:
        held = _ids(seen, mention.c.kind == kind, _FEW)
        few += [] if held is None else [held]
    if few:
        return iter(_last_first(seen, set.intersection(*few), also, seen.known))
    return _by_time(seen, also)


def _narrow(
    seen: View, asked: Condition, few: list[set[str]], also: list[ColumnElement[bool]]
) -> None:
    """Add the mentions of the claims that meet a condition, or, of many, how to tell them."""
    near = found.c.sort == "claim", seen.on(found, claim)
    if asked.ways:
        ids: set[str] = set()
        for way in asked.ways:
            question = (
                select(found.c.mention)
                .join(claim, claim.c.id == found.c.object)
                .where(way, *near)
                .limit(_FEW + 1)
            )
            ids.update(id for id in seen.connection.execute(question).scalars() if id)
        if len(ids) <= _FEW:
            few.append(ids)
            return
    one = exists(
        select(found.c.id)
        .join(claim, claim.c.id == found.c.object)
        .where(found.c.mention == mention.c.id, asked.test, *near)
    )
    also.append(one)


def _ids(seen: View, condition: ColumnElement[bool], most: int | None = None) -> set[str] | None:
    """Mentions that meet the condition; None where there are more than `most`."""
    question = select(mention.c.id).where(condition, seen.on(mention))
    if most is not None:
        question = question.limit(most + 1)
    ids = set(seen.connection.execute(question).scalars())
    return None if most is not None and len(ids) > most else ids


def _last_first(
    seen: View, ids: Collection[str], also: Iterable[ColumnElement[bool]], known: str | None
) -> list[str]:
    """Those of the mentions that meet the conditions, those last known of first."""
    last = func.max(appearance.c.known_at).label("last")
    rows: list[tuple[str, str]] = []
    for some in in_lots(ids):
        question = (
            select(mention.c.id, last)
            .join(appearance, appearance.c.version == mention.c.version)
            .where(mention.c.id.in_(some), *also, seen.on(mention, appearance))
            .group_by(mention.c.id)
        )
        if known is not None:
            question = question.where(appearance.c.known_at <= known)
        rows += [(row.id, row.last) for row in seen.connection.execute(question)]
    return [id for id, _ in sorted(sorted(rows), key=itemgetter(1), reverse=True)]


def _by_time(seen: View, also: Sequence[ColumnElement[bool]]) -> Iterator[str]:
    """The mentions that meet the conditions, those last known of first, page by page."""
    done: set[str] = set()
    until, after = seen.known, ""
    while True:
        question: Any = (
            select(mention.c.id, appearance.c.known_at)
            .join(mention, mention.c.version == appearance.c.version)
            .where(*also, seen.on(mention, appearance))
            .order_by(appearance.c.known_at.desc(), mention.c.id)
            .limit(_PAGE)
        )
        if until is not None:
            question = question.where(
                appearance.c.known_at <= until,
                or_(appearance.c.known_at < until, mention.c.id > after),
            )
        rows = seen.connection.execute(question).all()
        for row in rows:
            if row.id not in done:
                done.add(row.id)
                yield row.id
        if len(rows) < _PAGE:
            return
        until, after = rows[-1].known_at, rows[-1].id


def _worded(
    seen: View, words: Mapping[str, Collection[str]]
) -> tuple[list[str] | None, list[ColumnElement[bool]]]:
    """The versions with the rarest of the words that mean no kind (None where each stands in too
    many to list), and conditions for those that may mean one."""
    rarest: list[str] | None = None
    also: list[ColumnElement[bool]] = []
    for word, kinds in list(words.items())[:_MOST_WORDS]:
        versions = search_versions(seen.connection, word, _VERSIONS_A_WORD)
        if len(versions) == _VERSIONS_A_WORD:
            continue
        if kinds:
            also.append(or_(of_kinds(kinds), mention.c.version.in_(versions)))
        elif rarest is None or len(versions) < len(rarest):
            rarest = versions
    return rarest, also


def owners_of(seen: View, mentions: Collection[str]) -> dict[str, str]:
    """Mention id -> the event id that its judgement names, or its own."""
    rows = judgements_on(seen, mentions, MEMBERSHIP)
    belongs = events_of(with_withdrawals(seen, rows))
    return {id: belongs.get(id, id) for id in mentions}
