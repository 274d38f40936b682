"""Which event an id names: belonging, merges, splits and parts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, exists, func, or_, select, union

from onrecord.ledger.tables import appearance, batch, judgement, mention, redaction
from onrecord.ledger.times import instant
from onrecord.model.judgement import AuthorKind, Verb
from onrecord.queries.judgements import MEMBERSHIP, holding, live, marked, merged_groups
from onrecord.queries.rows import JudgementRow
from onrecord.queries.visible import View, in_lots, redacted

JOINING = (Verb.MERGED.value, Verb.SPLIT.value)


@dataclass(frozen=True, slots=True)
class Identity:
    """An event: the id that names it, all ids that do (that one too), and its kind.

    The name is the id of the founding mention that the public could read first; ties go to the
    lesser id. It doesn't depend on the known clock, so an event keeps its name at any.
    """

    id: str
    ids: frozenset[str]
    kind: str
    judgements: tuple[JudgementRow, ...] = ()

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other ids, sorted."""
        return tuple(sorted(self.ids - {self.id}))


def judgements_where(seen: View, condition: ColumnElement[bool]) -> list[JudgementRow]:
    """The judgements on record by then that meet `condition`, in no order.

    The reason of one that must not be shown is hidden; what it decides still counts.
    """
    hidden = (
        select(func.min(redaction.c.reason))
        .where(redaction.c.subject == judgement.c.id, seen.on(redaction))
        .scalar_subquery()
        .label("hidden")
    )
    question = (
        select(judgement.c.id, judgement.c.body, batch.c.recorded_at, hidden)
        .join(batch, batch.c.seq == judgement.c.batch)
        .where(condition, seen.on(judgement))
    )
    unseen = seen.clocks.unseen
    rows = seen.connection.execute(question)
    return [_judgement(row) for row in rows if row.id not in unseen]


def judgements_in(seen: View, ids: Collection[str]) -> list[JudgementRow]:
    """The judgements with these ids."""
    found: list[JudgementRow] = []
    for some in in_lots(ids):
        found += judgements_where(seen, judgement.c.id.in_(some))
    return found


def _judgement(row: Any) -> JudgementRow:
    body = json.loads(row.body)
    return JudgementRow(
        id=row.id,
        subject=body["subject"],
        verb=Verb(body["verb"]),
        object=body["object"],
        author_kind=AuthorKind(body["author_kind"]),
        author=body["author"],
        at=datetime.fromisoformat(body["at"]),
        because=body["because"] if row.hidden is None else redacted(row.hidden),
        recorded_at=instant(row.recorded_at),
    )


def with_withdrawals(seen: View, rows: Iterable[JudgementRow]) -> list[JudgementRow]:
    """The judgements and whatever withdraws them, or withdraws that."""
    found = {row.id: row for row in rows}
    asked: set[str] = set()
    while new := set(found) - asked:
        asked |= new
        for some in in_lots(new):
            about = and_(judgement.c.subject.in_(some), judgement.c.verb == Verb.WITHDRAWN.value)
            found.update((row.id, row) for row in judgements_where(seen, about))
    return list(found.values())


def judgements_on(
    seen: View, subjects: Collection[str], verbs: Collection[Verb]
) -> list[JudgementRow]:
    """The judgements with these subjects and verbs."""
    wanted = [verb.value for verb in verbs]
    found: list[JudgementRow] = []
    for some in in_lots(subjects):
        about = and_(judgement.c.subject.in_(some), judgement.c.verb.in_(wanted))
        found.extend(judgements_where(seen, about))
    return found


def identify(seen: View, events: Collection[str]) -> list[Identity]:
    """The events that these ids name, each once; ids without a mention on record name nothing."""
    known: set[str] = set()
    rows: dict[str, JudgementRow] = {}
    waiting = set(events)
    while waiting:
        known |= waiting
        fresh: list[JudgementRow] = []
        for some in in_lots(waiting):
            fresh += judgements_where(
                seen,
                or_(
                    and_(judgement.c.subject.in_(some), judgement.c.verb.in_(JOINING)),
                    and_(judgement.c.object.in_(some), judgement.c.verb == Verb.MERGED.value),
                ),
            )
        rows.update((row.id, row) for row in fresh)
        merges = [row for row in fresh if row.verb is Verb.MERGED]
        waiting = {end for row in merges for end in (row.subject, row.object) if end} - known
    judged = marked(with_withdrawals(seen, rows.values())) if rows else []
    groups = merged_groups(judged, events)
    founded = _founding(seen, [id for group in groups for id in group])
    found: list[Identity] = []
    for group in groups:
        founders = sorted((founded[id][0], id) for id in group if id in founded)
        if founders:
            name = founders[0][1]
            about = tuple(row for row in judged if row.subject in group or row.object in group)
            found.append(Identity(name, group, founded[name][1], about))
    return sorted(found, key=lambda identity: identity.id)


def _founding(seen: View, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Mention id -> (since when the public could read it, its kind)."""
    found: dict[str, tuple[str, str]] = {}
    for some in in_lots(ids):
        question = (
            select(mention.c.id, mention.c.kind, func.min(appearance.c.known_at))
            .outerjoin(
                appearance, and_(appearance.c.version == mention.c.version, seen.on(appearance))
            )
            .where(mention.c.id.in_(some), seen.on(mention))
            .group_by(mention.c.id, mention.c.kind)
        )
        for id, kind, known_at in seen.connection.execute(question):
            found[id] = (known_at or "9999", kind)
    return found


def candidates(seen: View, ids: Collection[str]) -> CTE:
    """What may belong to the event with these ids: a column `id` of mentions and claims.

    All that a judgement ever put there, and the founding mentions; `membership` decides. Not those
    mentions whose version was not known yet: what is told there is told of that version alone.
    """
    put = select(judgement.c.subject.label("id")).where(
        judgement.c.object.in_(sorted(ids)),
        judgement.c.verb == Verb.BELONGS.value,
        seen.on(judgement),
    )
    founders = select(mention.c.id.label("id")).where(mention.c.id.in_(sorted(ids)))
    if seen.known is not None:
        put = put.where(~_not_yet_known(seen, judgement.c.subject))
        founders = founders.where(~_not_yet_known(seen, mention.c.id))
    return union(put, founders).cte("candidate")


def _not_yet_known(seen: View, id: ColumnElement[str]) -> ColumnElement[bool]:
    """That it is a mention in a version which the public could not read yet."""
    told = mention.alias("told")
    shown = exists().where(
        appearance.c.version == told.c.version, appearance.c.known_at <= seen.known
    )
    return exists().where(told.c.id == id, ~shown)


def membership(seen: View, candidate: CTE) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Mention or claim id -> the event id that its holding judgement names, and -> all that any
    judgement ever named.

    For the members of `candidate` that have a judgement; a mention without one founds an event of
    its own, as does one that was split off.
    """
    rows = judgements_where(
        seen,
        and_(
            judgement.c.subject.in_(select(candidate.c.id)),
            judgement.c.verb.in_([verb.value for verb in MEMBERSHIP]),
        ),
    )
    named: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.object:
            named[row.subject].add(row.object)
    return events_of(with_withdrawals(seen, rows)), named


def events_of(rows: Iterable[JudgementRow]) -> dict[str, str]:
    """Subject -> event, from judgements of belonging and their withdrawals."""
    return {
        subject: subject if row.verb is Verb.SPLIT or not row.object else row.object
        for subject, row in holding(rows, MEMBERSHIP).items()
    }


def parents_of(seen: View, identities: Collection[Identity]) -> dict[str, str]:
    """Event id -> the id of the event that it is a part of, for those that are part of one."""
    owner = {id: identity.id for identity in identities for id in identity.ids}
    held: dict[str, str] = {}
    for row in live(with_withdrawals(seen, judgements_on(seen, owner, (Verb.PART_OF,)))):
        whole = owner.get(row.object or "", row.object)
        if whole and whole != owner[row.subject]:
            held[owner[row.subject]] = whole
    named = {id: one.id for one in identify(seen, set(held.values())) for id in one.ids}
    return {part: named[whole] for part, whole in held.items() if named.get(whole, part) != part}


def parts_of(seen: View, identity: Identity) -> list[str]:
    """Ids of events that are part of this one, as judgements name them, sorted."""
    about = and_(
        judgement.c.object.in_(sorted(identity.ids)), judgement.c.verb == Verb.PART_OF.value
    )
    subjects = {row.subject for row in judgements_where(seen, about)} - identity.ids
    rows = with_withdrawals(seen, judgements_on(seen, subjects, (Verb.PART_OF,)))
    held = holding(rows, (Verb.PART_OF,))
    return sorted(subject for subject, row in held.items() if row.object in identity.ids)
