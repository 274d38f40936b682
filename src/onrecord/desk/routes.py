"""Every address of the desk, in one table."""

from __future__ import annotations

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.desk.openapi import describe
from onrecord.desk.pages import PAGES
from onrecord.desk.problems import on_refusal
from onrecord.desk.review_routes import review_routes
from onrecord.desk.review_state import Reviewing
from onrecord.desk.safety import Doors
from onrecord.desk.serving import as_html, as_json, json_response


def routes(state: Reviewing, doors: Doors) -> list[BaseRoute]:
    """The routes of the application."""
    static = StaticFiles(directory=str(files("onrecord.desk") / "static"))
    found: list[BaseRoute] = [Mount("/static", static, name="static")]
    for page in PAGES:
        found.append(Route(page.json_address, as_json(page.make)))
        found.append(Route(page.address, as_html(page.sheet or page.make)))
    found.append(Route("/openapi.json", _openapi))
    return [*found, *review_routes(state, doors, on_refusal)]


def _openapi(_request: Request) -> Response:
    return json_response(describe())
