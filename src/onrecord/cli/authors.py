"""Who decides: the author of a person's judgement."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

AUTHOR_ENV = "ONRECORD_AUTHOR"


def _login() -> str:
    """The name that this user logged in with; "unknown" where the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def author_option(function: F) -> F:
    """`--author NAME`, else ONRECORD_AUTHOR, else the login name."""
    return click.option(
        "--author",
        default=lambda: os.environ.get(AUTHOR_ENV) or _login(),
        show_default=f"{AUTHOR_ENV}, else the login name",
        help="Whose decision it is.",
    )(function)
