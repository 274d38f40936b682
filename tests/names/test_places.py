"""Places: the cases of corpus/names/places.toml, and texts that nobody would write."""

from __future__ import annotations

import tomllib
from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import lines_run
from onrecord.language.labels import RELATIONS
from onrecord.language.sentences import first_tokens
from onrecord.language.tokens import split
from onrecord.model.layers import Layers, Name, Sentence, Syntax
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


KINDS = st.sampled_from(("Location", "Facility", "Person", "Organization", "NORP", "Misc"))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(WORDS, st.text(min_size=1, max_size=12)), min_size=1, max_size=30),
    st.lists(st.tuples(KINDS, st.integers(0, 40), st.integers(1, 4), st.integers(0, 60))),
)
def test_whatever_the_tagger_sees_what_is_found_follows_from_its_words(
    printed: list[str], seen: list[tuple[str, int, int, int]]
) -> None:
    text = " ".join(printed).replace("\n", " ")
    version, layers = version_of(text, [BlockKind.PARAGRAPH])
    for found in find_places(version, tagged(layers, seen), GAZETTEER, ACTORS):
        assert derivable_place(found.value, found.span.of(text), GAZETTEER)


def tagged(layers: Layers, seen: list[tuple[str, int, int, int]]) -> Layers:
    """`layers` with names of a kind, first token and length, whose heads hang on token 0."""
    names, relations = [], bytearray(len(layers.tokens))
    for kind, first, length, relation in seen:
        run = layers.tokens[first : first + length]
        if run:
            names.append(Name(Span(run[0].start, run[-1].end), kind))
            relations[first] = relation % len(RELATIONS)
    heads = array("i", [0] * len(layers.tokens))
    syntax = Syntax(bytes(len(layers.tokens)), heads, bytes(relations))
    return Layers(layers.tokens, layers.sentences, (), tuple(names), syntax)


def seen_in(text: str, kind: str, first: int, length: int, relation: str) -> list[str]:
    """What is found where the tagger sees one name, tokens `first` on, in that relation."""
    version, layers = version_of(text, [BlockKind.PARAGRAPH])
    layers = tagged(layers, [(kind, first, length, RELATIONS.index(relation))])
    return [f.span.of(text) for f in find_places(version, layers, GAZETTEER, ACTORS)]


def test_a_place_that_only_the_tagger_sees_is_found() -> None:
    text = "Buses bound southward passed Kotlas twice."
    assert seen_in(text, "Location", 4, 1, "obl") == ["Kotlas"]


def test_a_person_that_the_tagger_sees_is_no_place() -> None:
    text = "Voters put their trust in Lagos again."
    assert seen_in(text, "Location", 5, 1, "obl") == ["Lagos"]
    assert seen_in(text, "Person", 5, 1, "obl") == []


def test_a_state_that_acts_is_no_place_even_where_the_tagger_sees_one() -> None:
    assert seen_in("Ministers urged Peru to sign.", "Location", 2, 1, "obj") == []


def test_the_ending_of_an_address_tells_where_an_outlet_is_at_home() -> None:
    text = "A barn burned in Halifax and two cows died."
    version, layers = version_of(text, [BlockKind.PARAGRAPH])
    homes = []
    for host in ("kota.ca", "kota.co.uk"):
        one = replace(version, facts=Facts(address=f"https://{host}/news"))
        [found] = find_places(one, layers, GAZETTEER, ACTORS)
        homes.append(str(found.notes_json()["candidates"]).split()[1][:2])
    assert homes == ["CA", "GB"]


@pytest.mark.parametrize(
    ("text", "position", "radius"),
    [
        ("The wreck lies 40 km north of Mombasa.", "-3.6933,39.664", "10.7"),
        ("A trawler sank off the east coast of Madagascar.", "-18.749,51.182", "246"),
        ("A bus fell into a ravine between Cusco and Arequipa.", "-14.966,-71.753", "160"),
        ("It struck about 25 miles southwest of Kathmandu.", "27.445,85.033", "10.7"),
        ("A drone crashed near Kharkiv.", "49.982,36.255", "35"),
        ("Floods hit villages in the north of Ghana.", "9.2477,-0.8", "138"),
        ("The tanker lay 12 nautical miles off Fujairah.", "25.116,56.341", "27.2"),
        ("The jet came down half a mile from Nuuk.", "64.183,-51.722", "5.8"),
        ("The ferry capsized in waters off Lesbos.", "39.2,26.3", "65"),
        ("The fire burns 7 kilometres to the east of Evora.", "38.566,-7.8237", "6"),
    ],
)
def test_a_relation_leads_to_an_area(text: str, position: str, radius: str) -> None:
    notes = places_in(text, GAZETTEER, ACTORS)[0].notes_json()
    assert (notes["position"], notes["radius_km"]) == (position, radius)


@pytest.mark.parametrize("unit", ["off the coast of about 5 miles north of ", "King ", "in Lima, "])
def test_work_grows_linearly(unit: str) -> None:
    def read(times: int) -> None:
        places_in(unit * times, GAZETTEER, ACTORS)

    read(50)  # what is looked up once is kept
    small, large = (lines_run(read, times) for times in (100, 400))
    assert large < 5.5 * small
