"""Addresses of pages as files, each of which remembers that somebody links to it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onrecord.desk.actors import actors_page, whole_actor_page
from onrecord.desk.asked import Asked
from onrecord.desk.claim import claim_page
from onrecord.desk.event import event_page
from onrecord.desk.events import site_events_page
from onrecord.desk.links import SHORT
from onrecord.desk.report import report_page
from onrecord.desk.reports import changes_page, site_reports_page
from onrecord.desk.shown import Shown
from onrecord.queries.clocks import Clocks

HOME, INDEX, SEARCH = "index.html", "names.html", "search.html"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to write: its maker and what to ask it; `known` is None for the site's own clock."""

    page: Callable[[Asked], Shown]
    words: tuple[tuple[str, str], ...] = ()
    known: datetime | None = None


@dataclass(slots=True)
class SiteLinks:
    """Addresses relative to the page that they stand on.

    `wanted` holds, by file, every page that was ever linked to: whoever writes those too leaves no
    link without an end. `file` is the page that the addresses stand on.
    """

    clocks: Clocks
    wanted: dict[str, Wanted] = field(default_factory=dict)
    file: str = HOME

    @property
    def live(self) -> bool:
        """No server answers: nothing can be asked but by scripts."""
        return False

    @property
    def up(self) -> str:
        """The way to the site's root."""
        return "../" * self.file.count("/")

    def home(self) -> str:
        """The events."""
        return self._to(HOME, Wanted(site_events_page))

    def events(self, filters: Mapping[str, str], number: int) -> str:
        """Another page of the list of all events; a site has no list of some, for none is asked."""
        if filters or number == 1:
            return self.home()
        return self._to(f"events-{number}.html", Wanted(site_events_page, (("page", str(number)),)))

    def event(self, id: str, known: datetime | None = None) -> str:
        """An event, as of `known` where that is given."""
        name = f"events/{id[:SHORT]}"
        if known is not None:
            name += f"-{known:%Y%m%dT%H%M%S}"
        return self._to(f"{name}.html", Wanted(event_page, (("event", id),), known))

    def event_now(self, id: str) -> str:
        """An event at the site's own clock."""
        return self.event(id)

    def reports(self, outlet: str | None = None, number: int = 1) -> str:
        """A page of the list of all reports; a site has no list of some, for none is asked."""
        if outlet or number == 1:
            return self._to("reports.html", Wanted(site_reports_page))
        words = (("page", str(number)),)
        return self._to(f"reports-{number}.html", Wanted(site_reports_page, words))

    def version(self, id: str) -> str:
        """A version of a report."""
        return self._to(f"reports/{id[:SHORT]}.html", Wanted(report_page, (("report", id),)))

    def changes(self, before: str, after: str) -> str:
        """What changed between two versions of a report."""
        words = (("report", after), ("since", before))
        name = f"reports/{after[:SHORT]}-since-{before[:SHORT]}.html"
        return self._to(name, Wanted(changes_page, words))

    def actors(self) -> str:
        """The actors."""
        return self._to("actors.html", Wanted(actors_page))

    def actor(self, name: str) -> str:
        """An actor, by code or name."""
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        return self._to(
            f"actors/{slug}-{digest}.html", Wanted(whole_actor_page, (("actor", name),))
        )

    def claim(self, id: str) -> str:
        """A claim: how it came about, and the words that it rests on."""
        return self._to(f"claims/{id[:SHORT]}.html", Wanted(claim_page, (("claim", id),)))

    def data(self) -> str:
        """The page's data as JSON."""
        return f"{self.up}{self.file.removesuffix('.html')}.json"

    def search(self) -> str:
        """The search, for scripts."""
        return f"{self.up}{SEARCH}"

    def index(self) -> str:
        """Names and words, and the events that they stand for."""
        return f"{self.up}{INDEX}"

    def asset(self, name: str) -> str:
        """A file of `static/`."""
        return f"{self.up}static/{name}"

    def _to(self, file: str, page: Wanted) -> str:
        self.wanted.setdefault(file, page)
        return f"{self.up}{file}"
