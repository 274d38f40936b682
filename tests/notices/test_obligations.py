"""Verdicts on duties, over histories of one report each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from notices.written import CODEBOOK, histories
from onrecord.notices import Cover, Verdict, verdicts
from onrecord.registers.actors import load_actors

ACTORS = load_actors()


def _on(kind: str, text: str, *claims: str, known: str = "2019-06-01T08:00") -> dict[str, Verdict]:
    mention = text.split("\n\n", 1)[0]
    case: dict[str, Any] = {
        "events": {"e": kind},
        "reports": [
            {
                "known": known,
                "text": text,
                "mentions": [f"e: {mention}"],
                "claims": [f"e: {claim}" for claim in claims],
            }
        ],
    }
    (history,) = histories(case)
    return {one.duty: one for one in verdicts(history, CODEBOOK, actors=ACTORS)}


def test_a_ballistic_missile_is_covered_by_all_texts_in_force_then() -> None:
    found = _on(
        "missile-launch",
        "North Korea fires missile\n\nIt was a short-range ballistic missile, the army said.",
        "weapon - short-range ballistic missile = #short-range-ballistic-missile @ KOR.MIL army",
    )
    duty = found["dprk-ballistic"]
    assert duty.cover is Cover.COVERED
    assert duty.force == "binding"
    assert duty.texts[0].id == "unsc-1695-missiles"
    assert duty.texts[-1].id == "unsc-2397-missiles"
    assert [row.words for row in duty.rests_on] == ["short-range ballistic missile"]
    assert found["dprk-moratorium-2018"].cover is Cover.NOT_COVERED
    assert found["hcoc"].cover is Cover.NOT_COVERED
    assert "North Korea is not bound" in found["hcoc"].why


def test_a_projectile_leaves_it_open_and_tells_what_would_decide() -> None:
    found = _on(
        "missile-launch",
        "North Korea fires projectile\n\nIt was a projectile, the army said.",
        "weapon - a projectile = #projectile @ KOR.MIL army",
    )
    assert found["dprk-ballistic"].cover is Cover.UNDETERMINED
    assert found["dprk-ballistic"].decides == "whether ballistic missile technology was used"


def test_two_words_that_rule_each_other_out_leave_it_open() -> None:
    found = _on(
        "missile-launch",
        "North Korea fires missile\n\nA ballistic missile, said one. A cruise missile, said we.",
        "weapon - ballistic missile = #ballistic-missile @ KOR.MIL army",
        "weapon - cruise missile = #cruise-missile @ PRK.GOV Pyongyang",
    )
    assert found["dprk-ballistic"].cover is Cover.UNDETERMINED
    assert len(found["dprk-ballistic"].rests_on) == 2


def test_a_cruise_missile_is_not_covered() -> None:
    found = _on(
        "missile-launch",
        "North Korea fires missile\n\nIt was a cruise missile, the army said.",
        "weapon - cruise missile = #cruise-missile @ KOR.MIL army",
    )
    assert found["dprk-ballistic"].cover is Cover.NOT_COVERED


@pytest.mark.parametrize(
    ("known", "duty"),
    [
        ("2012-07-04T08:00", "iran-ballistic"),
        ("2017-07-04T08:00", "iran-ballistic-called-upon"),
        ("2025-11-04T08:00", "iran-ballistic"),
    ],
)
def test_what_bears_on_iran_changes_with_the_resolutions(known: str, duty: str) -> None:
    found = _on(
        "missile-launch",
        "Iran fires missile\n\nIt was a ballistic missile, the army said.",
        "weapon - ballistic missile = #ballistic-missile @ army",
        known=known,
    )
    assert [each for each in found if each.startswith("iran-ballistic")] == [duty]
    assert found[duty].cover is Cover.UNDETERMINED
    assert "carry a nuclear weapon" in found[duty].decides


def test_after_2231_lapsed_and_before_the_restoration_nothing_bears_on_iran() -> None:
    found = _on(
        "missile-launch",
        "Iran fires missile\n\nIt was a ballistic missile, the army said.",
        "weapon - ballistic missile = #ballistic-missile @ army",
        known="2024-05-04T08:00",
    )
    assert not [each for each in found if each.startswith("iran-ballistic")]


def test_the_signed_treaty_is_none_for_a_state_that_did_not_sign() -> None:
    found = _on(
        "nuclear-test",
        "North Korea holds nuclear test\n\nIt had 20 kilotons.",
        "yield - 20 kilotons = 20 kiloton @ OUTLET",
    )
    assert found["dprk-nuclear-test"].cover is Cover.COVERED
    assert found["ctbt"].cover is Cover.NOT_COVERED
    assert found["ctbt"].force == "signed"


def test_an_amount_decides_the_threshold_treaty() -> None:
    small = _on("nuclear-test", "Russia holds nuclear test\n\nIt had 20 kilotons.",
                "yield - 20 kilotons = 20 kiloton @ OUTLET")  # fmt: skip
    large = _on("nuclear-test", "Russia holds nuclear test\n\nIt had 400 kilotons.",
                "yield - 400 kilotons = 400 kiloton @ OUTLET")  # fmt: skip
    assert small["threshold-test-ban"].cover is Cover.NOT_COVERED
    assert large["threshold-test-ban"].cover is Cover.COVERED


def test_an_aircraft_that_comes_down_has_a_report_due_in_thirty_days() -> None:
    plane = _on("accident", "Airliner crashes\n\nThe airliner fell on 1 June.",
                "vehicle - airliner = 'airliner @ OUTLET",
                "when - 1 June = 2019-06-01 @ OUTLET")  # fmt: skip
    bus = _on("accident", "Bus crashes\n\nThe bus fell.", "vehicle - bus = 'bus @ OUTLET")
    assert plane["aviation-investigation"].cover is Cover.COVERED
    assert plane["aviation-investigation"].due == date(2019, 7, 1)
    assert bus["aviation-investigation"].cover is Cover.NOT_COVERED
    assert bus["aviation-investigation"].due is None


def test_a_deadline_that_a_report_states_counts() -> None:
    found = _on(
        "commitment",
        "Company promises lists\n\nIt will hand over a list by June 30, a lawyer said.",
        "deadline - June 30 = 2019-06-30 @ a lawyer",
        "what - hand over a list = 'hand over a list @ a lawyer",
    )
    stated = found["stated deadline"]
    assert stated.due == date(2019, 6, 30)
    assert stated.title == "hand over a list"
    assert stated.decides == "whether “hand over a list” was done by 30 June 2019"
    assert [row.claim.slot for row in stated.rests_on] == ["deadline", "what"]
