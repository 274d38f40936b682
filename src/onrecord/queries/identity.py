"""Which event an id names: belonging, merges, splits and parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, select

from onrecord.ledger.tables import appearance, mention
from onrecord.model.judgement import Verb
from onrecord.queries.judged import judgements_naming, judgements_on, with_withdrawals
from onrecord.queries.judgements import MEMBERSHIP, holding, live, marked, merged_groups
from onrecord.queries.prepared import SOME, Sight, prepared
from onrecord.queries.rows import JudgementRow
from onrecord.queries.visible import View

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


def identify(seen: View, events: Collection[str]) -> list[Identity]:
    """The events that these ids name, each once; ids without a mention on record name nothing."""
    known: set[str] = set()
    rows: dict[str, JudgementRow] = {}
    waiting = set(events)
    while waiting:
        known |= waiting
        fresh = judgements_on(seen, waiting, JOINING)
        fresh += judgements_naming(seen, waiting, (Verb.MERGED,))
        rows.update((row.id, row) for row in fresh)
        merges = [row for row in fresh if row.verb is Verb.MERGED]
        waiting = {end for row in merges for end in (row.subject, row.object) if end} - known
    judged = marked(with_withdrawals(seen, rows.values())) if rows else []
    groups = merged_groups(judged, events)
    founded = seen.read(_founding, [id for group in groups for id in group])
    found: list[Identity] = []
    for group in groups:
        founders = sorted((since, id, kind) for id in group for since, kind in founded[id])
        if founders:
            _, name, kind = founders[0]
            about = tuple(row for row in judged if row.subject in group or row.object in group)
            found.append(Identity(name, group, kind, about))
    return sorted(found, key=lambda identity: identity.id)


def _founding(seen: View, ids: Collection[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Mention id -> (since when the public could read it, its kind)."""
    rows = seen.ask_lots(_founding_mentions, ids)
    return ((row.id, (row.known_at or "9999", row.kind)) for row in rows)


@prepared
def _founding_mentions(at: Sight) -> Select[Any]:
    return (
        select(mention.c.id, mention.c.kind, func.min(appearance.c.known_at).label("known_at"))
        .outerjoin(appearance, and_(appearance.c.version == mention.c.version, at.on(appearance)))
        .where(mention.c.id.in_(SOME), at.on(mention))
        .group_by(mention.c.id, mention.c.kind)
    )


def events_of(rows: Iterable[JudgementRow]) -> dict[str, str]:
    """Subject -> event, from judgements of belonging and their withdrawals."""
    return {
        subject: subject if row.verb is Verb.SPLIT or not row.object else row.object
        for subject, row in holding(rows, MEMBERSHIP).items()
    }


def parents_of(seen: View, identities: Collection[Identity]) -> dict[str, str]:
    """Event id -> the id of the event that it is a part of, for those that are part of one."""
    owner = {id: identity.id for identity in identities for id in identity.ids}
    rows = judgements_on(seen, owner, (Verb.PART_OF,))
    if not rows:
        return {}
    held: dict[str, str] = {}
    for row in live(with_withdrawals(seen, rows)):
        whole = owner.get(row.object or "", row.object)
        if whole and whole != owner[row.subject]:
            held[owner[row.subject]] = whole
    named = {id: one.id for one in identify(seen, set(held.values())) for id in one.ids}
    return {part: named[whole] for part, whole in held.items() if named.get(whole, part) != part}


def parts_of(seen: View, identity: Identity) -> list[str]:
    """Ids of events that are part of this one, as judgements name them, sorted."""
    about = judgements_naming(seen, identity.ids, (Verb.PART_OF,))
    subjects = {row.subject for row in about} - identity.ids
    rows = with_withdrawals(seen, judgements_on(seen, subjects, (Verb.PART_OF,)))
    held = holding(rows, (Verb.PART_OF,))
    return sorted(subject for subject, row in held.items() if row.object in identity.ids)
