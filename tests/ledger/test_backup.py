"""A copy in a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger_histories import record_everything
from onrecord.errors import Misused
from onrecord.ledger.backup import backup
from onrecord.ledger.dump import load
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.verify import verify


def test_a_backup_holds_everything(ledger: Ledger, tmp_path: Path) -> None:
    record_everything(ledger)
    path = tmp_path / "copy"
    assert backup(ledger, path) == ledger.head()
    if ledger.engine.dialect.name == "postgresql":
        with path.open("rb") as lines:
            load(lines, tmp_path / "loaded.db")
        path = tmp_path / "loaded.db"
    with open_ledger(path, create=False) as copy:
        assert copy.head() == ledger.head()
        assert verify(copy).holds
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_is_not_overwritten(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    path.write_text("dear")
    with pytest.raises(Misused):
        backup(ledger, path)
    assert path.read_text() == "dear"
