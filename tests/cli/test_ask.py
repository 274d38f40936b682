"""The verbs that ask: on the terminal, as JSON, as CSV, at both clocks, by id and by words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .command import Run
from .stories import COUNCIL


def event_id(ask: Run, kind: str) -> str:
    """The id of the first event of this kind."""
    event, *_ = ask("events", "--kind", kind, "--json").json
    return str(event["id"])


def lines(log: Any, slot: str) -> list[Any]:
    return [line for part in log["slots"] if part["slot"] == slot for line in part["lines"]]


def test_events_are_listed_and_filtered(ask: Run) -> None:
    page = ask("events")
    assert page.code == 0
    assert "Sunan" in page.flat
    assert "Surigao" in page.flat
    both = ask("events", "--json").json
    assert {"missile-launch", "accident"} <= {event["kind"] for event in both}
    rows = ask("events", "--csv").rows
    assert [row["event"] for row in rows] == [event["id"] for event in both]
    assert set(rows[0]) == {"event", "kind", "name", "known_since", "part_of"}

    def kinds(*words: str) -> set[str]:
        return {row["kind"] for row in ask("events", *words, "--csv").rows}

    assert kinds("--kind", "accident") == {"accident"}
    assert kinds("--place", "Sunan") == {"missile-launch"}
    assert kinds("--actor", "Japan") == {"missile-launch"}
    assert kinds("--until", "2022-12-31") == {"missile-launch"}
    assert "missile-launch" not in kinds("--since", "2023-01-01")
    assert kinds("--known", "2022-03-05 01:10") == {"missile-launch"}
    assert kinds("--known", "2022-03-05 01:09") == set()
    assert kinds("--recorded", "2022-03-05") == set()
    slip = ask("events", "--kind", "lanch")
    assert slip.code == 2
    assert "missile-launch" in slip.err
    none = ask("events", "--place", "Atlantis")
    assert none.code == 0
    assert none.out.startswith("No event is on record for this question. onrecord reports lists")


def test_an_event_by_short_id_and_by_words(ask: Run) -> None:
    launch = event_id(ask, "missile-launch")
    by_id = ask("show", launch[:6])
    assert by_id.code == 0
    assert by_id.out.startswith(launch[:6])
    assert ask("show", "launch", "2022-03-05") == by_id
    assert ask("show", "launch 2022-03-05") == by_id
    assert ask("show", "projectiles", "Sunan") == by_id
    assert ask("show", "launch 5 Mar 2022") == by_id
    assert ask("show", "launch", "March 5, 2022") == by_id
    assert ask("show", launch).out == by_id.out
    assert ask("show", launch[:6].upper()).out == by_id.out


def test_a_name_that_fits_several_lists_them(ask: Run) -> None:
    events = {event["id"][:6]: event for event in ask("events", "--json").json}
    launches = [id for id, event in events.items() if event["kind"] == "missile-launch"]
    for verb in ("show", "log", "blame"):
        done = ask(verb, "launch", "Sunan")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith('2 events match "launch Sunan": ')
        assert done.err.endswith("Name one.\n")
        for id in launches:
            assert f"{id} ({events[id]['name']})" in done.err
    done = ask("diff", "gazette")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith('2 reports match "gazette": ')
    assert str(COUNCIL["title"]) in done.err


def test_nothing_is_called_so(ask: Run) -> None:
    for words in (["show", "zeppelin"], ["log", "zeppelin"], ["blame", "abcdef012345"]):
        done = ask(*words)
        assert done.code == 2
        assert done.out == ""
        assert done.err.startswith(f'Nothing on record is called "{words[1]}".')
    for words in (["diff", "zeppelin"], ["explain", "abcdef012345"], ["explain", "zeppelin"]):
        done = ask(*words)
        assert (done.code, done.out) == (2, "")
        assert words[1] in done.err


def test_before_anything_was_known(ask: Run) -> None:
    launch = event_id(ask, "missile-launch")[:6]
    for verb in ("show", "log", "blame"):
        done = ask(verb, launch, "--known", "2022-03-05T01:00")
        assert done.code == 2
        assert done.err == (
            f"Nothing was on record about {launch} at 2022-03-05 01:00 UTC. "
            "The first report is from 2022-03-05 01:10 UTC.\n"
        )
    assert ask("show", launch, "--known", "yesterday").code == 2


def test_show(ask: Run) -> None:
    ferry = event_id(ask, "accident")
    page = ask("show", ferry[:6])
    assert page.code == 0
    toll = '31 people Northern Tidings, own voice: "31" · .*? · also coast guard'
    assert re.search(toll, page.flat)
    assert max(map(len, page.out.splitlines())) <= 100
    shown = ask("show", ferry[:6], "--json").json
    assert shown["event"]["id"] == ferry
    assert {"standing", "before", "disputes", "reports", "said", "parts", "notices"} <= set(shown)
    assert "revision" in {notice["kind"] for notice in shown["notices"]}
    rows = ask("show", ferry[:6], "--csv").rows
    standing = {(r["slot"], r["speaker"], r["words"]) for r in rows if r["status"] == "standing"}
    assert ("deaths", "coast guard", "31 people") in standing
    # As it stood at an hour between the two versions.
    noon = ask("show", ferry[:6], "--known", "2023-05-09 12:00")
    assert "known as of 2023-05-09 12:00 UTC" in noon.out
    assert "at least 9 people" in noon.flat
    assert "31" not in re.findall(r"\b\d+\b", noon.out)


def test_show_in_a_narrow_and_in_a_wide_terminal(ask: Run) -> None:
    for columns in (60, 80, 120):
        page = ask("show", "launch 2022-03-05", COLUMNS=str(columns))
        assert page.code == 0
        assert max(map(len, page.out.splitlines())) <= columns


def test_log(ask: Run) -> None:
    ferry = event_id(ask, "accident")[:6]
    whole = ask("log", ferry, "--json").json
    part = ask("log", ferry, "deaths", "--json").json
    assert [slot["slot"] for slot in part["slots"]] == ["deaths"]
    assert lines(part, "deaths") == lines(whole, "deaths")
    assert ask("log", ferry, "--slot", "deaths", "--json").json == part
    by_guard = {
        line["row"]["words"]: line
        for line in lines(part, "deaths")
        if line["row"]["claim"]["speaker"]["name"] == "coast guard"
    }
    first, second, third = (
        by_guard[words] for words in ("at least 9 people", "23 people", "31 people")
    )
    assert first["replaced"][0]["newer"] == second["row"]["id"]
    assert first["replaced"][0]["announced"] is True
    assert second["replaced"][0]["newer"] == third["row"]["id"]
    assert second["replaced"][0]["announced"] is False
    assert third["row"]["status"] == "standing"
    text = ask("log", ferry, "deaths")
    assert 'replaced: the report says so: "earlier said"' in text.flat
    assert "replaced: same speaker, silent" in text.flat
    rows = ask("log", ferry, "deaths", "--csv").rows
    assert {row["slot"] for row in rows} == {"deaths"}
    assert {row["status"] for row in rows} == {"standing", "superseded"}


def test_blame(ask: Run) -> None:
    launch = event_id(ask, "missile-launch")[:6]
    blame = ask("blame", launch, "--json").json
    held = {
        line["row"]["words"]: (line["speaker"], line["row"]["claim"]["certainty"])
        for line in blame["lines"]
        if line["row"]["claim"]["slot"] == "weapon"
    }
    assert held["ballistic missiles"] == ("Japanese defense ministry", "certain")
    assert held["short-range ballistic missile"][1] == "possible"
    page = ask("blame", launch)
    ids = {line["row"]["id"] for line in blame["lines"]}
    shown = re.findall(r"\b[0-9a-f]{6}\b", page.out)
    assert len([one for one in shown if any(id.startswith(one) for id in ids)]) == len(ids)
    rows = ask("blame", launch, "--csv").rows
    assert {row["claim"] for row in rows} == ids
    assert {row["status"] for row in rows} == {"standing"}


def test_a_dispute_is_shown_as_one(ask: Run) -> None:
    ferry = event_id(ask, "accident")[:6]
    shown = ask("show", ferry, "--json").json
    aboard = next(one for one in shown["disputes"] if one["slot"] == "aboard")
    assert {line["speaker"] for line in aboard["lines"]} == {"Blue Lantern Lines", "coast guard"}
    # The other outlet's sentence is the same words: a copy, no third voice.
    assert (
        "aboard: 140 people Blue Lantern Lines / 163 people coast guard" in ask("show", ferry).flat
    )


def test_diff(ask: Run) -> None:
    done = ask("diff", "ferry capsizes", "v1", "v2")
    assert done.code == 0
    assert "9 May 2023 08:00" in done.flat
    assert "23 people" in done.flat
    assert ask("diff", "https://gazette.example/news/ferry-capsizes", "v1", "v2") == done
    with_text = ask("diff", "capsizes", "--text")
    assert "- The transport ministry has not commented." in with_text.flat
    assert "+ The transport ministry denied that the ferry was overloaded." in with_text.flat
    assert "addition:" in with_text.flat
    found = ask("diff", "capsizes", "--json").json
    kinds = [set(change["kinds"]) for change in found["text"]]
    assert {"number"} <= set().union(*kinds) <= {
        "number", "hedge", "speaker", "wording", "addition", "removal", "cosmetic",
    }  # fmt: skip
    assert found["returns_to"] is None
    changes = {
        (change["sort"], change["slot"], change["before_value"], change["after_value"])
        for change in found["claims"]
    }
    assert ("changed", "deaths", "at least 9 people", "23 people") in changes
    rows = ask("diff", "capsizes", "--csv").rows
    assert len(rows) == len(found["claims"])
    assert ask("diff", "council").code == 2
    assert "v1, v2" in ask("diff", "capsizes", "v1", "v9").err
    early = ask("diff", "capsizes", "--known", "2023-05-09 12:00")
    assert (early.code, early.out) == (2, "")


def test_who(ask: Run) -> None:
    page = ask("who", "Elin", "Berg")
    assert page.code == 0
    assert "Our children have waited long enough" in page.flat
    japan = ask("who", "Japan's Defense Ministry", "--json").json
    assert japan["wording"][0]["words"] == "ballistic missiles"
    assert ask("who", *japan["codes"][:1], "--json").json["said"] == japan["said"]
    rows = ask("who", "coast guard", "--csv").rows
    assert {row["outlet"] for row in rows} == {"Harbour Gazette", "Northern Tidings"}
    assert len(ask("who", "coast guard", "--known", "2023-05-09 12:00", "--csv").rows) < len(rows)
    nobody = ask("who", "Aloysius", "Nobody")
    assert nobody.code in (0, 2)
    assert "Traceback" not in nobody.all
    assert nobody.all.strip()


def test_search(ask: Run) -> None:
    hits = ask("search", "flew", "kilometers", "--json").json
    assert [hit["version"]["outlet"] for hit in hits] == ["Lantern Press"] * 2
    assert "range" in {claim["slot"] for hit in hits for claim in hit["claims"]}
    page = ask("search", "flew", "kilometers")
    assert "Both flew about 270 kilometers" in page.flat
    sentences = {row["sentence"] for row in ask("search", "flew", "--csv").rows}
    assert any(sentence.startswith("Both flew about 270") for sentence in sentences)
    assert ask("search", "zeppelin").out == "No report on record has these words.\n"
    assert ask("search", "flew", "--known", "2022-03-04", "--json").json == []
    # What a search engine would take for its own grammar is words.
    for odd in ('"', "NEAR(", "a AND", "*", "title:x", "'; DROP TABLE batch; --", "%", "é\u202e"):
        done = ask("search", odd)
        assert done.code in (0, 2), done.err
        assert "Traceback" not in done.all
        assert "does not know how to handle" not in done.err


def test_explain(ask: Run) -> None:
    launch = event_id(ask, "missile-launch")[:6]
    row = next(
        row for row in ask("blame", launch, "--csv").rows if row["words"] == "ballistic missiles"
    )
    page = ask("explain", row["claim"][:6])
    assert page.code == 0
    assert page.out.startswith(f"claim {row['claim'][:6]}  weapon = ballistic missile")
    for part in ("words", "status", "standing", "rule", "SHA-256", "reader", "digest", "batch"):
        assert part in page.flat
    assert "https://lantern.example/korea/two-projectiles" in page.flat
    told = ask("explain", row["claim"][:6], "--json").json
    assert told["line"]["row"]["id"] == row["claim"]
    assert told["chain"][0]["source"] == "Japan's Defense Ministry"
    assert told["reader"][0] == "onrecord/accurate"
    early = ask("explain", row["claim"][:6], "--known", "2022-03-05 01:00")
    assert (early.code, early.out) == (2, "")


def test_reports(ask: Run) -> None:
    page = ask("reports")
    assert page.out.startswith("5 reports")
    [tidings] = ask("reports", "--outlet", "tidings", "--json").json
    assert tidings["title"] == "Toll of Surigao ferry rises to 31"
    rows = ask("reports", "--csv").rows
    assert [row["version"] for row in rows if "ferry-capsizes" in row["report"]] == ["1", "2"]
    assert len(ask("reports", "--known", "2022-03-10", "--json").json) == 1


def test_said(ask: Run, pages: Any) -> None:
    [launch] = pages.glob("*lantern-launch.json")
    done = ask("said", launch)
    assert done.code == 0
    assert "[Japan's Defense Ministry]s" in done.flat
    said = ask("said", launch, "--json").json
    assert "Japan's Defense Ministry" in {one["source_words"] for one in said}
    missing = ask("said", "no-such-file.txt")
    assert (missing.code, missing.out) == (3, "")


def test_verify(ask: Run) -> None:
    head = ask("ledger", "head").out.strip()
    done = ask("verify", "--head", head)
    assert done.code == 0
    assert "6 batches, " in done.out
    assert head in done.out
    checked = ask("verify", "--json").json
    assert checked["head"] == head
    assert checked["wrong"] is None
    unknown = ask("verify", "--head", "0" * 64)
    assert unknown.code == 1
    assert "0" * 64 in unknown.out


@pytest.mark.parametrize("clock", ["--known", "--recorded"])
def test_a_clock_of_now_equals_none(ask: Run, clock: str) -> None:
    ferry = event_id(ask, "accident")[:6]
    for words in (
        ["events"], ["show", ferry], ["log", ferry], ["blame", ferry], ["reports"],
        ["who", "coast guard"], ["search", "ferry"], ["diff", "capsizes"],
    ):  # fmt: skip
        assert ask(*words, clock, "2999-01-01", "--json").json == ask(*words, "--json").json
