"""The entry point: exit codes, help, pipes that close, Ctrl-C, the demo."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.cli.verbs import CHAPTERS

from .command import Run, apart, onrecord, start
from .stories import FERRY_1, short_reports, write_json

VERBS = [verb for verbs in CHAPTERS.values() for verb in verbs]


def test_exit_codes(shared: Path, tmp_path: Path, pages: Path) -> None:
    """0 done, 1 done with problems, 2 misused, 3 could not do it; answers out, talk to stderr."""
    there = ("--ledger", shared)
    done = apart("events", *there)
    assert (done.code, done.err) == (0, "")
    assert "Surigao" in done.out
    new = ("--ledger", tmp_path / "new.db")
    [page, *_] = sorted(pages.glob("*.json"))
    problems = apart("read", tmp_path / "no.html", page, *new)
    assert (problems.code, problems.out) == (1, "")
    nothing = apart("read", tmp_path / "no.html", *new)
    assert (nothing.code, nothing.out) == (3, "")
    misused = apart("show", "zeppelin", *there)
    assert (misused.code, misused.out) == (2, "")
    could_not = apart("events", "--ledger", tmp_path / "missing.db")
    assert (could_not.code, could_not.out) == (3, "")
    for one in (problems, misused, could_not):
        assert one.err
        assert "Traceback" not in one.err


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["read"],
        ["show"],
        ["events", "--since", "yesterday"],
        ["events", "--known", "25 July"],
        ["events", "--json", "--csv"],
        ["read", "x", "--jobs", "0"],
        ["search", "x", "--limit", "0"],
        ["judge", "abcdef"],
        ["ledger", "frobnicate"],
    ],
    ids=" ".join,
)
def test_misused(words: list[str], shared: Path) -> None:
    done = onrecord(*words, ledger=shared)
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()
    assert "does not know how to handle" not in done.err


def test_help_names_every_verb_and_the_exit_codes() -> None:
    done = onrecord("--help")
    assert done.code == 0
    for verb in VERBS:
        assert re.search(rf"^  {verb} ", done.out, re.MULTILINE)
    assert "Exit codes: 0 done, 1 done with problems, 2 misused, 3 could not do it." in done.out
    assert re.fullmatch(r"onrecord, version \d+\.\d+\.\d+\n", onrecord("--version").out)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str) -> None:
    done = onrecord(verb, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: onrecord {verb}")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["read", "--help"], ["nonsense"]])
def test_a_cold_start_takes_no_model_and_no_database(words: list[str]) -> None:
    code = (
        "import sys\n"
        "from onrecord.cli import main\n"
        f"sys.argv = ['onrecord', *{words!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'onnxruntime', 'tokenizers', 'sqlalchemy', 'numpy', 'lxml', 'httpx', 'sqlite3'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "words", [["ledger", "dump"], ["events"], ["reports", "--csv"], ["reports", "--json"]]
)
def test_a_reader_that_leaves(words: list[str], shared: Path) -> None:
    """`onrecord … | head -1` ends without a word."""
    process = start(*words, "--ledger", shared)
    assert process.stdout is not None
    if words[-1] == "dump":
        assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


def test_interrupted(tmp_path: Path) -> None:
    write_json(tmp_path / "in", *short_reports(200))
    ledger = tmp_path / "new.db"
    process = start("read", tmp_path / "in", "--ledger", ledger)
    deadline = time.monotonic() + 60
    while (
        onrecord("reports", "--csv", ledger=ledger).out.count("\n") < 2
        and time.monotonic() < deadline
    ):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert err.decode().strip() == "Stopped. What was recorded before stands."
    assert onrecord("verify", ledger=ledger).code == 0
    assert onrecord("reports", "--json", ledger=ledger).json


def test_what_nobody_foresaw(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object, **__: object) -> None:
        raise ZeroDivisionError("so it goes")

    monkeypatch.setattr("onrecord.queries.find_reports", fall)
    done = onrecord("reports", ledger=shared)
    assert (done.code, done.out) == (3, "")
    assert "ZeroDivisionError: so it goes" in done.err
    assert "ONRECORD_DEBUG=1" in done.err
    with pytest.raises(ZeroDivisionError):
        onrecord("reports", ledger=shared, ONRECORD_DEBUG="1")


def test_an_output_that_is_full(shared: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", "ledger", "dump", "--ledger", str(shared)],
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert done.stderr


def test_where_no_utf8_is_spoken(shared: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    for words in (
        ["show", "Surigao"],
        ["show", "Surigao", "--json"],
        ["blame", "launch 2022-03-05"],
    ):
        done = apart(*words, "--ledger", shared, env=environment)
        assert done.code == 0, done.err
        assert "Surigao" in done.out or "Sunan" in done.out


def test_the_demo(tmp_path: Path, pages: Path) -> None:
    ledger = tmp_path / "demo.db"
    first = apart("demo", cwd=tmp_path)
    assert first.code == 0
    assert ledger.exists()
    assert not (tmp_path / "onrecord.db").exists()
    assert "missile" in first.out
    assert "disputed" in first.out
    assert "! contamination" in first.out
    assert max(map(len, first.out.splitlines())) <= 80
    assert "onrecord read YOUR-PAGES/" in " ".join(first.out.split())
    # Shown again, not read again; and what it names can be asked for.
    again = onrecord("demo", "--ledger", ledger, COLUMNS="80")
    assert again.code == 0
    assert "0 new versions" in again.err
    assert [line for line in again.out.splitlines() if "demo.db" not in line][:20] == [
        line for line in first.out.splitlines() if "demo.db" not in line
    ][:20]
    wide = onrecord("demo", "--ledger", ledger, COLUMNS="160").out
    hints = re.findall(
        rf"^ +onrecord (.+) --ledger {re.escape(str(ledger))}(?:  |$)", wide, re.MULTILINE
    )
    assert {hint.split()[0] for hint in hints} == {
        "show",
        "known",
        "matrix",
        "log",
        "diff",
        "events",
        "serve",
    }
    for hint in hints:
        if hint == "serve":  # goes on until it is stopped
            continue
        done = onrecord(*hint.split(), ledger=ledger)
        assert done.code == 0, (hint, done.err)
        assert done.out.strip()


def test_the_demo_keeps_out_of_a_ledger_in_use(new: Run, tmp_path: Path) -> None:
    real = {**FERRY_1, "url": "https://gazette.test/ferry"}
    [path] = write_json(tmp_path / "in", real)
    assert new("read", path).code == 0
    before = new("ledger", "dump").out
    done = new("demo", "--ledger", tmp_path / "new.db")
    assert (done.code, done.out) == (2, "")
    assert "holds other reports than the demo's" in done.err
    assert new("ledger", "dump").out == before


def test_a_slip_in_a_verb_is_told_the_verb_that_is_like_it(new: Run) -> None:
    slip = new("shwo")
    assert slip.code == 2
    assert "No such command 'shwo'. Is show meant?" in slip.err
    assert "meant?" not in new("zzzz").err


def test_after_the_demo_its_ledger_is_pointed_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    plain = onrecord("events")
    assert (plain.code, plain.out) == (3, "")
    assert "Make one with: onrecord read" in plain.err
    shutil.copy(shared, "demo.db")
    hint = onrecord("events")
    assert (hint.code, hint.out) == (3, "")
    assert "The demo's is demo.db: add --ledger demo.db" in hint.err
