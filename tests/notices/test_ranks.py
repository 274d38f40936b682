"""What the record has on "first since", "third in a week" and "deadliest".

History: launches by one state on 9 May, 25 July and 31 July 2021, and one that is only planned.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from notices.written import histories
from onrecord.notices.ranks import check_rank

CASE: dict[str, Any] = {
    "events": dict.fromkeys(("may", "july", "late"), "missile-launch"),
    "reports": [
        {
            "known": "2021-05-10T08:00",
            "story": "may",
            "text": "Missile fired\n\nIt was fired on May 9 and rose to 90 km.",
            "mentions": ["may: Missile fired"],
            "claims": [
                "may: when - May 9 = 2021-05-09 @ OUTLET",
                "may: apogee - 90 km = 90 km @ OUTLET",
            ],
        },
        {
            "known": "2021-07-26T08:00",
            "story": "july",
            "text": "Missile fired\n\nIt was fired on July 25 and rose to 50 km.",
            "mentions": ["july: Missile fired"],
            "claims": [
                "july: when - July 25 = 2021-07-25 @ OUTLET",
                "july: apogee - 50 km = 50 km @ OUTLET",
            ],
        },
        {
            "known": "2021-08-01T08:00",
            "story": "late",
            "text": "Missile fired\n\nIt was fired on July 31 and rose to 60 km.",
            "mentions": ["late: Missile fired"],
            "claims": [
                "late: when - July 31 = 2021-07-31 @ OUTLET",
                "late: apogee - 60 km = 60 km @ OUTLET",
            ],
        },
    ],
}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("first launch since May", "one in between: missile-launch july (2021-07-25)"),
        ("first launch since July", "last before it on record is missile-launch july"),
        ("second launch in a week", "holds 2 in that time as well"),
        ("third launch in less than a week", "only 2 in that time"),
        ("third launch this year", "holds 3 in that time as well"),
        ("second launch in three months", "holds 3 in that time, this one counted"),
        ("the highest flight since April", "missile-launch may, with “90 km”, not “60 km”"),
        ("the highest flight since July", "none since then that had more"),
    ],
)
def test_a_rank_is_held_against_the_record(words: str, says: str) -> None:
    may, july, late = histories(CASE)
    found = check_rank(words, date(2021, 8, 1), late, [july, may])
    assert found is not None
    assert says in found


@pytest.mark.parametrize("words", ["first", "the worst ever", "first launch since the truce"])
def test_words_without_a_reach_that_can_be_counted_are_not_checked(words: str) -> None:
    may, july, late = histories(CASE)
    assert check_rank(words, date(2021, 8, 1), late, [july, may]) is None


def test_later_events_are_no_precedents() -> None:
    may, july, late = histories(CASE)
    found = check_rank("first launch since April", date(2021, 5, 10), may, [july, late])
    assert found == "The record holds no earlier one."


def test_an_event_whose_day_nobody_tells_bears_on_no_rank() -> None:
    may, july, late = histories(CASE)
    undated = replace(july, rows=tuple(row for row in july.rows if row.claim.slot != "when"))
    found = check_rank("first launch since May", date(2021, 8, 1), late, [undated, may])
    assert found is not None
    assert "missile-launch may" in found
