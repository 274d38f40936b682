"""`onrecord values SOURCE`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.options import ended, model_option, only_one, write_json, write_page
from onrecord.cli.sources import versions_at

if TYPE_CHECKING:
    from onrecord.equipment import Equipment
    from onrecord.model.found import Found
    from onrecord.model.report import Version
    from onrecord.model.value import Value
    from onrecord.views.value_pages import Values


@click.command(name="values")
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--html", "as_html", is_flag=True, help="Write a page of HTML that stands alone.")
@model_option
def command(source: str, as_json: bool, as_html: bool, model: str) -> int:
    """Show the text of SOURCE with every value found in it marked; touches no ledger.

    Quantities, dates, places, actors and the codebook's terms, ages too: [words]1, and below what
    was made of them. A report takes up only those that fit an event; here are all.
    """
    from onrecord.equipment import equip
    from onrecord.views.value_pages import values_html, values_json, values_page

    only_one(json=as_json, html=as_html)
    shown = problems = 0
    equipment = equip(model=model)
    for version in versions_at(source):
        if version is None:
            problems += 1
            continue
        shown += 1
        values = _values_of(version, equipment)
        if as_json:
            write_json(values_json(version, values))
        elif as_html:
            click.echo(values_html(version, values))
        else:
            write_page(values_page(version, values))
    return ended(shown, problems)


def _values_of(version: Version, equipment: Equipment) -> Values:
    """Every value that the rooms find in a version, in text order."""
    from onrecord.language import tag
    from onrecord.names.actors import find_actors
    from onrecord.names.places import find_places
    from onrecord.names.scenes import no_scenes
    from onrecord.values.dates import find_dates
    from onrecord.values.quantities import find_quantities
    from onrecord.values.terms import find_terms

    layers = tag(version, equipment.tagger)
    places = find_places(version, layers, equipment.gazetteer, equipment.actors)
    found: list[Found[Value]] = [
        *find_quantities(version, layers, ages=True),
        *find_dates(version, layers),
        *places,
        *no_scenes(find_actors(version, layers, equipment.actors), places),
        *find_terms(version, layers, equipment.codebook),
    ]
    return sorted(found, key=lambda one: (one.span.start, -one.span.end, one.rule))
