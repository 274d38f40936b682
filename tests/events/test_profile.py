from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from onrecord.events import build_profile, days_of, merge_profiles, names_near
from onrecord.model.attribution import OWN_VOICE
from onrecord.model.claim import Claim
from onrecord.model.scales import Polarity
from onrecord.model.span import Span
from onrecord.model.value import ActorValue, DateValue, PlaceValue, Value

NOW = datetime(2021, 3, 4, tzinfo=UTC)


def claim(slot: str, value: Value, polarity: Polarity = Polarity.AFFIRMED) -> Claim:
    return Claim("v", slot, None, value, Span(0, 1), OWN_VOICE, polarity=polarity)


def days(*edtf: str) -> tuple[date | None, date | None]:
    claims = [claim("when", DateValue(text)) for text in edtf]
    profile = build_profile(
        id="e", kind="accident", known_at=NOW, claims=claims, reports=["r"], versions=["v"]
    )
    return profile.first_day, profile.last_day


def test_the_narrowest_day_counts_and_open_ends_say_nothing() -> None:
    day = date(2021, 3, 1)
    assert days("2021-03", "2021-03-01") == (day, day)
    assert days("2021-03/..") == (None, None)
    assert days() == (None, None)


def test_of_days_that_conflict_the_first_counts() -> None:
    assert days("2021-03-05", "2021-03-01") == (date(2021, 3, 5), date(2021, 3, 5))


def test_days_side_by_side_leave_both_open() -> None:
    assert days("2021-03-02", "2021-03-01") == (date(2021, 3, 1), date(2021, 3, 2))


def test_what_is_denied_is_left_out() -> None:
    profile = build_profile(
        id="e",
        kind="attack",
        known_at=NOW,
        claims=[
            claim("place", PlaceValue("Aden")),
            claim("place", PlaceValue("Taiz"), Polarity.DENIED),
            claim("perpetrator", ActorValue("Delta Front")),
        ],
        reports=["r", "r"],
        versions=["v"],
    )
    assert [place.name for place in profile.places] == ["Aden"]
    assert [actor.name for actor in profile.actors] == ["Delta Front"]
    assert profile.reports == ("r",)


def test_a_merged_profile_holds_what_its_parts_hold() -> None:
    parts = [
        build_profile(
            id=name,
            kind="attack",
            known_at=NOW,
            claims=[claim("when", DateValue(when)), claim("place", PlaceValue(place))],
            reports=[name],
            versions=[name],
            names=frozenset({place}),
        )
        for name, when, place in (("a", "2021-03", "Aden"), ("b", "2021-03-01", "Taiz"))
    ]
    merged = merge_profiles("a", parts)
    assert merged.first_day == merged.last_day == date(2021, 3, 1)
    assert [place.name for place in merged.places] == ["Aden", "Taiz"]
    assert (merged.reports, merged.names) == (("a", "b"), frozenset({"Aden", "Taiz"}))


def test_days_of_unreadable_dates_are_none() -> None:
    assert days_of("2021-13-01") is None
    assert days_of("21XX") is None
    assert days_of("") is None


@given(st.text(max_size=12))
def test_days_of_any_text_is_a_pair_or_none(text: str) -> None:
    found = days_of(text)
    assert found is None or found[0] <= found[1]


@given(st.text(max_size=300), st.integers(0, 299))
def test_names_near_any_text(text: str, at: int) -> None:
    assert all(name and name[0].isupper() for name in names_near(text, [Span(at, at + 1)]))
