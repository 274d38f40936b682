"""Full-text search: sentences of reports that hold some words, and the events told in them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.desk.asked import Asked
from onrecord.desk.shown import Shown
from onrecord.queries.details import EventDetails
from onrecord.queries.rows import SearchHit
from onrecord.queries.search import search_with_events

_EVENTS = 12


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was looked for, the sentences that hold it, newest report first, and their events."""

    words: str
    hits: tuple[SearchHit, ...]
    events: tuple[EventDetails, ...]


def search_page(asked: Asked) -> Shown:
    """The sentences that hold the words `q`; none where nothing was asked.

    Raises:
        Misused: there is no word in them.
    """
    words = asked.word("q")
    if words is None:
        return Shown("search.html", SearchPage("", (), ()))
    hits, events = search_with_events(asked.ledger, words, asked.clocks, most_events=_EVENTS)
    return Shown("search.html", SearchPage(words, hits, events))
