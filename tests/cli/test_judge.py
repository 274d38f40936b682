"""`onrecord judge`: a person's decision holds, is seen, and outlasts later readings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .command import Done, Run, apart
from .stories import FERRY_1, LAUNCH, write_json

BY = ("--author", "Ida Holm", "--because", "the transcript says otherwise")


def rows_of(run: Run, event: str) -> list[dict[str, str]]:
    return run("log", event, "--csv").rows


def ferry(run: Run) -> str:
    [event] = run("events", "--kind", "accident", "--json").json
    return str(event["id"])


def claim(run: Run, event: str, words: str) -> dict[str, str]:
    """The first claim of the event with these words by the coast guard."""
    return next(
        row for row in rows_of(run, event) if (row["words"], row["speaker"]) == (words, GUARD)
    )


GUARD = "coast guard"


def judgement_in(done: Done) -> str:
    assert done.code == 0, done.err
    [id] = re.findall(r"onrecord judge undo ([0-9a-f]{6,})", done.out)
    return str(id)


@pytest.fixture
def other_reader(tmp_path: Path) -> tuple[str, str]:
    """Options that make another reader of this one: a codebook of one's own."""
    book = tmp_path / "own.toml"
    book.write_text(
        'name = "own"\ntitle = "Own"\nabout = "Kinds of our own."\n\n'
        '[terms.kite]\nnouns = ["kite"]\ndefinition = "Flies on a line."\n'
        'example = "a kite over the harbour"\n',
        encoding="utf-8",
    )
    return "--codebook", str(book)


def test_a_rejected_claim_stays_rejected(
    run: Run, tmp_path: Path, other_reader: tuple[str, str]
) -> None:
    event = ferry(run)
    wrong = claim(run, event, "31 people")
    done = run("judge", wrong["claim"][:8], "reject", *BY)
    assert re.match(rf"{wrong['claim'][:6]}[0-9a-f]* is rejected\.", done.out)

    def holds() -> None:
        assert claim(run, event, "31 people")["status"] == "rejected"
        # What it replaced stands again.
        assert claim(run, event, "23 people")["status"] == "standing"
        log = run("log", event[:6], "deaths").flat
        assert "Ida Holm" in log
        assert "the transcript says otherwise" in log
        told = run("explain", wrong["claim"][:8]).flat
        assert "rejected by Ida Holm" in told
        assert wrong["claim"] not in run("blame", event[:6], "--csv").out

    holds()
    again = run("reread", *other_reader)
    assert again.code == 0
    assert "6 versions read again" in again.err
    holds()
    # A later reading of another report that says the same.
    later = {**FERRY_1, "id": "later", "url": "https://slip.example/f", "outlet": "Morning Slip"}
    [path] = write_json(tmp_path / "later", later)
    assert run("read", path).code == 0
    holds()
    assert run("verify").code == 0


def test_undo(run: Run) -> None:
    event = ferry(run)
    before = rows_of(run, event)
    wrong = claim(run, event, "31 people")
    id = judgement_in(run("judge", "reject", wrong["claim"], *BY))
    done = run("judge", "undo", id, "--because", "I was wrong", "--author", "Ida Holm")
    assert done.out == f"{id} is withdrawn.\n"
    assert rows_of(run, event) == before
    told = run("explain", wrong["claim"][:8]).flat
    assert "the transcript says otherwise [no longer holds]" in told


def test_accepted(run: Run) -> None:
    event = ferry(run)
    right = claim(run, event, "31 people")
    assert run("judge", right["claim"][:6], "accept", *BY).code == 0
    assert claim(run, event, "31 people")["status"] == "standing"
    assert "accepted by Ida Holm" in run("explain", right["claim"][:8]).flat


def test_amended(run: Run, other_reader: tuple[str, str]) -> None:
    event = ferry(run)
    wrong = claim(run, event, "31 people")
    done = run("judge", wrong["claim"][:8], "amend", "--value", "at least 31 people", *BY)
    assert done.code == 0
    assert "is amended; the new claim is" in done.out

    def holds() -> None:
        line = next(
            line
            for slot in run("show", event, "--json").json["standing"]
            for line in slot["lines"]
            if line["row"]["words"] == "31 people"
        )
        assert line["value"] == "at least 31 people"
        assert line["read_by"] == "Ida Holm"
        assert "(read by Ida Holm)" in run("show", event[:6]).flat

    holds()
    assert run("reread", *other_reader).code == 0
    holds()
    for words, complaint in (
        (["--value", "a lot"], "a lot"),
        (["--words", "words that are not there"], "do not stand in this version"),
        ([], "Nothing is amended."),
    ):
        done = run("judge", "amend", wrong["claim"], *words, *BY)
        assert done.code == 2
        assert complaint in done.err


def test_events_merged_and_split_again(run: Run) -> None:
    launch, again = (
        event["id"] for event in run("events", "--kind", "missile-launch", "--json").json
    )
    moved = rows_of(run, again)
    done = run("judge", "merge", launch[:6], again[:6], *BY)
    assert done.code == 0
    assert "are one." in done.out
    [one] = run("events", "--kind", "missile-launch", "--json").json
    assert one["id"] in (launch, again)
    assert {launch, again} <= {one["id"], *one["aliases"]}
    assert run("show", launch[:6]).out == run("show", again[:6]).out
    assert {row["claim"] for row in moved} <= {row["claim"] for row in rows_of(run, launch)}
    assert "Ida Holm" in run("log", launch[:6]).flat
    flew = next(row for row in moved if row["slot"] == "range")
    apart_again = run("judge", "split", launch[:6], flew["claim"][:8], *BY)
    assert apart_again.code == 0, apart_again.err
    assert "is an event of its own." in apart_again.out
    assert len(run("events", "--kind", "missile-launch", "--json").json) == 2


def test_events_of_two_kinds_are_joined_only_by_force(run: Run) -> None:
    wreck = ferry(run)
    launch = run("events", "--kind", "missile-launch", "--csv").rows[0]["event"]
    head = run("ledger", "head").out
    done = run("judge", "merge", launch, wreck, *BY)
    assert (done.code, done.out) == (2, "")
    assert "are of two kinds (missile-launch, accident). If they are one event all" in done.err
    assert run("ledger", "head").out == head
    assert "are one." in run("judge", "merge", launch, wreck, "--force", *BY).out


def test_a_merge_undone(run: Run) -> None:
    before = run("events", "--json").out
    launch, again = (
        event["id"] for event in run("events", "--kind", "missile-launch", "--json").json
    )
    id = judgement_in(run("judge", "merge", launch, again, *BY))
    assert run("events", "--json").out != before
    assert run("judge", "undo", id, *BY).code == 0
    assert run("events", "--json").out == before


def test_a_claim_moved(run: Run) -> None:
    launch, again = (
        event["id"] for event in run("events", "--kind", "missile-launch", "--json").json
    )
    flew = next(row for row in rows_of(run, again) if row["slot"] == "range")
    done = run("judge", flew["claim"][:8], "move", launch[:6], *BY)
    assert done.code == 0, done.err
    assert flew["claim"] in {row["claim"] for row in rows_of(run, launch)}
    assert flew["claim"] not in {row["claim"] for row in rows_of(run, again)}


def test_actors_merged(run: Run) -> None:
    event = ferry(run)
    assert run("show", event, "--json").json["disputes"]
    done = run("judge", "merge", "--actors", "Blue Lantern Lines", GUARD, *BY)
    assert done.out.startswith("Blue Lantern Lines and coast guard are one.")
    # One speaker does not differ with itself.
    slots = {one["slot"] for one in run("show", event, "--json").json["disputes"]}
    assert "aboard" not in slots
    both = run("who", "Blue Lantern Lines", "--csv").rows
    assert {row["speaker"] for row in both} == {"Blue Lantern Lines", GUARD}
    assert run("judge", "split", "--actors", "Blue Lantern Lines", GUARD, *BY).code == 0
    apart_again = run("who", "Blue Lantern Lines", "--csv").rows
    assert {row["speaker"] for row in apart_again} == {"Blue Lantern Lines"}
    assert "aboard" in {one["slot"] for one in run("show", event, "--json").json["disputes"]}


def test_what_cannot_be_decided(run: Run) -> None:
    event = ferry(run)
    some = claim(run, event, "31 people")["claim"]
    head = run("ledger", "head").out
    for words in (
        ["reject", some],  # no reason
        ["reject", some, "--because", "  "],
        ["reject", "000000", "--because", "x"],
        ["undo", some[:8], "--because", "x"],
        ["merge", event, "zeppelin", "--because", "x"],
        ["merge", event, event, "--because", "x"],
        ["split", event, some, "--actors"],
        ["frown", some, "--because", "x"],
    ):
        done = run("judge", *words)
        assert done.code == 2, words
        assert done.err.strip()
        assert "Traceback" not in done.err
    assert run("ledger", "head").out == head


def test_the_author_is_who_is_logged_in_or_named(run: Run, ledger: Path) -> None:
    some = claim(run, ferry(run), "31 people")["claim"]
    because = ("--because", "checked")
    assert run("judge", "accept", some, *because, ONRECORD_AUTHOR="Desk Two").code == 0
    assert "accepted by Desk Two" in run("explain", some).flat
    done = apart("judge", some, "reject", *because, "--author", "Desk Three", "--ledger", ledger)
    assert done.code == 0
    assert "rejected by Desk Three" in run("explain", some).flat


def test_a_judgement_is_not_known_before_it_was_recorded(run: Run) -> None:
    event = ferry(run)
    [row] = run("log", event, "missing", "--csv").rows
    recorded = row["recorded_at"]
    assert run("judge", "reject", row["claim"], *BY).code == 0
    [then] = run("log", event, "missing", "--recorded", recorded, "--csv").rows
    assert then["status"] == "standing"
    [now] = run("log", event, "missing", "--csv").rows
    assert now["status"] == "rejected"


def test_a_new_ledger_has_nothing_to_decide_on(new: Run, tmp_path: Path) -> None:
    done = new("judge", "reject", "abcdef", *BY)
    assert done.code == 3
    assert done.err.startswith(f"There is no ledger at {tmp_path / 'new.db'}.")
    [path] = write_json(tmp_path / "in", LAUNCH)
    assert new("read", path).code == 0
    assert new("judge", "reject", "abcdef", *BY).code == 2
