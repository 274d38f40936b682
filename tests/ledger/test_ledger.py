"""Opening: what is there, what is not, and what is something else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger_histories import record_everything
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.problems import LedgerOutOfReach, NoLedger, NotALedger
from onrecord.ledger.rows import make_row


def test_a_new_ledger_is_empty(ledger: Ledger) -> None:
    assert ledger.head() is None


def test_a_ledger_is_there_when_it_is_opened_again(new_url: Callable[[], str]) -> None:
    url = new_url()
    with open_ledger(url) as ledger:
        record_everything(ledger)
        head = ledger.head()
    with open_ledger(url, create=False) as ledger:
        assert ledger.head() == head


def test_without_create_nothing_is_made(new_url: Callable[[], str]) -> None:
    url = new_url()
    with pytest.raises(NoLedger):
        open_ledger(url, create=False)
    with pytest.raises(NoLedger):
        open_ledger(url, create=False)


def test_what_is_no_ledger_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Not a database, and long enough to be looked at as one.</p>" * 20)
    for name in (
        page,
        tmp_path,
        tmp_path / "no" / "such.db",
        "mysql://localhost/x",
        "nonsense://",
        "postgresql://host:ninety/x",
        "postgresql://host:99999/x",
        "",
        ":memory:",
        "sqlite://",
        "/dev/null",
    ):
        with pytest.raises(NotALedger):
            open_ledger(name)
    assert not (tmp_path / "no").exists()


def test_what_cannot_be_reached_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerOutOfReach, match="No such file"):
        open_ledger(f"postgresql://nobody@/x?host={tmp_path}")


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    for place in (f"/x?host={tmp_path}", "host:ninety/x", "host:99999/x"):
        with pytest.raises((NotALedger, LedgerOutOfReach)) as caught:
            open_ledger(f"postgresql://ann:secret@{place}")
        assert "secret" not in str(caught.value)


def test_writers_take_turns_and_readers_never_wait(new_url: Callable[[], str]) -> None:
    """Two threads with ledgers of their own, both creating, both writing 25 batches."""
    url = new_url()
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with open_ledger(url) as ledger:
                for number in range(25):
                    with ledger.batch(author_kind="person", author=name) as batch:
                        batch.add(make_row("report", {"key": f"{name} {number}"}))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("Ann", "Ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with open_ledger(url) as ledger, ledger.batch(author_kind="person", author="Cat") as batch:
        assert batch.seq == 51
        assert ledger.head() == batch.previous
