"""How often the day of publication is read rightly from a page.

    python quality/page_dates.py SET.json | FOLDER

A set is in the format of htmldate's evaluation sets: `SET.json`, which maps an address to
`{"file", "date", …}`, beside a folder `SET/` with the pages; a folder is all its sets. Entries
without a date are left out. A page that is refused, or has no date, counts as abstained. The
language of a page is not asked about. The last line is JSON: date_f (F1 of precision, right of
those found, and recall, right of all; the exact day counts), abstained (the share without a day),
and the recall of each set.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from onrecord.capture.make import make_capture
from onrecord.errors import SkipItem
from onrecord.model.report import Given
from onrecord.reports.facts import read_facts
from onrecord.reports.read import read_page


def day_of(data: bytes, address: str) -> tuple[date | None, str]:
    """The day of publication read from a page, and why there is none where there is none."""
    capture = make_capture(
        origin="file",
        name=address,
        data=data,
        media_type="text/html",
        at=datetime(2030, 1, 1, tzinfo=UTC),
        given=Given(address=address),
    )
    try:
        page = read_page(capture)
    except SkipItem as problem:
        return None, str(problem)
    facts, _ = read_facts(page, capture.given, address)
    return (facts.published.day, "") if facts.published else (None, "no date")


def main(source: Path) -> None:
    """Print a line for each page that is wrong, then the figures as JSON."""
    listings = sorted(source.glob("*.json")) if source.is_dir() else [source]
    counts: Counter[str] = Counter()
    for listing in listings:
        pages = json.loads(listing.read_text(encoding="utf-8"))
        for address, entry in sorted(pages.items()):
            path = listing.with_suffix("") / entry["file"]
            if str(entry.get("date") or "nan") == "nan" or not path.exists():
                continue
            found, why = day_of(path.read_bytes(), address)
            is_right = found is not None and found.isoformat() == entry["date"]
            counts.update([f"{listing.stem} all", "all"])
            counts.update(["found"] if found else [])
            counts.update([f"{listing.stem} right", "right"] if is_right else [])
            if not is_right:
                print(f"{listing.stem} {entry['date']} {found} {address[:80]} {why[:120]}")
    precision = counts["right"] / max(1, counts["found"])
    recall = counts["right"] / max(1, counts["all"])
    sets = sorted(key.removesuffix(" all") for key in counts if key.endswith(" all"))
    print(
        json.dumps(
            {
                "date_f": round(2 * precision * recall / max(1e-9, precision + recall), 4),
                "precision": round(precision, 4),
                "recall": round(recall, 4),
                "abstained": round(1 - counts["found"] / max(1, counts["all"]), 4),
                "pages": counts["all"],
                **{s: round(counts[f"{s} right"] / counts[f"{s} all"], 4) for s in sets},
            }
        )
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
