"""Events found by what a user calls them, and how the record names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from onrecord.codebook.codebook import Codebook
from onrecord.errors import Misused
from onrecord.ledger.ledger import Ledger
from onrecord.model.record import EventRow
from onrecord.model.value import ActorValue, DateValue, PlaceValue, TermValue, TextValue
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.gather import Placed
from onrecord.queries.identity import Identity, identify, parents_of
from onrecord.queries.ids import another_sort, short_ids_in
from onrecord.queries.lines import Decided, Told
from onrecord.queries.mentioned import mentions_beginning, mentions_matching, owners_of
from onrecord.queries.naming import event_name
from onrecord.queries.short import day_of, is_short_id, with_days
from onrecord.queries.speakers import plain
from onrecord.queries.told import asking, tell_known
from onrecord.queries.visible import View, view
from onrecord.values.calendar import bounds

_LOT = 200
"""Mentions whose events are identified together."""
CHUNK = 25
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


def told_by(seen: View, ids: Iterable[str], book: Codebook, chunk: int = CHUNK) -> Iterator[Told]:
    """The events of these mentions, in that order, `chunk` at a time as they are used."""
    for some in identities_of(seen, ids, chunk):
        yield from tell_known(seen, some, book)


def told_last(
    seen: View, book: Codebook, kind: str | None, chunk: int, before: date | None = None
) -> Iterator[Told]:
    """The events (of a kind) that were last told of by then, the last first, `chunk` at a time;
    with `before`, those of which some day before that one is told."""
    days = [] if before is None else [(date.min, before - timedelta(days=1))]
    ids = mentions_matching(seen, kind=kind, days=days)
    return told_by(seen, ids, book, min(chunk, CHUNK))


def identities_of(seen: View, ids: Iterable[str], chunk: int) -> Iterator[list[Identity]]:
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


def days_of_event(told: Decided) -> list[tuple[date, date]]:
    """The closed runs of days that are told of when the event was."""
    return days_told(one for one in told.gathered.placed if one.claim.slot == "when")


def closest_days(told: Decided) -> tuple[date, date] | None:
    """The shortest run of days that is told of the event."""
    return min(days_of_event(told), key=lambda run: (run[1] - run[0], run), default=None)


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
            return _only(seen, prefix, list(told_by(seen, begun, codebook)), codebook)
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
        for told in told_by(seen, ids, codebook)
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
    return any(first <= day[1] and day[0] <= last for first, last in days_of_event(told))


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
