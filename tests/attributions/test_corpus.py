"""The room's rules, tested by data: corpus/attributions/*.toml, one test a row."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.attributions.cast import Turn, cast_of
from onrecord.attributions.certainty import certainty_of
from onrecord.attributions.clauses import Word, clauses_of
from onrecord.attributions.joining import join
from onrecord.attributions.modality import modality_of
from onrecord.attributions.polarity import polarity_of
from onrecord.attributions.quoting import quotations
from onrecord.attributions.rules import add_rules
from onrecord.attributions.speakers import resolve
from onrecord.language.tokens import split
from onrecord.model.layers import RawAttribution
from onrecord.model.scales import Certainty
from onrecord.model.span import Span
from onrecord.registers.actors import load_actors

from .written import layers_of, span_of, version_of

CORPUS = Path(__file__).parents[2] / "corpus" / "attributions"


def rows(name: str, part: str) -> list[Any]:
    read = tomllib.loads((CORPUS / f"{name}.toml").read_text("utf-8"))
    return [
        pytest.param(row, id=str(row.get("text") or row.get("content"))[:40]) for row in read[part]
    ]


def scales(row: dict[str, Any]) -> dict[str, str]:
    """Certainty, hedge, polarity and modality, as far as they are not the usual ones."""
    text = f"{row['cue']} {row['content']}"
    start = len(row["cue"]) + 1
    cue = [Word(t.of(text).lower(), t) for t in split(text, 0, start - 1)]
    words = [word.lower for word in cue]
    clauses = clauses_of(text, [Span(start, len(text))])
    certainty, hedge = certainty_of(cue, [], clauses)
    unstated = certainty is Certainty.UNSTATED
    out = {
        "certainty": certainty.value,
        "polarity": polarity_of(words, clauses, unstated).value,
        "modality": modality_of(words, clauses, unstated).value,
    }
    usual = ("certain", "affirmed", "actual")
    out = {key: value for key, value in out.items() if value not in usual}
    return out | ({"hedge": hedge.of(text)} if hedge else {})


def given(row: dict[str, Any]) -> dict[str, str]:
    return {key: value for key, value in row.items() if key not in ("cue", "content")}


@pytest.mark.parametrize("row", rows("scales", "leaves_alone"))
def test_scales_left_alone(row: dict[str, Any]) -> None:
    assert scales(row) == {}


@pytest.mark.parametrize("row", rows("scales", "finds"))
def test_scales_found(row: dict[str, Any]) -> None:
    assert scales(row) == given(row)


@pytest.mark.parametrize("row", rows("scales", "owed"))
def test_scales_owed(row: dict[str, Any]) -> None:
    wanted = {k: v for k, v in given(row).items() if v not in ("certain", "affirmed", "actual")}
    assert scales(row) != wanted, "works now: move it to finds"


def speakers(row: dict[str, Any]) -> list[list[str]]:
    version = version_of(*row["text"].split("\n\n"))
    cast, turn, out, place = cast_of(version, layers_of(version), load_actors()), Turn(), [], 0
    for words in row["sources"]:
        span = span_of(version, words, place)
        place = span.start + 1
        found = resolve(span, cast, turn)
        turn.add(span.start, found)
        speaker = found.speaker
        out.append([speaker.name, speaker.speaker_class.value, speaker.code or ""])
    return [one[: len(wanted)] for one, wanted in zip(out, row["speakers"], strict=True)]


@pytest.mark.parametrize("row", rows("speakers", "leaves_alone"))
def test_speakers_left_alone(row: dict[str, Any]) -> None:
    assert speakers(row) == row["speakers"]


@pytest.mark.parametrize("row", rows("speakers", "finds"))
def test_speakers_found(row: dict[str, Any]) -> None:
    assert speakers(row) == row["speakers"]


@pytest.mark.parametrize("row", rows("speakers", "owed"))
def test_speakers_owed(row: dict[str, Any]) -> None:
    assert speakers(row) != row["speakers"], "works now: move it to finds"


def by_rule(row: dict[str, Any]) -> list[list[str]]:
    version = version_of(row["text"], headline=row.get("headline", False))
    drafts = add_rules(version, layers_of(version), [])
    return [
        [
            draft.source.of(version.text) if draft.source else "",
            draft.cue.of(version.text) if draft.cue else "",
            *(span.of(version.text) for span in draft.content),
        ]
        for draft in drafts
    ]


@pytest.mark.parametrize("row", rows("rules", "leaves_alone"))
def test_rules_leave_alone(row: dict[str, Any]) -> None:
    assert by_rule(row) == []


@pytest.mark.parametrize("row", rows("rules", "finds"))
def test_rules_find(row: dict[str, Any]) -> None:
    assert by_rule(row) == row["found"]


@pytest.mark.parametrize("row", rows("rules", "owed"))
def test_rules_owe(row: dict[str, Any]) -> None:
    assert by_rule(row) != row["found"], "works now: move it to finds"


def after_rules(row: dict[str, Any]) -> list[str]:
    """Source, cue and contents that are left of what a row's tagger brought; [] for nothing."""
    version = version_of(row["text"], headline=row.get("headline", False))
    source, cue, *content = row["tagged"]
    spans, place = [], 0
    for words in content:
        spans.append(span_of(version, words, place))
        place = spans[-1].end
    raw = RawAttribution(
        span_of(version, source) if source else None,
        span_of(version, cue),
        tuple(spans),
        0.9,
    )
    layers = layers_of(version, raw)
    drafts = add_rules(version, layers, join(version.text, layers, quotations(version)))
    drafts = [d for d in drafts if d.rule == "tagger" and d.cue and d.cue.overlaps(raw.cue)]
    return [
        part
        for draft in drafts
        for part in (
            draft.source.of(version.text) if draft.source else "",
            draft.cue.of(version.text) if draft.cue else "",
            *(span.of(version.text) for span in draft.content),
        )
    ]


@pytest.mark.parametrize("row", rows("edges", "leaves_alone"))
def test_edges_left_alone(row: dict[str, Any]) -> None:
    assert after_rules(row) == row["tagged"]


@pytest.mark.parametrize("row", rows("edges", "finds"))
def test_edges_trimmed(row: dict[str, Any]) -> None:
    assert after_rules(row) == row["left"]


@pytest.mark.parametrize("row", rows("edges", "owed"))
def test_edges_owed(row: dict[str, Any]) -> None:
    assert after_rules(row) != row["left"], "works now: move it to finds"
