"""Sentence borders, tested by data: corpus/language/sentences.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.sentences import first_tokens
from onrecord.language.tokens import split

CORPUS = Path(__file__).parents[2] / "corpus" / "language" / "sentences.toml"
ROWS = tomllib.loads(CORPUS.read_text("utf-8"))


def sentences(text: str) -> list[str]:
    tokens = split(text)
    firsts = first_tokens(text, tokens)
    ends = [*firsts[1:], len(tokens)]
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in zip(firsts, ends, strict=True)]


@pytest.mark.parametrize("row", ROWS["leaves_alone"], ids=lambda row: row["text"][:30])
def test_left_alone(row: dict[str, Any]) -> None:
    assert sentences(row["text"]) == [row["text"]]


@pytest.mark.parametrize("row", ROWS["finds"], ids=lambda row: row["text"][:30])
def test_found(row: dict[str, Any]) -> None:
    assert sentences(row["text"]) == row["sentences"]


@pytest.mark.parametrize("row", ROWS["owed"], ids=lambda row: row["text"][:30])
def test_owed(row: dict[str, Any]) -> None:
    assert sentences(row["text"]) != row["sentences"], "works now: move it to finds"


@given(st.text())
def test_any_text_is_covered_by_rising_sentences(text: str) -> None:
    tokens = split(text)
    firsts = first_tokens(text, tokens)
    assert firsts == sorted(set(firsts))
    assert (firsts[:1] == [0]) == bool(tokens)
    assert all(0 <= first < len(tokens) for first in firsts)
