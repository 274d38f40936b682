"""The names of events that stand beside what is reviewed, as each reviewer may know of them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, bindparam, select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.cards import card, card_text, card_word
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import mention
from onrecord.model.record import EventRow
from onrecord.queries.card_json import details_from_text
from onrecord.queries.cards import FOUNDER
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.identity import identify
from onrecord.queries.keeping import cards_kept
from onrecord.queries.listing import details_in
from onrecord.queries.mentioned import owners_of
from onrecord.queries.prepared import SOME, Sight, prepared
from onrecord.queries.told import asking
from onrecord.queries.visible import View

_MOST = 500


@dataclass(frozen=True, slots=True)
class _Card:
    """An event as its card has it, and the newest batch when that was made."""

    event: EventRow
    batch: int


class EventNames:
    """Names the events of one ledger; safe to share by threads.

    An event's name stands on its card. Where the card was made of decisions that a reviewer must
    not know of yet, the name is worked out once for as long as nothing else changes.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[object, ...], EventRow | None] = OrderedDict()

    def of_mention(self, id: str, clocks: Clocks = NOW) -> EventRow | None:
        """The event that the mention belongs to; None where nothing is known of it."""
        with asking(self._ledger, clocks) as seen:
            return next(iter(self._events(seen, [id])), None)

    def told_in(self, version: str, clocks: Clocks = NOW) -> tuple[EventRow, ...]:
        """The events that a version tells of, by name."""
        with asking(self._ledger, clocks) as seen:
            mentions = [row.id for row in seen.ask(_mentions_in, version=version)]
            found = self._events(seen, mentions)
        return tuple(sorted(found, key=lambda row: (row.name, row.id)))

    def _events(self, seen: View, mentions: Collection[str]) -> list[EventRow]:
        owners = set(owners_of(seen, mentions).values())
        book = codebook_of(seen)
        cards, stale = _cards(seen, owners, book)
        found: dict[str, EventRow] = {}
        rest = owners - cards.keys()
        for owner, one in cards.items():
            if owner not in stale and one.event.id not in stale:
                found[one.event.id] = one.event
            elif (row := self._worked_out(seen, owner, one, book)) is not None:
                found[row.id] = row
        found |= {row.id: row for row in _named(seen, rest, book)}
        return list(found.values())

    def _worked_out(self, seen: View, owner: str, one: _Card, book: Codebook) -> EventRow | None:
        """The event without what must not be known of: worked out, or as it was before if its card
        holds but for that."""
        key = (owner, one.event.id, one.batch, book.digest, seen.clocks.unseen)
        now = cards_kept(replace(seen, clocks=NOW, memory={}), book)
        if now is None or not now.stale.isdisjoint((owner, one.event.id)):
            return next(iter(_named(seen, [owner], book)), None)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        row = next(iter(_named(seen, [owner], book)), None)
        with self._lock:
            self._held[key] = row
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return row


def _cards(
    seen: View, owners: Collection[str], book: Codebook
) -> tuple[dict[str, _Card], Collection[str]]:
    """Id that names an event -> its card, of those that have one; and the ids of events of which
    the cards do not know all that was recorded, or know what must not be known of."""
    kept = cards_kept(seen, book)
    if kept is None:
        return {}, ()
    rows = seen.ask_lots(_cards_named, owners)
    return {
        row.word: _Card(details_from_text(row.body).event, row.batch) for row in rows
    }, kept.stale


def _named(seen: View, ids: Collection[str], book: Codebook) -> list[EventRow]:
    """The events that these ids name, whatever is kept of them."""
    events = [one.id for one in identify(seen, ids)] if ids else []
    return [one.event for one in details_in(seen, events, book)]


@prepared
def _mentions_in(_: Sight) -> Select[Any]:
    return select(mention.c.id).where(mention.c.version == bindparam("version"))


@prepared
def _cards_named(_: Sight) -> Select[Any]:
    return (
        select(card_word.c.word, card_text.c.body, card.c.batch)
        .join(card_text, card_text.c.event == card_word.c.event)
        .join(card, card.c.event == card_word.c.event)
        .where(card_word.c.sort == FOUNDER, card_word.c.word.in_(SOME))
    )
