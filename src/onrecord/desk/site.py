"""The record as files for any host: the pages of the desk, each event at each of its moments.

The first page is written, then every page that it links to, and so on: a site holds all that can
be reached and no link without an end.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

from onrecord.desk.asked import Asked
from onrecord.desk.drawing import draw
from onrecord.desk.event import EventPage
from onrecord.desk.excerpts import as_excerpt
from onrecord.desk.shown import Shown
from onrecord.desk.site_index import index_page
from onrecord.desk.site_links import HOME, INDEX, SEARCH, SiteLinks, Wanted
from onrecord.desk.site_words import SiteWords
from onrecord.errors import Misused
from onrecord.ledger.ledger import Ledger
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.events import NotOnRecord
from onrecord.views.json_text import json_text

_MARK = ".onrecord-site"
"""Stands in the folder of a site, which may be written again."""


def write_site(
    ledger: Ledger,
    out: Path,
    clocks: Clocks = NOW,
    *,
    excerpts: bool = False,
    say: Callable[[int], None] = lambda _: None,
) -> int:
    """Write the record as it stands at the clocks to the folder `out`; how many pages were written.

    Beside each page stand its data as JSON, and in `search/` the words that a search needs.

    With `excerpts`, reports show the sentences that claims rest on and no more. A site that stood
    there before is replaced. `say` is told how many pages there are so far.

    Raises:
        Misused: the folder holds something else.
    """
    _prepare(out)
    links = SiteLinks(clocks)
    links.home()
    now: list[EventPage] = []
    words = SiteWords(excerpts)
    head = (ledger.head() or "")[:16]
    written: set[str] = set()
    while waiting := [file for file in links.wanted if file not in written]:
        for file in waiting:
            shown = _make(ledger, links.wanted[file], clocks)
            _write(out, file, shown, links, head, excerpts=excerpts)
            if links.wanted[file].known is None:  # an event at the site's clock, not before
                words.add(shown.page, file)
                if isinstance(shown.page, EventPage):
                    now.append(shown.page)
            written.add(file)
            say(len(written))
    for file, shown in (
        (INDEX, Shown("site_index.html", index_page(now), clocks=clocks)),
        (SEARCH, Shown("site_search.html", None, clocks=clocks)),
    ):
        _write(out, file, shown, links, head, excerpts=excerpts)
    words.write(out / "search")
    return len(written) + 2


def _make(ledger: Ledger, wanted: Wanted, clocks: Clocks) -> Shown:
    at = clocks if wanted.known is None else Clocks(wanted.known, clocks.recorded)
    try:
        return wanted.page(Asked(ledger, at, dict(wanted.words)))
    except NotOnRecord as problem:
        # Linked to from a page at a later moment, or by a name that only a person's judgement has.
        return Shown("site_missing.html", problem, clocks=at)


def _write(
    out: Path, file: str, shown: Shown, links: SiteLinks, head: str, *, excerpts: bool
) -> None:
    links.file = file
    wanted = links.wanted.get(file)
    clocks = links.clocks
    if wanted is not None and wanted.known is not None:
        clocks = Clocks(wanted.known, clocks.recorded)
    page = draw(
        shown,
        links,
        clocks=clocks,
        path={HOME: "/", "reports.html": "/reports", "actors.html": "/actors"}.get(file, file),
        now_link=links.home(),
        asked={},
        ledger=f"the record up to {head}" if head else "an empty record",
        visitor=None,
        excerpts=excerpts,
    )
    path = out / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(page, encoding="utf-8")
    if shown.page is not None:
        data = json_text(as_excerpt(shown.page) if excerpts else shown.page)
        path.with_suffix(".json").write_text(data, encoding="utf-8")


def _prepare(out: Path) -> None:
    """An empty folder with the static files."""
    if out.exists() and not out.is_dir():
        raise Misused(f"{out} is no folder.", "Name a new folder.")
    if out.exists() and any(out.iterdir()):
        if not (out / _MARK).exists():
            raise Misused(f"{out} holds other things than a site.", "Name a new or empty folder.")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARK).write_text("Written by onrecord site, which replaces what is here.\n")
    with as_file(files("onrecord.desk") / "static") as static:
        shutil.copytree(static, out / "static")
