"""Slots by example, see corpus/claims/slots.toml."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims import fill_slots
from onrecord.codebook import load_codebook
from onrecord.events import group_mentions
from onrecord.mentions import find_mentions
from onrecord.model.attribution import Attribution, Speaker
from onrecord.model.reading import Finding
from onrecord.model.scales import Certainty, Manner, Modality, Polarity, SpeakerClass
from onrecord.model.span import Span
from onrecord.names.actors import find_actors
from onrecord.names.places import find_places
from onrecord.registers.actors import load_actors
from onrecord.registers.places import load_gazetteer
from onrecord.values.dates import find_dates
from onrecord.values.quantities import find_quantities
from onrecord.values.terms import find_terms
from reading_room import layers_of, version_of

CASES = tomllib.loads(Path("corpus/claims/slots.toml").read_text("utf-8"))
BOOK = load_codebook()


def findings_of(
    text: str, said: tuple[Attribution, ...] = (), published: str = "2024-03-15"
) -> tuple[Finding, ...]:
    version = version_of(text, published)
    layers = layers_of(version)
    actors = load_actors()
    quantities = find_quantities(version, layers)
    dates = find_dates(version, layers)
    terms = find_terms(version, layers, BOOK)
    places = find_places(version, layers, load_gazetteer(), actors)
    people = find_actors(version, layers, actors)
    mentions = find_mentions(version, layers, BOOK, said)
    clusters = group_mentions(version, layers, mentions, dates, places, BOOK)
    return fill_slots(
        version, layers, BOOK, said, mentions, clusters, quantities, dates, terms, places, people
    )


def told(case: dict[str, Any]) -> list[str]:
    return [
        f"{one.claim.slot} {one.claim.item or '-'} {one.claim.span.of(case['text'])}"
        + (" superseded" if one.claim.earlier else "")
        + "".join(
            f" {scale.value}"
            for scale in (one.claim.certainty, one.claim.polarity, one.claim.modality)
            if scale not in (Certainty.CERTAIN, Polarity.AFFIRMED, Modality.ACTUAL)
        )
        for one in findings_of(case["text"])
        if one.claim.slot in case["of"]
    ]


def said_by(text: str, who: str, content: str, **more: Any) -> Attribution:
    version = version_of(text)
    cue = text.index(more.pop("cue", "said"))
    start = text.index(content)
    return Attribution(
        version=version.id,
        source=Span(text.index(who), text.index(who) + len(who)),
        cue=Span(cue, cue + 4),
        content=(Span(start, start + len(content)),),
        speaker=Speaker(who, SpeakerClass.NAMED),
        manner=Manner.INDIRECT,
        **more,
    )


@pytest.mark.parametrize("text", CASES["leaves_alone"])
def test_leaves_alone(text: str) -> None:
    assert [one.claim.slot for one in findings_of(text)] == []


@pytest.mark.parametrize("case", CASES["finds"], ids=lambda case: case["text"][:40])
def test_finds(case: dict[str, Any]) -> None:
    assert told(case) == case["claims"]


@pytest.mark.parametrize("case", CASES["owed"], ids=lambda case: case["text"][:40])
def test_owed(case: dict[str, Any]) -> None:
    assert told(case) != case["claims"], "this works now: move it to finds"


def test_the_innermost_speaker_is_credited() -> None:
    """A bus overturned, killing seven people, Ada Quell said."""
    text = "A bus overturned, killing seven people, Ada Quell said."
    said = said_by(text, "Ada Quell", "A bus overturned, killing seven people")
    deaths = [one.claim for one in findings_of(text, (said,)) if one.claim.slot == "deaths"]
    assert [(one.speaker.name, one.attribution) for one in deaths] == [("Ada Quell", said.id)]


def test_what_is_denied_is_not_claimed() -> None:
    """A bus overturned. Ada Quell denied that seven people had died."""
    text = "A bus overturned. Ada Quell denied that seven people had died."
    said = said_by(text, "Ada Quell", "seven people had died", cue="deni", polarity=Polarity.DENIED)
    said = replace(said, cue=Span(text.index("denied"), text.index("denied") + len("denied")))
    [deaths] = [one.claim for one in findings_of(text, (said,)) if one.claim.slot == "deaths"]
    assert (deaths.speaker.name, deaths.polarity) == ("Ada Quell", Polarity.DENIED)


def test_an_earlier_version_of_the_text_speaks_for_the_report() -> None:
    """A bus overturned. An earlier version of this story said seven people died; five did."""
    text = "A bus overturned. An earlier version of this story said seven people died; five died."
    said = said_by(text, "An earlier version of this story", "seven people died")
    deaths = [one.claim for one in findings_of(text, (said,)) if one.claim.slot == "deaths"]
    assert [(one.speaker.name, one.earlier is not None) for one in deaths] == [
        ("OUTLET", True),
        ("OUTLET", False),
    ]


def test_without_an_attribution_the_report_speaks_for_itself() -> None:
    [one] = [f.claim for f in findings_of("A bus overturned, killing seven people.")
             if f.claim.slot == "deaths"]  # fmt: skip
    assert one.speaker.name == "OUTLET"
    assert one.attribution is None


def test_the_day_of_the_saying_is_not_the_day_of_the_happening() -> None:
    """A bus overturned near Lyon, Ada Quell said on Monday."""
    text = "A bus overturned near Lyon, Ada Quell said on Monday."
    said = said_by(text, "Ada Quell", "A bus overturned near Lyon")
    assert "when" not in {one.claim.slot for one in findings_of(text, (said,))}


def test_this_morning_in_a_quotation_is_the_speakers() -> None:
    """A plane crashed on Tuesday. "The crash woke us this morning," Ada Quell said."""
    text = "A plane crashed on Tuesday. “The crash woke us this morning,” Ada Quell said."
    said = replace(said_by(text, "Ada Quell", "The crash woke us this"), manner=Manner.DIRECT)
    content = Span(text.index("The crash woke us this"), text.index(",”"))
    said = replace(said, content=(content,))
    days = [one.claim for one in findings_of(text, (said,)) if one.claim.slot == "when"]
    assert [day.span.of(text) for day in days] == ["Tuesday"]


def test_what_is_asked_not_to_be_done_keeps_its_not() -> None:
    """Ada Quell asked the ports not to turn away boats."""
    text = "Ada Quell asked the ports not to turn away boats."
    content = "the ports not to turn away boats"
    said = said_by(text, "Ada Quell", content, cue="asked", modality=Modality.DEMANDED)
    said = replace(said, cue=Span(text.index("asked"), text.index("asked") + len("asked")))
    what = [one.claim for one in findings_of(text, (said,)) if one.claim.slot == "what"]
    assert [claim.span.of(text) for claim in what] == ["not to turn away boats"]


def test_a_hedge_counts_for_its_own_clause() -> None:
    """The first missile flew an estimated 430 km and the second flew 690 km, Ada Quell said."""
    content = "The first missile flew an estimated 430 km and the second flew 690 km"
    text = f"The army fired two missiles. {content}, Ada Quell said."
    hedge = text.index("estimated")
    said = said_by(
        text,
        "Ada Quell",
        content,
        certainty=Certainty.PROBABLE,
        hedge=Span(hedge, hedge + len("estimated")),
    )
    ranges = [one.claim for one in findings_of(text, (said,)) if one.claim.slot == "range"]
    assert [one.certainty for one in ranges] == [Certainty.PROBABLE, Certainty.CERTAIN]


def test_a_range_is_no_infinitive() -> None:
    """Ada Quell urged that all piers from the dam to town close."""
    content = "all piers from the dam to town close"
    text = f"Ada Quell urged that {content}."
    said = said_by(text, "Ada Quell", content, cue="urged", modality=Modality.DEMANDED)
    what = [one.claim for one in findings_of(text, (said,)) if one.claim.slot == "what"]
    assert [one.span.of(text) for one in what] == [content]


def test_a_demand_has_who_whom_and_what() -> None:
    """The mayor said residents should leave: what is demanded keeps the modality."""
    text = "Ada Quell urged residents to leave the valley."
    said = said_by(
        text, "Ada Quell", "residents to leave the valley", cue="urged", modality=Modality.DEMANDED
    )
    claims = {one.claim.slot: one.claim for one in findings_of(text, (said,))}
    assert claims["who"].span.of(text) == "Ada Quell"
    assert claims["what"].span.of(text) == "leave the valley"
    assert claims["what"].modality is Modality.DEMANDED
    assert claims["who"].modality is Modality.ACTUAL


def test_the_same_words_give_the_same_claims() -> None:
    text = "A ferry sank off Cebu on Monday. Nine people died and 36 are missing."
    assert findings_of(text) == findings_of(text)


@pytest.mark.parametrize(
    ("published", "modality"),
    [
        ("2024-03-17", Modality.ACTUAL),
        ("2024-03-16", Modality.ACTUAL),  # the day before by UTC, where it happened the same
        ("2024-03-12", Modality.PLANNED),
    ],
)
def test_a_day_still_to_come_is_planned(published: str, modality: Modality) -> None:
    found = findings_of("A quake struck Marun on 17 March 2024.", published=published)
    assert [one.claim.modality for one in found if one.claim.slot == "when"] == [modality]
