"""`onrecord timeline [EVENT [SLOT]]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.asked_for import Which, event_options
from onrecord.cli.asking import Asked, asking
from onrecord.cli.slots import slot_at_the_end
from onrecord.errors import Misused

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger


@click.command(name="timeline")
@click.argument("event", nargs=-1, metavar="[EVENT... [SLOT]]")
@event_options
@click.option("--slot", help='The slot whose values are drawn ("range").')
@click.option("--item", help='One item of the slot only ("2").')
@click.option(
    "--svg",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw the slot's values into FILE as SVG.",
)
@asking
def command(
    event: tuple[str, ...],
    slot: str | None,
    item: str | None,
    svg: Path | None,
    which: Which,
    asked: Asked,
) -> None:
    """Show the events over time; of one EVENT, what each report added; of a SLOT, its values.

    EVENT is an id (6 characters or more of it) or plain words; with a slot of the codebook behind
    it, each value is drawn from when a speaker gave it until it was replaced:
    onrecord timeline e72a91 range --svg range.svg
    """
    if not event:
        _refuse(_named(slot=slot, item=item, svg=svg), "needs an EVENT")
        _events(asked, which)
        return
    _refuse(which.named(), "chooses among events, and one is named")
    with asked.ledger() as ledger:
        if slot is None:
            event, slot = slot_at_the_end(event, ledger)
        if slot is None:
            _refuse(_named(item=item, svg=svg), "needs a SLOT behind the event")
            _story(asked, ledger, " ".join(event))
        else:
            _plot(asked, ledger, " ".join(event), slot, item, svg)


def _named(**given: object) -> list[str]:
    return [f"--{name}" for name, value in given.items() if value is not None]


def _refuse(options: list[str], why: str) -> None:
    if options:
        raise Misused(f"{options[0]} {why}.", "See: onrecord timeline --help")


def _events(asked: Asked, which: Which) -> None:
    from onrecord.queries import find_dated_events, short_ids
    from onrecord.views.flat import DATED_EVENTS
    from onrecord.views.jsonable import jsonable
    from onrecord.views.timeline_pages import timeline_page

    with asked.ledger() as ledger:
        events = which.found(find_dated_events, ledger, asked.clocks)
        ids = [one.event.id for one in events]
        asked.answer(
            json=lambda: jsonable(events),
            flat=DATED_EVENTS,
            rows=events,
            page=lambda clock: timeline_page(events, short_ids(ledger, ids), clock, which.limit),
        )


def _story(asked: Asked, ledger: Ledger, event: str) -> None:
    from onrecord.queries import short_ids, tell_story
    from onrecord.views.flat import LINES
    from onrecord.views.jsonable import jsonable
    from onrecord.views.timeline_pages import story_page

    story = tell_story(ledger, event, asked.clocks)
    asked.answer(
        json=lambda: jsonable(story),
        flat=LINES,
        rows=((story.event, line) for step in story.steps for line in step.lines),
        page=lambda clock: story_page(story, short_ids(ledger, [story.event.id]), clock),
    )


def _plot(
    asked: Asked, ledger: Ledger, event: str, slot: str, item: str | None, svg: Path | None
) -> None:
    from onrecord.queries import plot_slot, short_ids
    from onrecord.views.flat import STRETCHES
    from onrecord.views.jsonable import jsonable
    from onrecord.views.plot import plot_svg
    from onrecord.views.timeline_pages import plot_page

    plot = plot_slot(ledger, event, slot, asked.clocks, item=item)
    if svg is not None:
        svg.write_text(plot_svg(plot, plot.event.name), encoding="utf-8")
        click.echo(f"Drew {len(plot.stretches)} values into {svg}.", err=True)
        if not (asked.as_json or asked.as_csv):
            return
    asked.answer(
        json=lambda: jsonable(plot),
        flat=STRETCHES,
        rows=((plot.event, one) for one in plot.stretches),
        page=lambda clock: plot_page(plot, short_ids(ledger, [plot.event.id]), clock),
    )
