"""A copy of the ledger in a file of its own, while others go on writing."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from onrecord.errors import Misused
from onrecord.ledger.dump import dump
from onrecord.ledger.ledger import Ledger


def backup(ledger: Ledger, path: Path) -> str | None:
    """Copy the ledger to `path` and give the head that the copy has at least.

    From SQLite a ledger that can be opened as it is, from PostgreSQL a dump (see `load`). The file
    is there whole or not at all.

    Raises:
        Misused: something is at `path` already.
    """
    if path.exists():
        raise Misused(f"{path} is there already.", "Name a new file: backups are not overwritten.")
    part = path.with_name(path.name + ".part")
    head = ledger.head()
    try:
        if ledger.engine.dialect.name == "sqlite":
            source = sqlite3.connect(str(ledger.engine.url.database))
            target = sqlite3.connect(part)
            try:
                source.backup(target)
            finally:
                source.close()
                target.close()
        else:
            with part.open("wb") as out:
                head = dump(ledger, out)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return head
