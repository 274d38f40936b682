"""Recording and asking as a ledger grows: `python bench/ledger.py [--claims N] [--ledger PATH]`.

With `--again`, the questions are asked of the ledger that an earlier run left at PATH, and as many
reports more are recorded in it as make 1,000 claims.

Made-up reports (`made_up.py`) are recorded through `pipeline.record`, guard and joining included,
up to N claims (100,000 unless told). What a report costs is shown for the stretches up to 1 % of N,
10 %, each doubling after that, and N; questions are asked at 1 %, 10 % and N. Recording is linear
if a report costs the same in every stretch; asking is flat if the same questions take the same
time at every size. Seconds are of this process's processor time; "on the clock" has the disk and
other work on the machine in it too. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

from made_up import CLAIMS, Telling, Writer, day_of, kind_of, tellings, town_of
from onrecord import pipeline
from onrecord.equipment import Equipment, equip
from onrecord.ledger import batches
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.queries import (
    ask_who,
    blame_event,
    event_notices,
    find_events,
    find_reports,
    log_event,
    resolve_event,
    search_words,
    show_event,
    similar_events,
)
from onrecord.queries import candidates as looking
from onrecord.queries.listing import find_details
from onrecord.queries.selecting import Selection
from onrecord.queries.whole import whole_event
from stages import Stage, cpu, print_table, timed, wall

STAGES: tuple[Stage, ...] = (
    (pipeline, "check", "guard"),
    (pipeline, "appearance_rows", "known times"),
    (batches.Batch, "add_all", "rows made"),
    (batches.Batch, "flush", "rows written"),
    (pipeline, "place_mentions", "placing"),
    (pipeline, "profiles_of", "profiles"),
    (looking, "catch_up", "index of tellings"),
    (pipeline, "candidate_events", "looking for events on record"),
    (pipeline, "join", "joining"),
    (pipeline, "keep_cards", "cards of lists"),
)
"""In about the order in which they run; "rest" is the transaction itself."""

ASKED = 5
"""Happenings among the first that are asked about at every size, and as many among the last."""

MANY = 7
"""A happening that sixty reports tell of."""


@dataclass(slots=True)
class Run:
    """What was recorded so far: events by happening, in order, and the time that it took."""

    versions: int = 0
    refused: int = 0
    cpu: float = 0.0
    wall: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    events: dict[int, set[str]] = field(default_factory=dict)


def main() -> int:
    """Measure and print; 1 if the guard refused what is true."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--again", action="store_true")
    given = parser.parse_args()
    if given.again:
        with open_ledger(given.ledger, create=False) as ledger:
            return ask_again(ledger)
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "bench.db"
        if path.exists():
            parser.error(f"{path} is there already: name a new file")
        with open_ledger(path) as ledger:
            out = measure(ledger, given.claims)
        out["megabytes"] = round(sum(p.stat().st_size for p in path.parent.glob(path.name)) / 1e6)
    print(json.dumps(out))
    return 1 if out["refused"] else 0


def sizes(most: int) -> list[int]:
    """Where to stop and ask: 1 % and 10 % of `most`, then doubling."""
    found = [most // 100, most // 10]
    while found[-1] * 2 < most:
        found.append(found[-1] * 2)
    return [*found, most]


def measure(ledger: Ledger, most: int) -> dict[str, object]:
    """Record and ask, and print a table of each."""
    equipment = equip()
    writer, stream, run = Writer(equipment), tellings(), Run()
    recorded: list[tuple[int, Run]] = []
    asked: list[dict[str, list[float]]] = []
    asking = (most // 100, most // 10, most)
    for size in sizes(most):
        part = _record(ledger, writer, stream, run, size // CLAIMS - run.versions, equipment)
        recorded.append((size, part))
        each, took = 1000 * part.cpu / part.versions, part.wall
        print(
            f"{size:,} claims: {each:.1f} ms a report, {took:.0f} s on the clock", file=sys.stderr
        )
        if size in asking:
            asked.append(_ask(ledger, run))
    print()
    _print_recording(recorded)
    _print_asking(asking, asked)
    _, first, last = asked
    rate = [part.cpu / part.versions for _, part in recorded]
    return {
        "claims": run.versions * CLAIMS,
        "versions": run.versions,
        "happenings": len(run.events),
        "events": len(set[str]().union(*run.events.values())),
        "refused": run.refused,
        "ms_a_report": round(1000 * rate[-1], 1),
        "last_stretch_to_second": round(rate[-1] / rate[1], 2),
        "ask_ms": {name: round(1000 * statistics.median(ms), 1) for name, ms in last.items()},
        "ask_ms_most": {name: round(1000 * max(ms), 1) for name, ms in last.items()},
        "ask_ratio_10_to_100": {
            name: round(statistics.median(last[name]) / statistics.median(first[name]), 2)
            for name in last
        },
    }


def ask_again(ledger: Ledger) -> int:
    """Ask of what is on record, then record a little more; print a table of each."""
    there = sum(len(report.versions) for report in find_reports(ledger, limit=10**9))
    stream, run = tellings(), Run()
    told = sorted({one.happening for one in islice(stream, there)})
    for one in (*told[:ASKED], *told[-ASKED:], MANY):
        run.events[one] = {resolve_event(ledger, _words(one)).id}
    _print_asking((there * CLAIMS,), [_ask(ledger, run)])
    equipment = equip()
    part = _record(ledger, Writer(equipment), stream, Run(), 1000 // CLAIMS, equipment)
    print()
    _print_recording([((there + part.versions) * CLAIMS, part)])
    return 1 if part.refused else 0


def _words(happening: int) -> str:
    return f"{kind_of(happening)} {day_of(happening)} {town_of(happening)}"


def _record(
    ledger: Ledger,
    writer: Writer,
    stream: Iterator[Telling],
    run: Run,
    versions: int,
    equipment: Equipment,
) -> Run:
    """Record this many more versions; what these took."""
    part = Run()
    items = [(one.happening, writer.write(one)) for one in islice(stream, versions)]
    with timed(STAGES, cpu) as spent:
        begun, began = cpu(), wall()
        for happening, item in items:
            [done] = pipeline.record(ledger, item, equipment=equipment)
            part.refused += len(done.refusals)
            for event in done.events:
                run.events.setdefault(happening, set()).add(done.joined.get(event, event))
        part.cpu, part.wall = cpu() - begun, wall() - began
    part.stages = {**spent, "rest": part.cpu - sum(spent.values())}
    part.versions = len(items)
    run.versions += part.versions
    run.refused += part.refused
    return part


def _ask(ledger: Ledger, run: Run) -> dict[str, list[float]]:
    """Question -> seconds of each time that it was asked."""
    told = sorted(run.events)
    few = [*told[:ASKED], *told[-ASKED:]]
    ids = [min(run.events[one]) for one in few]
    many = min(run.events[MANY if MANY in told else told[0]])
    days = [day_of(one) for one in few]
    names = [_words(one) for one in few]
    there = partial(find_details, ledger, limit=50)
    questions: dict[str, list[Callable[[], object]]] = {
        "show": [partial(show_event, ledger, id) for id in ids],
        "log": [partial(log_event, ledger, id) for id in ids],
        "blame": [partial(blame_event, ledger, id) for id in ids],
        "notices": [partial(event_notices, ledger, id) for id in ids],
        "show, 60 reports": [partial(show_event, ledger, many)],
        "log, 60 reports": [partial(log_event, ledger, many)],
        "blame, 60 reports": [partial(blame_event, ledger, many)],
        "notices, 60 reports": [partial(event_notices, ledger, many)],
        "show, by words": [partial(show_event, ledger, name) for name in names],
        "all of an event's page": [partial(whole_event, ledger, id) for id in ids],
        "the same, 60 reports": [partial(whole_event, ledger, many)],
        "similar": [partial(similar_events, ledger, id) for id in ids],
        "events, newest 200": [partial(find_events, ledger)],
        "events, newest 20": [partial(find_events, ledger, limit=20)],
        "events, a place": [partial(find_events, ledger, place=town_of(few[0]), limit=20)],
        "events, a day": [partial(find_events, ledger, since=day, until=day) for day in days[:2]],
        "events of an outlet": [partial(there, selection=Selection(outlet="halyard"))],
        "events not reviewed": [partial(there, selection=Selection(reviewed=False))],
        "events by words": [
            partial(there, selection=Selection(words=f"landslide {town_of(one)}"))
            for one in few[:4]
        ],
        "who": [partial(ask_who, ledger, "police", limit=50)],
        "search": [partial(search_words, ledger, f"landslide {town_of(one)}") for one in few[:4]],
    }
    return {name: [_seconds(one) for one in asked] for name, asked in questions.items()}


def _seconds(question: Callable[[], object]) -> float:
    """What the question takes when it is asked for the second time."""
    question()
    begun = cpu()
    question()
    return cpu() - begun


def _print_recording(recorded: Sequence[tuple[int, Run]]) -> None:
    """A row a stage, a column a stretch: ms a report; "ratio" is to the stretch before."""
    each = [part.cpu / part.versions for _, part in recorded]
    rows = [
        [stage, *(f"{1000 * part.stages[stage] / part.versions:.2f}" for _, part in recorded)]
        for stage in recorded[0][1].stages
    ]
    rows += [
        ["whole", *(f"{1000 * part.cpu / part.versions:.2f}" for _, part in recorded)],
        ["on the clock", *(f"{1000 * part.wall / part.versions:.2f}" for _, part in recorded)],
        ["ratio", "", *(f"{now / before:.2f}" for before, now in pairwise(each))],
    ]
    print_table(["ms a report, up to", *(f"{size:,}" for size, _ in recorded)], rows)


def _print_asking(sizes: Sequence[int], asked: Sequence[dict[str, list[float]]]) -> None:
    """A row a question, a column a size: median and most, in milliseconds."""
    rows = [
        [
            name,
            *(
                f"{1000 * statistics.median(ms[name]):.1f}/{1000 * max(ms[name]):.1f}"
                for ms in asked
            ),
        ]
        for name in asked[0]
    ]
    print_table(["ms, median/most, at", *(f"{size:,}" for size in sizes)], rows)


if __name__ == "__main__":
    sys.exit(main())
