"""An older ledger becomes one that this onrecord reads."""

from __future__ import annotations

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text

from onrecord.ledger.ledger import reach, schema_of
from onrecord.ledger.migrations import STEPS
from onrecord.ledger.problems import LedgerAhead, NoLedger
from onrecord.ledger.tables import SCHEMA


def upgrade(url_or_path: str | Path) -> tuple[int, int]:
    """Take the ledger to the schema of this onrecord: its schema before and after.

    One transaction: it ends wholly upgraded or as it was. Equal numbers: nothing was to be done.
    Back the ledger up first.

    Raises:
        NoLedger, NotALedger, LedgerAhead: see there.
    """
    with reach(url_or_path, create=False) as ledger:
        found = schema_of(ledger)
        if found is None:
            raise NoLedger(ledger.name)
        if found > SCHEMA:
            raise LedgerAhead(ledger.name, found=found, needed=SCHEMA)
        if found < SCHEMA:
            with ledger.writing() as connection:
                migrate(connection, found)
    return found, SCHEMA


def migrate(connection: Connection, found: int) -> None:
    """Run the steps after schema `found`; 0 is an empty database."""
    operations = Operations(MigrationContext.configure(connection))
    for step in STEPS[found:]:
        step(operations, connection.dialect.name)
    connection.execute(text("UPDATE schema_version SET number = :number"), {"number": len(STEPS)})
