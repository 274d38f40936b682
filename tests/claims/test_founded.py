"""An event is what something is claimed of."""

from __future__ import annotations

from onrecord.pipeline import read_text


def kinds(text: str) -> list[str]:
    reading = read_text(f"News\n\n{text}", published="2024-03-15T10:00:00Z").reading
    assert all(finding.event < len(reading.clusters) for finding in reading.findings)
    return [cluster.kind for cluster in reading.clusters]


def test_words_alone_found_no_event() -> None:
    assert kinds("The minister spoke of the risks. An accident had been feared.") == []


def test_a_whole_stays_where_its_part_has_claims() -> None:
    text = "It came after the earthquake. A 4.9 aftershock hurt two people on Tuesday."
    reading = read_text(f"News\n\n{text}", published="2024-03-15T10:00:00Z").reading
    assert [cluster.parent for cluster in reading.clusters] == [None, 0]
