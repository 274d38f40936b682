from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from events.written import CODEBOOK
from onrecord.events import EventProfile, Joined, join
from onrecord.model.scales import Modality
from onrecord.model.value import ActorValue, PlaceValue, Quantity
from onrecord.registers.places import load_gazetteer

WONSAN = PlaceValue("Wonsan", country="KP", place_kind="town")
KALMA = PlaceValue("Kalma", country="KP", place_kind="town")
GAZETTEER = load_gazetteer()
TOLL = {"deaths": (Quantity(unit="people", n=Decimal(17)),)}


def launch(id: str, day: int | None, told: int, **more: object) -> EventProfile:
    """A launch on a day of July 2019, told on another."""
    when = date(2019, 7, day) if day else None
    profile = EventProfile(
        id=id,
        kind="missile-launch",
        known_at=datetime(2019, 7, told, 12, tzinfo=UTC),
        first_day=when,
        last_day=when,
        reports=(f"report-{id}",),
        versions=(f"version-{id}",),
        words=("fired two missiles",),
    )
    return replace(profile, **more)  # type: ignore[arg-type]


def one(new: EventProfile, *old: EventProfile) -> Joined:
    (found,) = join([new], old, CODEBOOK, GAZETTEER)
    return found


def test_a_follow_up_joins_with_reasons_that_can_be_read() -> None:
    found = one(launch("b", 25, 26, places=(WONSAN,)), launch("a", 25, 25, places=(WONSAN,)))
    assert found.old == "a"
    assert "the same day, 2019-07-25" in found.reasons
    assert "the same place, Wonsan" in found.reasons


def test_look_alikes_of_one_week_stay_apart() -> None:
    found = one(launch("b", 31, 31, places=(WONSAN,)), launch("a", 25, 25, places=(WONSAN,)))
    assert found == Joined("b", None, ("other days: 2019-07-31 against 2019-07-25",))


def test_an_undated_launch_is_not_that_of_the_week_before() -> None:
    assert (
        one(launch("b", None, 31, places=(WONSAN,)), launch("a", 25, 25, places=(WONSAN,))).old
        is None
    )


def test_a_day_alone_is_not_enough() -> None:
    assert one(launch("b", 25, 26, words=("a test",)), launch("a", 25, 25)).old is None


def test_other_countries_are_other_events() -> None:
    iran = PlaceValue("Semnan", country="IR", place_kind="town")
    assert (
        one(launch("b", 25, 26, places=(iran,)), launch("a", 25, 25, places=(WONSAN,))).old is None
    )


def test_versions_of_one_report_join_by_their_order() -> None:
    new = launch("b", None, 26, reports=("r",), versions=("v2",))
    assert one(new, launch("a", None, 25, reports=("r",), versions=("v1",))).old == "a"


def test_two_events_of_one_version_never_become_one() -> None:
    old = launch("a", 25, 25, places=(WONSAN,))
    first = launch("b", 25, 26, places=(WONSAN,), versions=("v",))
    second = launch("c", 25, 26, places=(WONSAN,), versions=("v",))
    assert [found.old for found in join([first, second], [old], CODEBOOK, GAZETTEER)] == ["a", None]


def test_a_night_between_two_days_joins_where_a_figure_is_shared() -> None:
    old = launch("a", 25, 26, kind="accident", values=TOLL, places=(WONSAN,))
    new = launch("b", 26, 27, kind="accident", values=TOLL, places=(WONSAN,))
    assert one(new, old).old == "a"
    assert one(replace(new, values={}), old).old is None


def test_a_planned_meeting_that_was_held_is_one() -> None:
    trump = ActorValue("Ann Poe", code="PER.ANN-POE")
    old = launch("a", 30, 25, kind="meeting", actors=(trump,), modality=Modality.PLANNED)
    assert one(launch("b", 30, 30, kind="meeting", actors=(trump,)), old).old == "a"
    undated = replace(old, first_day=None, last_day=None)
    assert one(launch("b", 30, 30, kind="meeting", actors=(trump,)), undated).old is None


def test_two_who_demand_are_two_demands() -> None:
    tokyo, seoul = ActorValue("Japan", code="JPN.GOV"), ActorValue("South Korea", code="KOR.GOV")
    old = launch("a", 25, 25, kind="demand", actors=(tokyo,), words=("urged an end to tests",))
    new = launch("b", 25, 25, kind="demand", actors=(seoul,), words=("urged an end to tests",))
    assert one(new, old).old is None
    assert one(replace(new, actors=(tokyo,)), old).old == "a"


def shock(id: str, magnitude: str, part_of: str | None) -> EventProfile:
    """A quake on a day of July 2019 in Wonsan, of a magnitude."""
    strength = Quantity(unit="magnitude", n=Decimal(magnitude))
    profile = launch(id, 25, 25, places=(WONSAN,), words=("a strong aftershock",))
    return replace(profile, kind="disaster", values={"magnitude": (strength,)}, part_of=part_of)


def test_a_quake_may_be_measured_again_but_one_aftershock_is_not_the_other() -> None:
    assert one(shock("b", "6.1", None), shock("a", "6.4", None)).old == "a"
    assert one(shock("b", "5.2", "quake"), shock("a", "5.6", "quake")).old is None


def test_names_beside_the_mention_speak_for_one_event() -> None:
    names = frozenset({"Santa", "Rosa"})
    old = launch("a", 25, 25, kind="accident", names=names, words=("a ferry sank",))
    new = launch("b", 25, 26, kind="accident", names=names, words=("went down",))
    assert one(new, old).old == "a"
    assert one(replace(new, names=frozenset()), old).old is None


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_candidates_changes_nothing(turned: bool) -> None:
    old = [launch("a", 25, 25, places=(WONSAN,)), launch("d", 25, 25, places=(KALMA,))]
    new = launch("b", 25, 26, places=(KALMA,))
    assert one(new, *(reversed(old) if turned else old)).old == "d"


def town(name: str, relation: str | None = None) -> PlaceValue:
    """A town of Niger as the gazetteer is sure of it."""
    [place] = [place for place in GAZETTEER.find(name) if place.town and place.country == "NE"]
    return PlaceValue(name, "NE", place.geonames, relation, "town")


def raid(id: str, place: PlaceValue, **more: object) -> EventProfile:
    """An attack on 25 July, in words that all such reports share."""
    held = {"place": (place,), **more.pop("values", {})}  # type: ignore[dict-item]
    plain = launch(id, 25, 25, kind="attack", words=("gunmen attacked a market",))
    return replace(plain, places=(place,), values=held, **more)


def test_one_day_country_and_wording_in_two_towns_is_two_events() -> None:
    found = one(raid("b", town("Zinder")), raid("a", town("Dosso")))
    assert found.old is None
    [reason] = found.reasons
    assert reason.startswith("other places: Zinder against Dosso, ")
    assert reason.endswith(" km apart")


def test_one_sort_of_likeness_does_not_bring_two_towns_together() -> None:
    dosso, zinder = town("Dosso"), town("Zinder")
    front = (ActorValue("Delta Front", code="PER.DELTA-FRONT"),)
    names = frozenset({"Hassan", "Oumarou"})
    for more in ({"values": TOLL}, {"actors": front}, {"names": names}):
        assert one(raid("b", zinder, **more), raid("a", dosso, **more)).old is None
    both = {"values": TOLL, "actors": front}
    assert one(raid("b", zinder, **both), raid("a", dosso, **both)).old == "a"


def test_a_village_is_told_under_the_town_beside_it() -> None:
    assert one(raid("b", town("Say")), raid("a", town("Kollo"))).old == "a"


def test_a_bearing_from_a_town_reaches_further_than_the_town() -> None:
    near, far = town("Niamey"), town("Tillabéri")
    assert one(raid("b", far), raid("a", near)).old is None
    assert one(raid("b", replace(far, relation="south of")), raid("a", near)).old == "a"


def test_one_town_shared_among_several_is_enough() -> None:
    both = raid("a", town("Dosso"))
    both = replace(both, values={"place": (town("Dosso"), town("Zinder"))})
    assert one(raid("b", town("Zinder")), both).old == "a"


def test_places_of_different_slots_are_not_held_against_each_other() -> None:
    origin = launch("a", 25, 25, values={"launch-place": (town("Dosso"),), **TOLL})
    impact = launch("b", 25, 25, values={"impact-place": (town("Zinder"),), **TOLL})
    assert one(impact, origin).old == "a"


def test_a_later_version_may_correct_the_town() -> None:
    old = raid("a", town("Dosso"), reports=("r",))
    new = raid("b", town("Zinder"), reports=("r",))
    assert one(new, old).old == "a"
    assert one(replace(new, order=1), old).old is None
