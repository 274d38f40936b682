"""Places: the cases of corpus/names/places.toml, and texts that nobody would write."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import lines_run
from onrecord.language.sentences import first_tokens
from onrecord.language.tokens import split
from onrecord.model.layers import Layers, Sentence
from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.span import Span
from onrecord.names.derive import derivable_place
from onrecord.names.places import find_places, places_in
from onrecord.registers.actors import load_actors
from onrecord.registers.places import load_gazetteer

CASES = tomllib.loads(
    Path(__file__).parents[2].joinpath("corpus/names/places.toml").read_text(encoding="utf-8")
)
GAZETTEER, ACTORS = load_gazetteer(), load_actors()


def read(text: str) -> list[list[object]]:
    return [
        [
            found.span.of(text),
            found.value.name,
            found.value.country or "",
            found.value.geonames or 0,
            found.value.relation or "",
        ]
        for found in places_in(text, GAZETTEER, ACTORS)
    ]


@pytest.mark.parametrize("text", CASES["leaves_alone"])
def test_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("case", CASES["finds"], ids=lambda case: case["text"][:40])
def test_found(case: dict[str, object]) -> None:
    assert read(str(case["text"])) == case["places"]


@pytest.mark.parametrize("case", CASES["owed"], ids=lambda case: case["text"][:40])
def test_still_owed(case: dict[str, object]) -> None:
    assert read(str(case["text"])) != case["places"], "works now: move it to finds"


def version_of(text: str, kinds: list[BlockKind]) -> tuple[Version, Layers]:
    """A version whose blocks are the paragraphs of `text`, of these kinds in turn."""
    blocks, sentences, tokens, start = [], [], [], 0
    for number, (part, kind) in enumerate(zip(text.split("\n\n"), kinds, strict=True)):
        blocks.append(Block(kind, Span(start, start + len(part))))
        own = split(text, start, start + len(part))
        firsts = first_tokens(text, own)
        for first, end in zip(firsts, [*firsts[1:], len(own)], strict=True):
            span = Span(own[first].start, own[end - 1].end)
            sentences.append(Sentence(span, len(tokens) + first, len(tokens) + end, number))
        tokens.extend(own)
        start += len(part) + 2
    version = Version("outlet/story", "", text, tuple(blocks), Facts())
    return version, Layers(tuple(tokens), tuple(sentences), ())


def test_a_headline_in_capitals_leans_on_the_body() -> None:
    text = "Ferry Sinks Near Jinja After Storm Hits Lake\n\nA ferry sank near Jinja in Uganda."
    version, layers = version_of(text, [BlockKind.HEADLINE, BlockKind.PARAGRAPH])
    found = [
        (f.span.of(text), f.value.name) for f in find_places(version, layers, GAZETTEER, ACTORS)
    ]
    assert found == [("Near Jinja", "Jinja"), ("near Jinja", "Jinja"), ("Uganda", "Uganda")]


def test_a_dateline_is_marked() -> None:
    text = "NAIROBI\n\nRain fell."
    version, layers = version_of(text, [BlockKind.DATELINE, BlockKind.PARAGRAPH])
    [found] = find_places(version, layers, GAZETTEER, ACTORS)
    assert found.notes_json()["dateline"] == "yes"


def test_a_region_after_a_comma_is_remembered() -> None:
    text = "He came from Paris, Texas.\n\nIn Paris he kept a shop."
    assert [f.value.geonames for f in places_in(text, GAZETTEER, ACTORS)] == [4717560, 4717560]


def test_a_doubtful_town_has_no_id_but_candidates() -> None:
    [found] = places_in("A barn burned in Springfield.", GAZETTEER, ACTORS)
    assert found.value.geonames is None
    assert str(found.notes_json()["candidates"]).count("Springfield") == 4


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for found in places_in(text, GAZETTEER, ACTORS):
        assert found.span.end <= len(text)


PRINTED = (
    "in near the of off Paris Seoul Lake Bay said, between and (5 miles) north coast its U.S. 's "
    "’s ’ St. 40 km province . \n\n Kim Ann Bergum Reuters ) ; de"
)
WORDS = st.sampled_from(PRINTED.split(" "))


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_what_is_found_follows_from_its_words(text: str) -> None:
    for found in places_in(text, GAZETTEER, ACTORS):
        assert derivable_place(found.value, found.span.of(text), GAZETTEER)


@pytest.mark.parametrize("unit", ["off the coast of about 5 miles north of ", "King ", "in Lima, "])
def test_work_grows_linearly(unit: str) -> None:
    def read(times: int) -> None:
        places_in(unit * times, GAZETTEER, ACTORS)

    read(50)  # what is looked up once is kept
    small, large = (lines_run(read, times) for times in (100, 400))
    assert large < 5.5 * small
