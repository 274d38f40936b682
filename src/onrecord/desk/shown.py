"""What a page shows: its data, and the template that prints them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.desk.asked import Asked
from onrecord.queries.clocks import Clocks


@dataclass(frozen=True, slots=True)
class Shown:
    """A template of `templates/`, and the page object that it gets as `page`.

    The page object is a frozen dataclass of rows; as JSON it is the same page. `clocks` are those
    that its links keep, where they are not those that were asked for.
    """

    template: str
    page: object
    status: int = 200
    clocks: Clocks | None = None


PageMaker: TypeAlias = Callable[[Asked], Shown]
"""A page: from a question to what is shown."""
