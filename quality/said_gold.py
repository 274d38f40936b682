"""Readings with attributions alone: `python quality/said_gold.py REPORTS_DIR OUT_DIR`.

REPORTS_DIR holds reports as JSON (keys id, text, title, outlet, published …), or gold files; one
reading a report goes to OUT_DIR in the format of the gold's guide, with spans in `text` as given.
The last line is JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.attributions import find_attributions
from onrecord.language import load_tagger, tag
from onrecord.model.report import Capture
from onrecord.model.span import Span
from onrecord.registers.actors import load_actors
from onrecord.reports import read_report
from onrecord.reports.offsets import map_back


Mapping = Callable[[Span], Span | None]


def main() -> int:
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    tagger, actors = load_tagger(), load_actors()
    reports = total = 0
    for path in sorted(source.glob("*.json")):
        if path.name.startswith("_") or path.name.endswith(".note.json"):
            continue
        given: dict[str, Any] = json.loads(path.read_text("utf-8"))
        version = read_version(path.name, given)
        said = find_attributions(version, tag(version, tagger), actors)
        place = {one.id: number for number, one in enumerate(said)}

        mapping = map_back(version.text, given["text"])

        def back(span: Span | None, mapping: Mapping = mapping) -> list[int] | None:
            mapped = mapping(span) if span else None
            return mapped.as_json() if mapped else None

        rows = [
            {
                "source": back(one.source),
                "cue": back(one.cue),
                "content": [ends for span in one.content if (ends := back(span))],
                "speaker": one.speaker.name,
                "class": one.speaker.speaker_class.value,
                "manner": one.manner.value,
                "certainty": one.certainty.value,
                "polarity": one.polarity.value,
                "modality": one.modality.value,
                "via": place.get(one.via) if one.via else None,
                "rule": one.rule,
                "speaker_rule": one.speaker_rule,
            }
            for one in said
        ]
        reading = {"id": given["id"], "attributions": rows, "mentions": [], "claims": []}
        (out / f"{given['id']}.json").write_text(json.dumps(reading | {"notices": []}))
        reports, total = reports + 1, total + len(rows)
    print(json.dumps({"reports": reports, "attributions": total}, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
