"""How much of an article's body is read from a page: F1 over shingles of four words.

    python quality/pages.py FOLDER

FOLDER is in the format of the article-extraction benchmark: `ground-truth.json`, which maps an
id to `{"articleBody", "url"}`, and `html/ID.html` (or `html/ID.html.gz`). The figure is counted
as that benchmark counts it: shingles of each page are matched as multisets, each page weighs the
same, precision and recall are averaged over pages and F1 is taken of the averages. Captions,
credits, stamps and the headline are no part of the body. The last line is JSON.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

from onrecord.capture.make import make_capture
from onrecord.errors import SkipItem
from onrecord.model.report import BlockKind, Given
from onrecord.reports.read import read_page

BODY = (
    BlockKind.DEK,
    BlockKind.DATELINE,
    BlockKind.SUBHEAD,
    BlockKind.PARAGRAPH,
    BlockKind.QUOTE,
    BlockKind.LISTITEM,
    BlockKind.CORRECTION,
)
_WORD = re.compile(r"\w+")
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one page; None where its denominator is zero."""

    precision: float | None
    recall: float | None


def body_of(data: bytes, address: str) -> tuple[str, str]:
    """The body read from a page, and why there is none where there is none."""
    capture = make_capture(
        origin="file",
        name=address,
        data=data,
        media_type="text/html",
        at=datetime(2020, 1, 1, tzinfo=UTC),
        given=Given(address=address),
    )
    try:
        page = read_page(capture)
    except SkipItem as problem:
        return "", str(problem)
    return "\n".join(draft.text for draft in page.drafts if draft.kind in BODY), ""


def score(true: str, read: str) -> Score:
    """How many shingles of the true body were read, and how many of those read are true."""
    wanted, found = shingles(true), shingles(read)
    both = (wanted & found).total()
    return Score(
        precision=both / found.total() if found else None,
        recall=both / wanted.total() if wanted else None,
    )


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words in a text, counted; a shorter text is one run."""
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _LENGTH + 1)) if words else range(0)
    return Counter(tuple(words[i : i + _LENGTH]) for i in starts)


def page_bytes(folder: Path, name: str) -> bytes:
    """The page of this id."""
    plain = folder / "html" / f"{name}.html"
    return plain.read_bytes() if plain.exists() else gzip.open(f"{plain}.gz").read()


def main(folder: Path) -> None:
    """Print a line for each page, worst first, then the figures as JSON."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    rows: list[tuple[float, str]] = []
    scores: list[Score] = []
    for name, entry in sorted(truth.items()):
        read, why = body_of(page_bytes(folder, name), entry.get("url", name))
        found = score(entry.get("articleBody", ""), read)
        scores.append(found)
        precision, recall = found.precision or 0.0, found.recall or 0.0
        line = f"{precision:.2f} {recall:.2f} {name[:8]} {entry.get('url', '')[:90]} {why[:160]}"
        rows.append((min(precision, recall), line))
    for _, line in sorted(rows):
        print(line)
    precision = mean(s.precision for s in scores if s.precision is not None)
    recall = mean(s.recall for s in scores if s.recall is not None)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(
        json.dumps(
            {
                "body_f1": round(f1, 4),
                "precision": round(precision, 4),
                "recall": round(recall, 4),
                "pages": len(scores),
            }
        )
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
