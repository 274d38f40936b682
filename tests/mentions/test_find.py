"""Mentions by example, see corpus/mentions/find.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codebook import CodebookText, load_codebook, parse_codebooks
from onrecord.mentions import find_mentions
from onrecord.model.attribution import OWN_VOICE, Attribution
from onrecord.model.scales import Manner, Modality
from onrecord.model.span import Span
from reading_room import layers_of, version_of

CASES = tomllib.loads(Path("corpus/mentions/find.toml").read_text("utf-8"))
BOOK = load_codebook()


def found(text: str) -> list[list[str]]:
    version = version_of(text)
    return [
        [one.kind, one.span.of(text), one.modality.value, one.polarity.value]
        for one in find_mentions(version, layers_of(version), BOOK, ())
    ]


def fits(case: dict[str, Any]) -> bool:
    full = [row + ["actual", "affirmed"][len(row) - 2 :] for row in case["mentions"]]
    return found(case["text"]) == full


@pytest.mark.parametrize("text", CASES["leaves_alone"])
def test_leaves_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("case", CASES["finds"], ids=lambda case: case["text"][:40])
def test_finds(case: dict[str, Any]) -> None:
    full = [row + ["actual", "affirmed"][len(row) - 2 :] for row in case["mentions"]]
    assert found(case["text"]) == full


@pytest.mark.parametrize("case", CASES["owed"], ids=lambda case: case["text"][:40])
def test_owed(case: dict[str, Any]) -> None:
    assert not fits(case), "this works now: move it to finds"


def test_a_demand_is_made_by_its_attribution() -> None:
    """The mayor urged residents to leave the valley."""
    text = "The mayor urged residents to leave the valley."
    version = version_of(text)
    cue = text.index("urged")
    said = Attribution(
        version=version.id,
        source=Span(0, 9),
        cue=Span(cue, cue + 5),
        content=(Span(cue + 6, len(text) - 1),),
        speaker=OWN_VOICE,
        manner=Manner.INDIRECT,
        modality=Modality.DEMANDED,
    )
    mentions = find_mentions(version, layers_of(version), BOOK, (said,))
    assert [(one.kind, one.span.of(text)) for one in mentions] == [("demand", "urged")]


def test_a_new_kind_is_data_alone() -> None:
    """Polling stations opened at dawn; a codebook of elections finds the opening."""
    book = parse_codebooks(
        [
            CodebookText(
                "elections.toml",
                """
                [kinds.vote]
                title = "Vote"
                definition = "People cast ballots."
                example = "went to the polls"
                [[kinds.vote.verbs]]
                words = ["open"]
                subject = ["polling stations"]
                """,
            )
        ]
    )
    text = "Polling stations opened at dawn. The shop opened at nine."
    version = version_of(text)
    mentions = find_mentions(version, layers_of(version), book, ())
    assert [(one.kind, one.span.of(text)) for one in mentions] == [("vote", "opened")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["fired", "missile", "the", "launch", ".", ",", "no", "’s", "\u00ad", "met", "Ann", "𝒳",
             "killed", "5", "bus", "crash", "(", "by", "was"]
        ) | st.text(max_size=4),
        max_size=30,
    )
)  # fmt: skip
def test_any_text_gives_spans_in_the_text(words: list[str]) -> None:
    text = "x " + " ".join(words).replace("\n\n", " ")
    version = version_of(text)
    for one in find_mentions(version, layers_of(version), BOOK, ()):
        assert one.span.end <= len(text)
        assert one.span.of(text).strip()
