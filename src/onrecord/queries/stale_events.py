"""The events whose cards are not trusted, remembered from one list to the next.

For most who ask they are few: what was told of since the cards were made. For a reviewer who must
not see what another decided they may be hundreds, and hardly any of them changes with a batch.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, Engine, Executable, Table, bindparam, func, select

from onrecord.ledger.tables import appearance, claim, judgement, mention
from onrecord.model.judgement import Verb
from onrecord.queries.behind import touched_by_unseen, touched_since
from onrecord.queries.clocks import NOW
from onrecord.queries.identity import Identity
from onrecord.queries.keeping import Kept, events_named
from onrecord.queries.visible import View, in_lots

_MOST = 16
"""Sets of unseen judgements for which it is remembered: there is one for each reviewer."""
_FEW = 20
"""Judgements that one set may have and another not, so that the one is begun with the other."""

# Made once: to make a statement takes longer than to run it.
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_LAST = func.max(appearance.c.known_at).label("last")
_FOUNDING = (
    select(mention.c.id.label("event"), _LAST)
    .join(appearance, appearance.c.version == mention.c.version)
    .where(mention.c.id.in_(_IDS))
    .group_by(mention.c.id)
)


def _put(table: Table) -> Executable:
    return (
        select(judgement.c.object.label("event"), _LAST)
        .join(table, table.c.id == judgement.c.subject)
        .join(appearance, appearance.c.version == table.c.version)
        .where(judgement.c.object.in_(_IDS), judgement.c.verb == Verb.BELONGS.value)
        .group_by(judgement.c.object)
    )


_TELL: tuple[Executable, ...] = (_FOUNDING, _put(mention), _put(claim))


@dataclass(frozen=True, slots=True)
class Stale:
    """An event, and the newest known time of any version that may tell of it: one with a mention or
    claim that was ever put there, or with its founding mention."""

    event: Identity
    last_told: str


@dataclass(frozen=True, slots=True)
class _Held:
    """By each id that was asked for the event that it names, None where it names none, as of the
    batch `upto` for one who must not see `unseen`."""

    unseen: frozenset[str] = frozenset()
    upto: int = 0
    events: Mapping[str, Stale | None] = field(default_factory=dict)


_held: WeakKeyDictionary[Engine, OrderedDict[frozenset[str], _Held]] = WeakKeyDictionary()
_lock = threading.Lock()


def stale_events(seen: View, kept: Kept) -> list[Stale]:
    """The events that the ids `kept.stale` name, sorted by id. All that is on record counts at the
    clocks."""
    if not kept.stale:
        return []
    unseen, engine = seen.clocks.unseen, seen.connection.engine
    before = _before(engine, unseen)
    changed = _changed(seen, before, kept)
    events = {
        id: one
        for id, one in before.events.items()
        if id in kept.stale
        and id not in changed
        and (one is None or one.event.ids.isdisjoint(changed))
    }
    if fresh := kept.stale.difference(events):
        events.update(dict.fromkeys(fresh))
        for one in _found(seen, fresh):
            events.update(dict.fromkeys(fresh.intersection(one.event.ids), one))
    with _lock:
        held = _held.setdefault(engine, OrderedDict())
        if unseen not in held or held[unseen].upto <= kept.newest:
            held[unseen] = _Held(unseen, kept.newest, events)
            held.move_to_end(unseen)
            while len(held) > _MOST:
                held.popitem(last=False)
    named = {one.event.id: one for one in events.values() if one is not None}
    return [one for _, one in sorted(named.items())]


def _before(engine: Engine, unseen: frozenset[str]) -> _Held:
    """What was found for one who sees the same, or almost."""
    with _lock:
        some = list(_held.get(engine, {}).values())
    near = min(some, key=lambda one: len(one.unseen ^ unseen), default=_Held())
    return near if len(near.unseen ^ unseen) <= _FEW else _Held()


def _changed(seen: View, before: _Held, kept: Kept) -> frozenset[str]:
    """The ids that may name another event than they did, or of which more may be told."""
    if not before.events:
        return frozenset()
    if before.upto > kept.newest:  # found by one who began later
        return frozenset(before.events)
    now = View(seen.connection, NOW, cutoff=None, known=None, redacts=seen.redacts)
    changed = touched_since(now, before.upto, kept.newest)
    if other := before.unseen ^ seen.clocks.unseen:
        changed |= touched_by_unseen(now, other, kept.newest)
    return changed


def _found(seen: View, ids: Collection[str]) -> list[Stale]:
    events = events_named(seen, ids)
    last: dict[str, str] = {}
    for some in in_lots(id for one in events for id in one.ids):
        for question in _TELL:
            for row in seen.connection.execute(question, {"ids": some}).all():
                last[row.event] = max(row.last, last.get(row.event, row.last))
    return [Stale(one, max(last.get(id, "") for id in one.ids)) for one in events]
