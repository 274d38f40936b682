"""The events: one selection of them as a list, along time and on a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.desk.asked import Asked
from onrecord.desk.shown import Shown
from onrecord.errors import Misused
from onrecord.queries import find_dated_events, find_reports
from onrecord.queries.codebooks import codebook_of_ledger
from onrecord.queries.details import EventDetails, event_details
from onrecord.queries.search import search_words
from onrecord.queries.short import day_of, with_days
from onrecord.queries.speakers import plain

FILTERS = ("kind", "place", "actor", "outlet", "since", "until", "reviewed", "q")
_SHOWN, _SOUGHT, _ON_A_SITE = 50, 200, 5000
REVIEWED = ("yes", "no")


@dataclass(frozen=True, slots=True)
class EventsPage:
    """The events of a selection, by the day they happened on.

    `filters` is what was asked for, `kinds` the codebook's (name, title). `more` tells that there
    are more than are shown: those last told of. `empty` tells that there is no report at all.
    """

    filters: Mapping[str, str]
    kinds: tuple[tuple[str, str], ...]
    events: tuple[EventDetails, ...]
    more: bool
    empty: bool


def events_page(asked: Asked) -> Shown:
    """The events that fit all filters.

    Raises:
        Misused: a day cannot be read, or there is no such kind.
    """
    return Shown("events.html", _selection(asked, _SHOWN))


def all_events_page(asked: Asked) -> Shown:
    """As `events_page`, with as many events as a page of a site may have."""
    return Shown("events.html", _selection(asked, _ON_A_SITE))


def _selection(asked: Asked, most: int) -> EventsPage:
    filters = {name: word for name in FILTERS if (word := asked.word(name)) is not None}
    book = codebook_of_ledger(asked.ledger)
    kinds = tuple(sorted(((k.name, k.title) for k in book.kinds.values()), key=lambda k: k[1]))
    if "kind" in filters and filters["kind"] not in book.kinds:
        names = ", ".join(sorted(book.kinds))
        raise Misused(f'There is no kind "{filters["kind"][:40]}".', f"Choose one of: {names}.")
    if filters.get("reviewed", "yes") not in REVIEWED:
        raise Misused('"reviewed" is yes or no.', "Leave it out to see both.")
    narrow = {"outlet", "reviewed", "q"} & filters.keys()
    dated = find_dated_events(
        asked.ledger,
        asked.clocks,
        kind=filters.get("kind"),
        actor=filters.get("actor"),
        place=filters.get("place"),
        since=_bound(filters.get("since"), 0),
        until=_bound(filters.get("until"), 1),
        limit=_SOUGHT if narrow else most + 1,
    )
    ids = [one.event.id for one in dated]
    if "q" in filters:
        told = _told_in(asked, filters["q"])
        ids = [id for id in ids if id in told]
    fitting = [one for one in event_details(asked.ledger, ids, asked.clocks) if _fits(one, filters)]
    return EventsPage(
        filters=filters,
        kinds=kinds,
        events=tuple(fitting[-most:]),
        more=len(fitting) > most or (bool(narrow) and len(dated) == _SOUGHT),
        empty=not fitting and not find_reports(asked.ledger, asked.clocks, limit=1),
    )


def _bound(words: str | None, end: int) -> date | None:
    if words is None:
        return None
    days = day_of(with_days(words))
    if days is None:
        raise Misused(
            f'"{words[:40]}" is not a day.',
            'Write a day ("2019-07-25"), a month ("2019-07") or a year.',
        )
    return days[end]


def _told_in(asked: Asked, words: str) -> set[str]:
    """The events that something is claimed of in a sentence that holds the words."""
    hits = search_words(asked.ledger, words, asked.clocks)
    return {row.event for hit in hits for row in hit.claims}


def _fits(one: EventDetails, filters: Mapping[str, str]) -> bool:
    if "outlet" in filters and not any(
        plain(filters["outlet"]) in plain(outlet) for outlet in one.outlets
    ):
        return False
    return "reviewed" not in filters or (one.judgements > 0) == (filters["reviewed"] == "yes")
