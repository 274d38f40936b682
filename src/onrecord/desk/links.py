"""Addresses of pages, as the desk serves them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Protocol
from urllib.parse import quote, urlencode

from onrecord.queries.clocks import NOW, Clocks

SHORT = 16
"""Characters of an id in an address: one that names two rows is out of reach."""


class Links(Protocol):
    """Where pages are, for a template."""

    @property
    def live(self) -> bool:
        """Whether a server answers there: forms work, and there is JSON beside each page."""

    def home(self) -> str:
        """The events."""

    def events(self, filters: Mapping[str, str], number: int) -> str:
        """A page of the list of the events that fit."""

    def event(self, id: str, known: datetime | None = None) -> str:
        """An event, as of `known` where that is given."""

    def event_now(self, id: str) -> str:
        """An event as it stands now, whatever the clocks of the page."""

    def reports(self, outlet: str | None = None, number: int = 1) -> str:
        """A page of the list of the reports, of an outlet where one is named."""

    def version(self, id: str) -> str:
        """A version of a report."""

    def changes(self, before: str, after: str) -> str:
        """What changed between two versions of a report."""

    def actors(self) -> str:
        """The actors."""

    def actor(self, name: str) -> str:
        """An actor, by code or name."""

    def claim(self, id: str) -> str:
        """A claim: how it came about, and the words that it rests on."""

    def search(self) -> str:
        """Where words are looked for, with `?q=`."""

    def index(self) -> str:
        """A way to find words without scripts: the search, or the names of a site."""

    def asset(self, name: str) -> str:
        """A file of `static/`."""


@dataclass(frozen=True, slots=True)
class DeskLinks:
    """Addresses on the desk; those of the record keep the clocks of the page that they stand on."""

    clocks: Clocks = NOW
    live: bool = True

    def home(self) -> str:
        """The events."""
        return self._at("/")

    def events(self, filters: Mapping[str, str], number: int) -> str:
        """A page of the list of the events that fit."""
        return self._at("/", **filters, page=str(number) if number > 1 else "")

    def event(self, id: str, known: datetime | None = None) -> str:
        """An event, as of `known` where that is given."""
        return self._at(f"/events/{id[:SHORT]}", known=clock(known) if known else "")

    def event_now(self, id: str) -> str:
        """An event as it stands now, whatever the clocks of the page."""
        return DeskLinks(Clocks(recorded=self.clocks.recorded)).event(id)

    def reports(self, outlet: str | None = None, number: int = 1) -> str:
        """A page of the list of the reports, of an outlet where one is named."""
        page = str(number) if number > 1 else ""
        return self._at("/reports", outlet=outlet or "", page=page)

    def version(self, id: str) -> str:
        """A version of a report."""
        return self._at(f"/reports/{id[:SHORT]}")

    def changes(self, before: str, after: str) -> str:
        """What changed between two versions of a report."""
        return self._at(f"/reports/{after[:SHORT]}/changes", since=before[:SHORT])

    def actors(self) -> str:
        """The actors."""
        return self._at("/actors")

    def actor(self, name: str) -> str:
        """An actor, by code or name."""
        return self._at(f"/actors/{quote(name, safe='')}")

    def claim(self, id: str) -> str:
        """A claim: how it came about, and the words that it rests on."""
        return self._at(f"/claims/{id[:SHORT]}")

    def search(self) -> str:
        """The search."""
        return "/search"

    def index(self) -> str:
        """The search."""
        return self._at("/search")

    def asset(self, name: str) -> str:
        """A file of `static/`; its address changes with what is in it."""
        return f"/static/{name}?v={_digest(name)}"

    def _at(self, path: str, **query: str) -> str:
        asked = {name: value for name, value in query.items() if value}
        for name, at in (("known", self.clocks.known), ("recorded", self.clocks.recorded)):
            if at is not None and name not in asked:
                asked[name] = clock(at)
        return f"{path}?{urlencode(asked, safe=':')}" if asked else path


def clock(at: datetime) -> str:
    """An instant as a clock in an address.

    >>> from datetime import UTC
    >>> clock(datetime(2019, 7, 25, 9, 10, tzinfo=UTC))
    '2019-07-25T09:10Z'
    >>> clock(datetime(2019, 7, 25, 23, 59, 59, tzinfo=UTC))
    '2019-07-25T23:59:59Z'
    """
    whole = "minutes" if not (at.second or at.microsecond) else "auto"
    return at.isoformat(timespec=whole).replace("+00:00", "Z")


@lru_cache(maxsize=32)
def _digest(name: str) -> str:
    data = files("onrecord.desk").joinpath("static", name).read_bytes()
    return hashlib.sha256(data).hexdigest()[:12]
