"""What pages and texts say of themselves, tested by data: `corpus/reports/pages.toml`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from effort import lines_run
from onrecord.capture.make import make_capture
from onrecord.model.report import BlockKind, Given, Version
from onrecord.reports.microdata import marked_names
from onrecord.reports.read import read_report

sys.path.insert(0, str(Path(__file__).parent))
from corpora import load

CASES = load("pages")
PROSE = (
    "The gates of the lock were shut at noon because the river had risen by two metres, the water"
    " board said, and barges are waiting on both sides of the town.",
    "Nobody knows yet when the lock will open again, but the board said that it would measure the"
    " level every hour and tell the skippers by radio.",
    "Shops along the quay were told to move their goods to the upper floors before the evening.",
)


def _read(data: str, media_type: str) -> Version:
    return read_report(
        make_capture(
            origin="file",
            name="sluice",
            data=data.encode(),
            media_type=media_type,
            at=datetime(2030, 1, 1, tzinfo=UTC),
            given=Given(),
        )
    )


def _page(case: dict[str, Any]) -> Version:
    body = case["body"].replace("{prose}", "".join(f"<p>{p}</p>" for p in PROSE))
    head = f"<title>Sluice of Orlin is shut</title>{case.get('head', '')}"
    return _read(
        f"<html lang='en'><head>{head}</head><body>{body}</body></html>",
        "text/html",
    )


def _facts(version: Version, wanted: dict[str, Any]) -> dict[str, Any]:
    facts = version.facts
    shown: dict[str, Any] = {
        "published": facts.published.day.isoformat() if facts.published else "",
        "updated": facts.updated.day.isoformat() if facts.updated else "",
        "section": facts.section or "",
        "outlet": facts.outlet or "",
        "authors": list(facts.authors),
        "title": version.title,
        "problems": [problem.code for problem in version.problems],
    }
    return {key: shown[key] for key in wanted}


@pytest.mark.parametrize(
    "case", CASES["leaves_alone"] + CASES["finds"], ids=lambda case: case["because"][:50]
)
def test_page(case: dict[str, Any]) -> None:
    version = _page(case)
    assert _facts(version, case["facts"]) == case["facts"]
    for kind, words in case.get("blocks", {}).items():
        assert words in [b.span.of(version.text) for b in version.of_kind(BlockKind(kind))]


@pytest.mark.parametrize("case", CASES["finds_text"], ids=lambda case: case["because"][:50])
def test_text(case: dict[str, Any]) -> None:
    version = _read(case["text"].replace("{prose}", "\n\n".join(PROSE)), "text/plain")
    assert _facts(version, case["facts"]) == case["facts"]


@pytest.mark.parametrize("case", CASES["owed"], ids=lambda case: case["because"][:50])
def test_owed(case: dict[str, Any]) -> None:
    assert _facts(_page(case), case["facts"]) != case["facts"], "works now: move it to finds"


def test_advertisements_and_related_links_make_no_version() -> None:
    """The same report, saved twice with other things around it, is one version."""
    plain = {"body": "<article><h1>Sluice of Orlin is shut</h1>{prose}</article>"}
    around = {
        "body": "<div class='ad'>Advertisement</div><article><h1>Sluice of Orlin\n is shut</h1>"
        "{prose}<p>Advertisement</p><p>READ MORE: Dam of Lenz is drained</p></article>"
        "<aside class='related'><h2>Related</h2><a href='/a'>Barge sinks in the lock of Lenz</a>"
        "<a href='/b'>Who pays for the new quay?</a></aside>"
    }
    assert _page(plain).id == _page(around).id


def test_marks_within_marks_cost_no_more_than_the_page() -> None:
    def nested(rows: int) -> lxml.html.HtmlElement:
        inside = "<p>word" * rows
        return lxml.html.fromstring('<div itemprop="author">' * rows + inside + "</div>" * rows)

    small, large = nested(60), nested(240)
    assert lines_run(lambda: marked_names(large, "author")) < 6 * lines_run(
        lambda: marked_names(small, "author")
    )
