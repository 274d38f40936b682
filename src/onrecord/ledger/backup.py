"""A copy of the ledger in a file of its own, while others go on writing."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import cast

from onrecord.errors import Misused
from onrecord.ledger.dump import dump
from onrecord.ledger.failures import said_plainly
from onrecord.ledger.ledger import Ledger


def backup(ledger: Ledger, path: Path) -> str | None:
    """Copy the ledger to `path` and give the head that the copy has at least.

    From SQLite a ledger that can be opened as it is, from PostgreSQL a dump (see `load`). The file
    is there whole or not at all.

    Raises:
        Misused: something is at `path` already, or its folder is not there.
    """
    if path.exists():
        raise Misused(f"{path} is there already.", "Name a new file: backups are not overwritten.")
    if not path.parent.is_dir():
        raise Misused(f"There is no folder {path.parent}.", "Make it, or name a file elsewhere.")
    part = path.with_name(path.name + ".part")
    head = ledger.head()
    try:
        if ledger.engine.dialect.name == "sqlite":
            part.touch()  # a folder that may not be written to says so here
            with (
                said_plainly(str(path)),
                contextlib.closing(ledger.engine.raw_connection()) as pooled,
                contextlib.closing(sqlite3.connect(part)) as target,
            ):
                source = cast("sqlite3.Connection", pooled.driver_connection)
                source.backup(target)
        else:
            with part.open("wb") as out:
                head = dump(ledger, out)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return head
