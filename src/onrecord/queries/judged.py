"""Judgements as they are on record, each asked for once in a view."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    exists,
    func,
    literal,
    select,
    union_all,
)

from onrecord.ledger.tables import batch, judgement, redaction
from onrecord.model.judgement import Verb
from onrecord.queries.parsed import judgement_of
from onrecord.queries.prepared import SOME, Sight, prepared
from onrecord.queries.rows import JudgementRow
from onrecord.queries.visible import View, redacted

_OF_TWO = (Verb.MERGED, Verb.PART_OF, Verb.REPLACES, Verb.SAME_ACTOR, Verb.OTHER_ACTOR)
"""Verbs whose object is asked for judgements as its subject is; of what BELONGS to an event there
may be very much."""


def judgements_where(seen: View, condition: ColumnElement[bool]) -> list[JudgementRow]:
    """The judgements on record by then that meet `condition`, in no order.

    The reason of one that must not be shown is hidden; what it decides still counts.
    """
    question = _judgements(seen.sight).where(condition)
    rows = seen.connection.execute(question, {"cutoff": seen.cutoff}).all()
    return [one for row in rows if (one := _judgement(seen, row)) is not None]


def judgements_in(seen: View, ids: Collection[str]) -> list[JudgementRow]:
    """The judgements with these ids."""
    rows = seen.ask_lots(_by_id, ids)
    return [one for row in rows if (one := _judgement(seen, row)) is not None]


def judgements_on(
    seen: View, subjects: Collection[str], verbs: Collection[str]
) -> list[JudgementRow]:
    """The judgements with these subjects and verbs."""
    return [
        row
        for pairs in seen.read(_about, subjects).values()
        for as_subject, row in pairs
        if as_subject and row.verb in verbs
    ]


def judgements_naming(
    seen: View, objects: Collection[str], verbs: Collection[str]
) -> list[JudgementRow]:
    """The judgements with these objects and verbs: those of `MERGED`, `PART_OF`, `REPLACES`,
    `SAME_ACTOR` and `OTHER_ACTOR`, no others."""
    return [
        row
        for pairs in seen.read(_about, objects).values()
        for as_subject, row in pairs
        if not as_subject and row.verb in verbs
    ]


def with_withdrawals(seen: View, rows: Iterable[JudgementRow]) -> list[JudgementRow]:
    """The judgements and whatever withdraws them, or withdraws that."""
    found = {row.id: row for row in rows}
    final = _final(seen)
    asked: set[str] = set()
    while new := found.keys() - asked - final:
        asked |= new
        found.update((row.id, row) for row in judgements_on(seen, new, (Verb.WITHDRAWN,)))
    return list(found.values())


def _final(seen: View) -> set[str]:
    """Of the judgements read in this view, those that nothing withdraws."""
    final: set[str] = seen.memory.setdefault(_final, set())
    return final


def _judgement(seen: View, row: Any) -> JudgementRow | None:
    """The row as given back; None where it is to be left out."""
    if row.id in seen.clocks.unseen:
        return None
    if not row.withdrawn:
        _final(seen).add(row.id)
    because = None if row.hidden is None else redacted(row.hidden)
    return judgement_of(row.id, row.body, row.recorded_at, because)


def _about(seen: View, ids: Collection[str]) -> Iterator[tuple[str, tuple[bool, JudgementRow]]]:
    """Id -> whether it is the subject, and the judgement."""
    for row in seen.ask_lots(_about_some, ids):
        one = _judgement(seen, row)
        if one is not None:
            yield row.of, (bool(row.as_subject), one)


@cache
def _judgements(at: Sight) -> Select[Any]:
    """All that a row is made of, and whether anything withdraws it."""
    later = judgement.alias("later")
    withdrawn = exists().where(
        later.c.subject == judgement.c.id, later.c.verb == Verb.WITHDRAWN.value
    )
    hidden: ColumnElement[Any] = literal(None)
    if at.redacts:  # whatever the clocks: what must not be shown now is not shown as of before
        hidden = (
            select(func.min(redaction.c.reason))
            .where(redaction.c.subject == judgement.c.id)
            .scalar_subquery()
        )
    return (
        select(
            judgement.c.id,
            judgement.c.body,
            batch.c.recorded_at,
            hidden.label("hidden"),
            withdrawn.label("withdrawn"),
        )
        .join(batch, batch.c.seq == judgement.c.batch)
        .where(at.on(judgement))
    )


@prepared
def _by_id(at: Sight) -> Select[Any]:
    return _judgements(at).where(judgement.c.id.in_(SOME))


@prepared
def _about_some(at: Sight) -> CompoundSelect[Any]:
    """The judgements on some ids, and those that name one as the other of two."""
    subject, object_ = judgement.c.subject, judgement.c.object
    every, verbs = _judgements(at), [verb.value for verb in _OF_TWO]
    return union_all(
        every.add_columns(subject.label("of"), literal(1).label("as_subject")).where(
            subject.in_(SOME)
        ),
        every.add_columns(object_.label("of"), literal(0).label("as_subject")).where(
            object_.in_(SOME), judgement.c.verb.in_(verbs)
        ),
    )
