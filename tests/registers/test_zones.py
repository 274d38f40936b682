from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from onrecord.registers.zones import load_zones, zone_at


def test_every_zone_is_known() -> None:
    for zone in set(load_zones().values()) - {""}:
        assert ZoneInfo(zone)


def test_rows_are_sorted() -> None:
    assert list(load_zones()) == sorted(load_zones())


@pytest.mark.parametrize(
    ("dateline", "zone"),
    [
        ("SEOUL —", "Asia/Seoul"),
        ("Seoul, July 25 (Granite Wire) -", "Asia/Seoul"),
        ("LIMA, Peru —", "America/Lima"),
        ("HUANCAYO, Peru (Granite Wire) —", "America/Lima"),
        ("PARIS, Texas —", "America/Chicago"),
        ("NEW YORK (Granite Wire) --", "America/New_York"),
        ("VLADIVOSTOK, Russia —", "Asia/Vladivostok"),
        ("TOKYO/SEOUL —", "Asia/Tokyo"),
        ("São Paulo —", "America/Sao_Paulo"),
    ],
)
def test_places_lead_to_a_zone(dateline: str, zone: str) -> None:
    assert str(zone_at(dateline)) == zone


@pytest.mark.parametrize(
    "dateline",
    ["", "(Granite Wire) —", "RUSSIA —", "ATLANTIS —", "PARIS, Atlantis —", ", , —", "\ud800 —"],
)
def test_unknown_places_lead_to_none(dateline: str) -> None:
    assert zone_at(dateline) is None
