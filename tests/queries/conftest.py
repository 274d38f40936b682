from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger.ledger import Ledger, open_ledger


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger on SQLite, for questions whose answer does not hang on the database."""
    with open_ledger(tmp_path / "paper.db") as ledger:
        yield ledger
