"""The demo's ledger, read once by the real command, and a client that asks the real application."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.desk.app import build
from onrecord.ledger.ledger import Ledger, open_ledger

HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that `onrecord demo` makes; for tests that only ask."""
    path = tmp_path_factory.mktemp("desk") / "demo.db"
    command = [sys.executable, "-m", "onrecord", "demo", "--ledger", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    # As one file, so that it can be copied.
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture
def writable(demo: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of the demo's ledger, open, for tests that write."""
    with open_ledger(shutil.copy(demo, tmp_path / "record.db"), create=False) as ledger:
        yield ledger


@pytest.fixture(scope="session")
def ledger(demo: Path) -> Iterator[Ledger]:
    """The demo's ledger, open, for tests that only ask."""
    with open_ledger(demo, create=False) as found:
        yield found


@pytest.fixture(scope="session")
def client(ledger: Ledger) -> Iterator[TestClient]:
    """A client of the desk on the demo's ledger."""
    with TestClient(build(ledger), base_url=HERE) as found:
        yield found


@pytest.fixture(scope="session")
def port(ledger: Ledger) -> Iterator[int]:
    """The port of the desk on the demo's ledger, served as `onrecord serve` does."""
    from desk.doors import served

    with served(build(ledger)) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's chromium, closed with the module: while it is open an event loop runs here."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium")
    if path is None:
        warnings.warn(
            "BROWSER TESTS DID NOT RUN: apt-get install chromium", UserWarning, stacklevel=1
        )
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as made:
        found = made.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()
