"""What cannot be meant, found or done is answered in one sentence with a remedy and its code."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from .command import Run

HEADS = {
    ("events", "--place", "Atlantis"): "event,kind,name,known_since,part_of",
    ("reports", "--outlet", "nobody's"): "report,version,id,outlet,title",
    ("search", "zeppelin"): "version,outlet,title,known_since,sentence,claims",
    ("show", "launch 2022-03-05", "--known", "2022-03-05T01:10"): "event,kind,slot,item,value",
}


@pytest.mark.parametrize("words", HEADS, ids=" ".join)
def test_csv_has_its_head_whatever_stands_below(words: tuple[str, ...], ask: Run) -> None:
    done = ask(*words, "--csv")
    assert done.code == 0, done.err
    assert done.out.startswith(HEADS[words])
    head, *rows = csv.reader(io.StringIO(done.out))
    assert all(len(row) == len(head) for row in rows)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["events", "--kind", "lanch"], 'There is no kind "lanch". Choose one of: accident, '),
        (
            ["events", "--since", "yesterday"],
            '--since: "yesterday" is not a day. Write a day ("2019-07-25"), a month ("2019-07") '
            "or a year.",
        ),
        (["events", "--until", "2019-02-30"], '--until: "2019-02-30" is not a day. '),
        (
            ["events", "--since", "2023", "--until", "2022"],
            "--since 2023 is after --until 2022. Change them round.",
        ),
        (["events", "--actor", ""], "--actor is empty. Give a value, or leave it out."),
        (["events", "--known="], "--known is empty. Give a value, or leave it out."),
        (["read", " "], "One of the words is empty. Give a value, or leave it out."),
        (
            ["log", "launch 2022-03-05", "--slot", "nosuch"],
            'Nothing is on record about launch 2022-03-05 for the slot "nosuch". There is for: ',
        ),
        (
            ["log", "launch 2022-03-05", "--item", "7"],
            'Nothing is on record about launch 2022-03-05 for the item "7". There is ',
        ),
        (["diff", "Surigao", "v1", "1"], "v1 and 1 are one version. Name two."),
        (
            ["verify", "--head", "abc"],
            '--head: "abc" is not a digest. Copy all 64 characters that onrecord ledger head ',
        ),
        (["judge", "abcdef"], "What is decided? abcdef does not say. Choose one of: reject, "),
        (["judge", "undo", "000000", "--because", "x"], "No id on record begins with 000000. "),
        (["redact", "000000", "--because", "x"], "No id on record begins with 000000. Copy it "),
        (["explain", "zz"], '"zz" is no claim\'s id. Give the first 6 or more characters '),
    ],
)
def test_misused(words: list[str], says: str, ask: Run) -> None:
    done = ask(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(says)
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (["--published", "99"], '--published: "99" is not a time. Write a day'),
        (["--updated", "next week"], '--updated: "next week" is not a time. Write a day'),
        (
            ["--published", "2999-01-01"],
            "--published: 2999-01-01 00:00 UTC has not come yet. Give the time that the report ",
        ),
        (["--zone", "Mars/Base"], '--zone: "Mars/Base" is not a time zone. Write a name'),
    ],
)
def test_what_is_given_beside_a_report_is_checked_first(
    option: list[str], says: str, new: Run, pages: Path, tmp_path: Path
) -> None:
    done = new("read", pages, *option)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(says)
    assert not (tmp_path / "new.db").exists()


def test_before_anything_was_recorded(ask: Run) -> None:
    launch = ask("events", "--kind", "missile-launch", "--json").json[0]["id"][:6]
    for words in ([launch], ["launch", "2022-03-05"]):
        done = ask("show", *words, "--recorded", "2022-03-05T01:00")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(
            f"Nothing was on record about {' '.join(words)} at 2022-03-05 01:00:00 UTC. "
            "The first report was recorded at 20"
        )
    several = ask("show", "launch", "Sunan", "--known", "2022-01-01")
    assert several.err.startswith(
        "Nothing was on record about launch Sunan at the clocks asked for. Now 2 events match"
    )
    claim = ask("blame", launch, "--csv").rows[0]["claim"]
    for clock in ("--known", "--recorded"):
        done = ask("explain", claim[:8], clock, "2022-01-01")
        assert done.err == (
            f"Claim {claim[:8]} was not on record at the clocks asked for. "
            "Leave --known and --recorded out to see it.\n"
        )


def test_an_id_of_another_sort_is_told_what_takes_it(ask: Run) -> None:
    """Typed where another is wanted, an id names the command that it belongs to."""
    event = ask("events", "--json").json[0]["id"]
    line = ask("blame", event, "--csv").rows[0]
    version = ask("reports", "--csv").rows[0]["id"]
    names = {event: ("an event", "show"), line["claim"]: ("a claim", "explain")}
    names[version] = ("a version of a report", "diff")
    wants = {"show": "an event", "explain": "a claim", "diff": "a report"}
    for id, (what, right) in names.items():
        for verb, wanted in wants.items():
            done = ask(verb, id[:12])
            if verb == right:
                assert " names " not in done.err
                continue
            says = f"{id[:12]} names {what}, not {wanted}. Try: onrecord {right} {id[:12]}\n"
            assert (done.code, done.out, done.err) == (2, "", says)


@pytest.mark.parametrize(
    "words",
    [["who"], ["reports", "--outlet"], ["judge", "merge", "--actors", "--because", "x", "JPN"]],
    ids=" ".join,
)
def test_bytes_that_are_no_text(words: list[str], run: Run) -> None:
    done = run(*words, "caf\udce9")
    assert (done.code, done.out) == (2, "")
    assert done.err == "What was given holds bytes that are no text. Write it in UTF-8.\n"


def test_a_dump_is_not_overwritten(ask: Run, tmp_path: Path) -> None:
    taken = tmp_path / "notes.txt"
    taken.write_text("notes")
    for target, says in (
        (taken, f"{taken} is there already."),
        (tmp_path / "no" / "x", f"There is no folder {tmp_path / 'no'}."),
    ):
        for verb in ("dump", "backup"):
            done = ask("ledger", verb, target)
            assert (done.code, done.out) == (2, "")
            assert done.err.startswith(says)
    assert taken.read_text() == "notes"
