"""Pages as HTML: the templates, and what they may call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord import __version__
from onrecord.desk.graph import draw_graphs
from onrecord.desk.held import held_slots
from onrecord.desk.links import Links, clock
from onrecord.desk.local_time import local, zone_of
from onrecord.desk.map import draw_map
from onrecord.desk.shown import Shown
from onrecord.queries.details import Spot
from onrecord.queries.words import day_words
from onrecord.views import words
from onrecord.views.lines import who_of


def draw(shown: Shown, links: Links, **beside: Any) -> str:
    """The page as HTML.

    `beside` are names that the base template uses (`clocks`, `path`, `user` …).
    """
    template = templates().get_template(shown.template)
    context: Mapping[str, Any] = {"page": shown.page, "links": links, **beside}
    return template.render(context)


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates: everything that they print is escaped, and a name that is not there raises."""
    made = Environment(
        loader=PackageLoader("onrecord.desk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        clock=clock,
        counted=_counted,
        day=day_words,
        days=_days,
        hedge=_hedge,
        item=words.item_words,
        iso=_iso,
        local=local,
        moment=words.moment,
        printable=words.printable,
        speaker=words.speaker_words,
        version=words.version_words,
        who=who_of,
    )
    made.globals.update(
        version_of_onrecord=__version__,
        draw_graphs=draw_graphs,
        draw_map=draw_map,
        held_slots=held_slots,
        spots_beside=_spots_beside,
        zone_of=zone_of,
    )
    return made


def _counted(things: Any, singular: str, plural: str = "") -> str:
    """A number, or how many there are, with its noun."""
    return words.counted(things if isinstance(things, int) else len(things), singular, plural)


def _hedge(line: Any) -> str:
    """What limits the claim of a line; empty where nothing does."""
    claim = line.row.claim
    told = words.hedge_words(claim.certainty, claim.polarity, claim.modality, line.hedge)
    return "" if told == "–" else told


def _iso(at: datetime) -> str:
    """A time for the `datetime` of a `<time>`."""
    return at.isoformat(timespec="minutes")


def _days(days: tuple[date, date]) -> str:
    """The first and the last of some days; one where they are one."""
    first, last = days
    return day_words(first) if first == last else f"{day_words(first)} – {day_words(last)}"


def _spots_beside(spots: tuple[Spot, ...], event: str) -> list[tuple[str, Spot]]:
    """The places of one event, as a map takes them."""
    return [(event, spot) for spot in spots]
