"""`onrecord ledger …`, ONRECORD_LEDGER, and ledgers that cannot be used."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.ledger.tables import SCHEMA

from .command import Run, apart, onrecord
from .stories import COUNCIL, FERRY_1, LAUNCH, write_json


def test_head_backup_dump_and_load(run: Run, ledger: Path, tmp_path: Path) -> None:
    head = run("ledger", "head").out.strip()
    assert len(head) == 64
    copy = tmp_path / "copy.db"
    assert run("ledger", "backup", copy).out == f"{copy}: head {head}\n"
    dump = run("ledger", "dump")
    assert onrecord("ledger", "dump", ledger=copy).out == dump.out
    assert run("ledger", "backup", copy).code == 2
    to_file = tmp_path / "dump.jsonl"
    assert run("ledger", "dump", to_file).out == ""
    assert to_file.read_text(encoding="utf-8") == dump.out
    loaded = tmp_path / "loaded.db"
    assert onrecord("ledger", "load", to_file, ledger=loaded).out == f"{loaded}: head {head}\n"
    piped = tmp_path / "piped.db"
    done = onrecord("ledger", "load", "-", stdin=dump.out.encode(), ledger=piped)
    assert done.code == 0, done.err
    for one in (loaded, piped):
        assert onrecord("ledger", "dump", ledger=one).out == dump.out
        assert onrecord("verify", "--head", head, ledger=one).code == 0
        assert onrecord("events", ledger=one).out == run("events").out
        assert onrecord("search", "flew", ledger=one).out == run("search", "flew").out
    # Into a ledger that holds something nothing is loaded.
    assert onrecord("ledger", "load", to_file, ledger=loaded).code in (2, 3)
    assert run("ledger", "dump", to_file).code in (2, 3)


def test_a_dump_that_was_altered(run: Run, tmp_path: Path) -> None:
    lines = run("ledger", "dump").out.splitlines(keepends=True)
    place = next(i for i, line in enumerate(lines) if '"31 people"' in line)
    lines[place] = lines[place].replace("31 people", "13 people")
    done = onrecord("ledger", "load", "-", stdin="".join(lines).encode(), ledger=tmp_path / "a.db")
    assert done.code == 3
    assert re.match(r"Line \d+ of the dump: the digest of batch \d+ does not follow", done.err)


def test_a_row_that_was_altered_is_named(run: Run, ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        id, body = connection.execute(
            "SELECT id, body FROM claim WHERE body LIKE '%31%' LIMIT 1"
        ).fetchone()
        connection.execute("UPDATE claim SET body = ? WHERE id = ?", (body.replace("31", "13"), id))
    connection.close()
    done = run("verify")
    assert done.code == 1
    assert id[:8] in done.out
    assert "Traceback" not in done.all


def test_merge(run: Run, tmp_path: Path) -> None:
    [council] = write_json(tmp_path / "in", {**COUNCIL, "url": None, "outlet": "Elsewhere"})
    other = tmp_path / "other.db"
    assert onrecord("read", council, ledger=other).code == 0
    done = run("ledger", "merge", other, "--author", "Ida Holm")
    assert done.code == 0
    assert f"rows added from {other}." in done.out
    assert "Elsewhere" in run("reports").flat
    assert run("verify").code == 0
    assert run("ledger", "merge", other).out == f"0 rows added from {other}.\n"
    missing = run("ledger", "merge", tmp_path / "missing.db")
    assert missing.code == 3
    assert not (tmp_path / "missing.db").exists()


def test_merged_either_way_the_same_is_on_record(tmp_path: Path) -> None:
    ferry, launch = write_json(tmp_path / "in", FERRY_1, LAUNCH)
    dumps = []
    for first, second in ((ferry, launch), (launch, ferry)):
        one, two = tmp_path / f"1-{first.stem}.db", tmp_path / f"2-{first.stem}.db"
        assert onrecord("read", first, ledger=one).code == 0
        assert onrecord("read", second, ledger=two).code == 0
        assert onrecord("ledger", "merge", two, ledger=one).code == 0
        rows = map(json.loads, onrecord("ledger", "dump", ledger=one).out.splitlines())
        timed = ("ledger", "batch", "merged", "capture", "appearance", "judgement")
        dumps.append({row["id"] for row in rows if row["sort"] not in timed})
    assert dumps[0] == dumps[1]


def test_reindex_is_the_remedy_that_verify_names(run: Run, ledger: Path) -> None:
    before = run("search", "flew").out
    with closing(sqlite3.connect(ledger)) as database:
        database.execute("DROP TABLE words")
    broken = run("verify")
    assert broken.code != 0
    assert "onrecord ledger reindex" in broken.all
    done = run("ledger", "reindex")
    assert done.code == 0, done.err
    assert run("verify").code == 0
    assert run("search", "flew").out == before


def test_upgrade(run: Run, ledger: Path, tmp_path: Path) -> None:
    assert run("ledger", "upgrade", ledger).out == f"{ledger} has schema {SCHEMA} already.\n"
    # The place is also taken from --ledger's variable.
    assert run("ledger", "upgrade").out == f"{ledger} has schema {SCHEMA} already.\n"
    missing = run("ledger", "upgrade", tmp_path / "missing.db")
    assert missing.code == 3
    assert "There is no ledger at" in missing.err


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        (1, f"has schema 1; this onrecord needs {SCHEMA}. Back it up, then run: onrecord ledger"),
        (99, f"has schema 99; this onrecord knows {SCHEMA} at most. Use the newer onrecord"),
    ],
)
def test_a_ledger_of_another_schema(run: Run, ledger: Path, schema: int, words: str) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE schema_version SET number = ?", (schema,))
    connection.close()
    for verb in (["events"], ["verify"], ["read", ledger.parent], ["reread"], ["ledger", "head"]):
        done = run(*verb)
        assert done.code == 3, verb
        assert done.err.startswith(f"Ledger {ledger} {words}")
        assert done.out == ""


def test_where_the_ledger_is(shared: Path, pages: Path, tmp_path: Path) -> None:
    [council] = pages.glob("*council.json")
    environment = {key: value for key, value in os.environ.items() if key != "ONRECORD_LEDGER"}
    assert apart("read", council, cwd=tmp_path, env=environment).code == 0
    assert (tmp_path / "onrecord.db").exists()
    here = apart("reports", "--json", cwd=tmp_path, env=environment).json
    assert len(here) == 1
    environment["ONRECORD_LEDGER"] = str(shared)
    there = apart("reports", "--json", cwd=tmp_path, env=environment).json
    assert len(there) == 5
    named = apart(
        "reports", "--json", "--ledger", "onrecord.db", cwd=tmp_path, env=environment
    ).json
    assert named == here
    as_url = onrecord("reports", "--json", "--ledger", f"sqlite:///{shared}").json
    assert as_url == there


def test_no_ledger_there(tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    for verb in (
        ["events"], ["show", "x"], ["log", "x"], ["blame", "x"], ["diff", "x"], ["who", "x"],
        ["search", "x"], ["explain", "abcdef"], ["reports"], ["verify"], ["reread"],
        ["redact", "abcdef", "--because", "x"], ["judge", "accept", "abcdef", "--because", "x"],
        ["ledger", "head"], ["ledger", "dump"], ["ledger", "backup", str(tmp_path / "b")],
    ):  # fmt: skip
        done = onrecord(*verb, ledger=missing)
        assert done.code == 3, verb
        assert done.out == ""
        assert done.err == (
            f"There is no ledger at {missing}. "
            f"Make one with: onrecord read SOURCE --ledger {missing}\n"
        )
    assert not missing.exists()


def test_what_is_there_is_no_ledger(tmp_path: Path, pages: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are notes, and nothing of a ledger.\n" * 40)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE cats (name TEXT)")
    connection.close()
    nowhere = tmp_path / "no-folder" / "x.db"
    for place in (text, tmp_path, nowhere, "mysql://host/x", "postgresql://nobody@127.0.0.1:1/x"):
        done = onrecord("read", pages, "--ledger", place)
        assert done.code == 3, (place, done.err)
        assert "does not know how to handle" not in done.err, place
    assert text.read_text().startswith("These are notes")
    done = onrecord("events", "--ledger", other)
    assert done.code == 3
    with sqlite3.connect(other) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)
    connection.close()
