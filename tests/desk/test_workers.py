"""One desk served by two processes, on real sockets: whichever answers, it is the same desk.

Which one answers is not left to chance: the other is stopped meanwhile. One that is stopped for
long is replaced, as one that hangs is, so nobody keeps a process's id for longer than he stops it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from desk.doors import WORD, users_file
from desk.test_cards import behind
from onrecord.desk.users import Role
from onrecord.ledger.ledger import Ledger, open_ledger

_PATIENCE = 300
"""Seconds in which even a machine that is busy with other things answers, or begins to serve."""
_CHILDREN = Path("/proc/self/task") / str(os.getpid()) / "children"
pytestmark = pytest.mark.skipif(
    not _CHILDREN.exists(), reason="the system does not tell which processes serve"
)


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that is served: its address and ledger, and the process that began it."""

    address: str
    ledger: Path
    process: subprocess.Popen[str]

    def workers(self) -> list[int]:
        """The two processes that answer now, or are about to, the older first."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.process.communicate()
            found = [pid for pid in _below(self.process.pid) if "spawn_main" in _command(pid)]
            if len(found) == 2:
                return found
            time.sleep(0.2)
        raise AssertionError("no two processes serve the desk")

    @contextmanager
    def by(self, number: int) -> Iterator[None]:
        """Only this one of the processes answers."""
        other = self.workers()[1 - number]
        try:
            _stop(other)
            while self._is_written_to():
                _signal(other, signal.SIGCONT)
                time.sleep(0.1)
                _stop(other)
            yield
        finally:
            _signal(other, signal.SIGCONT)

    def _is_written_to(self) -> bool:
        """Whether somebody holds the ledger's lock, as one that is stopped would all the while."""
        with closing(sqlite3.connect(self.ledger, timeout=0, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
            except sqlite3.OperationalError:
                return True
        return False


@pytest.fixture(scope="module")
def desk(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo's ledger, served by two processes to reviewers, those of one test to none other."""
    folder = tmp_path_factory.mktemp("workers")
    ledger = Path(shutil.copy(demo, folder / "record.db"))
    users = users_file(folder, **dict.fromkeys(("mara", "jon", "ada", "eve"), Role.REVIEWER))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord", "serve", "--workers", "2", "--port", str(port)]
    command += ["--ledger", str(ledger), "--users", str(users.path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        served = Served(f"http://127.0.0.1:{port}", ledger, process)
        _wait_for_both(served)
        yield served
    finally:
        process.terminate()
        process.communicate(timeout=_PATIENCE)


def _wait_for_both(desk: Served) -> None:
    """Until either process has answered."""
    deadline = time.monotonic() + _PATIENCE
    while not (_answers(desk, 0) and _answers(desk, 1)):
        assert time.monotonic() < deadline, "the desk did not open"
        time.sleep(0.2)


def _answers(desk: Served, number: int) -> bool:
    # Shorter than a process may be stopped before it is replaced.
    with desk.by(number), suppress(httpx.HTTPError):
        return httpx.get(f"{desk.address}/sign-in", timeout=20).status_code == 200
    return False


def _below(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _command(pid: int) -> str:
    """How the process was called; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def _state(pid: int) -> str | None:
    """Of the process, as the system has it: "T" is stopped, "Z" ended; None where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return None


def _stop(pid: int) -> None:
    _signal(pid, signal.SIGSTOP)
    while _state(pid) not in ("T", "Z", None):
        time.sleep(0.01)


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):  # replaced meanwhile
        os.kill(pid, number)


@dataclass(slots=True)
class Person:
    """A browser that opens a connection for each request, so that any process may answer."""

    desk: Served
    name: str
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(
            base_url=self.desk.address, headers={"Connection": "close"}, timeout=_PATIENCE
        )

    def get(self, path: str) -> str:
        found = self.client.get(path, follow_redirects=True)
        assert found.status_code == 200, found.text
        return found.text

    def json(self, path: str) -> Any:
        return self.client.get(path).json()

    def post(self, path: str, page: str = "/review/claims", **fields: str) -> httpx.Response:
        token = re.search(r'name="token" value="(\w+)"', self.get(page))
        assert token is not None
        return self.client.post(path, data={"token": token[1], **fields})

    def sign_in(self, word: str = WORD) -> httpx.Response:
        return self.post("/sign-in", "/sign-in", name=self.name, password=word)

    def decide(self, item: Any, **fields: str) -> str:
        named = {name: item[name] for name in ("sort", "key", "mention")}
        done = self.post("/review/decide", **named, **fields)
        assert done.status_code == 303, done.text
        return str(done.headers["Location"])


def test_two_decide_without_knowing_of_each_other_whichever_process_answers(desk: Served) -> None:
    mara, jon = Person(desk, "mara"), Person(desk, "jon")
    with desk.by(0):
        assert mara.sign_in().status_code == 303
        item = mara.json("/review/claims.json")
        onward = mara.decide(item, accept="the words bear it out")
    with desk.by(1):
        # Her session holds here, her decision counts, and she may take it back.
        assert mara.json("/review/claims.json")["key"] != item["key"]
        assert jon.sign_in().status_code == 303
        assert jon.json("/review/claims.json")["key"] == item["key"]
        assert "the words bear it out" not in jon.get("/review/history")
        assert jon.json("/review/differences.json")["both"] == 0
    with desk.by(0):
        assert jon.json("/review/claims.json")["key"] == item["key"]
        jon.decide(item, reject="someone else said it")
    with desk.by(1):
        [different] = mara.json("/review/differences.json")["different"]
        assert different["key"] == item["key"]
        assert mara.post("/review/undo", judgement=onward.partition("done=")[2]).status_code == 303
    with desk.by(0):
        assert mara.json("/review/differences.json")["both"] == 0
        assert mara.json("/review/claims.json")["key"] == item["key"]


def test_a_judgement_shows_at_once_in_every_process(desk: Served) -> None:
    ada = Person(desk, "ada")
    with desk.by(0):
        ada.sign_in()
        item = ada.json("/review/claims.json")
        address = f"/events/{item['item']['event']['id'][:16]}.json"
    for number in (0, 1):
        with desk.by(number):
            assert "it is of another event" not in ada.get(address)
    with desk.by(0):
        ada.decide(item, reject="it is of another event")
    for number in (1, 0):
        with desk.by(number):
            assert "it is of another event" in ada.get(address)


def test_the_process_that_began_the_others_keeps_what_lists_tell(desk: Served) -> None:
    """While it is stopped nobody does, and lists are right all the same."""
    mara = Person(desk, "mara")
    mara.sign_in()
    item = mara.json("/review/claims.json")
    event = item["item"]["event"]["id"]

    def judgements() -> int:
        [listed] = (
            one for one in mara.json("/events.json")["events"] if one["event"]["id"] == event
        )
        return int(listed["judgements"])

    with open_ledger(desk.ledger, create=False) as ledger:
        _wait_for_cards(ledger)
        before = judgements()
        _stop(desk.process.pid)
        try:
            mara.decide(item, accept="so it says")
            assert judgements() == before + 1
            time.sleep(2)
            assert behind(ledger)
            assert judgements() == before + 1
        finally:
            _signal(desk.process.pid, signal.SIGCONT)
        _wait_for_cards(ledger)
        assert judgements() == before + 1


def _wait_for_cards(ledger: Ledger) -> None:
    deadline = time.monotonic() + _PATIENCE
    while behind(ledger):
        assert time.monotonic() < deadline, "nobody keeps what lists tell"
        time.sleep(0.1)


def test_failures_to_sign_in_are_counted_together(desk: Served) -> None:
    eve = Person(desk, "eve")
    for number in range(10):
        with desk.by(number % 2):
            assert eve.sign_in(f"wrong {number}").status_code == 403
    for number in (0, 1):
        with desk.by(number):
            assert eve.sign_in().status_code == 429


def test_a_process_that_died_is_replaced_and_all_end_together(desk: Served) -> None:
    before = desk.workers()
    os.kill(before[0], signal.SIGKILL)
    _wait_for_both(desk)
    after = desk.workers()
    assert before[0] not in after
    os.kill(desk.process.pid, signal.SIGKILL)
    desk.process.wait()
    deadline = time.monotonic() + _PATIENCE
    while any(map(_serves, after)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(_serves, after))


def _serves(pid: int) -> bool:
    """Whether the process still runs; one that ended and that nobody asks about does not."""
    return _state(pid) not in ("Z", None)
