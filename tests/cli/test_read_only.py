"""Ledgers that may be asked and not written to, and places with no room or no right."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .command import Done, apart

ASKED = (["events"], ["reports", "--json"], ["verify"], ["ledger", "head"], ["ledger", "dump"])


def without_rights(*words: str | Path) -> Done:
    """Run `onrecord WORDS…` so that rights to files hold; to root, they mean nothing."""
    command = [sys.executable, "-m", "onrecord", *(str(word) for word in words)]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root cannot put its rights off here")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    """A folder whose rights a test takes away."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    yield folder
    folder.chmod(0o700)


@pytest.fixture
def closed(shared: Path, shelf: Path) -> Path:
    """A ledger file that may be read, in a folder that may be entered, and no more."""
    ledger = Path(shutil.copy(shared, shelf / "closed.db"))
    ledger.chmod(0o444)
    shelf.chmod(0o555)
    return ledger


def test_it_can_be_asked(closed: Path) -> None:
    for verb in ASKED:
        done = without_rights(*verb, "--ledger", closed)
        assert (done.code, done.err) == (0, ""), verb
        assert done.out == apart(*verb, "--ledger", closed).out
    assert os.listdir(closed.parent) == ["closed.db"]


def test_it_cannot_be_written_to(closed: Path, pages: Path, shared: Path) -> None:
    says = (
        f"Ledger {closed} can be asked only: you have no right to write to it. "
        f"Copy it with: onrecord ledger backup COPY --ledger {closed}\n"
    )
    claim = apart("search", "31", "--json", "--ledger", closed).json[0]["claims"][0]["id"]
    for verb in (
        ["read", pages],
        ["judge", "reject", claim, "--because", "x", "--author", "Ida Holm"],
        ["redact", claim, "--because", "x", "--author", "Ida Holm"],
        ["ledger", "merge", shared, "--author", "Ida Holm"],
    ):
        done = without_rights(*verb, "--ledger", closed)
        assert (done.code, done.out, done.err) == (3, "", says), verb


def test_it_can_be_copied(closed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    done = without_rights("ledger", "backup", copy, "--ledger", closed)
    assert done.code == 0, done.err
    assert apart("verify", "--ledger", copy).code == 0


def test_it_can_be_asked_while_others_write(shared: Path, shelf: Path) -> None:
    """What the writer has recorded stands in the log beside the file, and is seen."""
    ledger = Path(shutil.copy(shared, shelf / "open.db"))
    writer = sqlite3.connect(ledger)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("CREATE TABLE beside (number INTEGER)")
    writer.commit()
    for file in shelf.iterdir():
        file.chmod(0o444)
    shelf.chmod(0o555)
    done = without_rights("reports", "--ledger", ledger)
    writer.close()
    assert (done.code, done.err) == (0, "")


def test_a_ledger_that_may_not_be_read(closed: Path) -> None:
    closed.chmod(0o000)
    done = without_rights("events", "--ledger", closed)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"Ledger {closed} cannot be reached: you have no right to read it.")


def test_a_folder_that_may_not_be_written_to(shelf: Path, shared: Path) -> None:
    shelf.chmod(0o555)
    done = without_rights("demo", "--ledger", shelf / "new.db")
    assert (done.code, done.out) == (3, "")
    assert f"you have no right to write to the folder {shelf}" in done.err
    copy = without_rights("ledger", "backup", shelf / "copy.db", "--ledger", shared)
    assert (copy.code, copy.out) == (3, "")
    assert "Permission denied. Check the path and your rights to it." in copy.err


def test_no_room_on_the_disk(shared: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root mounts a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "none", disk]).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        dump = tmp_path / "dump.jsonl"
        assert apart("ledger", "dump", dump, "--ledger", shared).code == 0
        loaded = apart("ledger", "load", dump, "--ledger", disk / "new.db")
        copied = apart("ledger", "backup", disk / "copy.db", "--ledger", shared)
    finally:
        subprocess.run(["umount", disk], check=True)
    assert (loaded.code, loaded.out) == (3, "")
    assert loaded.err.startswith(f"There is no space left where ledger {disk / 'new.db'} is.")
    assert copied.code == 3
    assert "does not know how to handle" not in copied.err
