"""Who holds what, what was known when, and how that came about: matrix, known, timeline."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from .command import Run

FERRY = ("ferry", "surigao")
NOON = "2023-05-09T12:00"


def test_the_matrix_has_who_holds_what(ask: Run) -> None:
    """A row a speaker, a column a slot; the number aboard is disputed, the toll is not."""
    told = ask("matrix", *FERRY, "--json").json
    columns = [(one["slot"], one["disputed"]) for one in told["columns"]]
    assert ("aboard", True) in columns
    assert ("deaths", False) in columns
    held = {
        row["speaker"]["name"]: [
            line["value"] for cell in row["cells"] for line in cell if _slot(line) == "aboard"
        ]
        for row in told["rows"]
    }
    assert held["coast guard"] == ["163 people"]
    assert held["Blue Lantern Lines"] == ["140 people"]
    assert "≠ the speakers differ" in ask("matrix", *FERRY).out


def _slot(line: dict[str, dict[str, dict[str, str]]]) -> str:
    return line["row"]["claim"]["slot"]


def test_the_matrix_holds_what_blame_does_but_copies(ask: Run) -> None:
    blame = ask("blame", *FERRY, "--csv").rows
    copies = {
        copy["id"]
        for line in ask("blame", *FERRY, "--json").json["lines"]
        for copy in line["copies"]
    }
    matrix = ask("matrix", *FERRY, "--csv").rows
    said = {(row["speaker"], row["slot"], row["value"]) for row in matrix}
    assert said == {
        (row["speaker"], row["slot"], row["value"]) for row in blame if row["claim"] not in copies
    }


def test_the_matrix_as_it_stood(ask: Run) -> None:
    then = ask("matrix", *FERRY, "--slot", "deaths", "--known", NOON).out
    assert "at least 9 people" in then
    assert "31" not in then
    both = ask("matrix", "launch 2022-03-05", "--slot", "range", "--csv").rows
    assert [row["item"] for row in both] == ["both"]  # one column: nobody tells them apart


def test_the_matrix_of_slots_that_nobody_fills(ask: Run) -> None:
    done = ask("matrix", *FERRY, "--slot", "injured")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Nothing is on record about Accident: ")
    assert 'for the slot "injured" as standing. There is for: when, place, ' in done.err


def test_known_is_told_in_sentences_with_sources(ask: Run) -> None:
    done = ask("known", NOON, *FERRY)
    assert "at least 9 people, according to coast guard" in done.flat
    assert "(“" not in done.out  # words stand as printed, in plain quotation marks
    assert '("at least 9 people", Harbour Gazette v1, 9 May 2023 08:00)' in done.flat
    assert "Nobody had said how many were hurt and how many are missing." in done.flat
    assert "31" not in done.out
    later = ask("known", "2023-05-11", *FERRY)
    assert "How many were on board is disputed: 140 people, according to Blue" in later.flat
    assert "Before that: at least 9 people (Harbour Gazette v1–v2, 9 May 2023 08:00)" in later.flat


def test_known_says_no_more_than_show_does(ask: Run) -> None:
    for when in (NOON, "2023-05-09T16:00", "2023-05-11"):
        [event] = ask("known", when, *FERRY, "--json").json["events"]
        told = {line["row"]["id"] for fact in event["facts"] for line in fact["lines"]}
        standing = ask("show", *FERRY, "--known", when, "--json").json["standing"]
        lines = [line for slot in standing for line in slot["lines"]]
        copies = {copy["id"] for line in lines for copy in line["copies"]}
        assert told == {line["row"]["id"] for line in lines} - copies


def test_known_takes_the_events_last_told_of(ask: Run) -> None:
    events = ask("known", "2022-03-08", "--json").json["events"]
    assert [one["event"]["kind"] for one in events] == ["missile-launch"]
    assert ask("known", "2001-01-01").out.startswith("Nothing was on record by then.\n")
    one = ask("known", "2023-06-01", "--limit", "1", "--kind", "missile-launch", "--json").json
    assert "11 Mar 2022" in one["events"][0]["event"]["name"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["known", "lately"], '"lately" is not a time. Write a day'),
        (["known", "2023-06-01", "--kind", "lanch"], 'There is no kind "lanch". Choose one of: '),
        (
            ["known", "2023-05-01", "ferry", "surigao"],
            "Nothing was on record about ferry surigao at 2023-05-01 23:59 UTC. The first report",
        ),
        (["timeline", "--slot", "range"], "--slot needs an EVENT. See: onrecord timeline --help"),
        (["timeline", "ferry", "--kind", "accident"], "--kind chooses among events, and one is "),
        (["timeline", "ferry", "surigao", "--svg", "x.svg"], "--svg needs a SLOT behind the event"),
        (["timeline", "--since", "soon"], '--since: "soon" is not a day. '),
        (["notices", "--since", "soon"], '--since: "soon" is not a day. '),
        (["notices", "--event", "zeppelin"], 'Nothing on record is called "zeppelin". '),
    ],
)
def test_misused(words: list[str], says: str, ask: Run) -> None:
    done = ask(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(says)
    assert done.err.count("\n") == 1


def test_events_over_time(ask: Run) -> None:
    done = ask("timeline")
    lines = done.out.splitlines()
    assert [line.split()[:2] for line in lines[2:4]] == [["Mar", "2022"], ["May", "2023"]]
    assert [line.split()[-1] for line in lines[2:4]] == ["2", "1"]
    dated = ask("timeline", "--csv").rows
    assert [row["first_day"] for row in dated if row["first_day"]] == [
        "2022-03-05", "2022-03-11", "2023-05-09",
    ]  # fmt: skip
    assert ask("timeline", "--until", "2022", "--json").json == [
        one for one in ask("timeline", "--json").json if (one["days"] or "9")[0] < "2023"
    ]
    assert ask("timeline", "--place", "Atlantis").out.startswith("No event is on record")


def test_an_event_report_by_report(ask: Run) -> None:
    story = ask("timeline", *FERRY, "--json").json
    outlets = [(step["version"]["outlet"], step["version"]["number"]) for step in story["steps"]]
    assert outlets == [("Harbour Gazette", 1), ("Harbour Gazette", 2), ("Northern Tidings", 1)]
    page = ask("timeline", *FERRY).flat
    assert "~ deaths 31 people (was 23 people) Northern Tidings, own voice, coast guard" in page
    assert "31" not in ask("timeline", *FERRY, "--known", NOON).out


def test_a_slot_over_time(ask: Run) -> None:
    """The coast guard's toll goes up twice; each value ends when the next is known."""
    rows = ask("timeline", *FERRY, "deaths", "--csv").rows
    guard = [row for row in rows if row["speaker"] == "coast guard"]
    assert [(row["value"], row["status"]) for row in guard] == [
        ("at least 9 people", "superseded"),
        ("23 people", "superseded"),
        ("31 people", "standing"),
    ]
    assert [row["until"] for row in guard] == [guard[1]["since"], guard[2]["since"], ""]
    assert [(row["low_si"], row["high_si"]) for row in guard[:2]] == [("9", ""), ("23", "23")]
    drawn = ask("timeline", *FERRY, "deaths").out
    assert "├─────────┤" in drawn
    assert drawn.index("31 people") < drawn.index("23 people") < drawn.index("at least 9")


def test_a_slot_drawn(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "deaths.svg"
    done = ask("timeline", *FERRY, "deaths", "--svg", path)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Drew 6 values into {path}.\n"
    svg = ElementTree.parse(path).getroot()
    words = "".join(svg.itertext())
    assert "How many died" in words
    assert 'coast guard, "31 people", Northern Tidings v1, since 10 May 2023 06:45' in words
    rings = svg.findall(".//{http://www.w3.org/2000/svg}circle")
    height = {ring.get("cx"): float(ring.get("cy", "")) for ring in rings}
    assert len(height) == 3  # moments
    assert list(height.values()) == sorted(height.values(), reverse=True)  # the toll rises
    terms = ask("timeline", "launch 2022-03-05", "weapon", "--svg", path)
    assert terms.code == 0, terms.err
    assert "short range ballistic" in path.read_text(encoding="utf-8")


def test_a_drawing_goes_nowhere_without_its_folder(ask: Run, tmp_path: Path) -> None:
    done = ask("timeline", *FERRY, "deaths", "--svg", tmp_path / "no" / "x.svg")
    assert done.code == 3
    assert done.err.count("\n") == 1


def test_notices_of_all_events(ask: Run) -> None:
    rows = ask("notices", "--json").json
    kinds = [row["notice"]["kind"] for row in rows]
    assert {"revision", "dispute"} <= set(kinds)
    assert [row["since"] for row in rows] == sorted((row["since"] for row in rows), reverse=True)
    only = ask("notices", "--kind", "dispute", "--csv").rows
    assert [row["kind"] for row in only] == ["dispute"]
    assert "140 people" in only[0]["words"]
    assert only[0]["says"] in ask("notices", "--event", "ferry surigao", "--csv").out


def test_notices_since_and_as_known(ask: Run) -> None:
    """A dispute can be told once both sides were known; a clock before that does not tell it."""
    assert ask("notices", "--kind", "dispute", "--known", NOON).out.startswith("There is no notice")
    [dispute] = ask("notices", "--kind", "dispute", "--json").json
    assert dispute["since"] == "2023-05-09T15:30:00+00:00"
    late = ask("notices", "--since", "2023-05-10", "--json").json
    assert late
    assert all(row["since"] >= "2023-05-10" for row in late)
    assert "Northern Tidings v1" in ask("notices", "--since", "2023-05-10").flat


def test_a_full_list_says_that_there_may_be_more(ask: Run) -> None:
    for verb in ("events", "timeline"):
        one = ask(verb, "--limit", "1").out
        assert one.startswith("1 event, those last told of; --limit shows more\n")
        assert "Ferry off Surigao" in one
        assert ask(verb).out.startswith("4 events\n")
