"""A codebook begun, checked and tried by the real command."""

from __future__ import annotations

from pathlib import Path

import pytest

from .command import Done, onrecord

STRIKE = (
    "Drivers walk out in Kaunas\n\nKAUNAS, June 7 2024 - More than 800 drivers walked out in "
    "Kaunas on Friday, the transport union said. The walkout began at noon."
)
OTHER = "Storm hits Kaunas\n\nLightning hit a tower in Kaunas on Friday; an air strike it was not."


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A codebook as `new` begins it."""
    path = tmp_path / "mine.toml"
    done = onrecord("codebook", "new", path)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Wrote {path}. Change it, then: onrecord codebook check {path}\n"
    return path


def test_one_begun_can_be_used_as_it_stands(begun: Path) -> None:
    done = onrecord("codebook", "check", begun)
    assert (done.code, done.out) == (0, "mine.toml can be used: 1 kind (labour-strike), 3 terms\n")
    assert onrecord("codebook", "check", begun, "--json").json == []


def test_what_is_there_is_not_overwritten(begun: Path) -> None:
    done = onrecord("codebook", "new", begun)
    assert done.code == 2
    assert done.err == f"{begun} is there already. Give another name.\n"


def test_all_mistakes_are_told_with_key_and_remedy(begun: Path) -> None:
    text = begun.read_text(encoding="utf-8")
    begun.write_text(
        text.replace('type = "date"', 'type = "dat"')
        .replace('is_a = ["strike"]', 'is_a = ["dispute"]', 1)
        .replace('cameo = "143"', 'cameo = "14B"'),
        encoding="utf-8",
    )
    done = onrecord("codebook", "check", begun)
    assert done.code == 1
    assert done.out.startswith("mine.toml cannot be used: 3 mistakes\n")
    assert "Did you mean date? Possible are: actor, date, name" in done.flat
    assert "CAMEO 1.1b3 has no 14B. Did you mean 14" in done.flat
    assert "there is no term dispute. Add [terms.dispute] or take it out." in done.flat
    keys = [one["key"] for one in _json(onrecord("codebook", "check", begun, "--json"))]
    assert keys == [
        "kinds.labour-strike.slots.when.type",
        "terms.walkout.is_a",
        "kinds.labour-strike.codes.cameo",
    ]
    read = onrecord("codebook", "try", begun, "-", stdin=STRIKE.encode())
    assert read.code == 3
    assert read.err.endswith(" 2 more: onrecord codebook check tells them all.\n")


def _json(done: Done) -> list[dict[str, str]]:
    assert done.code == 1
    return Done(0, done.out, done.err).json


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "kinds = nothing",
            "mine.toml cannot be used: 1 mistake\nwrong\n  the file  is not TOML (",
        ),
        ("kinds = 3", "mine.toml cannot be used: 1 mistake\nwrong\n  kinds  a table is needed "),
    ],
)
def test_a_file_that_is_none(text: str, says: str, begun: Path) -> None:
    begun.write_text(text, encoding="utf-8")
    done = onrecord("codebook", "check", begun)
    assert done.code == 1
    assert done.out.startswith(says)


def test_no_file(tmp_path: Path) -> None:
    for verb in (["check"], ["try"]):
        words = [*verb, tmp_path / "no.toml", *(["-"] if verb == ["try"] else [])]
        done = onrecord("codebook", *words)
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith("no.toml: cannot be read (No such file or directory). ")


def test_it_is_tried_on_a_report(begun: Path) -> None:
    done = onrecord("codebook", "try", begun, "-", stdin=STRIKE.encode())
    assert done.code == 0, done.err
    assert "labour-strike: Strike mention" in done.flat
    assert "strikers more than 800 driver" in done.flat
    assert 'walkout "walkout" is a strike' in done.flat
    told = onrecord("codebook", "try", begun, "-", "--json", stdin=STRIKE.encode()).json
    assert {claim["slot"] for claim in told["claims"]} >= {"strikers", "when", "form"}
    for claim in told["claims"]:
        first, last = claim["span"]
        assert told["text"][first:last] == claim["words"]
    assert told["not_found"] == []


def test_it_tells_why_nothing_is_found(begun: Path) -> None:
    done = onrecord("codebook", "try", begun, "-", stdin=OTHER.encode())
    assert 'labour-strike: "strike" stands in the text, but without the company' in done.flat
    told = onrecord("codebook", "try", begun, "-", "--json", stdin=OTHER.encode()).json
    assert told["not_found"] == [{"kind": "labour-strike", "words": ["strike"]}]
    assert told["claims"] == []
