"""Questions whose statement is built once: to build one costs more than to ask it.

A question is a function that makes a statement for a `Sight`. Decorated with `prepared`, it makes
it once for each; `View.ask` fills in the clocks and whatever else is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, Table, and_, bindparam, true

SOME: Any = bindparam("some", expanding=True)
"""The ids asked for, in lots (`View.ask_lots`)."""

KNOWN: Any = bindparam("known")
"""The known clock as the ledger writes it."""

_CUTOFF: Any = bindparam("cutoff")


@dataclass(frozen=True, slots=True)
class Sight:
    """What the statement of a question depends on: whether not all batches count (`cut`), whether
    there is a known clock, and whether anything must not be shown."""

    cut: bool
    known: bool
    redacts: bool

    def on(self, *tables: Table) -> ColumnElement[bool]:
        """That the rows of these tables were on record by then."""
        return and_(*(table.c.batch <= _CUTOFF for table in tables)) if self.cut else true()


Question = Callable[[Sight], Executable]


def prepared(question: Question) -> Question:
    """The question, its statement made once for each sight."""
    return cache(question)
