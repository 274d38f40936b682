"""`onrecord codebook …`: write a codebook of one's own, check it, and see what it finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import ended, write_json, write_page
from onrecord.cli.sources import versions_at
from onrecord.errors import Misused

if TYPE_CHECKING:
    from onrecord.equipment import Equipment
    from onrecord.model.found import Found
    from onrecord.model.report import Version
    from onrecord.model.value import TermValue

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.group(name="codebook")
def command() -> None:
    """Add kinds of event of your own, as TOML: begin a codebook, check it, try it on a report."""


@command.command(name="new")
@_FILE
def new(file: Path) -> None:
    """Begin a codebook: write a commented one that can be used as it stands into FILE."""
    from onrecord.codebook import template

    if file.exists():
        raise Misused(f"{file} is there already.", "Give another name.")
    file.write_text(template(), encoding="utf-8")
    click.echo(f"Wrote {file}. Change it, then: onrecord codebook check {file}", err=True)


@command.command(name="check")
@_FILE
@_JSON
def check(file: Path, as_json: bool) -> int:
    """Name everything that is wrong in FILE, each with its key and what to do, and give advice.

    Exit code 1 where something is wrong; with advice alone FILE can be used.
    """
    from onrecord.codebook import check_codebook, read_codebook
    from onrecord.views.codebook_pages import check_page
    from onrecord.views.jsonable import jsonable

    text = read_codebook(file)
    found = check_codebook(text)
    if as_json:
        write_json(jsonable(found))
    else:
        write_page(check_page(text, found))
    return 0 if all(one.usable for one in found) else 1


@command.command(name="try")
@_FILE
@click.argument("report")
@_JSON
def try_(file: Path, report: str, as_json: bool) -> int:
    """Show what FILE finds in REPORT (a file, an address, or - for standard input).

    Mentions of its kinds, the claims on their slots, and its terms, each with the words; where a
    kind is not found, which of its words stand there all the same. No ledger is touched.
    """
    from onrecord.codebook import read_codebook
    from onrecord.equipment import equip
    from onrecord.pipeline import read
    from onrecord.views.codebook_pages import tried_json, tried_page

    text = read_codebook(file)
    equipment = equip([text])
    shown = problems = 0
    for version in versions_at(report):
        if version is None:
            problems += 1
            continue
        shown += 1
        reading = read(version, equipment)
        terms = _terms(version, equipment)
        if as_json:
            write_json(tried_json(text, equipment.codebook, version, reading, terms))
        else:
            write_page(tried_page(text, equipment.codebook, version, reading, terms))
    return ended(shown, problems)


def _terms(version: Version, equipment: Equipment) -> tuple[Found[TermValue], ...]:
    from onrecord.language import tag
    from onrecord.values.terms import find_terms

    return tuple(find_terms(version, tag(version, equipment.tagger), equipment.codebook))
