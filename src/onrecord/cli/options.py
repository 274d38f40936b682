"""Options that mean the same in every verb, and how results are written."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.errors import Misused
from onrecord.model.json import JsonValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.ledger.ledger import Ledger
    from onrecord.queries import Clocks
    from onrecord.views.page import Page

F = TypeVar("F", bound=Callable[..., Any])

LEDGER_ENV = "ONRECORD_LEDGER"
LEDGER_DEFAULT = "onrecord.db"
DEMO_LEDGER = "demo.db"
_NAMING = f"add --ledger {DEMO_LEDGER}, or set {LEDGER_ENV}={DEMO_LEDGER}"


def ledger_option(function: F) -> F:
    """`--ledger PATH|URL`, else ONRECORD_LEDGER, else ./onrecord.db."""
    return click.option(
        "--ledger",
        envvar=LEDGER_ENV,
        default=LEDGER_DEFAULT,
        show_default=True,
        metavar="PATH|URL",
        help=f"The ledger: a file, or a PostgreSQL URL. Else {LEDGER_ENV}.",
    )(function)


def model_option(function: F) -> F:
    """`--model accurate|fast`: which tagger reads."""
    return click.option(
        "--model",
        default="accurate",
        show_default=True,
        type=click.Choice(("accurate", "fast")),
        help="The tagger: the better one, or one for bulk.",
    )(function)


def clock_options(function: F) -> F:
    """`--known T` and `--recorded T`: the record as it stood."""
    known = click.option(
        "--known",
        metavar="TIME",
        help="As the public could know it at TIME (UTC; a day = its end).",
    )
    recorded = click.option(
        "--recorded", metavar="TIME", help="As this ledger had it on record at TIME (UTC)."
    )
    return known(recorded(function))


def output_options(function: F) -> F:
    """`--json` or `--csv` instead of text."""
    as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON.")
    as_csv = click.option("--csv", "as_csv", is_flag=True, help="Write CSV, a row a line.")
    return as_json(as_csv(function))


@contextmanager
def opened(ledger: str) -> Iterator[Ledger]:
    """The ledger at a path or URL, which must be there; closed at the end.

    Raises:
        StopRun: there is no ledger there, or it cannot be used.
    """
    from onrecord.ledger.ledger import open_ledger
    from onrecord.ledger.problems import NoLedger

    try:
        found = open_ledger(ledger, create=False)
    except NoLedger as problem:
        if ledger == LEDGER_DEFAULT and Path(DEMO_LEDGER).exists():
            problem.remedy = f"The demo's is {DEMO_LEDGER}: {_NAMING}."
        raise
    try:
        yield found
    finally:
        found.close()


def clocks_of(known: str | None, recorded: str | None) -> Clocks:
    """The clocks that the options ask for.

    Raises:
        Misused: a time cannot be read.
    """
    from onrecord.queries import Clocks, parse_time

    return Clocks(
        known=None if known is None else parse_time(known),
        recorded=None if recorded is None else parse_time(recorded),
    )


def clock_line(clocks: Clocks) -> str:
    """The clocks that a page was asked with, in words; empty where it is now.

    >>> from onrecord.queries import NOW
    >>> clock_line(NOW)
    ''
    """
    parts = [
        f"{name} as of {at:%Y-%m-%d %H:%M} UTC"
        for name, at in (("known", clocks.known), ("recorded", clocks.recorded))
        if at
    ]
    return " · ".join(parts)


def write_page(page: Page) -> None:
    """`page` to standard output, as wide as the terminal."""
    from onrecord.views.text import render

    width = shutil.get_terminal_size((80, 24)).columns
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"  # no-color.org
    click.echo(render(page, width=width, colour=sys.stdout.isatty() and not plain))


# Characters that steer a terminal or turn the reading direction.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that steer a terminal, turn the reading direction, or are not seen at all."""


def json_text(value: JsonValue, indent: int | None = None) -> str:
    """`value` as JSON that can be shown on a terminal and says the same.

    >>> json_text(["caf\u00e9", "\u202egnihtemos"])
    '["café", "\\\\u202egnihtemos"]'
    """
    written = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return _STEERING.sub(lambda found: json.dumps(found.group())[1:-1], written)


def write_json(value: JsonValue) -> None:
    """`value` to standard output, indented."""
    click.echo(json_text(value, indent=2))


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, JsonValue]]) -> None:
    """Rows to standard output as CSV under a head of `columns`, which stands above none too.

    Cells that a spreadsheet would run as a formula are led by an apostrophe; characters that
    steer a terminal are replaced by U+FFFD (JSON has them, escaped).
    """
    writer = csv.DictWriter(sys.stdout, fieldnames=columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _cell(value) for key, value in row.items()})


def _cell(value: JsonValue) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = _STEERING.sub("\ufffd", text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def ended(done: int, problems: int) -> int:
    """The exit code of a run over many things: 3 where none could be done, 1 where only some were.

    >>> ended(2, 0), ended(2, 1), ended(0, 1)
    (0, 1, 3)
    """
    if not problems:
        return 0
    return 1 if done else 3


def only_one(**flags: object) -> None:
    """Refuse options that contradict each other.

    >>> only_one(json=True, csv=False)
    """
    given: Sequence[str] = [f"--{name}" for name, value in flags.items() if value]
    if len(given) > 1:
        raise Misused(f"{' and '.join(given)} cannot be had together.", "Choose one.")
