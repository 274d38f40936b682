from __future__ import annotations

from onrecord.attributions.joining import join
from onrecord.attributions.quoting import quotations
from onrecord.model.layers import RawAttribution

from .written import layers_of, span_of, version_of


def contents(version, *raws):
    found = quotations(version)
    drafts = join(version.text, layers_of(version, *raws), found)
    return [
        (d.source and d.source.of(version.text), [c.of(version.text) for c in d.content])
        for d in drafts
    ]


def test_that_goes_and_quotation_marks_come_along() -> None:
    version = version_of("The clerk said that “all was well” then, and left.")
    raw = RawAttribution(
        span_of(version, "The clerk"),
        span_of(version, "said"),
        (span_of(version, "that “all was well"),),
        0.9,
    )
    assert contents(version, raw) == [("The clerk", ["“all was well”"])]


def test_a_shared_quotation_goes_to_the_one_who_has_most_of_it() -> None:
    version = version_of("“We ran. We hid in the cellar,” Cruz said. Lie said nothing of it.")
    first = RawAttribution(
        span_of(version, "Cruz"),
        span_of(version, "said"),
        (span_of(version, "We hid in the cellar"),),
        0.9,
    )
    second = RawAttribution(
        span_of(version, "Lie"),
        span_of(version, "said nothing"),
        (span_of(version, "We ran."), span_of(version, "nothing of it")),
        0.9,
    )
    assert contents(version, first, second) == [
        ("Cruz", ["“We ran. We hid in the cellar,”"]),
        ("Lie", ["nothing of it"]),
    ]


def test_indirect_speech_ends_with_its_sentence() -> None:
    version = version_of("The dam held, he said. The road did not.")
    raw = RawAttribution(
        span_of(version, "he"),
        span_of(version, "said"),
        (span_of(version, "The dam held"), span_of(version, "The road did not")),
        0.9,
    )
    assert contents(version, raw) == [("he", ["The dam held"])]


def test_a_piece_before_an_active_cue_is_its_source() -> None:
    version = version_of("Peru appears to view the visit as a slight.")
    raw = RawAttribution(
        None,
        span_of(version, "appears to view"),
        (span_of(version, "Peru"), span_of(version, "the visit as a slight")),
        0.9,
    )
    assert contents(version, raw) == [("Peru", ["the visit as a slight"])]


def test_a_lone_article_goes_on_to_the_cue() -> None:
    version = version_of("The harbour office said the quay was full.")
    raw = RawAttribution(
        span_of(version, "The"),
        span_of(version, "said"),
        (span_of(version, "the quay was full"),),
        0.9,
    )
    assert contents(version, raw) == [("The harbour office", ["the quay was full"])]
