"""`onrecord redact` hides a text from every output, and `ledger rewrite` removes its bytes."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

from .command import Done, Run, onrecord

SECRET = "Ana Reyes"
WHY = ("--because", "court order 17", "--author", "Ida Holm")


def every_answer(run: Run) -> list[Done]:
    """What every verb that asks says, in each of its forms, about all that is on record."""
    answers: list[Done] = []

    def ask(*words: str, csv: bool = True) -> None:
        forms = ("--json", "--csv") if csv else ("--json",)
        answers.extend([run(*words), *(run(*words, form) for form in forms)])

    for clock in ((), ("--known", "2023-05-09 12:00")):
        ask("events", *clock)
        ask("reports", *clock)
        for verb in ("timeline", "notices", "obligations"):
            answers.append(run(verb, *clock, "--json"))
        for words in ("Ana", "wave came", "ferry", "coast guard"):
            ask("search", words, *clock)
        for name in (SECRET, "coast guard", "Blue Lantern Lines", "transport ministry"):
            ask("who", name, *clock)
        for event in run("events", "--csv").rows:
            for verb in ("show", "log", "blame"):
                ask(verb, event["event"], *clock)
            for verb in ("matrix", "timeline"):
                answers.append(run(verb, event["event"], *clock, "--json"))
            for row in run("log", event["event"], "--csv").rows[:1]:
                answers.append(run("timeline", event["event"], row["slot"], *clock, "--json"))
        for names in (["ferry-capsizes"], ["ferry-capsizes", "v1", "v2", "--text"]):
            ask("diff", *names, *clock)
    for event in run("events", "--csv").rows:
        for row in run("log", event["event"], "--csv").rows:
            ask("explain", row["claim"], csv=False)
    for when in ("2023-05-09 12:00", "2023-06-01"):
        answers.append(run("known", when, "--json"))
    ask("verify", csv=False)
    return answers


def version_ids(run: Run) -> list[str]:
    [report] = run("reports", "--outlet", "gazette", "--json").json[:1]
    assert "ferry" in report["key"]
    return [version["id"] for version in report["versions"]]


def shows(answers: list[Done], words: str) -> bool:
    return any(words in answer.out or words in answer.err for answer in answers)


def test_a_version_is_hidden_everywhere(run: Run) -> None:
    before = [run("search", "wave"), run("who", SECRET), run("show", "Surigao")]
    for words in (SECRET, "at least 9 people", "The wave came over the side"):
        assert shows(before, words)
    for id in version_ids(run):
        done = run("redact", id[:10], *WHY)
        assert done.code == 0, done.err
        assert SECRET not in done.all
    hidden = every_answer(run)
    assert not [a for a in hidden if a.code not in (0, 2)]
    # "Ana Reyes" was asked for; what comes back may repeat the question, and no more.
    for answer in hidden:
        said = answer.all.replace(f'"words": "{SECRET}"', "").replace(f'called "{SECRET}"', "")
        for words in (SECRET, "The wave came", "at least 9 people", "killing 9", "killing 23"):
            assert words not in said, words
    # The other reports stay.
    assert shows(hidden, "31 people")
    assert shows(hidden, "court order 17")
    assert run("verify").code == 0


def test_one_claim_or_attribution_is_hidden(run: Run) -> None:
    [event] = run("events", "--kind", "accident", "--json").json
    row = next(r for r in run("log", event["id"], "--csv").rows if r["words"] == "12 people"
               or r["words"] == "Twelve people")  # fmt: skip
    assert run("redact", row["claim"][:12], *WHY).code == 0
    for verb in ("show", "log", "blame"):
        for form in ([], ["--csv"]):
            done = run(verb, event["id"], *form)
            assert done.code == 0
            assert "Twelve people" not in done.flat
    assert "Twelve" not in run("explain", row["claim"][:12]).out
    # What the agency said stays, until it is redacted itself.
    agency = [one for one in run("who", "coast guard", "--csv").rows if "Twelve" in one["words"]]
    for one in agency:
        assert run("redact", one["attribution"], *WHY).code == 0
    for verb in ("show", "log", "blame"):
        assert "Twelve people" not in run(verb, event["id"], "--json").out
    assert "Twelve people" not in run("who", "coast guard", "--json").out
    # Both versions have her words: hidden is what was named, so each is named.
    for _ in range(2):
        [said] = [one for one in run("who", SECRET, "--csv").rows if "wave" in one["words"]]
        assert run("redact", said["attribution"], *WHY).code == 0
    for form in ([], ["--json"], ["--csv"]):
        assert "The wave came" not in run("who", SECRET, *form).all


def test_what_cannot_be_redacted(run: Run) -> None:
    id = version_ids(run)[0]
    for words in (
        [id],
        [id, "--because", " "],
        ["zeppelin", *WHY],
        ["000000", *WHY],
        ["no", *WHY],
    ):
        done = run("redact", *words)
        assert done.code == 2, words
        assert done.err.strip()


def bytes_of(ledger: Path) -> bytes:
    """All that stands in the file, captures unpacked."""
    connection = sqlite3.connect(ledger)
    try:
        blobs = [zlib.decompress(row[0]) for row in connection.execute("SELECT data FROM blob")]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    return ledger.read_bytes() + b"".join(blobs)


def test_rewriting_removes_the_bytes(run: Run, ledger: Path, tmp_path: Path) -> None:
    old_head = run("ledger", "head").out.strip()
    for id in version_ids(run):
        assert run("redact", id, *WHY).code == 0
    assert SECRET.encode() in bytes_of(ledger)
    head = run("ledger", "head").out.strip()
    target = tmp_path / "rewritten.db"
    done = run("ledger", "rewrite", target, "--author", "Ida Holm")
    assert done.code == 0, done.err
    left = bytes_of(target)
    for words in (SECRET, "The wave came", "at least 9 people"):
        assert words.encode() not in left
        assert words not in onrecord("ledger", "dump", ledger=target).out
    assert head.encode() in left
    assert head != old_head
    checked = onrecord("verify", ledger=target)
    assert checked.code == 0, checked.out
    assert "31 people" in onrecord("show", "Surigao", ledger=target).flat
    # The redactions stay, with digest and reason.
    assert "court order 17" in onrecord("ledger", "dump", ledger=target).out
    assert run("ledger", "rewrite", target).code == 2


def test_what_is_hidden_is_not_read_again(run: Run, pages: Path, tmp_path: Path) -> None:
    for id in version_ids(run):
        assert run("redact", id, *WHY).code == 0
    book = tmp_path / "own.toml"
    book.write_text('name = "own"\ntitle = "Own"\nabout = "Nothing of our own."\n')
    done = run("reread", "--codebook", book)
    assert done.code == 0, done.err
    assert "4 versions read again" in done.err
    # Given once more as a file, it stays hidden.
    assert run("read", pages).code == 0
    assert not shows([run("search", "wave"), run("who", "coast guard", "--json")], "The wave")
