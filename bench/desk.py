"""The desk under load: `python bench/desk.py [--claims N] [--seconds S] [--readers R] [--pause P]`.

Made-up reports (`made_up.py`) are recorded up to N claims (10,000 unless told; with `--ledger` the
ledger of an earlier run is asked again). Then `onrecord serve` runs in a process of its own, and
for S seconds R readers go from page to page, each pausing P seconds on average between two, while
one writer records a report every second and a reviewer decides on item after item. A page's server
time is from the request to the last byte of the answer as the client sees it on loopback; of all
answers of a page the median and the 99th percentile are shown. "Alone" is what an answer costs the
server in processor time while nobody else asks, which other work on the machine changes little. The
last line is JSON; 1 if any answer was an error.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path

import httpx

from made_up import CLAIMS, Writer, tellings
from onrecord.equipment import equip
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.pipeline import record
from onrecord.queries import find_events, find_reports
from stages import print_table

WRITES = 1.0
"""Seconds between two reports of the writer."""

ALONE = 10
"""Answers of each page that are asked for while nobody else asks."""

Times = dict[str, list[float]]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pause", type=float, default=2.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "bench.db"
        with open_ledger(path) as ledger:
            written = _write(ledger, given.claims)
            pages = _pages(ledger)
        with _served(path, Path(folder)) as (port, process):
            warmed = _warm(port, pages)
            alone = _alone(port, process, pages)
            times, errors, decided = _load(port, path, pages, given, written)
    out = _shown(times, alone)
    print(
        json.dumps(
            {
                "claims": written * CLAIMS,
                "readers": given.readers,
                "seconds": given.seconds,
                "asked": sum(map(len, times.values())),
                "errors": len(errors),
                "first_review_ms": round(warmed, 1),
                "decided": decided,
                "pages": out,
            }
        )
    )
    for error in errors[:5]:
        print(error, file=sys.stderr)
    return 1 if errors else 0


def _write(ledger: Ledger, claims: int) -> int:
    """Record reports up to so many claims, unless they are there; how many versions there are."""
    there = sum(len(report.versions) for report in find_reports(ledger, limit=10**9))
    equipment = equip()
    writer = Writer(equipment)
    for one in islice(tellings(), there, claims // CLAIMS):
        record(ledger, writer.write(one), equipment=equipment)
    return max(there, claims // CLAIMS)


def _pages(ledger: Ledger) -> dict[str, list[str]]:
    """Page -> addresses to choose from: the newest events and reports, and some in between."""
    events = [event.id for event in find_events(ledger, limit=60)]
    reports = find_reports(ledger, limit=60)
    versions = [version.id for report in reports for version in report.versions]
    return {
        "events": ["/", "/?kind=attack", "/?place=Lagos", "/?kind=disaster"],
        "event": [f"/events/{id[:16]}" for id in events],
        "event.json": [f"/events/{id[:16]}.json" for id in events],
        "reports": ["/reports"],
        "report": [f"/reports/{id[:16]}" for id in versions],
        "actors": ["/actors"],
        "actor": ["/actors/police", "/actors/mayor"],
        "search": ["/search?q=market", "/search?q=wounded+Lima"],
        "review claims": ["/review/claims"],
        "review links": ["/review/links"],
        "review notices": ["/review/notices"],
        "differences": ["/review/differences"],
        "history": ["/review/history"],
        "mark": [f"/mark/{id}" for id in versions],
    }


@contextmanager
def _served(ledger: Path, folder: Path) -> Iterator[tuple[int, int]]:
    """`onrecord serve` on a free port; gives that and the process's number."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(ledger)]
    log = (folder / "serve.log").open("w")
    process = subprocess.Popen([*command, "--port", str(port)], stderr=log, env=dict(os.environ))
    try:
        for _ in range(300):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)
        log.close()
        sys.stderr.write((folder / "serve.log").read_text(encoding="utf-8")[-2000:])


def _warm(port: int, pages: dict[str, list[str]]) -> float:
    """Ask for each page once; milliseconds that the first of review took, which makes its index."""
    took = 0.0
    with _client(port) as client:
        for name, addresses in pages.items():
            begun = time.perf_counter()
            client.get(addresses[0])
            if name == "review claims":
                took = 1000 * (time.perf_counter() - begun)
    return took


def _alone(port: int, process: int, pages: dict[str, list[str]]) -> dict[str, float]:
    """Page -> milliseconds of processor time that an answer costs the server."""
    found: dict[str, float] = {}
    with _client(port) as client:
        for name, addresses in pages.items():
            some = (addresses * ALONE)[:ALONE]
            before = _processor(process)
            for address in some:
                client.get(address)
            found[name] = 1000 * (_processor(process) - before) / ALONE
    return found


def _processor(process: int) -> float:
    """Seconds of processor time that a process has used; 0 where the system does not tell so."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    fields = told.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _client(port: int) -> httpx.Client:
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, follow_redirects=False)


def _load(
    port: int, path: Path, pages: dict[str, list[str]], given: argparse.Namespace, written: int
) -> tuple[Times, list[str], int]:
    """Page -> milliseconds of each answer while all are at work; errors; decisions made."""
    ends = time.monotonic() + given.seconds
    times: Times = defaultdict(list)
    errors: list[str] = []
    decided = [0]

    def note(
        name: str, ask: Callable[[], httpx.Response], good: int = 200
    ) -> httpx.Response | None:
        begun = time.perf_counter()
        try:
            answer = ask()
        except httpx.HTTPError as error:
            errors.append(f"{name}: {error!r}")
            return None
        times[name].append(1000 * (time.perf_counter() - begun))
        if answer.status_code != good:
            errors.append(f"{name}: {answer.status_code} {answer.text[:200]}")
        return answer

    def read(number: int) -> None:
        chance = random.Random(number)
        with _client(port) as client:
            while time.monotonic() < ends:
                time.sleep(chance.uniform(0, 2 * given.pause))
                name = chance.choice(list(pages))
                address = chance.choice(pages[name])
                note(name, partial(client.get, address))

    def review() -> None:
        with _client(port) as client:
            while time.monotonic() < ends:
                page = note("next item", lambda: client.get("/review/claims"))
                fields = dict(
                    re.findall(
                        r'type="hidden" name="(\w+)" value="([^"]*)"', page.text if page else ""
                    )
                )
                if not fields.get("key"):
                    return
                form = {name: fields[name] for name in ("token", "sort", "key", "mention")}
                form["accept"] = "so it says"
                note("decide", partial(client.post, "/review/decide", data=form), good=303)
                decided[0] += 1
                time.sleep(given.pause / 2)

    def write() -> None:
        equipment = equip()
        writer = Writer(equipment)
        with open_ledger(path, create=False) as ledger:
            for one in islice(tellings(), written, None):
                if time.monotonic() > ends:
                    return
                begun = time.perf_counter()
                record(ledger, writer.write(one), equipment=equipment)
                times["(writer)"].append(1000 * (time.perf_counter() - begun))
                time.sleep(WRITES)

    work: list[Callable[[], None]] = [write, review]
    threads = [threading.Thread(target=one) for one in work]
    threads += [threading.Thread(target=read, args=(n,)) for n in range(given.readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, errors, decided[0]


def _shown(times: Times, alone: dict[str, float]) -> dict[str, dict[str, float]]:
    """Print a table; page -> median and 99th percentile in milliseconds, and the cost alone."""
    out: dict[str, dict[str, float]] = {}
    rows = []
    for name, held in sorted(times.items()):
        held.sort()
        p99 = held[min(len(held) - 1, math.ceil(0.99 * len(held)) - 1)]
        out[name] = {"median": round(statistics.median(held), 1), "p99": round(p99, 1)}
        cost = ""
        if name in alone:
            out[name]["alone"] = round(alone[name], 1)
            cost = f"{alone[name]:.0f}"
        rows.append([name, str(len(held)), f"{out[name]['median']:.0f}", f"{p99:.0f}", cost])
    print_table(["page", "asked", "median ms", "p99 ms", "alone, ms of processor"], rows)
    return out


if __name__ == "__main__":
    sys.exit(main())
