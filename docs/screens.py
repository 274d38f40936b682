"""Write docs/screens/*.png: the desk's pages on the demo's ledger, as a browser shows them.

    python docs/screens.py [LEDGER]

Needs Debian's chromium (apt-get install chromium). Look at every one after a change of looks.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from playwright.sync_api import sync_playwright

from onrecord.desk.app import build
from onrecord.ledger.ledger import open_ledger

OUT = Path(__file__).resolve().with_name("screens")
PORT = 8791
HERE = f"http://127.0.0.1:{PORT}"
WIDE, NARROW = 1280, 360
LONGEST = 3200
"""Pixels of a page that are kept: the rest of a long one shows nothing new."""


def main() -> None:
    """Draw every page."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "demo.db"
        _demo(ledger)
        os.chdir(folder)  # pages name the ledger as it was called
        with _served(Path(ledger.name)), sync_playwright() as made:
            browser = made.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            for name, address, width, scheme in _pages():
                context = browser.new_context(
                    base_url=HERE,
                    viewport={"width": width, "height": 800},
                    color_scheme=scheme,  # type: ignore[arg-type]
                )
                page = context.new_page()
                page.set_default_timeout(120_000)
                page.goto(address)
                tall = page.evaluate("document.documentElement.scrollHeight")
                clip = {"x": 0, "y": 0, "width": width, "height": min(tall, LONGEST)}
                page.screenshot(path=OUT / f"{name}.png", full_page=True, clip=clip)
                context.close()
            browser.close()


def _demo(ledger: Path) -> None:
    if sys.argv[1:]:
        shutil.copy(sys.argv[1], ledger)
        return
    command = [sys.executable, "-m", "onrecord", "demo", "--ledger", str(ledger)]
    subprocess.run(command, check=True, capture_output=True)


def _pages() -> list[tuple[str, str, int, str]]:
    """Name, address, width and scheme of each screen."""
    launches = httpx.get(f"{HERE}/events.json?kind=missile-launch", timeout=120).json()["events"]
    event = next(
        f"/events/{one['event']['id'][:16]}" for one in launches if one["days"] and one["spots"]
    )
    reports = httpx.get(f"{HERE}/reports.json", timeout=120).json()["reports"]
    revised = next(one for one in reports if "690" in one["title"])
    old, new = (version["id"][:16] for version in revised["versions"])
    stuck = next(one for one in reports if "two more" in one["title"])["versions"][0]["id"][:16]
    log = httpx.get(f"{HERE}{event}.json", timeout=120).json()["state"]["log"]
    claim = next(
        line["row"]["id"][:16]
        for slot in log["slots"]
        for line in slot["lines"]
        if line["value"] == "690 km"
    )
    return [
        ("events", "/", WIDE, "light"),
        ("events-dark-narrow", "/", NARROW, "dark"),
        ("event", event, WIDE, "light"),
        ("event-then-dark", f"{event}?known=2019-07-25T16:27Z", WIDE, "dark"),
        ("event-before-narrow", f"{event}?moment=0", NARROW, "light"),
        ("event-narrow", event, NARROW, "light"),
        ("report", f"/reports/{new}", WIDE, "light"),
        ("report-dark-narrow", f"/reports/{stuck}", NARROW, "dark"),
        ("changes", f"/reports/{new}/changes?since={old}", WIDE, "light"),
        ("changes-dark-narrow", f"/reports/{new}/changes?since={old}", NARROW, "dark"),
        ("actor", "/actors/KOR.MIL.JCS", WIDE, "light"),
        ("claim", f"/claims/{claim}", WIDE, "light"),
        ("search", "/search?q=kilometers", WIDE, "dark"),
        ("reports", "/reports", WIDE, "light"),
        ("actors", "/actors", WIDE, "light"),
        ("review", "/review/claims", WIDE, "light"),
        ("review-dark-narrow", "/review/links", NARROW, "dark"),
        ("mark", f"/mark/{new}", WIDE, "light"),
    ]


@contextmanager
def _served(path: Path) -> Iterator[None]:
    with open_ledger(path, create=False) as ledger:
        server = uvicorn.Server(
            uvicorn.Config(build(ledger), host="127.0.0.1", port=PORT, log_level="error")
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.1)
        yield
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    main()
