"""The events: one selection of them as a list, along time and on a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.desk.asked import Asked
from onrecord.desk.shown import Shown
from onrecord.errors import Misused
from onrecord.queries import find_reports
from onrecord.queries.codebooks import codebook_of_ledger
from onrecord.queries.details import EventDetails
from onrecord.queries.listing import find_details
from onrecord.queries.selecting import Selection
from onrecord.queries.short import day_of, with_days

FILTERS = ("kind", "place", "actor", "outlet", "since", "until", "reviewed", "q")
_SHOWN, _ON_A_SITE, _MOST_PAGES = 50, 200, 10_000
REVIEWED = ("yes", "no")


@dataclass(frozen=True, slots=True)
class EventsPage:
    """The events of a selection, by the day they happened on.

    `filters` is what was asked for, `kinds` the codebook's (name, title). The page `number` 1 has
    those last told of; `more` tells that there is a page after it. `empty` tells that there is no
    report at all.
    """

    filters: Mapping[str, str]
    kinds: tuple[tuple[str, str], ...]
    events: tuple[EventDetails, ...]
    number: int
    more: bool
    empty: bool


def events_page(asked: Asked) -> Shown:
    """The events that fit all filters.

    Raises:
        Misused: a day or number cannot be read, or there is no such kind.
    """
    return Shown("events.html", select_events(asked, _SHOWN))


def site_events_page(asked: Asked) -> Shown:
    """As `events_page`, with as many events as a page of a site has."""
    return Shown("events.html", select_events(asked, _ON_A_SITE))


def select_events(asked: Asked, most: int) -> EventsPage:
    """The events that fit, `most` on a page.

    Raises:
        Misused: see `events_page`.
    """
    filters = {name: word for name in FILTERS if (word := asked.word(name)) is not None}
    book = codebook_of_ledger(asked.ledger)
    kinds = tuple(sorted(((k.name, k.title) for k in book.kinds.values()), key=lambda k: k[1]))
    if "kind" in filters and filters["kind"] not in book.kinds:
        names = ", ".join(sorted(book.kinds))
        raise Misused(f'There is no kind "{filters["kind"][:40]}".', f"Choose one of: {names}.")
    if filters.get("reviewed", "yes") not in REVIEWED:
        raise Misused('"reviewed" is yes or no.', "Leave it out to see both.")
    number = page_number(asked)
    selection = Selection(
        kind=filters.get("kind"),
        actor=filters.get("actor"),
        place=filters.get("place"),
        since=_bound(filters.get("since"), 0),
        until=_bound(filters.get("until"), 1),
        outlet=filters.get("outlet"),
        reviewed=filters["reviewed"] == "yes" if "reviewed" in filters else None,
        words=filters.get("q"),
    )
    skip = (number - 1) * most
    found = find_details(asked.ledger, asked.clocks, selection, limit=most, skip=skip)
    more = len(found) == most and bool(
        find_details(asked.ledger, asked.clocks, selection, limit=1, skip=skip + most)
    )
    return EventsPage(
        filters=filters,
        kinds=kinds,
        events=found,
        number=number,
        more=more,
        empty=not found and not find_reports(asked.ledger, asked.clocks, limit=1),
    )


def page_number(asked: Asked) -> int:
    """The number of a list's page; 1 where none is asked for.

    Raises:
        Misused: it is no number, or there cannot be such a page.
    """
    word = asked.word("page")
    if word is None:
        return 1
    is_number = word.isascii() and word.isdecimal() and len(word) <= len(str(_MOST_PAGES))
    if not is_number or not 0 < int(word) <= _MOST_PAGES:
        raise Misused(f'"{word[:20]}" is no page of a list.', "Pages have the numbers 1, 2 …")
    return int(word)


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
