"""What hedges and negations are about: corpus/attributions/scope.toml, read with the tagger."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.attributions import find_attributions
from onrecord.attributions.scope import Scope
from onrecord.language import Tagger, load_tagger, tag
from onrecord.model.scales import Certainty, Modality, Polarity
from onrecord.registers.actors import load_actors

from .written import layers_of, span_of, version_of

CORPUS = Path(__file__).parents[2] / "corpus" / "attributions" / "scope.toml"
ROWS = tomllib.loads(CORPUS.read_text("utf-8"))
USUAL = {Certainty.CERTAIN.value, Polarity.AFFIRMED.value, Modality.ACTUAL.value}


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def scales(row: dict[str, Any], tagger: Tagger) -> list[list[str]]:
    """The scales of the attribution at each of the row's cues, the usual ones left out."""
    version = version_of(row["text"])
    found = find_attributions(version, tag(version, tagger), load_actors())
    out, place = [], 0
    for cue in row["cues"]:
        at = span_of(version, cue, place)
        place = at.end
        [one] = [one for one in found if one.cue and one.cue.overlaps(at)]
        values = (one.certainty.value, one.polarity.value, one.modality.value)
        out.append([value for value in values if value not in USUAL])
    return out


@pytest.mark.parametrize("row", ROWS["leaves_alone"], ids=lambda row: row["text"][:40])
def test_what_is_about_a_detail_is_left_alone(row: dict[str, Any], tagger: Tagger) -> None:
    assert scales(row, tagger) == [[] for _ in row["cues"]]


@pytest.mark.parametrize("row", ROWS["finds"], ids=lambda row: row["text"][:40])
def test_what_governs_the_content_counts(row: dict[str, Any], tagger: Tagger) -> None:
    assert scales(row, tagger) == row["scales"]


@pytest.mark.parametrize("row", ROWS["owed"], ids=lambda row: row["text"][:40])
def test_owed(row: dict[str, Any], tagger: Tagger) -> None:
    assert scales(row, tagger) != row["scales"], "works now: move it to finds"


def test_without_a_tree_everything_counts() -> None:
    version = version_of("The captain, who may not be ill, sailed.")
    scope = Scope(version.text, layers_of(version), [version.blocks[0].span])
    assert scope.hedges(span_of(version, "may"))
    assert scope.negates(span_of(version, "not"))
