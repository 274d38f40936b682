"""Events by what they are: listed, and found by what a user calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from sqlalchemy import ColumnElement, or_

from onrecord.codebook.codebook import Codebook
from onrecord.errors import Misused
from onrecord.ledger.inside import has_part
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import claim
from onrecord.model.record import EventRow
from onrecord.model.value import ActorValue, DateValue, PlaceValue, TermValue, TextValue
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.gather import Placed
from onrecord.queries.identity import Identity, identify, parents_of
from onrecord.queries.ids import another_sort, short_ids_in
from onrecord.queries.lines import Decided, Told
from onrecord.queries.mentioned import mentions_beginning, mentions_matching, owners_of
from onrecord.queries.naming import event_name, naming_slots
from onrecord.queries.rows import EventDays
from onrecord.queries.short import day_of, is_short_id, with_days
from onrecord.queries.speakers import plain
from onrecord.queries.told import asking, decide_all, tell_known
from onrecord.queries.visible import View, view
from onrecord.values.calendar import bounds

_MOST = 200
_LOT = 200
"""Mentions whose events are identified together."""
_CHUNK = 25
"""Events that are gathered together."""
_MOST_NAMED = 20
"""Candidates that an ambiguous name is shown with at most."""


class Ambiguous(Misused):
    """Words that fit several events, reports or claims.

    `candidates` are (id, name) pairs, `short` the ids as they are shown.
    """

    def __init__(
        self,
        words: str,
        what: str,
        candidates: Sequence[tuple[str, str]],
        short: Mapping[str, str],
    ) -> None:
        shown = [f"{short[id]} ({name})" for id, name in candidates[:8]]
        more = f", and {len(candidates) - 8} more" if len(candidates) > 8 else ""
        count = f"More than {_MOST_NAMED}" if len(candidates) > _MOST_NAMED else len(candidates)
        super().__init__(f'{count} {what} match "{words}": {", ".join(shown)}{more}.', "Name one.")
        self.candidates = tuple(candidates)


def ambiguous(
    seen: View, words: str, what: str, candidates: Sequence[tuple[str, str]]
) -> Ambiguous:
    """The problem that `words` fit several, each shown by an id that names it alone."""
    short = short_ids_in(seen.connection, [id for id, _ in candidates])
    return Ambiguous(words, what, candidates, short)


class NotOnRecord(Misused):
    """Nothing on record goes by that name, or not yet at the clocks asked for."""


def find_events(
    ledger: Ledger,
    clocks: Clocks = NOW,
    *,
    kind: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = _MOST,
    codebook: Codebook | None = None,
) -> tuple[EventRow, ...]:
    """The events of `find_dated_events`, in its order."""
    found = find_dated_events(
        ledger,
        clocks,
        kind=kind,
        actor=actor,
        place=place,
        since=since,
        until=until,
        limit=limit,
        codebook=codebook,
    )
    return tuple(one.event for one in found)


def find_dated_events(
    ledger: Ledger,
    clocks: Clocks = NOW,
    *,
    kind: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = _MOST,
    codebook: Codebook | None = None,
) -> tuple[EventDays, ...]:
    """Events by kind, actor, place and days, by the day they happened on, the undated last.

    `actor` fits names and codes of speakers and of those who act; `place` names; both anywhere in
    the value, case aside. `since` and `until` are days of the event, both included; an event
    whose days are not known fits neither. At most `limit` events: those last known of.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        ids = mentions_matching(
            seen,
            kind=kind,
            actor=actor,
            place=place,
            days=[(since or date.min, until or date.max)] if since or until else [],
        )
        chunk = min(limit, _CHUNK)
        # Of an actor's events every claim is asked for: any may name the actor.
        told = (
            _told(seen, ids, book, chunk)
            if actor is not None
            else _named(seen, ids, book, chunk, place)
        )
        fitting = (one for one in told if _fits(one, actor, place, since, until))
        found = list(islice(fitting, limit))
        rows = event_rows(seen, found, book)
    dated = [EventDays(row, closest_days(one)) for one, row in zip(found, rows, strict=True)]
    return tuple(sorted(dated, key=_day_key))


def _told(seen: View, ids: Iterable[str], book: Codebook, chunk: int = _CHUNK) -> Iterator[Told]:
    """The events of these mentions, in that order, `chunk` at a time as they are used."""
    for some in _identities(seen, ids, chunk):
        yield from tell_known(seen, some, book)


def told_last(
    seen: View, book: Codebook, kind: str | None, chunk: int, before: date | None = None
) -> Iterator[Told]:
    """The events (of a kind) that were last told of by then, the last first, `chunk` at a time;
    with `before`, those of which some day before that one is told."""
    days = [] if before is None else [(date.min, before - timedelta(days=1))]
    ids = mentions_matching(seen, kind=kind, days=days)
    return _told(seen, ids, book, min(chunk, _CHUNK))


def _named(
    seen: View, ids: Iterable[str], book: Codebook, chunk: int, place: str | None
) -> Iterator[Decided]:
    """As `_told`, with no more claims than name an event and, if asked for, its places."""
    for some in _identities(seen, ids, chunk):
        slots = {"when", *naming_slots(book, {one.kind for one in some})}
        needed: ColumnElement[bool] = claim.c.slot.in_(sorted(slots))
        if place is not None:
            needed = or_(needed, has_part(claim.c.body, "place"))
        for one in decide_all(seen, some, book, needed):
            if one.gathered.told_in:
                yield one


def _identities(seen: View, ids: Iterable[str], chunk: int) -> Iterator[list[Identity]]:
    """The events that these mentions belong to, in that order, `chunk` at a time."""
    done: set[str] = set()
    stream = iter(ids)
    while lot := list(islice(stream, _LOT)):
        owners = owners_of(seen, lot)
        order = dict.fromkeys(owners[id] for id in lot if owners[id] not in done)
        identities = [one for one in identify(seen, order) if one.id not in done]
        place = {event: number for number, event in enumerate(order)}
        identities.sort(key=lambda one: min(place[id] for id in one.ids if id in place))
        for one in identities:
            done |= one.ids
        for start in range(0, len(identities), chunk):
            yield identities[start : start + chunk]


def event_row(seen: View, told: Decided, codebook: Codebook) -> EventRow:
    """The event as the record names it."""
    return event_rows(seen, [told], codebook)[0]


def event_rows(seen: View, events: Sequence[Decided], codebook: Codebook) -> list[EventRow]:
    """The events as the record names them, in the order given."""
    parents = parents_of(seen, [told.gathered.identity for told in events])
    rows: list[EventRow] = []
    for told in events:
        identity, first = told.gathered.identity, first_known(told)
        rows.append(
            EventRow(
                id=identity.id,
                kind=identity.kind,
                aliases=identity.aliases,
                name=event_name(told, codebook, first),
                first_known=first,
                part_of=parents.get(identity.id),
            )
        )
    return rows


def first_known(told: Decided) -> datetime:
    """Since when the public could read of the event; it must have a claim or a mention."""
    versions = told.gathered.versions
    return min(versions[id].row.known_at for id in told.gathered.told_in)


def days_told(placed: Iterable[Placed]) -> list[tuple[date, date]]:
    """The closed runs of days that date claims give."""
    runs: list[tuple[date, date]] = []
    for one in placed:
        if isinstance(one.claim.value, DateValue):
            days = bounds(one.claim.value.edtf)
            if days is not None and days.first is not None and days.last is not None:
                runs.append((days.first, days.last))
    return runs


def _when(told: Decided) -> list[tuple[date, date]]:
    return days_told(one for one in told.gathered.placed if one.claim.slot == "when")


def closest_days(told: Decided) -> tuple[date, date] | None:
    """The shortest run of days that is told of the event."""
    return min(_when(told), key=lambda run: (run[1] - run[0], run), default=None)


def _day_key(one: EventDays) -> tuple[object, ...]:
    first_known = one.event.first_known
    first = one.days[0] if one.days else first_known.date()
    return (one.days is None, first, first_known, one.event.id)


def _fits(
    told: Decided, actor: str | None, place: str | None, since: date | None, until: date | None
) -> bool:
    shown = [one for one in told.gathered.placed if one.hidden is None]
    if actor is not None and not any(_has_actor(one, plain(actor)) for one in shown):
        return False
    if place is not None and not any(_has_place(one, plain(place)) for one in shown):
        return False
    if since is None and until is None:
        return True
    return any(
        (since is None or last >= since) and (until is None or first <= until)
        for first, last in _when(told)
    )


def _has_actor(one: Placed, words: str) -> bool:
    speaker, value = one.claim.speaker, one.claim.value
    names = [speaker.name, speaker.code or ""]
    if isinstance(value, ActorValue):
        names += [value.name, value.code or ""]
    return any(words in plain(name) for name in names)


def _has_place(one: Placed, words: str) -> bool:
    value = one.claim.value
    return isinstance(value, PlaceValue) and words in plain(value.name)


def resolve_event(
    ledger: Ledger, words: str, clocks: Clocks = NOW, codebook: Codebook | None = None
) -> EventRow:
    """The one event that a user means: by an id's first characters (6 or more), or plain words.

    Of plain words, days ("2019-07-25", "2019-07") must lie within the event's days; the others
    must each stand in its reports and begin a word of its values or mentions, or begin a word of
    its kind.

    Raises:
        Ambiguous: several events fit.
        NotOnRecord: none does, or it was not on record at the clocks asked for.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        told = resolve_in(seen, words, book)
        return event_row(seen, told, book)


def resolve_in(seen: View, words: str, codebook: Codebook) -> Told:
    """As `resolve_event`, in an open view: the event with its claims."""
    if is_short_id(words):
        prefix = words.strip().lower()
        if begun := mentions_beginning(seen, prefix):
            return _only(seen, prefix, list(_told(seen, begun, codebook)), codebook)
    asked, words = words, with_days(words)
    tokens = [plain(token) for token in words.replace(",", " ").split()]
    days = [day for token in tokens if (day := day_of(token)) is not None]
    rest = [token for token in tokens if day_of(token) is None]
    if not tokens:
        raise NotOnRecord("No event is named.", _HOW)
    wanted = {token: _kinds(token, codebook) for token in rest}
    ids = mentions_matching(seen, days=days, words=wanted)
    fitting = (
        told
        for told in _told(seen, ids, codebook)
        if all(_on(told, day) for day in days)
        and all(_says(told, token, codebook) for token in rest)
    )
    return _only(seen, asked, list(islice(fitting, _MOST_NAMED + 1)), codebook)


_HOW = "Give the first 6 or more characters of its id, or words: onrecord events lists them."


def _only(seen: View, words: str, fitting: Sequence[Told], codebook: Codebook) -> Told:
    if not fitting:
        raise _none(seen, words, codebook)
    if len(fitting) > 1:
        rows = event_rows(seen, fitting, codebook)
        rows.sort(key=lambda row: (row.first_known, row.id))
        raise ambiguous(seen, words, "events", [(row.id, row.name) for row in rows])
    return fitting[0]


def _none(seen: View, words: str, codebook: Codebook) -> Misused:
    """That no event is called so, or not yet at the clocks asked for."""
    if seen.clocks != NOW:
        try:
            told = resolve_in(view(seen.connection, NOW), words, codebook)
        except Ambiguous as now:
            return NotOnRecord(
                f"Nothing was on record about {words} at the clocks asked for.", f"Now {now}"
            )
        except Misused:
            pass
        else:
            return _too_early(seen, words, told)
    return another_sort(seen.connection, words, "an event") or NotOnRecord(
        f'Nothing on record is called "{words}".', _HOW
    )


def _too_early(seen: View, words: str, told: Told) -> NotOnRecord:
    known, first = seen.clocks.known, first_known(told)
    if known is not None and first > known:
        return NotOnRecord(
            f"Nothing was on record about {words} at {known:%Y-%m-%d %H:%M} UTC.",
            f"The first report is from {first:%Y-%m-%d %H:%M} UTC.",
        )
    first = min(version.row.recorded_at for version in told.gathered.versions.values())
    clock = seen.clocks.recorded or first
    return NotOnRecord(
        f"Nothing was on record about {words} at {clock:%Y-%m-%d %H:%M:%S} UTC.",
        f"The first report was recorded at {first:%Y-%m-%d %H:%M:%S} UTC.",
    )


def _kinds(token: str, codebook: Codebook) -> list[str]:
    """Kinds a word of whose names begins with the token."""
    return sorted(
        name
        for name, kind in codebook.kinds.items()
        if any(word.startswith(token) for word in _words(name, kind.title))
    )


def _words(*texts: str) -> set[str]:
    return {word for text in texts for word in plain(text.replace("-", " ")).split()} | {
        plain(text) for text in texts
    }


def _on(told: Told, day: tuple[date, date]) -> bool:
    return any(first <= day[1] and day[0] <= last for first, last in _when(told))


def _says(told: Told, token: str, codebook: Codebook) -> bool:
    """Whether a word of the event's kind, values or speakers begins with the token."""
    identity = told.gathered.identity
    kind = codebook.kinds.get(identity.kind)
    texts = [identity.kind, kind.title if kind else ""]
    for one in told.gathered.placed:
        if one.hidden is not None:
            continue
        value = one.claim.value
        if isinstance(value, PlaceValue | ActorValue):
            texts.append(value.name)
        elif isinstance(value, TermValue):
            texts.append(value.term)
        elif isinstance(value, TextValue):
            texts.append(value.text)
        texts.append(one.claim.span.of(one.seen.version.text))
    for mention in told.gathered.mentions.values():
        version = told.gathered.versions[mention.version]
        if version.hidden is None:
            texts.append(mention.span.of(version.version.text))
    return any(word.startswith(token) for word in _words(*texts))
