"""The register of actors: what it finds, what it leaves alone, and how fast it opens."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.registers.actors import load_actors, read_rows

ACTORS = load_actors()
MEMBERS = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN
BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK DJI DMA
DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND
HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU
LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER
NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP
SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO
TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""


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
    rows = read_rows("actors.tsv", 7)
    assert [code for code, n in Counter(row[0] for row in rows).items() if n > 1] == []
    states = {row[0] for row in read_rows("states.tsv", 7)}
    assert {row[2 + 1] for row in rows} - states - {""} == set()
    assert {row[1] for row in read_rows("people.tsv", 6)} - states - {""} == set()


def test_every_member_of_the_un_has_its_name_people_and_capital() -> None:
    codes = MEMBERS.split()
    assert len(codes) == len(set(codes)) == 193
    for code in codes:
        state = ACTORS.get(code)
        assert state is not None
        assert state.kind == "state"
        assert ACTORS.state(state.name) == state
        assert ACTORS.capital(code), code
        assert ACTORS.demonyms(code), code


def test_a_capital_that_other_places_share_stands_for_no_government() -> None:
    shared = ("Victoria", "Georgetown", "Amsterdam", "San José")
    assert [ACTORS.find(name) for name in shared] == [None] * 4
    assert [ACTORS.capital(code) for code in ("SYC", "GUY", "FRA")] == [
        "Victoria",
        "Georgetown",
        "Paris",
    ]


def test_every_row_has_its_source() -> None:
    for name, columns, sources in (
        ("states.tsv", 7, "HC"),
        ("actors.tsv", 7, "HW"),
        ("people.tsv", 6, "HW"),
    ):
        for row in read_rows(name, columns):
            assert row[-1] in tuple(sources)
            assert (row[-1] == "W") == bool(row[-2].startswith("Q")) or name == "states.tsv"


def test_no_name_is_two_actors() -> None:
    """A name that two rows claim would lead to the first of them in silence."""
    owners: dict[str, set[str]] = {}
    for code, _, name, _, other, _, _ in read_rows("actors.tsv", 7):
        for one in (name, *filter(None, other.split(";"))):
            owners.setdefault(one, set()).add(code)
    assert {one: codes for one, codes in owners.items() if len(codes) > 1} == {}


def test_the_page_on_registers_counts_right() -> None:
    page = (Path(__file__).parents[2] / "docs" / "registers.md").read_text(encoding="utf-8")
    counts = {
        "names": ACTORS.names,
        "states and territories": len(read_rows("states.tsv", 7)),
        "institutions, bodies, media and groups": len(read_rows("actors.tsv", 7)),
        "people": len(read_rows("people.tsv", 6)),
    }
    for what, count in counts.items():
        assert f"| {what} | {count:,} |" in page


def test_there_are_many_names() -> None:
    assert ACTORS.names >= 3000


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
