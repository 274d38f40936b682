"""What a report says never steers the terminal or turns the reading direction."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from pathlib import Path

from .command import Done, Run, onrecord
from .stories import FERRY_1, FERRY_2, html_page, write_json

STEERING = "\x1b[31m\x1b]0;owned\x07\u202e\u2066\x9b2J\x08\u200b\ufeff\x00\r"


def steers(text: str) -> set[str]:
    """Control and direction characters in what was written, the ends of lines aside."""
    return {
        f"U+{ord(letter):04X}"
        for letter in text
        if unicodedata.category(letter) in ("Cc", "Cf") and letter not in "\n\u200d"
    }


def poisoned(report: dict[str, object], words: str = STEERING) -> dict[str, object]:
    """The report with such characters in all that a page gives."""
    text = str(report["text"])
    for name in ("coast guard", "Ana Reyes", "Surigao", "at least"):
        text = text.replace(name, name[:2] + words + name[2:])
    return {
        **report,
        "id": f"x{words}y",
        "outlet": f"Harbour{words} Gazette",
        "title": f"Ferry {words}capsizes",
        "url": f"https://gazette.example/f{words}erry",
        "authors": [f"Eva{words} Lund"],
        "text": text,
        f"mo{words}od": "fair",
    }


def answers(run: Run) -> list[Done]:
    done = [run("events"), run("reports"), run("search", "ferry"), run("who", "Reyes")]
    done += [run("diff", "ferry", "--text"), run("show", "zeppelin\x1b[31m"), run("show", "off")]
    for event in run("events", "--csv").rows:
        done += [run(verb, event["event"]) for verb in ("matrix", "timeline", "similar")]
        for verb in ("show", "log", "blame"):
            done += [run(verb, event["event"], *form) for form in ([], ["--json"], ["--csv"])]
        for row in run("log", event["event"], "--csv").rows[:3]:
            done += [run("explain", row["claim"]), run("explain", row["claim"], "--json")]
    done += [run("timeline"), run("notices"), run("known", "2030-01-01")]
    return [*done, run("reports", "--json"), run("reports", "--csv"), run("ledger", "dump")]


def test_in_reports(new: Run, tmp_path: Path) -> None:
    paths = write_json(tmp_path / "in", poisoned(FERRY_1), poisoned(FERRY_2))
    page = tmp_path / "page.html"
    page.write_text(html_page(poisoned(FERRY_1)), encoding="utf-8", newline="")
    text = tmp_path / "page.txt"
    text.write_text(str(poisoned(FERRY_1)["text"]), encoding="utf-8", newline="")
    done = new("read", *paths, page, text)
    assert "ignored what onrecord does not know" in done.err
    for one in (done, new("read", *paths, page, text, "--json"), new("said", text)):
        assert steers(one.all) == set()
    given = answers(new)
    assert any("deaths" in one.out for one in given)
    for one in given:
        assert steers(one.all) == set()


def test_in_a_ledger_that_came_from_elsewhere(run: Run, ledger: Path, tmp_path: Path) -> None:
    """A person's words, and rows that another program wrote, may hold anything."""
    row = run("log", "Surigao", "--csv").rows[0]
    because = "be\u202e\x1b[31mcause"
    assert (
        run("judge", "reject", row["claim"], "--because", because, "--author", "I\x9bda").code == 0
    )
    with sqlite3.connect(ledger) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for table in ("version", "claim", "attribution"):
            for id, body in connection.execute(f"SELECT id, body FROM {table}").fetchall():
                held = json.loads(body)
                if table == "version":
                    held["outlet"] = "Gaz\u202eette\x1b[31m"
                    held["title"] = "Ferry\x9b2J \u2066capsizes"
                else:
                    held["speaker"]["name"] += "\x1b[31m\u202e"
                connection.execute(
                    f"UPDATE {table} SET body = ? WHERE id = ?",
                    (json.dumps(held, ensure_ascii=False), id),
                )
    connection.close()
    given = answers(run)[:-1]  # a dump is for programs, byte for byte
    assert any("\ufffd" in one.out for one in given)
    for one in given:
        assert steers(one.all) == set()
    # JSON says the same, escaped.
    assert "Gaz\u202eette\x1b[31m" in {report["outlet"] for report in run("reports", "--json").json}


def test_in_names_of_files(tmp_path: Path, new: Run) -> None:
    bad = tmp_path / "a\x1b[31m\u202eb.json"
    bad.write_text("nothing")
    for form in ([], ["--json"]):
        done = new("read", tmp_path, *form)
        assert done.code == 3
        assert "is not valid JSON" in done.err
        assert steers(done.all) == set()
    assert steers(onrecord("said", bad).all) == set()


def test_a_spreadsheet_runs_nothing(new: Run, tmp_path: Path) -> None:
    [path] = write_json(tmp_path / "in", {**FERRY_1, "outlet": "=cmd|'/C calc'!A1"})
    assert new("read", path).code == 0
    for words in (["reports"], ["log", "Surigao"], ["who", "coast guard"], ["search", "ferry"]):
        for row in new(*words, "--csv").rows:
            assert not [cell for cell in row.values() if cell[:1] in "=+-@" and cell]
