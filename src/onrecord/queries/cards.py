"""An event as lists tell of it: made from its claims, and kept beside the record as it is now."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, ColumnElement, bindparam, or_, select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.cards import card, card_text, card_word
from onrecord.ledger.inside import has_part
from onrecord.ledger.rows import clip
from onrecord.ledger.tables import claim
from onrecord.ledger.times import stamp
from onrecord.model.mention import Mention
from onrecord.model.value import ActorValue, PlaceValue
from onrecord.notices.history import EventHistory
from onrecord.notices.profile import Profile, compared, profile_of
from onrecord.queries.bare import bare_history
from onrecord.queries.card_json import (
    details_as_text,
    details_from_text,
    rows_as_json,
    rows_from_json,
)
from onrecord.queries.details import EventDetails, details_of
from onrecord.queries.events import days_of_event, event_rows
from onrecord.queries.identity import Identity
from onrecord.queries.lines import Decided, Told
from onrecord.queries.naming import naming_slots
from onrecord.queries.profiles import (
    Then,
    moments_as_text,
    profile_as_text,
    profile_at,
    profile_from_text,
    profiles_then,
)
from onrecord.queries.speakers import plain
from onrecord.queries.stated import quiet_events, stated_as_text
from onrecord.queries.told import decide_all, tell_known
from onrecord.queries.visible import View, in_lots

PLACE, ACTOR, OUTLET, VERSION = ("place", "actor", "outlet", "version")
DAYS, FOUNDER, TOLD = ("days", "id", "told")
"""Sorts of words that a card may be looked for by: names in plain letters, ids of versions that
may be shown, runs of days ("2019-07-25/2019-07-26"), all ids that name the event, and the known
times of the versions that tell of it."""

_SOME = card_text.c.event.in_(bindparam("events", expanding=True))
_TEXTS = {
    column.name: select(column).where(_SOME)
    for column in (card_text.c.body, card_text.c.profile, card_text.c.compared)
}
_MOMENTS = select(card_text.c.event, card_text.c.moments).where(_SOME)
# Made once: to make a statement takes longer than to run it.

Words = Mapping[str, frozenset[str]]
CardRows = tuple[dict[str, object], dict[str, object], list[dict[str, object]]]
"""An event's rows of `card`, `card_text` and `card_word`."""


@dataclass(frozen=True, slots=True)
class Card:
    """What lists tell of an event, since when nothing more was told, and what it is found by.

    `last_known` is the newest known time of any version of its reports, `last_told` that of those
    that tell of it.
    """

    details: EventDetails
    last_known: datetime
    last_told: datetime
    words: Words

    @property
    def runs(self) -> list[tuple[date, date]]:
        """The runs of days that are told of the event."""
        pairs = (word.split("/") for word in self.words[DAYS])
        return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs]


def cards_at(
    seen: View, identities: Sequence[Identity], book: Codebook, *, whole: bool = True
) -> list[Card]:
    """The cards of those of the events that could be read of by then, worked out from the rows.

    Without `whole`, actors are not asked for: then fewer claims have to be read.
    """
    if not identities:
        return []
    needed: ColumnElement[bool] | None = None
    if not whole:
        slots = {"when", *naming_slots(book, {one.kind for one in identities})}
        needed = or_(claim.c.slot.in_(sorted(slots)), has_part(claim.c.body, "place"))
    told = [one for one in decide_all(seen, identities, book, needed) if one.gathered.told_in]
    rows = event_rows(seen, told, book)
    return [_card(one, details_of(one, row, book)) for one, row in zip(told, rows, strict=True)]


def _card(told: Decided, details: EventDetails) -> Card:
    versions = told.gathered.versions
    return Card(
        details,
        last_known=max(version.row.stands_since for version in versions.values()),
        last_told=max(versions[id].row.known_at for id in told.gathered.told_in),
        words=_words(told),
    )


def _words(told: Decided) -> Words:
    gathered = told.gathered
    names: dict[str, set[str]] = {sort: set() for sort in (PLACE, ACTOR)}
    for one in gathered.placed:
        if one.hidden is not None:
            continue
        speaker, value = one.claim.speaker, one.claim.value
        names[ACTOR] |= {speaker.name, speaker.code or ""}
        if isinstance(value, ActorValue):
            names[ACTOR] |= {value.name, value.code or ""}
        elif isinstance(value, PlaceValue):
            names[PLACE].add(value.name)
    tells = [gathered.versions[id] for id in gathered.told_in]
    names[OUTLET] = {version.row.outlet or "" for version in tells}
    return {
        **{sort: frozenset(map(as_word, some)) - {""} for sort, some in names.items()},
        VERSION: frozenset(version.id for version in tells if version.hidden is None),
        DAYS: frozenset(f"{first}/{last}" for first, last in days_of_event(told)),
        FOUNDER: gathered.identity.ids,
        TOLD: frozenset(stamp(version.row.known_at) for version in tells),
    }


def as_word(name: str) -> str:
    """A name as a card holds it."""
    return clip(plain(name))


def profiles_at(
    seen: View, identities: Sequence[Identity], book: Codebook
) -> list[tuple[Card, EventHistory]]:
    """As `cards_at`, each with the event by itself."""
    return [(card, history) for card, _, history in _told_at(seen, identities, book)]


def _told_at(
    seen: View, identities: Sequence[Identity], book: Codebook
) -> Iterator[tuple[Card, Told, EventHistory]]:
    events = tell_known(seen, identities, book)
    for told, row in zip(events, event_rows(seen, events, book), strict=True):
        yield _card(told, details_of(told, row, book)), told, bare_history(told, row.name)


def rows_to_keep(
    seen: View, identities: Sequence[Identity], book: Codebook, batch: int
) -> Iterator[CardRows]:
    """For each event, its rows of the tables of `onrecord.ledger.cards`."""
    events = list(_told_at(seen, identities, book))
    quiet = dict(quiet_events(seen, {held.event: held for _, _, held in events}, book))
    for one, told, history in events:
        event = one.details.event
        days = [word.split("/") for word in one.words[DAYS]]
        yield (
            {
                "event": event.id,
                "kind": event.kind,
                "batch": batch,
                "first_known": stamp(event.first_known),
                "last_known": stamp(one.last_known),
                "last_told": stamp(one.last_told),
                "first_day": min((first for first, _ in days), default=None),
                "last_day": max((last for _, last in days), default=None),
                "judged": one.details.judgements,
            },
            {
                "event": event.id,
                "body": details_as_text(one.details),
                "profile": profile_as_text(profile_of(history, book)),
                "moments": moments_as_text(list(profiles_then(told, history, book))),
                "compared": _compared_as_text(compared(history, book)),
                "stated": stated_as_text(told, quiet[event.id]),
            },
            [
                {"sort": sort, "word": word, "event": event.id}
                for sort, words in one.words.items()
                for word in sorted(words)
            ],
        )


def _compared_as_text(history: EventHistory) -> str:
    body = [
        *(history.event, history.kind, history.name),
        rows_as_json(history.rows),
        [mention.body() for mention in history.mentions],
    ]
    return json.dumps(body, ensure_ascii=False)


def _compared_from_text(text: str) -> EventHistory:
    event, kind, name, rows, mentions = json.loads(text)
    return EventHistory(
        event=event,
        kind=kind,
        name=name,
        rows=rows_from_json(rows),
        versions={},
        mentions=tuple(Mention.from_body(mention) for mention in mentions),
    )


def kept_details(seen: View, events: Collection[str]) -> dict[str, EventDetails]:
    """Event id -> what lists tell of it, of those that have a card."""
    found = map(details_from_text, _kept(seen, card_text.c.body, events))
    return {details.event.id: details for details in found}


def kept_profiles(seen: View, events: Collection[str]) -> list[Profile]:
    """What others are compared with the events by, of those that have a card."""
    return [profile_from_text(text) for text in _kept(seen, card_text.c.profile, events)]


def kept_histories(seen: View, events: Collection[str]) -> dict[str, EventHistory]:
    """Event id -> the claims that others are compared with it by, of those that have a card."""
    found = map(_compared_from_text, _kept(seen, card_text.c.compared, events))
    return {history.event: history for history in found}


def kept_moments(seen: View, events: Collection[str], kind: str) -> dict[str, Then]:
    """Event id -> how it was at the known clock, of those events of the kind that have a card and
    were told of by then, but of which more was told later."""
    found: dict[str, Then] = {}
    for some in in_lots(events):
        for row in seen.connection.execute(_MOMENTS, {"events": some}):
            then = profile_at(row.moments, row.event, kind, seen.known or "")
            if then is not None:
                found[row.event] = then
    return found


def _kept(seen: View, column: Column[str], events: Collection[str]) -> Iterator[str]:
    for some in in_lots(events):
        yield from seen.connection.execute(_TEXTS[column.name], {"events": some}).scalars()


def kept_cards(seen: View, identities: Iterable[Identity]) -> dict[str, Card]:
    """Event id -> card, of those that have one which holds at the clocks.

    What is as it was when the card was made is: all versions of its reports were known by then,
    the card was made of nothing that was recorded later, and the same ids name the event.
    """
    named = {one.id: one for one in identities}
    rows = {}
    for some in in_lots(named):
        question = select(card.c.event, card.c.last_known, card.c.last_told).where(
            card.c.event.in_(some)
        )
        if seen.known is not None:
            question = question.where(card.c.last_known <= seen.known)
        if seen.cutoff is not None:
            question = question.where(card.c.batch <= seen.cutoff)
        rows.update({row.event: row for row in seen.connection.execute(question)})
    words = _kept_words(seen, rows)
    details = kept_details(seen, rows)
    return {
        id: Card(
            details[id],
            datetime.fromisoformat(row.last_known),
            datetime.fromisoformat(row.last_told),
            words[id],
        )
        for id, row in rows.items()
        if words[id][FOUNDER] == named[id].ids
    }


def _kept_words(seen: View, events: Collection[str]) -> dict[str, Words]:
    sorts = (PLACE, ACTOR, OUTLET, VERSION, DAYS, FOUNDER, TOLD)
    found: dict[str, dict[str, set[str]]] = {id: {sort: set() for sort in sorts} for id in events}
    for some in in_lots(events):
        question = select(card_word).where(card_word.c.event.in_(some))
        for row in seen.connection.execute(question):
            found[row.event][row.sort].add(row.word)
    return {
        id: {sort: frozenset(words) for sort, words in held.items()} for id, held in found.items()
    }
