from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from effort import lines_run
from onrecord.model.report import BlockKind, Facts, Version
from onrecord.reports.blocks import Draft, compose
from onrecord.reports.changes import ChangeKind, compare_versions, is_same_version, returned_to

sys.path.insert(0, str(Path(__file__).parent))
from corpora import load

CASES = load("changes")


def version(*paragraphs: str, title: str = "") -> Version:
    text, blocks = compose(Draft(BlockKind.PARAGRAPH, p, str(i)) for i, p in enumerate(paragraphs))
    return Version("key", title, text, blocks, Facts())


def kinds(old: str, new: str) -> list[str]:
    changes = compare_versions(version("Same."), version("Same."))
    assert changes.is_same
    assert changes.changes == ()
    return [k for c in compare_versions(version(old), version(new)).changes for k in c.kinds]


@pytest.mark.parametrize("case", CASES["leaves_alone"], ids=lambda case: case["new"][:40])
def test_cosmetic(case: dict[str, Any]) -> None:
    assert set(kinds(case["old"], case["new"])) <= {"cosmetic"}


@pytest.mark.parametrize("case", CASES["finds"], ids=lambda case: case["new"][:40])
def test_kind(case: dict[str, Any]) -> None:
    assert kinds(case["old"], case["new"]) == case["kinds"]


@pytest.mark.parametrize("case", CASES["owed"], ids=lambda case: case["new"][:40])
def test_kind_owed(case: dict[str, Any]) -> None:
    assert kinds(case["old"], case["new"]) != case["kinds"], "works now: move it to finds"


def test_white_space_makes_no_version() -> None:
    assert is_same_version(version("Nine  people died."), version("Nine people\u00a0died."))
    assert not is_same_version(version("Nine died."), version("Ten died."))
    assert not is_same_version(version("Nine died.", title="A"), version("Nine died.", title="B"))


def test_additions_and_removals_stand_where_they_happened() -> None:
    old = version(
        "The ferry sank at dawn. Nobody knew why.", "The captain was questioned by police."
    )
    new = version(
        "The ferry sank at dawn.", "The captain was questioned by police. A search began."
    )
    removal, addition = compare_versions(old, new).changes
    assert removal.kinds == (ChangeKind.REMOVAL,)
    assert removal.old is not None
    assert removal.old.of(old.text) == "Nobody knew why."
    assert removal.new is None
    assert addition.kinds == (ChangeKind.ADDITION,)
    assert addition.new is not None
    assert addition.new.of(new.text) == "A search began."


def test_a_moved_sentence_is_no_news() -> None:
    first, second = "The captain was questioned by police.", "The owner could not be reached."
    changes = compare_versions(version(first, second), version(second, first))
    assert changes.is_cosmetic
    assert not changes.is_same


def test_two_sentences_drawn_into_one_are_reworded() -> None:
    old = version("The ferry sank at dawn off Lenz. Forty passengers were saved by fishermen.")
    new = version("The ferry sank at dawn off Lenz, but fishermen saved all forty passengers.")
    for a, b in ((old, new), (new, old)):
        changes = compare_versions(a, b).changes
        assert len(changes) == 2
        assert ChangeKind.WORDING in changes[0].kinds + changes[1].kinds
        assert not {ChangeKind.ADDITION, ChangeKind.REMOVAL} & {
            kind for change in changes for kind in change.kinds
        }


def test_what_was_drawn_into_a_sentence_is_not_removed() -> None:
    old = version("A mine flooded near Pell. Its cause is unknown.", "Bread was dear that year.")
    new = version("A mine near Pell flooded, its exact cause unknown.", "Bread was dear that year.")
    for a, b in ((old, new), (new, old)):
        kinds = {kind for change in compare_versions(a, b).changes for kind in change.kinds}
        assert not kinds & {ChangeKind.ADDITION, ChangeKind.REMOVAL}


def test_a_stamp_makes_no_version() -> None:
    def stamped(stamp: str) -> Version:
        drafts = (Draft(BlockKind.STAMP, stamp), Draft(BlockKind.PARAGRAPH, "Nine people died."))
        return Version("key", "", *compose(drafts), Facts())

    assert is_same_version(stamped("Updated 9:05"), stamped("Updated 3 hours ago"))


def test_a_return_to_an_earlier_text() -> None:
    a, b, c = version("Nine died."), version("Ten died."), version("Eleven died.")
    assert returned_to([a, b, a]) == 0
    assert returned_to([a, b, c, b, a]) == 0
    assert returned_to([a, b, a, b]) == 1
    assert returned_to([a, b, c]) is None
    assert returned_to([a, a]) is None
    assert returned_to([a, b, b]) is None


def test_work_grows_linearly() -> None:
    def compared(size: int) -> None:
        sentences = [f"Report {i} says that {i * 7 % 1000} were at gate {i}." for i in range(size)]
        old = version(*sentences)
        new = version(*sentences[:100], "Something new was said.", *sentences[101:], "It ended.")
        assert 2 <= len(compare_versions(old, new).changes) <= 3

    small, large = (lines_run(compared, size) for size in (500, 2_000))
    assert large < 5.5 * small
