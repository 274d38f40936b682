"""Duties that bear on events, and the nearest earlier events, by the real command."""

from __future__ import annotations

import pytest

from .command import Run

LAUNCH = "launch 2022-03-05"
AGAIN = "launch 2022-03-11"


def test_a_duty_has_its_verdict_and_its_reason(ask: Run) -> None:
    """What one speaker calls a ballistic missile is bound by a resolution."""
    rows = ask("obligations", LAUNCH, "--csv").rows
    [council] = [row for row in rows if row["title"].startswith("Security Council")]
    assert council["force"] == "binding"
    assert council["cover"] in ("covered", "undetermined")
    assert council["why"]
    assert council["claims"] != "[]"
    page = ask("obligations", LAUNCH).flat
    assert f"{council['title']} §" in page
    assert "Lantern Press v1" in page


def test_verdicts_can_be_chosen(ask: Run) -> None:
    every = ask("obligations", "--json").json
    assert len({row["event"]["id"] for row in every}) > 1
    for cover in ("covered", "not covered", "undetermined"):
        chosen = ask("obligations", "--cover", cover, "--json").json
        assert chosen == [row for row in every if row["verdict"]["cover"] == cover]
    dues = ask("obligations", "--due", "2022", "--csv").rows
    assert [row["due"] for row in dues] == sorted(row["due"] for row in dues if row["due"])


def test_before_the_launch_nothing_bears(ask: Run) -> None:
    none = ask("obligations", "--known", "2001-01-01")
    assert (none.code, none.out) == (
        0,
        "No duty bears on an event for this question.\nknown as of 2001-01-01 23:59 UTC\n",
    )


def test_the_nearest_earlier_event(ask: Run) -> None:
    """Two launches from one town, six days apart: the place agrees, the range does not."""
    told = ask("similar", AGAIN, "--json").json
    [before] = told["precedents"]
    assert before["before"] == 6
    assert {one["slot"] for one in before["alike"]} >= {"launch-place"}
    assert [one["slot"] for one in before["differing"]] == ["range"]
    page = ask("similar", AGAIN).flat
    assert '≠ range "about 620 kilometers" "about 270 kilometers"' in page
    assert "The record holds no earlier event" in ask("similar", LAUNCH).out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["similar", "zeppelin"], 'Nothing on record is called "zeppelin". '),
        (["obligations", "zeppelin"], 'Nothing on record is called "zeppelin". '),
        (["obligations", "--due", "soon"], '--due: "soon" is not a day. '),
    ],
)
def test_misused(words: list[str], says: str, ask: Run) -> None:
    done = ask(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(says)
