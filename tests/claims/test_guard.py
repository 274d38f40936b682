"""The guard: what is borne out passes unchanged, and nothing else passes at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims.guard import check
from onrecord.codebook import load_codebook
from onrecord.model.attribution import OWN_VOICE, Attribution, Speaker
from onrecord.model.claim import Claim
from onrecord.model.mention import Mention
from onrecord.model.reading import Cluster, Finding, ReaderId, Reading
from onrecord.model.scales import Manner, SpeakerClass
from onrecord.model.span import Span
from onrecord.model.value import (
    ActorValue,
    DateValue,
    PlaceValue,
    Quantity,
    TermValue,
    TextValue,
    Value,
)
from onrecord.registers.actors import load_actors
from onrecord.registers.places import load_gazetteer
from reading_room import version_of

TEXT = (
    "A ferry sank off Cebu on Monday. Nine people died, Ada Quell said, and 36 are missing. "
    "No one was hurt on shore. The navy fired two ballistic missiles about 430 km."
)
VERSION = version_of(TEXT)
BOOK = load_codebook()
ACTORS = load_actors()
GAZETTEER = load_gazetteer()
QUELL = Speaker("Ada Quell", SpeakerClass.NAMED)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


SAID = Attribution(
    version=VERSION.id,
    source=span("Ada Quell"),
    cue=span("said"),
    content=(span("Nine people died"),),
    speaker=QUELL,
    manner=Manner.INDIRECT,
)
SANK = Mention(version=VERSION.id, span=span("A ferry sank"), kind="accident")
FIRED = Mention(
    version=VERSION.id, span=span("fired two ballistic missiles"), kind="missile-launch"
)
DEATHS = Claim(
    version=VERSION.id,
    slot="deaths",
    item=None,
    value=Quantity(unit="people", n=Decimal(9)),
    span=span("Nine people"),
    speaker=QUELL,
    attribution=SAID.id,
)
RANGE = Claim(
    version=VERSION.id,
    slot="range",
    item="1",
    value=Quantity(unit="km", n=Decimal(430), approx=True),
    span=span("about 430 km"),
    speaker=OWN_VOICE,
)


def finding(claim: Claim, event: int = 0) -> Finding:
    return Finding(claim=claim, event=event, rule="test", confidence=0.5)


READING = Reading(
    version=VERSION.id,
    reader=ReaderId("test", "0", "0"),
    attributions=(SAID,),
    mentions=(SANK, FIRED),
    clusters=(Cluster("accident", (0,)), Cluster("missile-launch", (1,))),
    findings=(finding(DEATHS), finding(RANGE, 1)),
)


def refused(reading: Reading) -> list[str]:
    return [one.reason for one in check(VERSION, reading, BOOK, ACTORS, GAZETTEER)[1]]


def refused_claim(claim: Claim, event: int = 0) -> list[str]:
    return refused(replace(READING, findings=(finding(claim, event),)))


def test_what_is_borne_out_passes_unchanged() -> None:
    assert check(VERSION, READING, BOOK, ACTORS, GAZETTEER) == (READING, ())


@pytest.mark.parametrize(
    ("claim", "event", "reason"),
    [
        (replace(DEATHS, value=Quantity(unit="people", n=Decimal(10))), 0, "not-derivable"),
        (replace(DEATHS, value=Quantity(unit="km", n=Decimal(9))), 0, "not-derivable"),
        (replace(DEATHS, value=TextValue("Nine people")), 0, "wrong-type"),
        (replace(DEATHS, slot="dead"), 0, "unknown-slot"),
        (replace(DEATHS, slot="deaths"), 1, "unknown-slot"),
        (replace(DEATHS, span=Span(0, len(TEXT) + 1)), 0, "span-outside"),
        (replace(DEATHS, span=Span(0, len(TEXT))), 0, "span-too-long"),
        (replace(DEATHS, speaker=Speaker("Otto", SpeakerClass.NAMED)), 0, "other-speaker"),
        (replace(DEATHS, attribution=None), 0, "no-attribution"),
        (replace(DEATHS, attribution="0" * 64), 0, "no-attribution"),
        (replace(DEATHS, item="the crew"), 0, "unknown-item"),
        (replace(DEATHS, version="0" * 64), 0, "other-version"),
        (replace(DEATHS, evidence=Span(9000, 9001)), 0, "evidence-outside"),
        (replace(DEATHS, earlier=Span(9000, 9001)), 0, "evidence-outside"),
        (replace(RANGE, attribution=SAID.id, speaker=QUELL), 1, "not-in-content"),
        (
            replace(RANGE, slot="weapon", item=None, value=TermValue("earthquake")),
            1, "unknown-term",
        ),
        (
            replace(RANGE, slot="weapon", item=None, value=TermValue("cruise-missile"),
                    span=span("ballistic missiles")),
            1, "not-derivable",
        ),
        (
            replace(RANGE, slot="when", item=None, value=DateValue("2024-03-12"),
                    span=span("Monday")),
            1, "not-derivable",
        ),
        (
            replace(RANGE, slot="launch-place", item=None, value=PlaceValue("Manila"),
                    span=span("Cebu")),
            1, "not-derivable",
        ),
        (DEATHS, 7, "no-event"),
    ],
)  # fmt: skip
def test_each_reason(claim: Claim, event: int, reason: str) -> None:
    assert refused_claim(claim, event) == [reason]


def test_a_term_a_fixed_phrase_and_a_relative_day_pass() -> None:
    weapon = replace(RANGE, slot="weapon", item=None, value=TermValue("ballistic-missile"),
                     span=span("ballistic missiles"))  # fmt: skip
    hurt = replace(DEATHS, slot="injured", value=Quantity(unit="people", n=Decimal(0)),
                   span=span("No one was hurt"), speaker=OWN_VOICE, attribution=None)  # fmt: skip
    day = replace(DEATHS, slot="when", value=DateValue("2024-03-11"), span=span("Monday"),
                  speaker=OWN_VOICE, attribution=None)  # fmt: skip
    assert refused_claim(weapon, 1) == []
    assert refused_claim(hurt) == []
    assert refused_claim(day) == []


def test_a_reading_of_another_version_is_refused_whole() -> None:
    accepted, refusals = check(VERSION, replace(READING, version="0" * 64), BOOK, ACTORS, GAZETTEER)
    assert (accepted.findings, accepted.mentions, accepted.attributions) == ((), (), ())
    assert [one.reason for one in refusals] == ["other-version"]


def test_an_attribution_outside_the_text_takes_its_claims_with_it() -> None:
    outside = replace(SAID, content=(Span(0, 9000),))
    reading = replace(READING, attributions=(outside,))
    assert refused(reading) == ["span-outside", "no-attribution"]


def test_a_mention_of_no_known_kind_takes_its_event_with_it() -> None:
    reading = replace(READING, mentions=(replace(SANK, kind="picnic"), FIRED))
    accepted, refusals = check(VERSION, reading, BOOK, ACTORS, GAZETTEER)
    assert [one.reason for one in refusals] == ["unknown-kind", "bad-cluster", "no-event"]
    assert [one.kind for one in accepted.clusters] == ["missile-launch"]
    assert accepted.findings == (finding(RANGE, 0),)


def test_a_relay_that_is_not_there_is_refused() -> None:
    assert refused(replace(READING, attributions=(replace(SAID, via="0" * 64),)))[0] == "no-relay"


SPANS = st.builds(
    lambda start, size: Span(start, start + size),
    st.integers(0, len(TEXT) + 5),
    st.integers(1, len(TEXT) + 5),
)
AMOUNTS = st.decimals(min_value=0, max_value=10**6, allow_nan=False, places=1)
WORDS = st.sampled_from([*TEXT.replace(",", " ").replace(".", " ").split(), "Manila", "", "x"])
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.builds(Quantity, unit=WORDS, n=AMOUNTS, approx=st.booleans()),
    st.builds(Quantity, unit=WORDS, min=AMOUNTS),
    st.builds(DateValue, edtf=st.sampled_from(["2024-03-11", "2024", "../2024", "x", ""])),
    st.builds(PlaceValue, name=WORDS, geonames=st.none() | st.integers()),
    st.builds(ActorValue, name=WORDS, code=st.none() | st.sampled_from(["KOR", "PHL", "x"])),
    st.builds(TermValue, term=st.sampled_from([*BOOK.terms, "x"])),
    st.builds(TextValue, text=WORDS),
)
CLAIMS = st.builds(
    Claim,
    version=st.sampled_from([VERSION.id, "x"]),
    slot=st.sampled_from(["deaths", "range", "weapon", "when", "place", "vehicle", "count", "x"]),
    item=st.none() | WORDS,
    value=VALUES,
    span=SPANS,
    speaker=st.sampled_from([OWN_VOICE, QUELL]),
    evidence=st.none() | SPANS,
    attribution=st.none() | st.just(SAID.id) | st.just("x"),
    earlier=st.none() | SPANS,
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(CLAIMS, st.integers(-1, 3)), max_size=4),
    st.lists(st.integers(-1, 3), min_size=1, max_size=3),
)
def test_a_random_reading_never_gets_through_ungrounded(
    claims: list[tuple[Claim, int]], members: list[int]
) -> None:
    reading = replace(
        READING,
        clusters=(Cluster("accident", tuple(members)), *READING.clusters[1:]),
        findings=tuple(finding(claim, event) for claim, event in claims),
    )
    accepted, refusals = check(VERSION, reading, BOOK, ACTORS, GAZETTEER)
    assert len(accepted.findings) <= len(claims)
    assert len(accepted.findings) + sum("claim" in one.what for one in refusals) == len(claims)
    for one in accepted.findings:
        claim = one.claim
        words = claim.span.of(TEXT)
        assert claim.version == VERSION.id
        assert claim.span.end <= len(TEXT)
        kind = BOOK.kinds[accepted.clusters[one.event].kind]
        assert claim.slot in kind.slots
        if isinstance(claim.value, Quantity) and claim.value.n is not None:
            digits = format(claim.value.n.normalize(), "f")
            assert (
                digits in words or {"9": "Nine", "2": "two", "0": "No", "1": "A"}[digits] in words
            )
        if isinstance(claim.value, TextValue):
            assert claim.value.text == words
        if claim.attribution is not None:
            assert SAID.holds(claim.span)
