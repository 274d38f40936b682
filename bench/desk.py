"""The desk under load: `python bench/desk.py [--claims N] [--seconds S] [--readers R] [--pause P]`.

Made-up reports (`made_up.py`) are recorded up to N claims (10,000 unless told; with `--ledger` the
ledger of an earlier run is asked again). Then `onrecord serve --workers W` runs, and for S seconds
R readers go from page to page, each resting P seconds on average between an answer and the next
question, while one writer records a report every second and a reviewer decides on item after item.

Every page is drawn by lot from the whole ledger: any event, any version, any place and month, any
pair of words; no page is asked for beforehand, so that its first view counts as any other. Readers
ask for pages of the record three times as often as for those of review.

"In the server" is from the head of a request to the head of its answer, as the server itself says
(`Server-Timing`); "as seen" is from the request to the last byte, measured by a client that shares
the machine, so that its own work counts too. "Alone" is what an answer costs the server in
processor time while nobody else asks, which other work on the machine changes little. The last line
is JSON; 1 if any answer was an error.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
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
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

import httpx
from sqlalchemy import select

from made_up import CLAIMS, Writer, tellings, town_of
from onrecord.equipment import equip
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.tables import version
from onrecord.pipeline import record
from onrecord.queries import find_events
from stages import print_table

WRITES = 1.0
"""Seconds between two reports of the writer."""

ALONE = 12
"""Answers of each page that are asked for while nobody else asks."""

_WORDS = ("market", "village", "gunmen", "landslide", "wounded", "missing", "killing", "police")
_READ_MORE = 3
"""How many times as often a page of the record is asked for as one of review."""

Choice = Callable[[random.Random], str]
"""An address of a page, by lot."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was measured under load, by page, in milliseconds; what went wrong; decisions made."""

    server: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)

    def ask(
        self, name: str, ask: Callable[[], httpx.Response], good: int = 200
    ) -> httpx.Response | None:
        """Ask and note how long it took; None where there was no answer."""
        begun = time.perf_counter()
        try:
            answer = ask()
        except httpx.HTTPError as error:
            self.errors.append(f"{name}: {error!r}")
            return None
        self.seen[name].append(1000 * (time.perf_counter() - begun))
        if told := re.search(r"dur=([\d.]+)", answer.headers.get("server-timing", "")):
            self.server[name].append(float(told[1]))
        if answer.status_code != good:
            self.errors.append(f"{name}: {answer.status_code} {answer.text[:200]}")
        return answer


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pause", type=float, default=4.0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "bench.db"
        with open_ledger(path) as ledger:
            written = _write(ledger, given.claims)
            pages = _pages(ledger)
        with _served(path, Path(folder), given.workers) as (port, process):
            first = _first(port)
            alone = _alone(port, process, pages)
            answers = _load(port, path, pages, given, written)
    out = _shown(answers, alone)
    print(
        json.dumps(
            {
                "claims": written * CLAIMS,
                "workers": given.workers,
                "readers": given.readers,
                "pause": given.pause,
                "seconds": given.seconds,
                "errors": len(answers.errors),
                **first,
                "decided": len(answers.decided),
                "pages": out,
            }
        )
    )
    for error in answers.errors[:5]:
        print(error, file=sys.stderr)
    return 1 if answers.errors else 0


def _write(ledger: Ledger, claims: int) -> int:
    """Record reports up to so many claims, unless they are there; how many versions there are."""
    there = len(_versions(ledger))
    if there >= claims // CLAIMS:
        return there
    equipment = equip()
    writer = Writer(equipment)
    for one in islice(tellings(), there, claims // CLAIMS):
        record(ledger, writer.write(one), equipment=equipment)
    return claims // CLAIMS


def _versions(ledger: Ledger) -> list[str]:
    with ledger.connect() as connection:
        return list(connection.execute(select(version.c.id)).scalars())


def _pages(ledger: Ledger) -> dict[str, Choice]:
    """Page -> how one of its addresses is drawn."""
    rows = find_events(ledger, limit=10**9)
    events = sorted(event.id[:16] for event in rows)
    days = sorted(event.first_known.date() for event in rows)
    versions = sorted(_versions(ledger))
    towns = sorted({town_of(number) for number in range(100)})

    def of(form: str, among: list[str]) -> Choice:
        return lambda chance: form.format(chance.choice(among))

    def selection(chance: random.Random) -> str:
        day = chance.choice(days)
        asked = {
            "kind": {"kind": chance.choice(["attack", "disaster"])},
            "place": {"place": chance.choice(towns)},
            "month": {"since": f"{day:%Y-%m}", "until": f"{day:%Y-%m}"},
            "outlet": {"outlet": chance.choice(["Halyard", "Fourteen", "Tidewater"])},
        }
        return f"/?{urlencode(asked[chance.choice(list(asked))])}"

    def search(chance: random.Random) -> str:
        return f"/search?{urlencode({'q': f'{chance.choice(_WORDS)} {chance.choice(towns)}'})}"

    return {
        "events": of("/", [""]),
        "events, a selection": selection,
        "event": of("/events/{}", events),
        "event, earlier": lambda chance: f"/events/{chance.choice(events)}?moment=1",
        "event.json": of("/events/{}.json", events),
        "reports": of("/reports", [""]),
        "report": of("/reports/{:.16}", versions),
        "actors": of("/actors", [""]),
        "actor": of("/actors/{}", ["police", "mayor", "health%20ministry"]),
        "search": search,
        "review claims": of("/review/claims", [""]),
        "review links": of("/review/links", [""]),
        "review notices": of("/review/notices", [""]),
        "differences": of("/review/differences", [""]),
        "history": of("/review/history", [""]),
        "mark": of("/mark/{}", versions),
    }


@contextmanager
def _served(ledger: Path, folder: Path, workers: int) -> Iterator[tuple[int, int]]:
    """`onrecord serve` on a free port; gives that and the process's number."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(ledger)]
    command += ["--port", str(port), "--workers", str(workers)]
    log = (folder / "serve.log").open("w")
    process = subprocess.Popen(command, stderr=log, env=dict(os.environ))
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(120)
        log.close()
        sys.stderr.write((folder / "serve.log").read_text(encoding="utf-8")[-2000:])


def _first(port: int) -> dict[str, float]:
    """Seconds from the start of the server to its first page, and to its first item of review,
    which waits until the order of review is made."""
    found = {}
    begun = time.perf_counter()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=600) as client:
        for name, address in (("first_page_s", "/"), ("first_review_s", "/review/claims")):
            while True:
                try:
                    client.get(address).raise_for_status()
                    break
                except httpx.ConnectError:
                    time.sleep(0.05)
            found[name] = round(time.perf_counter() - begun, 2)
    return found


def _alone(port: int, process: int, pages: dict[str, Choice]) -> dict[str, float]:
    """Page -> milliseconds of processor time that an answer costs the server."""
    found: dict[str, float] = {}
    chance = random.Random("alone")
    _at_rest(process)
    with _client(port) as client:
        for name, choose in pages.items():
            some = [choose(chance) for _ in range(ALONE)]
            before = _processor(process)
            for address in some:
                client.get(address)
            found[name] = 1000 * (_processor(process) - before) / ALONE
    return found


def _at_rest(process: int) -> None:
    """Wait until the server has made ready what it makes ready after its start."""
    for _ in range(240):
        before = _processor(process)
        time.sleep(0.5)
        if _processor(process) - before < 0.05:
            return


def _processor(process: int) -> float:
    """Seconds of processor time that a process and its workers have used; 0 where the system does
    not tell so."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    fields = told.read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    workers = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return own + sum(_processor(int(worker)) for worker in workers)


def _client(port: int) -> httpx.Client:
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, follow_redirects=False)


def _load(
    port: int, path: Path, pages: dict[str, Choice], given: argparse.Namespace, written: int
) -> Answers:
    """What readers and reviewer get while all are at work."""
    ends = time.monotonic() + given.seconds
    answers = Answers()
    names = [name for name in pages for _ in range(1 if name in _REVIEW else _READ_MORE)]

    def read(number: int) -> None:
        chance = random.Random(number)
        with _client(port) as client:
            while time.monotonic() < ends:
                time.sleep(chance.uniform(0, 2 * given.pause))
                name = chance.choice(names)
                answers.ask(name, partial(client.get, pages[name](chance)))

    def review() -> None:
        with _client(port) as client:
            while time.monotonic() < ends:
                page = answers.ask("next item", lambda: client.get("/review/claims"))
                fields = dict(
                    re.findall(
                        r'type="hidden" name="(\w+)" value="([^"]*)"', page.text if page else ""
                    )
                )
                if not fields.get("key"):
                    return
                form = {name: fields[name] for name in ("token", "sort", "key", "mention")}
                form["accept"] = "so it says"
                answers.ask("decide", partial(client.post, "/review/decide", data=form), good=303)
                answers.decided.append(fields["key"])
                time.sleep(given.pause / 4)

    writer = multiprocessing.get_context("spawn").Process(
        target=_record_on, args=(path, written, given.seconds)
    )
    writer.start()
    threads = [threading.Thread(target=review)]
    threads += [threading.Thread(target=read, args=(n,)) for n in range(given.readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.join()
    if writer.exitcode:
        answers.errors.append(f"the writer ended with {writer.exitcode}")
    return answers


_REVIEW = {
    *("review claims", "review links", "review notices"),
    *("differences", "history", "mark"),
}


def _record_on(path: Path, written: int, seconds: float) -> None:
    """Record a report every second, in a process of its own."""
    ends = time.monotonic() + seconds
    equipment = equip()
    writer = Writer(equipment)
    with open_ledger(path, create=False) as ledger:
        for one in islice(tellings(), written, None):
            if time.monotonic() > ends:
                return
            record(ledger, writer.write(one), equipment=equipment)
            time.sleep(WRITES)


def _shown(answers: Answers, alone: dict[str, float]) -> dict[str, dict[str, float]]:
    """Print a table; page -> median and 99th percentile in milliseconds, and the cost alone."""
    out: dict[str, dict[str, float]] = {}
    rows = []
    everything = {
        "all": [took for held in answers.server.values() for took in held],
        **dict(sorted(answers.server.items())),
    }
    seen = {"all": [took for held in answers.seen.values() for took in held], **answers.seen}
    for name, held in everything.items():
        out[name] = {
            "asked": len(held),
            "median": round(statistics.median(held), 1),
            "p99": round(_percentile(held, 0.99), 1),
            "seen_median": round(statistics.median(seen[name]), 1),
            "seen_p99": round(_percentile(seen[name], 0.99), 1),
        }
        cells = [f"{out[name][key]:.0f}" for key in out[name]]
        if name in alone:
            out[name]["alone"] = round(alone[name], 1)
        rows.append([name, *cells, f"{alone[name]:.0f}" if name in alone else ""])
    head = ["page", "asked", "in the server: median ms", "p99 ms"]
    print_table([*head, "as seen: median ms", "p99 ms", "alone, ms of processor"], rows)
    return out


def _percentile(held: list[float], share: float) -> float:
    return sorted(held)[min(len(held) - 1, math.ceil(share * len(held)) - 1)]


if __name__ == "__main__":
    sys.exit(main())
