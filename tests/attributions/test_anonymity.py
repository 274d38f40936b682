"""The stated reason for anonymity: found, kept with the attribution, and shown."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.attributions import find_attributions
from onrecord.model.attribution import Attribution
from onrecord.model.layers import RawAttribution
from onrecord.model.span import Span
from onrecord.registers.actors import load_actors
from onrecord.views.said_pages import said_html, said_page
from onrecord.views.text import render

from .written import layers_of, span_of, version_of

CORPUS = Path(__file__).parents[2] / "corpus" / "attributions" / "anonymity.toml"
ROWS = tomllib.loads(CORPUS.read_text("utf-8"))


def read(row: dict[str, Any]) -> tuple[Attribution, ...]:
    version = version_of(row["text"])
    raws, place = [], 0
    for source, cue, content in row["tagged"]:
        spans = [span_of(version, words, place) for words in (source, cue, content)]
        place = min(span.start for span in spans) + 1
        raws.append(RawAttribution(spans[0], spans[1], (spans[2],), 0.9))
    return find_attributions(version, layers_of(version, *raws), load_actors())


def unnamed(row: dict[str, Any]) -> list[str]:
    """The condition of each of a row's attributions, in their order; rules add others."""
    by_cue = {one.cue.of(row["text"]): one for one in read(row) if one.cue}
    found = [by_cue[cue].anonymity for _, cue, _ in row["tagged"]]
    return [span.of(row["text"]) if span else "" for span in found]


@pytest.mark.parametrize("row", ROWS["leaves_alone"], ids=lambda row: row["text"][:40])
def test_conditions_left_alone(row: dict[str, Any]) -> None:
    assert not any(unnamed(row))


@pytest.mark.parametrize("row", ROWS["finds"], ids=lambda row: row["text"][:40])
def test_conditions_found(row: dict[str, Any]) -> None:
    assert unnamed(row) == row["unnamed"]


@pytest.mark.parametrize("row", ROWS["owed"], ids=lambda row: row["text"][:40])
def test_conditions_owed(row: dict[str, Any]) -> None:
    assert unnamed(row) != row["unnamed"], "works now: move it to finds"


def test_a_condition_is_nobodys_content_and_no_request() -> None:
    row = ROWS["finds"][7]
    [found] = read(row)
    assert [span.of(row["text"]) for span in found.content] == ["the ward was full"]


def test_it_is_kept_and_older_rows_keep_their_id() -> None:
    [found] = read(ROWS["finds"][0])
    kept = Attribution.from_body(found.body())
    assert kept.anonymity == found.anonymity
    assert kept.id == found.id
    plain = replace(found, anonymity=None)
    assert "anonymity" not in plain.body()
    assert plain.id != found.id
    assert Attribution.from_body(plain.body()).id == plain.id


def test_it_is_shown() -> None:
    row = ROWS["finds"][0]
    version, found = version_of(row["text"]), read(row)
    page = " ".join(render(said_page(version, found), width=200).split())
    assert f'why a source is not named 1 "{row["unnamed"][0]}"' in page
    assert f'<td dir="auto">{row["unnamed"][0]}</td>' in said_html(version, found)
    without = replace(found[0], anonymity=None)
    assert "not named" not in render(said_page(version, (without,)), width=200)


def test_spans_lie_in_the_text() -> None:
    for row in ROWS["finds"]:
        for one in read(row):
            assert one.anonymity is None or Span(0, len(row["text"])).holds(one.anonymity)
