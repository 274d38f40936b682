"""How fast text becomes a reading: `python bench/reading.py [TEXTS …] [--words N] [--memory]`.

TEXTS are files or folders of reports, as `onrecord read` takes them; without any, the stories of
the demo. Seconds are of this process's processor time, on one core. Three measurements:

1. the reports as they are, stage by stage: words a second, and the whole to the tagger alone;
2. one long text, made of the reports' texts one after another, at N / 4, N / 2 and N words (N is
   100,000 unless told): linear is a ratio of 2 from each length to the next;
3. with --memory, one text of 5 MB, read in a process of its own: the most memory it held, beside
   that of a process that read a line.

The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import as_file, files
from itertools import cycle, pairwise
from pathlib import Path

from onrecord import pipeline
from onrecord.capture.make import make_capture
from onrecord.capture.sources import fetch_sources
from onrecord.claims.guard import check
from onrecord.equipment import Equipment, equip
from onrecord.errors import SkipItem
from onrecord.model.report import Capture, Given, Version
from onrecord.reports.read import read_report
from stages import Stage, cpu, print_table, timed

_HERE = sys.modules[__name__]
STAGES: tuple[Stage, ...] = (
    (_HERE, "read_report", "page"),
    (pipeline, "tag", "tagger"),
    (pipeline, "find_attributions", "attributions"),
    (pipeline, "find_quantities", "quantities"),
    (pipeline, "find_dates", "dates"),
    (pipeline, "find_terms", "terms"),
    (pipeline, "find_places", "places"),
    (pipeline, "find_actors", "actors"),
    (pipeline, "find_mentions", "mentions"),
    (pipeline, "group_mentions", "grouping"),
    (pipeline, "fill_slots", "claims"),
    (_HERE, "check", "guard"),
)
"""In the order in which they run."""

ROUND = 20_000
"""Words that the reports are read for at least, over and over where they hold fewer."""

MEGABYTES = 5


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*")
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--peak", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    captures = list(_captures(given.texts))
    if given.peak is not None:
        print(json.dumps(_peak(captures, given.peak)))
        return 0
    out: dict[str, object] = {"texts": len(captures)}
    out |= _reports(captures)
    out |= _doubling(captures, given.words)
    if given.memory:
        out |= _memory(given.texts)
    print(json.dumps(out))
    return 0


def _captures(texts: Sequence[str]) -> Iterator[Capture]:
    """The captures of what was named; what cannot be read is said and left out."""
    with as_file(files("onrecord.cli") / "stories") as folder:
        for one in fetch_sources(texts or [str(folder)]):
            if isinstance(one, Capture):
                yield one
            else:
                print(one, file=sys.stderr)


def _reports(captures: Sequence[Capture]) -> dict[str, object]:
    """Every report read as it is, over and over for at least `ROUND` words."""
    equipment = equip()
    _read(captures[0], equipment)  # opens model, codebook and registers
    words = read = 0
    with timed(STAGES, cpu) as spent:
        begun = cpu()
        for capture in cycle(captures):
            version = _read(capture, equipment)
            words += len(version.text.split()) if version else 0
            read += 1
            if read >= len(captures) and read % len(captures) == 0 and words >= ROUND:
                break
        whole = cpu() - begun
    print(f"{read} reports of {words / read:.0f} words each, {whole:.1f} s\n")
    rows = [
        [stage, f"{1e6 * took / words:.1f}", f"{100 * took / whole:.1f}", _per_second(words, took)]
        for stage, took in spent.items()
    ]
    rows.append(["whole", f"{1e6 * whole / words:.1f}", "100.0", _per_second(words, whole)])
    print_table(["stage", "µs a word", "% of time", "words/s"], rows)
    ratio = whole / spent["tagger"]
    print(f"The whole takes {ratio:.2f} times as long as the tagger alone.\n")
    return {
        "words_per_second": round(words / whole),
        "whole_to_tagger": round(ratio, 2),
        "stages_us_per_word": {name: round(1e6 * took / words, 1) for name, took in spent.items()},
    }


def _per_second(words: int, seconds: float) -> str:
    return f"{words / seconds:,.0f}" if seconds > 0 else "-"


def _read(capture: Capture, equipment: Equipment) -> Version | None:
    """Read one capture through the guard; None where it holds no report."""
    try:
        version = read_report(capture)
    except SkipItem:
        return None
    reading = pipeline.read(version, equipment)
    check(version, reading, equipment.codebook, equipment.actors, equipment.gazetteer)
    return version


def _doubling(captures: Sequence[Capture], most: int) -> dict[str, object]:
    """One long text at three lengths, each twice the one before."""
    equipment = equip()
    columns: list[dict[str, float]] = []
    lengths = [most // 4, most // 2, most]
    for length in lengths:
        capture = _plain(_long(captures, words=length))
        with timed(STAGES, cpu) as spent:
            begun = cpu()
            _read(capture, equipment)
            columns.append({**spent, "whole": cpu() - begun})
    rows = []
    worst, at = 0.0, ""
    for stage in columns[0]:
        took = [column[stage] for column in columns]
        first, second = (b / a if a else 0.0 for a, b in pairwise(took))
        rows.append(
            [stage, *(f"{seconds:.2f}" for seconds in took), f"{first:.2f}", f"{second:.2f}"]
        )
        if took[-1] > 0.01 * columns[-1]["whole"] and second > worst:
            worst, at = second, stage
    head = [f"{length:,} words" for length in lengths]
    print_table(["seconds", *head, "ratio", "ratio"], rows)
    whole = [column["whole"] for column in columns]
    return {
        "doubling_words": most,
        "doubling_ratio": round(whole[2] / whole[1], 2),
        "worst_stage": at,
        "worst_ratio": round(worst, 2),
    }


def _long(captures: Sequence[Capture], *, words: int = 0, letters: int = 0) -> str:
    """The reports' texts one after another, again and again, up to this length."""
    texts = []
    for capture in captures:
        try:
            texts.append(read_report(capture).text)
        except SkipItem:
            continue
    paragraphs = [part for text in texts for part in text.split("\n\n")]
    out: list[str] = []
    counted = sized = 0
    for paragraph in cycle(paragraphs):
        out.append(paragraph)
        counted += len(paragraph.split())
        sized += len(paragraph) + 2
        if counted >= words and sized >= letters:
            return "\n\n".join(out)
    return ""


def _plain(text: str) -> Capture:
    return make_capture(
        origin="stdin",
        name="text",
        data=text.encode(),
        media_type="text/plain",
        at=datetime(2019, 8, 1, tzinfo=UTC),
        given=Given(outlet="Kestrel Agency", published="2019-07-25"),
    )


def _memory(texts: Sequence[str]) -> dict[str, object]:
    """Peak memory of two processes: one reads a line, one a text of 5 MB."""
    peaks: list[dict[str, float]] = []
    for size in (0, MEGABYTES * 1_000_000):
        command = [sys.executable, str(Path(__file__)), *texts, "--peak", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        peaks.append(json.loads(done.stdout))
    line, text = peaks
    print(
        f"Peak memory: {line['peak_mb']:.0f} MB for a line, {text['peak_mb']:.0f} MB for ", end=""
    )
    print(f"{MEGABYTES} MB of text ({text['words']:,.0f} words, {text['seconds']:.0f} s).\n")
    return {
        "peak_mb_line": round(line["peak_mb"]),
        "peak_mb_5mb": round(text["peak_mb"]),
        "seconds_5mb": round(text["seconds"]),
    }


def _peak(captures: Sequence[Capture], letters: int) -> dict[str, float]:
    capture = _plain(_long(captures, letters=letters))
    equipment = equip()
    begun = cpu()
    version = _read(capture, equipment)
    return {
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "words": float(len(version.text.split()) if version else 0),
        "seconds": cpu() - begun,
    }


if __name__ == "__main__":
    sys.exit(main())
