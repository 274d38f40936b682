"""A stated distance is told with all that was said of it, and leads only where words lead it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.command import onrecord
from onrecord.desk.asked import Asked
from onrecord.desk.distances import Distance
from onrecord.desk.event import EventPage, event_page
from onrecord.ledger.ledger import open_ledger
from onrecord.names.geo import distance_km
from onrecord.queries import find_events

LAUNCH = (
    "North Korea fired a ballistic missile from Wonsan on Thursday, the South Korean military "
    "said. The missile flew about 430 kilometers{way}, the military said."
)
QUAKE = (
    "The disaster agency said an earthquake of magnitude 6.1 struck about 80 kilometers southwest "
    "of Padang on Monday, killing two people."
)


Told = Callable[[str, str, str], tuple[Distance, ...]]


def _report(folder: Path, title: str, text: str) -> Path:
    body = {
        "id": title,
        "outlet": "Harbour Gazette",
        "url": f"https://gazette.example/{title.replace(' ', '-')}",
        "title": title,
        "published": "2023-05-11T10:00Z",
        "text": f"{title}\n\n{text}",
    }
    path = folder / "report.json"
    path.write_text(json.dumps(body))
    return path


@pytest.fixture
def told(tmp_path: Path) -> Told:
    def distances(title: str, text: str, kind: str) -> tuple[Distance, ...]:
        ledger = tmp_path / "record.db"
        done = onrecord("read", _report(tmp_path, title, text), ledger=ledger)
        assert done.code == 0, done.err
        with open_ledger(ledger, create=False) as found:
            [event] = find_events(found, kind=kind)
            page = event_page(Asked(found, words={"event": event.id})).page
        assert isinstance(page, EventPage)
        return page.distances

    return distances


@pytest.mark.parametrize(
    ("way", "degrees", "rough"),
    [("", None, False), (" in an eastward direction", 90.0, True)],
)
def test_a_flight_has_a_way_only_where_one_is_stated(
    told: Told, way: str, degrees: float | None, rough: bool
) -> None:
    [one] = told("Missile fired from Wonsan", LAUNCH.format(way=way), "missile-launch")
    assert one.km == 430
    assert (one.degrees, one.rough) == (degrees, rough)
    assert one.start == pytest.approx((39.15, 127.44), abs=0.1)
    assert (one.line is None) == (degrees is None)
    parts = [source.part for source in one.sources]
    assert parts == ["how far", *(["which way"] if way else []), "from where"]
    assert "military" in one.sources[0].speaker.name


def test_a_distance_to_a_place_leads_from_there_to_where_the_event_is_put(told: Told) -> None:
    [one] = told("Quake shakes Padang", QUAKE, "disaster")
    assert one.line is not None
    start, degrees, km = one.line
    assert (degrees, km) == (225, 80)
    assert distance_km(start, (-0.95, 100.35)) < 2
    assert one.sources[0].words == "about 80 kilometers southwest of Padang"
    assert one.sources[0].speaker.name == "disaster agency"


@pytest.mark.parametrize("far", ["90000000", "9" * 400])
def test_a_distance_longer_than_half_the_way_around_the_earth_leads_nowhere(
    told: Told, far: str
) -> None:
    text = f"An earthquake struck {far} kilometers east of Sendai on Monday, killing two people."
    assert told("Quake shakes Sendai", text, "disaster") == ()
