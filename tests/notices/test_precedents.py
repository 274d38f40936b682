"""The nearest earlier events: three launches in a row, the last one held against the others."""

from __future__ import annotations

from typing import Any

from notices.written import CODEBOOK, histories
from onrecord.notices import nearest


def _launch(name: str, day: str, km: int, weapon: str) -> dict[str, Any]:
    words = weapon.replace("-", " ")
    return {
        "known": f"{day}T20:00",
        "story": name,
        "text": f"Missile fired\n\nA {words} was fired on {day} and flew {km} km.",
        "mentions": [f"{name}: Missile fired"],
        "claims": [
            f"{name}: weapon - {words} = #{weapon} @ OUTLET",
            f"{name}: when - {day} = {day} @ OUTLET",
            f"{name}: range - {km} km = {km} km @ OUTLET",
        ],
    }


def _case(*launches: tuple[str, str, int, str]) -> dict[str, Any]:
    return {
        "events": dict.fromkeys((name for name, *_ in launches), "missile-launch"),
        "reports": [_launch(*each) for each in launches],
    }


def test_the_likest_comes_first_with_what_differs() -> None:
    far, near, this = histories(
        _case(
            ("far", "2021-05-09", 4500, "ballistic-missile"),
            ("near", "2021-01-25", 420, "ballistic-missile"),
            ("this", "2021-07-31", 430, "ballistic-missile"),
        )
    )
    first, second = nearest(this, [far, near], CODEBOOK)
    assert (first.event, second.event) == ("near", "far")
    assert first.before == 187
    assert [each.slot for each in first.alike] == ["weapon"]
    assert [(each.slot, each.theirs.words) for each in first.differing] == [("range", "420 km")]
    assert first.likeness > second.likeness


def test_later_events_and_the_event_itself_are_left_out() -> None:
    early, late = histories(
        _case(
            ("early", "2021-05-09", 430, "ballistic-missile"),
            ("late", "2021-07-31", 430, "ballistic-missile"),
        )
    )
    assert nearest(early, [early, late], CODEBOOK) == ()
    assert [one.event for one in nearest(late, [early, late], CODEBOOK, most=1)] == ["early"]
