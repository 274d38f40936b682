"""`onrecord demo`."""

from __future__ import annotations

import time
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from onrecord.cli.options import DEMO_LEDGER, write_page
from onrecord.cli.progress import counting
from onrecord.errors import Misused
from onrecord.views.page import Page
from onrecord.views.words import counted

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger

_LEDGER = Path(DEMO_LEDGER)
_EVENTS_SHOWN = 3


@click.command(name="demo")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    default=_LEDGER,
    show_default=True,
    help="The new ledger; one that an earlier demo made is shown again.",
)
@click.option("--serve", is_flag=True, help="Open the desk on it, in a browser's reach.")
def command(ledger: Path, serve: bool) -> int:
    """Read the shipped stories into a new ledger and show the record.

    The stories are made up around public facts: a missile launch as three outlets told it over
    ten days, and a landslide whose toll rises and is disputed.
    """
    from onrecord.capture.sources import fetch_sources
    from onrecord.cli.recording import record_all, summary
    from onrecord.equipment import equip
    from onrecord.ledger.ledger import open_ledger
    from onrecord.pool import read_captures

    begun = time.monotonic()
    with as_file(files("onrecord.cli") / "stories") as folder:
        stories = sorted(str(path) for path in folder.glob("*.json"))
        with open_ledger(str(ledger)) as found:
            _refuse_others(found, ledger)
            readings = read_captures(fetch_sources(stories))
            with counting(readings, "Reading the stories", len(stories)) as shown:
                tally = record_all(found, shown, equip(), say=_say)
            seconds = time.monotonic() - begun
            outlets = counted(len(tally.outlets), "outlet")
            _say(f"{summary(tally, str(ledger))} · {outlets}, {seconds:.1f} s")
            write_page(_page(found, ledger))
            if serve:
                _open_desk(found)
    return 1 if tally.problems else 0


def _open_desk(found: Ledger) -> None:
    from onrecord.cli.serve import open_desk
    from onrecord.desk.safety import Doors

    open_desk(found, Doors())


def _say(line: str) -> None:
    click.echo(line, err=True)


def _refuse_others(found: Ledger, ledger: Path) -> None:
    """The demo's made-up stories don't go into a ledger of real reports."""
    from onrecord.queries import find_reports

    if any(not _made_up(report.address) for report in find_reports(found, limit=20)):
        raise Misused(
            f"{ledger} holds other reports than the demo's.",
            "Give the demo a ledger of its own: onrecord demo --ledger FILE",
        )


def _made_up(address: str | None) -> bool:
    """Whether an address is in the domain that is kept for examples (RFC 2606)."""
    return address is not None and (urlsplit(address).hostname or "").endswith(".example")


def _page(found: Ledger, ledger: Path) -> Page:
    """The events most is said of, in brief, and what to type next."""
    from onrecord.queries import event_notices, find_events, short_ids, show_event
    from onrecord.views.brief import brief

    records = [show_event(found, event.id) for event in find_events(found)]
    records.sort(key=lambda r: -sum(len(slot.lines) for slot in (*r.standing, *r.before)))
    shown = sorted(records[:_EVENTS_SHOWN], key=lambda r: r.event.first_known)
    short = short_ids(found, (record.event.id for record in records))
    sections = [
        brief(record, event_notices(found, record.event.id), short[record.event.id])
        for record in shown
    ]
    first = shown[0].event if shown else None
    name = short[first.id] if first else "EVENT"
    where = f"--ledger {ledger}"
    hints = (
        (f"onrecord show {name} {where}", "the whole record of one event"),
        (f"onrecord known 2019-07-25T12:00 {name} {where}", "what could be known that noon"),
        (f"onrecord matrix {name} --slot range {where}", "who holds which range now"),
        (f"onrecord log {name} range {where}", "who said what of the range, and what replaced it"),
        (f"onrecord diff 690 kilometers {where}", "what one outlet changed"),
        (f"onrecord events {where}", "the other events"),
        (f"onrecord serve {where}", "the same in a browser"),
        ("onrecord read YOUR-PAGES/", "read your own reports, into onrecord.db"),
    )
    return Page("The record, in brief", tuple(sections), hints)
