"""Readings with attributions alone: `python quality/said_gold.py REPORTS_DIR OUT_DIR`.

REPORTS_DIR holds reports as JSON (keys id, text, title, outlet, published …); one reading a report
goes to OUT_DIR in the format of the gold guide, with spans in `text` as given. For work on
attributions; `quality/record.py` writes whole readings. The last line is JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from onrecord.attributions import find_attributions
from onrecord.language import load_tagger, tag
from onrecord.model.attribution import Attribution
from onrecord.model.report import Capture
from onrecord.model.span import Span
from onrecord.registers.actors import load_actors
from onrecord.reports.offsets import map_back
from onrecord.reports.read import read_report

Back = Callable[[Span], "Span | None"]


def row(one: Attribution, back: Back, place: dict[str, int]) -> dict[str, Any]:
    """One attribution as the gold guide writes it."""

    def ends(span: Span | None) -> list[int] | None:
        mapped = back(span) if span else None
        return mapped.as_json() if mapped else None

    return {
        "source": ends(one.source),
        "cue": ends(one.cue),
        "content": [mapped for span in one.content if (mapped := ends(span))],
        "speaker": one.speaker.name,
        "class": one.speaker.speaker_class.value,
        "manner": one.manner.value,
        "certainty": one.certainty.value,
        "polarity": one.polarity.value,
        "modality": one.modality.value,
        "via": place.get(one.via) if one.via else None,
        "rule": one.rule,
        "speaker_rule": one.speaker_rule,
        "confidence": one.confidence,
    }


def main() -> int:
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    tagger, actors = load_tagger(), load_actors()
    reports = total = 0
    for path in sorted(source.glob("*.json")):
        if path.name.startswith("_"):
            continue
        data = path.read_bytes()
        given = json.loads(data)
        capture = Capture(
            origin="file",
            name=path.name,
            captured_at=datetime(2100, 1, 1, tzinfo=UTC),
            media_type="application/json",
            data=data,
            sha256=sha256(data).hexdigest(),
        )
        version = read_report(capture)
        said = find_attributions(version, tag(version, tagger), actors)
        place = {one.id: number for number, one in enumerate(said)}
        back = map_back(version.text, given["text"])
        rows = [row(one, back, place) for one in said]
        reading = {"id": given["id"], "attributions": rows, "mentions": [], "claims": []}
        (out / f"{given['id']}.json").write_text(json.dumps(reading | {"notices": []}))
        reports, total = reports + 1, total + len(rows)
    print(json.dumps({"reports": reports, "attributions": total}, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
