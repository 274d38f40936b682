from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attributions import find_attributions
from onrecord.attributions.cast import Turn, cast_of
from onrecord.attributions.speakers import resolve
from onrecord.language import Tagger, load_tagger, tag
from onrecord.model.attribution import Attribution
from onrecord.model.layers import Name, RawAttribution
from onrecord.model.report import Version
from onrecord.model.scales import Certainty, Manner, SpeakerClass
from onrecord.model.span import Span
from onrecord.registers.actors import load_actors

from .written import layers_of, span_of, version_of

REPORT = (
    "Ferry held in port over missing papers, coast guard says",
    "The Peruvian coast guard said on Monday that the ferry Santa Clara had been held in Callao "
    "because two papers were missing. It did not say who had signed the others.",
    "“We were never asked for them,” Captain Rosa Quispe, who has run the ship for a year, told "
    "Radio Vega. She called the order “a mistake”.",
    "Quispe reportedly left the harbour on foot. The company believes the papers were lost, the "
    "Andean Post said, citing a port official.",
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def read(version: Version, tagger: Tagger) -> tuple[Attribution, ...]:
    return find_attributions(version, tag(version, tagger), load_actors())


def test_a_report_is_read(tagger: Tagger) -> None:
    version = version_of(*REPORT, headline=True)
    found = read(version, tagger)
    said = {one.speaker.name: one for one in found}
    asked = span_of(version, "not say")
    [silent] = [one for one in found if one.cue and one.cue.overlaps(asked)]
    assert (silent.speaker.code, silent.certainty) == ("PER.COAST", Certainty.UNSTATED)
    assert said["Rosa Quispe"].speaker.speaker_class is SpeakerClass.NAMED
    assert said["unnamed"].cue == span_of(version, "reportedly")
    assert said["a port official"].via == said["Andean Post"].id
    assert said["Andean Post"].speaker.speaker_class is SpeakerClass.OUTLET


def test_quotation_marks_make_the_manner(tagger: Tagger) -> None:
    version = version_of(*REPORT, headline=True)
    found = {one.cue.of(version.text): one for one in read(version, tagger) if one.cue}
    assert found["told"].manner is Manner.DIRECT
    assert found["called"].manner is Manner.MIXED
    assert found["said"].manner is Manner.INDIRECT


def test_same_version_same_attributions(tagger: Tagger) -> None:
    version = version_of(*REPORT, headline=True)
    assert read(version, tagger) == read(version, load_tagger())


def test_ids_differ_and_content_is_sorted(tagger: Tagger) -> None:
    found = read(version_of(*REPORT, headline=True), tagger)
    assert len({one.id for one in found}) == len(found)
    assert [one.content for one in found] == sorted(one.content for one in found)
    known = {one.id for one in found}
    assert all(one.via in known for one in found if one.via)


def test_an_empty_version_says_nothing() -> None:
    version = version_of("")
    assert find_attributions(version, layers_of(version), load_actors()) == ()


VOCABULARY = """“ ” " ' ’ . , ; : ( ) — he She it They I said, told reportedly according to
citing via Cruz Ana U.S. Seoul not no that which who was identified as by and 430 plan's the The
A officials Captain company statement say believes urged if may"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_text_and_no_labels_break_it(data: st.DataObject) -> None:
    text = data.draw(st.one_of(st.lists(WORDS, min_size=1, max_size=60).map(" ".join), st.text()))
    paragraphs = [p for p in text.split("\n") if p.strip()] or ["x"]
    version = version_of(*paragraphs)
    tokens = layers_of(version).tokens
    raws = []
    for _ in range(data.draw(st.integers(0, 5)) if tokens else 0):
        spans = []
        for _ in range(4):
            first = data.draw(st.integers(0, len(tokens) - 1))
            last = min(len(tokens) - 1, first + data.draw(st.integers(0, 12)))
            spans.append(Span(tokens[first].start, tokens[last].end))
        source = data.draw(st.sampled_from([None, spans[0]]))
        content = tuple(sorted({spans[2], spans[3]}))
        raws.append(RawAttribution(source, spans[1], content, 0.9))
    for one in find_attributions(version, layers_of(version, *raws), load_actors()):
        for span in (one.source, one.cue, *one.content, one.hedge):
            assert span is None or span.end <= len(version.text)
        assert one.speaker.name
        assert one.rule
        assert one.speaker_rule


def test_nobody_who_claimed_it_withholds_it() -> None:
    version = version_of("No group claimed the attack on the ferry.")
    raw = RawAttribution(
        span_of(version, "No group"),
        span_of(version, "claimed"),
        (span_of(version, "the attack on the ferry"),),
        0.9,
    )
    [found] = find_attributions(version, layers_of(version, raw), load_actors())
    assert found.certainty is Certainty.UNSTATED


def test_a_denial_reaches_over_an_aside() -> None:
    version = version_of("Peru had not, as of Monday, announced any plans for the port.")
    raw = RawAttribution(
        span_of(version, "Peru"),
        span_of(version, "announced"),
        (span_of(version, "any plans for the port"),),
        0.9,
    )
    [found] = find_attributions(version, layers_of(version, raw), load_actors())
    assert found.certainty is Certainty.UNSTATED


def test_he_in_somebodys_words_is_another() -> None:
    version = version_of("Omar Quist spoke. “He told me it was over,” Pedro Alba said.")
    raws = [
        RawAttribution(
            span_of(version, source), span_of(version, cue), (span_of(version, words),), 0.9
        )
        for source, cue, words in (
            ("Omar Quist", "spoke", "spoke."),
            ("Pedro Alba", "said", "“He told me it was over,”"),
        )
    ]
    found = find_attributions(version, layers_of(version, *raws), load_actors())
    [inner] = [one for one in found if one.via]
    assert inner.speaker.name == "Omar Quist"
    assert [span.of(version.text) for span in inner.content] == ["it was over"]


def test_a_name_begins_where_the_tagger_sees_it_begin() -> None:
    version = version_of("Welder Omar Quist, who has one boat, said no. Brandt Salvage said yes.")
    layers = layers_of(version)
    names = (
        Name(span_of(version, "Omar Quist"), "Person"),
        Name(span_of(version, "Brandt Salvage"), "Organization"),
    )
    cast = cast_of(version, replace(layers, names=names), load_actors())
    assert [person.printed for person in cast.people] == ["Omar Quist"]
    assert cast.bodies == {"Brandt Salvage"}
    assert cast.titles["Omar Quist"] == {""}


def test_a_word_that_opens_a_sentence_is_no_name_for_its_capital() -> None:
    version = version_of("Omar Quist spoke. Estimates differ. Adidas did not.")
    names = tuple(
        Name(span_of(version, name), kind)
        for name, kind in (("Omar Quist", "Person"), ("Adidas", "Organization"))
    )
    cast = cast_of(version, replace(layers_of(version), names=names), load_actors())
    made = [resolve(span_of(version, words), cast, Turn()) for words in ("Estimates", "Adidas")]
    assert [one.speaker.speaker_class for one in made] == [SpeakerClass.UNNAMED, SpeakerClass.NAMED]
