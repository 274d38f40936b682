"""One ledger with all stories, read once by the real command; tests that write get a copy."""

from __future__ import annotations

import shutil
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from .command import Done, Run, onrecord
from .stories import ALL, write_json


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every story as a JSON report."""
    folder = tmp_path_factory.mktemp("pages")
    write_json(folder, *ALL)
    return folder


@pytest.fixture(scope="session")
def first_read(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """The ledger of all stories, and what reading them said."""
    ledger = tmp_path_factory.mktemp("record") / "stories.db"
    done = onrecord("read", pages, ledger=ledger)
    # As one file, so that it can be copied.
    with sqlite3.connect(ledger) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return ledger, done


@pytest.fixture(scope="session")
def shared(first_read: tuple[Path, Done]) -> Path:
    """The ledger of all stories, for tests that only ask."""
    return first_read[0]


@pytest.fixture
def ledger(shared: Path, tmp_path: Path) -> Path:
    """A copy of the ledger of all stories, for tests that write."""
    return Path(shutil.copy(shared, tmp_path / "record.db"))


@pytest.fixture
def ask(shared: Path) -> Run:
    """Run the command line on the shared ledger."""
    return partial(onrecord, ledger=shared)


@pytest.fixture
def run(ledger: Path) -> Run:
    """Run the command line on a copy of the ledger of all stories."""
    return partial(onrecord, ledger=ledger)


@pytest.fixture
def new(tmp_path: Path) -> Run:
    """Run the command line on a ledger that is not there yet."""
    return partial(onrecord, ledger=tmp_path / "new.db")
