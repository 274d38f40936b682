"""How a ledger of an older onrecord becomes one of this: numbered steps, listed by hand.

Step N (`vNNNN.py`) takes a ledger of schema N - 1 to schema N through alembic's operations, which
know how to change a table of SQLite. A step spells out its own statements and imports nothing of
the tables as they are today, so that it does the same for ever. A step may add tables, columns,
indexes and triggers; it never touches what a recorded row says.
"""

from __future__ import annotations

from collections.abc import Callable

from alembic.operations import Operations

from onrecord.ledger.migrations import v0001, v0002, v0003

STEPS: tuple[Callable[[Operations, str], None], ...] = (
    v0001.upgrade,
    v0002.upgrade,
    v0003.upgrade,
)
"""The steps in order; each takes the operations and the dialect's name."""
