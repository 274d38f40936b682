"""A report that shows an earlier text again: the time at which it went back is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from onrecord.capture.make import make_capture
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.model.reading import Reading
from onrecord.model.report import Given
from onrecord.pipeline import Read, record
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.returns import returns_of
from onrecord.queries.told import asking
from onrecord.queries.visible import reports_of, versions_of
from onrecord.reports.read import read_report
from recording_equipment import EQUIPMENT

START = datetime(2021, 3, 1, 8, tzinfo=UTC)
TEXTS = {
    "a": "Bus crash\n\nA bus fell into a river on Monday. Eleven people died, police said.",
    "b": "Bus crash\n\nA bus fell into a river on Monday. Fourteen people died, police said.",
}


def _shown(ledger: Ledger, sequence: str) -> dict[str, str]:
    """Record the texts in this order, an hour apart; version id -> letter."""
    letters = {}
    for hour, letter in enumerate(sequence):
        capture = make_capture(
            origin="http",
            name="crash",
            data=TEXTS[letter].encode(),
            media_type="text/plain",
            at=START + timedelta(hours=hour),
            given=Given(),
            address="https://daily.example/crash",
        )
        version = read_report(capture)
        reading = Reading(version.id, EQUIPMENT.reader, (), (), (), ())
        record(ledger, Read(capture, version, reading), equipment=EQUIPMENT)
        letters[version.id] = letter
    return letters


def test_a_text_that_comes_back_is_known_with_its_times(tmp_path: Path) -> None:
    """Shown: a, b, a, a, b. The second "a" and the second "b" are returns."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        letters = _shown(ledger, "abaab")
        with asking(ledger, NOW) as seen:
            found = returns_of(versions_of(seen, reports_of(seen, letters)).values())
    assert {letters[id]: times for id, times in found.items()} == {
        "a": (START + timedelta(hours=2),),
        "b": (START + timedelta(hours=4),),
    }


def test_before_it_came_back_nothing_is_known_of_it(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        letters = _shown(ledger, "aba")
        with asking(ledger, Clocks(known=START + timedelta(hours=1))) as seen:
            assert returns_of(versions_of(seen, reports_of(seen, letters)).values()) == {}
