"""One desk served by two processes, on real sockets: whichever answers, it is the same desk.

Which one answers is not left to chance: the other is stopped meanwhile.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from desk.doors import WORD, users_file
from onrecord.desk.users import Role

_CHILDREN = Path("/proc/self/task") / str(os.getpid()) / "children"
pytestmark = pytest.mark.skipif(
    not _CHILDREN.exists(), reason="the system does not tell which processes serve"
)


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that is served: its address, the process that began it, those that answer."""

    address: str
    process: subprocess.Popen[str]
    workers: tuple[int, ...]

    @contextmanager
    def by(self, number: int) -> Iterator[None]:
        """Only this one of the processes answers."""
        others = [pid for at, pid in enumerate(self.workers) if at != number]
        for pid in others:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in others:
                os.kill(pid, signal.SIGCONT)


@pytest.fixture(scope="module")
def desk(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo's ledger, served by two processes to reviewers, those of one test to none other."""
    folder = tmp_path_factory.mktemp("workers")
    ledger = shutil.copy(demo, folder / "record.db")
    users = users_file(folder, **dict.fromkeys(("mara", "jon", "ada", "eve"), Role.REVIEWER))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord", "serve", "--workers", "2", "--port", str(port)]
    command += ["--ledger", str(ledger), "--users", str(users.path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        address = f"http://127.0.0.1:{port}"
        yield Served(address, process, _ready(process, address))
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _ready(process: subprocess.Popen[str], address: str) -> tuple[int, ...]:
    """The processes that answer, once each has."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        found = tuple(pid for pid in _below(process.pid) if "spawn_main" in _command(pid))
        if len(found) == 2 and all(_answers(address, pid, found) for pid in found):
            return found
        time.sleep(0.2)
    raise AssertionError("the desk did not open")


def _answers(address: str, pid: int, among: tuple[int, ...]) -> bool:
    others = [one for one in among if one != pid]
    for one in others:
        os.kill(one, signal.SIGSTOP)
    try:
        return httpx.get(f"{address}/sign-in", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False
    finally:
        for one in others:
            os.kill(one, signal.SIGCONT)


def _below(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


@dataclass(slots=True)
class Person:
    """A browser that opens a connection for each request, so that any process may answer."""

    desk: Served
    name: str
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(
            base_url=self.desk.address, headers={"Connection": "close"}, timeout=60
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


def test_failures_to_sign_in_are_counted_together(desk: Served) -> None:
    eve = Person(desk, "eve")
    for number in range(10):
        with desk.by(number % 2):
            assert eve.sign_in(f"wrong {number}").status_code == 403
    for number in (0, 1):
        with desk.by(number):
            assert eve.sign_in().status_code == 429


def test_a_process_that_died_is_replaced_and_all_end_together(desk: Served) -> None:
    os.kill(desk.workers[0], signal.SIGKILL)
    after = _ready(desk.process, desk.address)
    assert desk.workers[0] not in after
    os.kill(desk.process.pid, signal.SIGKILL)
    desk.process.wait()
    deadline = time.monotonic() + 30
    while any(map(_serves, after)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(_serves, after))


def _serves(pid: int) -> bool:
    """Whether the process still runs; one that ended and that nobody asks about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
