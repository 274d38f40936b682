"""Every kind of notice, tested by the cases of corpus/notices/KIND.toml."""

from __future__ import annotations

from typing import Any

import pytest

from notices.written import CODEBOOK, CORPUS, cases, histories, notices_of
from onrecord.model.notice import NoticeKind
from onrecord.notices import find_notices

KINDS = [kind.value for kind in NoticeKind]


def _all(section: str) -> list[Any]:
    return [
        pytest.param(kind, case, id=f"{kind}: {case['name']}")
        for kind in KINDS
        for case in cases(kind, section)
    ]


def test_every_kind_has_cases_to_leave_alone_and_to_find() -> None:
    assert sorted(path.stem for path in CORPUS.glob("*.toml")) == sorted(KINDS)
    for kind in KINDS:
        assert cases(kind, "leaves_alone"), kind
        assert cases(kind, "finds"), kind


@pytest.mark.parametrize(("kind", "case"), _all("leaves_alone"))
def test_leaves_alone(kind: str, case: dict[str, Any]) -> None:
    assert notices_of(case, kind) == []


@pytest.mark.parametrize(("kind", "case"), _all("finds"))
def test_finds(kind: str, case: dict[str, Any]) -> None:
    assert notices_of(case, kind) == case["notices"]


@pytest.mark.parametrize(("kind", "case"), _all("owed"))
def test_owed_is_still_missed(kind: str, case: dict[str, Any]) -> None:
    assert notices_of(case, kind) != case["notices"], "it works now: move it to finds"


@pytest.mark.parametrize(("kind", "case"), _all("finds"))
def test_each_notice_is_one_sentence_in_its_words(kind: str, case: dict[str, Any]) -> None:
    for history in histories(case):
        for notice in find_notices(history, CODEBOOK, ()):
            assert notice.says.strip()
            assert notice.rests_on
            for each in notice.rests_on:
                text = next(
                    version.text
                    for one in (history, *history.others)
                    for key, version in one.versions.items()
                    if key == each.version
                )
                assert each.span.of(text) == each.words


@pytest.mark.parametrize(("kind", "case"), _all("finds"))
def test_the_same_history_gives_the_same_notices(kind: str, case: dict[str, Any]) -> None:
    assert notices_of(case, kind) == notices_of(case, kind)
