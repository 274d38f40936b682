"""The rules for single lines, tested by data: captions, datelines, stamps, credits, language."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.reports.captions import is_caption
from onrecord.reports.credits import byline_names, is_contributors, is_correction, is_promo
from onrecord.reports.datelines import dateline_alone, opening_dateline
from onrecord.reports.english import not_english
from onrecord.reports.stamps import Stamp, read_stamps

sys.path.insert(0, str(Path(__file__).parent))
from corpora import load

CAPTIONS, DATELINES, STAMPS = load("captions"), load("datelines"), load("stamps")
CREDITS, ENGLISH = load("credits"), load("english")
LINES = {"contributors": is_contributors, "correction": is_correction, "promo": is_promo}


@pytest.mark.parametrize("case", CAPTIONS["leaves_alone"], ids=lambda case: case["text"][:40])
def test_no_caption(case: dict[str, Any]) -> None:
    assert not is_caption(case["text"])


@pytest.mark.parametrize("case", CAPTIONS["finds"], ids=lambda case: case["text"][:40])
def test_caption(case: dict[str, Any]) -> None:
    assert is_caption(case["text"])


@pytest.mark.parametrize("case", CAPTIONS["owed"], ids=lambda case: case["text"][:40])
def test_caption_owed(case: dict[str, Any]) -> None:
    assert not is_caption(case["text"]), "works now: move it to finds"


@pytest.mark.parametrize("case", DATELINES["leaves_alone"], ids=lambda case: case["text"][:40])
def test_no_dateline(case: dict[str, Any]) -> None:
    assert opening_dateline(case["text"]) is None


@pytest.mark.parametrize("case", DATELINES["finds"], ids=lambda case: case["text"][:40])
def test_dateline(case: dict[str, Any]) -> None:
    assert opening_dateline(case["text"]) == (case["end"], case["place"])


@pytest.mark.parametrize("case", DATELINES["owed"], ids=lambda case: case["text"][:40])
def test_dateline_owed(case: dict[str, Any]) -> None:
    assert opening_dateline(case["text"]) != (case["end"], case["place"]), "move it to finds"


@pytest.mark.parametrize("text", DATELINES["alone_leaves_alone"])
def test_no_dateline_alone(text: str) -> None:
    assert dateline_alone(text) is None


@pytest.mark.parametrize("case", DATELINES["alone_finds"], ids=lambda case: case["text"])
def test_dateline_alone(case: dict[str, Any]) -> None:
    assert dateline_alone(case["text"]) == case["place"]


@pytest.mark.parametrize("case", STAMPS["leaves_alone"], ids=lambda case: case["text"][:40])
def test_no_stamp(case: dict[str, Any]) -> None:
    assert read_stamps(case["text"]) == ()


def _shown(stamp: Stamp) -> dict[str, Any]:
    shown = {
        "updates": stamp.updates,
        "day": stamp.day and stamp.day.isoformat(),
        "clock": stamp.clock and stamp.clock.isoformat("minutes"),
        "zone": stamp.zone,
    }
    return {key: value for key, value in shown.items() if value is not None}


@pytest.mark.parametrize("case", STAMPS["finds"], ids=lambda case: case["text"][:40])
def test_stamp(case: dict[str, Any]) -> None:
    [stamp] = read_stamps(case["text"])
    assert _shown(stamp) == {k: v for k, v in case.items() if k != "text"}


@pytest.mark.parametrize("case", STAMPS["two"], ids=lambda case: case["text"][:40])
def test_two_stamps(case: dict[str, Any]) -> None:
    first, second = read_stamps(case["text"])
    assert (str(first.day), first.updates) == (case["published"], False)
    assert (str(second.day), second.updates) == (case["updated"], True)


@pytest.mark.parametrize("case", STAMPS["owed"], ids=lambda case: case["text"][:40])
def test_stamp_owed(case: dict[str, Any]) -> None:
    assert not read_stamps(case["text"]), "works now: move it to finds"


@pytest.mark.parametrize("text", CREDITS["byline"]["leaves_alone"])
def test_no_byline(text: str) -> None:
    assert byline_names(text) is None


@pytest.mark.parametrize("case", CREDITS["byline"]["finds"], ids=lambda case: case["text"])
def test_byline(case: dict[str, Any]) -> None:
    assert byline_names(case["text"]) == tuple(case["names"])


@pytest.mark.parametrize("case", CREDITS["byline"]["owed"], ids=lambda case: case["text"])
def test_byline_owed(case: dict[str, Any]) -> None:
    assert byline_names(case["text"]) is None, "works now: move it to finds"


@pytest.mark.parametrize(
    ("rule", "text"), [(r, t) for r in LINES for t in CREDITS[r]["leaves_alone"]]
)
def test_no_credit(rule: str, text: str) -> None:
    assert not LINES[rule](text)


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in LINES for t in CREDITS[r]["finds"]])
def test_credit(rule: str, text: str) -> None:
    assert LINES[rule](text)


@pytest.mark.parametrize(
    ("rule", "text"), [(r, c["text"]) for r in LINES for c in CREDITS[r]["owed"]]
)
def test_credit_owed(rule: str, text: str) -> None:
    assert not LINES[rule](text), "works now: move it to finds"


@pytest.mark.parametrize("text", ENGLISH["leaves_alone"], ids=lambda text: text[:40])
def test_english(text: str) -> None:
    assert not_english(text) is None


@pytest.mark.parametrize("case", ENGLISH["finds"], ids=lambda case: case["language"])
def test_not_english(case: dict[str, Any]) -> None:
    evidence = not_english(case["text"])
    assert evidence is not None
    assert evidence.language == case["language"]


@pytest.mark.parametrize("case", ENGLISH["owed"], ids=lambda case: case["language"])
def test_not_english_owed(case: dict[str, Any]) -> None:
    assert not_english(case["text"]) is None, "works now: move it to finds"
