"""Every address of the desk, in one table."""

from __future__ import annotations

from importlib.resources import files

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.desk.actors import actor_page, actors_page
from onrecord.desk.claim import claim_page
from onrecord.desk.event import event_page
from onrecord.desk.events import events_page
from onrecord.desk.problems import on_refusal
from onrecord.desk.report import report_page
from onrecord.desk.reports import changes_page, reports_page
from onrecord.desk.review_routes import review_routes
from onrecord.desk.review_state import Reviewing
from onrecord.desk.safety import Doors
from onrecord.desk.search import search_page
from onrecord.desk.serving import as_html, as_json
from onrecord.desk.shown import PageMaker

PAGES: tuple[tuple[str, PageMaker], ...] = (
    ("/", events_page),
    ("/events/{event}", event_page),
    ("/reports", reports_page),
    ("/reports/{report}", report_page),
    ("/reports/{report}/changes", changes_page),
    ("/actors", actors_page),
    ("/actors/{actor:path}", actor_page),
    ("/claims/{claim}", claim_page),
    ("/search", search_page),
)
"""Address -> page; the same as JSON has `.json` behind its address ("/events.json" for "/")."""


def routes(state: Reviewing, doors: Doors) -> list[BaseRoute]:
    """The routes of the application."""
    static = StaticFiles(directory=str(files("onrecord.desk") / "static"))
    found: list[BaseRoute] = [Mount("/static", static, name="static")]
    for address, page in PAGES:
        beside = "/events.json" if address == "/" else f"{address}.json"
        found.append(Route(beside, as_json(page)))
        found.append(Route(address, as_html(page)))
    return [*found, *review_routes(state, doors, on_refusal)]
