"""The pages on which the record is read, in one table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.desk.actors import ActorPage, ActorsPage, actor_page, actors_page
from onrecord.desk.claim import ClaimPage, claim_page
from onrecord.desk.event import EventPage, event_page, event_sheet
from onrecord.desk.events import FILTERS, EventsPage, events_page
from onrecord.desk.report import ReportPage, report_page
from onrecord.desk.reports import ChangesPage, ReportsPage, changes_page, reports_page
from onrecord.desk.search import SearchPage, search_page
from onrecord.desk.shown import PageMaker


@dataclass(frozen=True, slots=True)
class PageAt:
    """A page: its address, what makes it, the page object that it has, and the words that its
    query may hold beside the clocks. `sheet` makes it to be printed, where that takes less."""

    address: str
    make: PageMaker
    shape: type
    words: tuple[str, ...] = ()
    sheet: PageMaker | None = None

    @property
    def json_address(self) -> str:
        """Where the page is as JSON."""
        return "/events.json" if self.address == "/" else f"{self.address}.json"

    @property
    def in_address(self) -> tuple[str, ...]:
        """The words that the address itself holds."""
        return tuple(re.findall(r"{(\w+)", self.address))


PAGES = (
    PageAt("/", events_page, EventsPage, (*FILTERS, "page")),
    PageAt("/events/{event}", event_page, EventPage, ("moment",), event_sheet),
    PageAt("/reports", reports_page, ReportsPage, ("outlet", "page")),
    PageAt("/reports/{report}", report_page, ReportPage, ("version",)),
    PageAt("/reports/{report}/changes", changes_page, ChangesPage, ("since",)),
    PageAt("/actors", actors_page, ActorsPage),
    PageAt("/actors/{actor:path}", actor_page, ActorPage, ("all", "differences")),
    PageAt("/claims/{claim}", claim_page, ClaimPage),
    PageAt("/search", search_page, SearchPage, ("q",)),
)
