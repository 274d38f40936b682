"""Pages as HTML: the templates, and what they may call."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord import __version__
from onrecord.desk.links import Links, clock
from onrecord.desk.shown import Shown
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
        hedge=_hedge,
        item=words.item_words,
        moment=words.moment,
        printable=words.printable,
        speaker=words.speaker_words,
        version=words.version_words,
        who=who_of,
    )
    made.globals.update(version_of_onrecord=__version__)
    return made


def _counted(things: Any, singular: str, plural: str = "") -> str:
    """A number, or how many there are, with its noun."""
    return words.counted(things if isinstance(things, int) else len(things), singular, plural)


def _hedge(line: Any) -> str:
    """What limits the claim of a line; empty where nothing does."""
    claim = line.row.claim
    told = words.hedge_words(claim.certainty, claim.polarity, claim.modality, line.hedge)
    return "" if told == "–" else told
