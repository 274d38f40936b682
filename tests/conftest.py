"""Ledgers for every test that wants one: the same test on SQLite and on PostgreSQL.

PostgreSQL runs as a private cluster for the session: from Debian's binaries, in a temporary
folder, on a socket there, without a port. Where it is not installed its tests are skipped, and the
end of the run says so.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import settings

from onrecord.ledger.ledger import Ledger, open_ledger

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_numbers = itertools.count(1)
_why_skipped: list[str] = []


def _binaries() -> Path | None:
    """The folder that holds initdb, pg_ctl and postgres, the newest version first."""

    def version(folder: Path) -> int:
        name = folder.parent.name
        return int(name) if name.isdigit() else 0

    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    names = ("initdb", "pg_ctl", "postgres")
    return next((f for f in folders if all((f / name).exists() for name in names)), None)


def _unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root: the user and groups to run it as."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    return {}


@pytest.fixture(scope="session")
def postgresql_socket() -> Iterator[Path]:
    """The folder of the socket of a private cluster."""
    binaries = _binaries()
    if binaries is None:
        _why_skipped.append("no initdb in /usr/lib/postgresql/*/bin or on PATH")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    # In memory where the system offers it: thousands of small files come and go.
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2_000_000_000
    where = memory if roomy and os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir=where))
    folder.chmod(0o755)
    who = _unprivileged()
    if who:
        os.chown(folder, int(str(who["user"])), int(str(who["group"])))
    environment = {"PATH": f"{binaries}:/usr/bin:/bin", "LC_ALL": "C", "HOME": str(folder)}
    data = folder / "data"

    def command(*words: str) -> None:
        done = subprocess.run(
            [str(binaries / words[0]), *words[1:]],
            env=environment,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            **who,  # type: ignore[call-overload]
        )
        if done.returncode:
            raise RuntimeError(f"{words[0]}: {done.stdout.decode(errors='replace')}")

    command("initdb", "-D", str(data), "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--no-locale")
    # fsync off: a cluster that lives for one run has nothing to lose.
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    command("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield folder
    finally:
        command("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud that half of the ledger's suite did not run."""
    for why in dict.fromkeys(_why_skipped):
        terminalreporter.write_sep("!", "POSTGRESQL TESTS DID NOT RUN", red=True, bold=True)
        terminalreporter.write_line(f"{why}; install it with: apt-get install postgresql")


def _postgresql_url(socket: Path) -> str:
    """A URL with a schema of its own in the private cluster."""
    import psycopg

    schema = f"ledger_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(host=str(socket), user="onrecord", dbname="postgres") as connection:
        connection.execute(f"CREATE SCHEMA {schema}")  # type: ignore[arg-type]
    options = quote(f"-csearch_path={schema}")
    return f"postgresql://onrecord@/postgres?host={quote(str(socket))}&options={options}"


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the name of a ledger that is not there yet, a new one at each call."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"ledger-{next(_numbers)}.db")
    socket: Path = request.getfixturevalue("postgresql_socket")
    return lambda: _postgresql_url(socket)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger of SQLite to copy, which is faster than making one."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    open_ledger(path).close()
    return path


@pytest.fixture
def new_ledger(new_url: Callable[[], str], empty_file: Path) -> Iterator[Callable[[], Ledger]]:
    """Gives an empty ledger, a new one at each call."""
    opened: list[Ledger] = []

    def make() -> Ledger:
        url = new_url()
        if "://" not in url:
            shutil.copy(empty_file, url)
        opened.append(open_ledger(url))
        return opened[-1]

    yield make
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(new_ledger: Callable[[], Ledger]) -> Ledger:
    """An empty ledger."""
    return new_ledger()
