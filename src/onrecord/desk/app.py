"""The application: routes, problems, and what all requests share."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from onrecord.desk.problems import on_error, on_http, on_problem
from onrecord.desk.routes import routes
from onrecord.desk.serving import Desk
from onrecord.errors import OnrecordError
from onrecord.ledger.ledger import Ledger


def build(ledger: Ledger) -> Starlette:
    """The desk on an open ledger."""
    app = Starlette(
        routes=routes(),
        exception_handlers={
            OnrecordError: on_problem,
            HTTPException: on_http,
            Exception: on_error,
        },
    )
    app.state.desk = Desk(ledger)
    return app
