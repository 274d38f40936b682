"""Pages as HTML: the templates, and what they may call."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord import __version__
from onrecord.desk.graph import draw_graphs, draw_wording
from onrecord.desk.held import held_slots, stated_once
from onrecord.desk.links import Links, clock
from onrecord.desk.local_time import local, zone_of
from onrecord.desk.map import draw_map, draw_views
from onrecord.desk.marks import marked_blocks
from onrecord.desk.shown import Shown
from onrecord.desk.strip import draw_strip
from onrecord.desk.wordwise import differing
from onrecord.model.attribution import Attribution
from onrecord.model.report import Version
from onrecord.queries.details import EventDetails, Spot
from onrecord.queries.rows import Line, Said
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
        auto_reload=False,
    )
    made.filters.update(
        around=_around,
        clock=clock,
        counted=_counted,
        day=day_words,
        differing=differing,
        days=_days,
        hedge=_hedge,
        hedge_of_row=_hedge_of_row,
        hedge_of_said=_hedge_of_said,
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
        draw_strip=draw_strip,
        draw_views=draw_views,
        draw_wording=draw_wording,
        held_slots=held_slots,
        marked_blocks=marked_blocks,
        names_of=_names_of,
        spots_beside=_spots_beside,
        spots_of_all=_spots_of_all,
        stated_once=stated_once,
        zone_of=zone_of,
    )
    return made


def compile_templates() -> None:
    """Read every template, which takes a moment, before a reader waits for one."""
    for name in templates().list_templates():
        templates().get_template(name)


def _counted(things: Any, singular: str, plural: str = "") -> str:
    """A number, or how many there are, with its noun."""
    return words.counted(things if isinstance(things, int) else len(things), singular, plural)


def _hedge(line: Line) -> str:
    """What limits the claim of a line; empty where nothing does."""
    claim = line.row.claim
    return _limits(words.hedge_words(claim.certainty, claim.polarity, claim.modality, line.hedge))


def _hedge_of_row(said: Said) -> str:
    """What limits a statement; empty where nothing does."""
    one = said.attribution
    return _limits(words.hedge_words(one.certainty, one.polarity, one.modality, said.hedge))


def _hedge_of_said(one: Attribution, text: Version) -> str:
    """As `_hedge_of_row`, of an attribution in its text."""
    hedge = one.hedge.of(text.text) if one.hedge else None
    return _limits(words.hedge_words(one.certainty, one.polarity, one.modality, hedge))


def _limits(told: str) -> str:
    return "" if told == "–" else told


def _around(sentence: str, held: str) -> tuple[str, str] | None:
    """What stands before and after words in their sentence; None where they don't stand there
    just once."""
    before, found, after = sentence.partition(held)
    return (before, after) if found and held not in after else None


def _iso(at: datetime) -> str:
    """A time for the `datetime` of a `<time>`."""
    return at.isoformat(timespec="minutes")


def _days(days: tuple[date, date]) -> str:
    """Some days by the first and the last of them; a whole month or year by its name."""
    first, last = days
    if first == last:
        return day_words(first)
    if first.year == last.year and first.day == 1:
        if (first.month, last.month, last.day) == (1, 12, 31):
            return str(first.year)
        if first.month == last.month and last.day == monthrange(last.year, last.month)[1]:
            return f"{first:%b %Y}"
    return f"{day_words(first)} – {day_words(last)}"


def _spots_beside(spots: tuple[Spot, ...], event: str) -> list[tuple[str, Spot]]:
    """The places of one event, as a map takes them."""
    return [(event, spot) for spot in spots]


def _spots_of_all(events: Sequence[EventDetails]) -> list[tuple[str, Spot]]:
    """The places of several events, as a map takes them."""
    return [(one.event.id, spot) for one in events for spot in one.spots]


def _names_of(events: Sequence[EventDetails]) -> dict[str, str]:
    """Event id -> its name."""
    return {one.event.id: one.event.name for one in events}
