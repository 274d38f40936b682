"""What is drawn is what is on record, in its place."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from string import ascii_uppercase

import pytest
from lxml import html

from onrecord.desk.asked import Asked
from onrecord.desk.cutting import Box, cut_area, cut_line
from onrecord.desk.distances import Distance, Source
from onrecord.desk.drawing import templates
from onrecord.desk.event import EventPage, event_page
from onrecord.desk.graph import draw_graphs
from onrecord.desk.links import DeskLinks
from onrecord.desk.map import draw_map, draw_views
from onrecord.desk.strip import draw_strip
from onrecord.desk.world import load_world
from onrecord.ledger.ledger import Ledger
from onrecord.model.attribution import Speaker
from onrecord.model.record import EventRow, VersionRow
from onrecord.model.report import TimeFrom
from onrecord.model.scales import SpeakerClass
from onrecord.queries import find_events, log_event
from onrecord.queries.clocks import NOW
from onrecord.queries.details import EventDetails, Spot

NOON = datetime(2021, 3, 1, 12, tzinfo=UTC)
VERSION = VersionRow("v", "r", "k", 1, "Title", "Outlet", None, NOON, TimeFrom.PAGE, False, NOON)


def spot(latitude: float, longitude: float, radius: float = 5) -> Spot:
    speaker = Speaker("the port", SpeakerClass.NAMED)
    return Spot(
        "c", "place", None, "near A", "A", None, "near", "near A", speaker, VERSION,
        latitude, longitude, radius,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (64.1, -21.9), (-45, 170), (-17.8, 178), (71, -179.5), (89.9, 10), (-89.9, -170)],
)
def test_a_place_is_within_its_map_wherever_it_is(latitude: float, longitude: float) -> None:
    drawn = draw_map([("e", spot(latitude, longitude))])
    assert drawn is not None
    (mark,) = drawn.marks
    assert 0 <= mark.x <= drawn.width
    assert 0 <= mark.y <= drawn.height
    for x in re.findall(r"M(-?[\d.]+) ", drawn.land):
        assert -1 <= float(x) <= drawn.width + 1


def test_north_is_up_and_east_is_right() -> None:
    drawn = draw_map([("e", spot(10, 10)), ("e", spot(20, 30))])
    assert drawn is not None
    south_west, north_east = drawn.marks
    assert south_west.x < north_east.x
    assert south_west.y > north_east.y


def test_a_wide_place_is_drawn_as_an_area_and_a_town_as_a_dot() -> None:
    drawn = draw_map([("e", spot(-10, -75, 640)), ("e", spot(-12.8, -75, 5))])
    assert drawn is not None
    country, town = drawn.marks
    assert country.area
    assert country.up == pytest.approx(640 / drawn.scale[1] * drawn.scale[0], rel=0.02)
    assert not town.area


def far(km: float, degrees: float | None, start: tuple[float, float] | None = (10, 10)) -> Distance:
    speaker = Speaker("the port", SpeakerClass.NAMED)
    source = Source("how far", f"{km} km", "c", speaker, None, f"{km} kilometers")
    return Distance(f"{km:g} km", (), km, start, degrees, False, (source,))


def test_a_stated_distance_leads_its_stated_way_to_scale() -> None:
    drawn = draw_map([("e", spot(10, 10))], [far(400, 0), far(400, 90)])
    assert drawn is not None
    (mark,) = drawn.marks
    north, east = (way.end for way in drawn.ways)
    long = 400 / drawn.scale[1] * drawn.scale[0]
    assert north == (pytest.approx(mark.x, abs=1), pytest.approx(mark.y - long, rel=0.02))
    assert east == (pytest.approx(mark.x + long, rel=0.02), pytest.approx(mark.y, abs=2))
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in (north, east))
    assert drawn.lengths == ()
    assert {way.label.words for way in drawn.ways} == {"A 400 km", "B 400 km"}


def test_a_distance_of_no_stated_way_is_a_length_beside_the_map_and_never_a_line_on_it() -> None:
    drawn = draw_map([("e", spot(10, 10))], [far(600, None), far(9000, None), far(90, 45, None)])
    assert drawn is not None
    assert drawn.ways == ()
    short, cut, near = drawn.lengths
    assert short.long == pytest.approx(600 / drawn.scale[1] * drawn.scale[0], rel=0.02)
    assert (short.cut, cut.cut, near.cut) == (False, True, False)
    assert all(drawn.height < one.y < drawn.below for one in drawn.lengths)
    assert all(one.long <= drawn.width for one in drawn.lengths)


def test_a_distance_without_a_letter_neither_is_drawn_nor_widens_the_map() -> None:
    near = [far(400 + n, n) for n in range(26)]
    drawn = draw_map([("e", spot(10, 10))], near)
    assert drawn is not None
    assert len(drawn.ways) == 26
    assert draw_map([("e", spot(10, 10))], [*near, far(5000, 90)]) == drawn
    (view, *_) = draw_views([("e", spot(10, 10))], [*near, far(5000, 90), far(2000, None)])
    assert view.map == drawn


def test_every_stated_distance_has_its_row_whether_it_has_a_letter_or_not(ledger: Ledger) -> None:
    [event, *_] = find_events(ledger, kind="missile-launch")
    page = event_page(Asked(ledger, words={"event": event.id})).page
    assert isinstance(page, EventPage)
    page = replace(page, distances=tuple(far(400 + n, n) for n in range(28)))
    drawn = (
        templates()
        .get_template("_map.html")
        .render(page=page, state=page.state, links=DeskLinks(NOW))
    )
    rows = html.fromstring(drawn).xpath("//table[@class='distances']//th[@scope='row']")
    assert [row.text for row in rows] == [*ascii_uppercase, "–", "–"]


def test_a_line_over_the_edge_of_the_world_does_not_leap_back() -> None:
    drawn = draw_map([("e", spot(0, 179))], [far(900, 90, (0, 179))])
    assert drawn is not None
    steps = re.findall(r"(-?[\d.]+)[ -][-\d.]+", drawn.ways[0].path.partition("l")[2])
    assert all(0 < float(x) < 60 for x in steps)


def test_one_place_can_be_seen_from_near_and_from_far() -> None:
    around, near, wide = draw_views([("e", spot(48.2, 16.4))])
    assert [view.name for view in (around, near, wide)] == ["around", "near", "far"]
    assert near.map.scale[1] < around.map.scale[1] < wide.map.scale[1]
    for view in (around, near, wide):
        (mark,) = view.map.marks
        assert 0 < mark.x < view.map.width
        assert 0 < mark.y < view.map.height
        assert view.map.towns
    (only,) = draw_views([("e", spot(-10, -75, 5000))])
    assert only.name == "around"
    assert draw_views([]) == ()


def test_no_place_makes_no_map() -> None:
    assert draw_map([]) is None


def test_no_coast_leaps_across_the_world() -> None:
    for coast in load_world().land:
        steps = zip(coast.points, coast.points[1:], strict=False)
        assert all(abs(b[0] - a[0]) < 180 for a, b in steps if abs(a[1]) < 89.9)


def test_an_area_around_a_corner_is_cut_there() -> None:
    cut = cut_area([(-5, -5), (5, -5), (5, 5), (-5, 5)], Box(0, 0, 9, 9))
    assert {(round(x), round(y)) for x, y in cut} == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert cut_area([(-5, -5), (-4, -5), (-4, -4)], Box(0, 0, 9, 9)) == []


def test_a_line_that_comes_back_is_two_stretches() -> None:
    line = [(1.0, 1.0), (5.0, 1.0), (5.0, 3.0), (1.0, 3.0)]
    assert len(list(cut_line(line, Box(0, 0, 2, 9)))) == 2


def details(id: str, day: date | None, kind: str = "Fire") -> EventDetails:
    row = EventRow(id, "fire", (), f"Fire {id}", NOON)
    return EventDetails(row, kind, (day, day) if day else None, (), (), 1, 0)


def test_events_stand_along_time_and_don_t_cover_one_another() -> None:
    days = [date(2021, 1, 1), date(2021, 1, 2), date(2021, 12, 1), None]
    drawn = draw_strip([details(str(n), day) for n, day in enumerate(days)])
    assert drawn is not None
    by_id = {dot.details.event.id: dot for dot in drawn.dots}
    assert by_id["0"].x < by_id["3"].x < by_id["2"].x
    assert abs(by_id["0"].y - by_id["1"].y) >= 12
    assert [by_id[id].dated for id in "0123"] == [True, True, True, False]
    assert max(dot.y for dot in drawn.dots) < drawn.height
    assert draw_strip([details("0", days[0]), details("1", days[0])]) is None


def test_a_graph_has_every_value_once_and_an_arrow_for_each_change(ledger: Ledger) -> None:
    launch = next(e for e in find_events(ledger, kind="missile-launch") if "25 Jul" in e.name)
    log = log_event(ledger, launch.id)
    graph = next(one for one in draw_graphs(log) if one.slot == "range")
    corners = [(node.x, node.y) for node in graph.nodes]
    assert len(corners) == len(set(corners))
    assert all(x + graph.box[0] <= graph.width for x, _ in corners)
    assert graph.announced == sum(edge.announced for edge in graph.edges) >= 1
    assert any(not edge.announced for edge in graph.edges)
    told = {" ".join(node.words) for node in graph.nodes if node.stands}
    assert "2nd: 690 km" in told
    one_slot = replace(log, slots=tuple(s for s in log.slots if s.slot == "when"))
    assert draw_graphs(one_slot) == ()
