"""One story over time: stamped again it is one version; a text that comes back stands again."""

from __future__ import annotations

from pathlib import Path

import pytest

from .command import Run

ELEVEN = "Eleven people died, the Pell police said."
FOURTEEN = "Fourteen people died, the Pell police said."
PAGE = """<!doctype html><html><head><title>Bus falls into river - Pell Courier</title>
<link rel="canonical" href="https://courier.example/bus">
<meta property="og:site_name" content="Pell Courier">
<meta property="article:published_time" content="2021-03-01T08:00:00Z">
<meta property="article:modified_time" content="2021-03-01T{hour}:00:00Z"></head>
<body><article><h1>Bus falls into river</h1><p>Updated March 1, 2021, {hour}:00 UTC</p>
<p>A bus fell into the Dray river near Pell on Monday. {toll}</p>
<p>It had carried{space}40 people. The road along the river was closed for the day.</p>
</article><aside>Buy a {hour} now</aside></body></html>"""


def page(hour: str, toll: str, space: str = " ") -> bytes:
    return PAGE.format(hour=hour, toll=toll, space=space).encode()


@pytest.fixture
def story(new: Run, tmp_path: Path) -> Run:
    """Eleven (stamped 08 and 09), fourteen (10), then eleven again (11)."""
    shown = [("08", ELEVEN), ("09", ELEVEN), ("10", FOURTEEN), ("11", ELEVEN)]
    for number, (hour, toll) in enumerate(shown):
        file = tmp_path / f"{number}.html"
        file.write_bytes(page(hour, toll, " &nbsp;" if hour == "11" else " "))
        assert new("read", file).code == 0
    return new


def test_a_page_that_is_only_stamped_again_is_the_same_version(new: Run, tmp_path: Path) -> None:
    for hour in ("08", "09"):
        (tmp_path / f"{hour}.html").write_bytes(page(hour, ELEVEN))
    done = new("read", tmp_path / "08.html", tmp_path / "09.html")
    assert "2 reports read" in done.err
    assert "1 new version\n" in done.err
    [report] = new("reports", "--json").json
    [version] = report["versions"]
    assert (version["known_at"], version["returned_at"]) == ("2021-03-01T08:00:00+00:00", [])


def test_the_order_of_reading_decides_nothing(new: Run, tmp_path: Path) -> None:
    for hour, toll in (("10", FOURTEEN), ("11", ELEVEN), ("08", ELEVEN)):
        (tmp_path / f"{hour}.html").write_bytes(page(hour, toll))
        assert new("read", tmp_path / f"{hour}.html").code == 0
    [report] = new("reports", "--json").json
    assert [(v["known_at"][11:13], [t[11:13] for t in v["returned_at"]])
            for v in report["versions"]] == [("08", ["11"]), ("10", [])]  # fmt: skip


def test_a_text_that_comes_back_stands_again(story: Run) -> None:
    [report] = story("reports", "--json").json
    first, second = report["versions"]
    assert first["returned_at"] == ["2021-03-01T11:00:00+00:00"]
    assert second["returned_at"] == []
    assert "again 1 Mar 2021 11:00" in story("reports").flat
    assert deaths(story) == [("11 people", "standing"), ("14 people", "superseded")]
    said = story("log", "bus", "deaths").flat
    assert "again from 1 Mar 2021 11:00: Pell Courier v1 came back" in said
    assert "replaces 14 people" in said


def test_before_it_came_back_the_other_text_stood(story: Run) -> None:
    clock = ("--known", "2021-03-01T10:30")
    assert deaths(story, *clock) == [("11 people", "superseded"), ("14 people", "standing")]
    assert "again" not in story("reports", *clock).out
    assert "14 people, according to Pell police" in story("known", "2021-03-01T10:30").flat
    later = story("known", "2021-03-01T11:30").flat
    assert "11 people, according to Pell police" in later
    assert "Before that: 14 people" in later


def deaths(run: Run, *clock: str) -> list[tuple[str, str]]:
    rows = run("log", "bus", "deaths", "--csv", *clock).rows
    return sorted((row["value"], row["status"]) for row in rows)


def test_the_last_change_is_the_return(story: Run) -> None:
    diff = story("diff", "bus", "--json").json
    assert [diff[side]["number"] for side in ("before", "after")] == [2, 1]
    assert diff["returns_to"] == 1
    [change] = [one for one in diff["claims"] if one["slot"] == "deaths"]
    assert (change["before_value"], change["after_value"]) == ("14 people", "11 people")
    assert "the report went back to v1" in story("diff", "bus").out
    forth = story("diff", "bus", "v1", "v2", "--json").json
    assert [forth[side]["number"] for side in ("before", "after")] == [1, 2]
    assert forth["returns_to"] is None


def test_the_steps_and_the_notice_tell_of_the_return(story: Run) -> None:
    told = story("timeline", "bus").flat
    assert "1 Mar 2021 11:00 Pell Courier v1 again: Bus falls into river" in told
    assert "11 people (was 14 people)" in told
    assert told.index("(was 14 people)") > told.index("v1 again")
    [notice] = story("notices", "--json").json
    assert "went back and forth on how many died" in notice["notice"]["says"]
    assert notice["since"] == "2021-03-01T11:00:00+00:00"


def test_what_is_read_again_adds_nothing(story: Run, tmp_path: Path) -> None:
    rows = story("verify").out
    assert "0 new versions" in story("read", *sorted(tmp_path.glob("*.html"))).err
    assert story("verify").out == rows
