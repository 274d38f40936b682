"""Actors: the cases of corpus/names/actors.toml, and texts that nobody would write."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.value import ActorValue
from onrecord.names.actors import actors_in
from onrecord.names.derive import derivable_actor
from onrecord.registers.actors import load_actors

CASES = tomllib.loads(
    Path(__file__).parents[2].joinpath("corpus/names/actors.toml").read_text(encoding="utf-8")
)
ACTORS = load_actors()


def read(text: str) -> list[list[str]]:
    return [
        [
            found.span.of(text),
            found.value.name,
            "unnamed" if found.value.unnamed else found.value.code or "",
        ]
        for found in actors_in(text, ACTORS)
    ]


@pytest.mark.parametrize("text", CASES["leaves_alone"])
def test_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("case", CASES["finds"], ids=lambda case: case["text"][:40])
def test_found(case: dict[str, object]) -> None:
    assert read(str(case["text"])) == case["actors"]


@pytest.mark.parametrize("case", CASES["owed"], ids=lambda case: case["text"][:40])
def test_still_owed(case: dict[str, object]) -> None:
    assert read(str(case["text"])) != case["actors"], "works now: move it to finds"


def test_two_people_of_one_last_name_are_not_merged() -> None:
    text = "Ann Bergum spoke. Carl Bergum left. Bergum laughed."
    assert [name for _, name, _ in read(text)] == ["Ann Bergum", "Carl Bergum", "Bergum"]


def test_a_nouns_stand_in_needs_the_name_in_the_text() -> None:
    value = ActorValue("Orrin Ferries")
    assert derivable_actor(value, "the company", "Orrin Ferries sailed.", ACTORS)
    assert not derivable_actor(value, "the company", "Another firm sailed.", ACTORS)
    assert not derivable_actor(value, "a passenger", "Orrin Ferries sailed.", ACTORS)


def test_a_code_must_follow_from_the_words() -> None:
    said = "the Pentagon said"
    assert derivable_actor(ActorValue("Pentagon", "USA.GOV.DEF"), "the Pentagon", said, ACTORS)
    assert not derivable_actor(ActorValue("Pentagon", "JPN.GOV"), "the Pentagon", said, ACTORS)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    end = 0
    for found in actors_in(text, ACTORS):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end


PRINTED = (
    "the President Ann Bergum , a spokesman for Seoul 's army said Kim Jong Un and Workers' Party "
    "(WP) officials U.S. Reuters The North Korea council company . \n\n in ’s de la"
)
WORDS = st.sampled_from(PRINTED.split(" "))


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_what_is_found_follows_from_its_words(text: str) -> None:
    for found in actors_in(text, ACTORS):
        assert derivable_actor(found.value, found.span.of(text), text, ACTORS)
