"""Options that say which events are asked for, checked: days and kinds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.errors import Misused
from onrecord.views.words import printable

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger
    from onrecord.queries import Clocks

E = TypeVar("E")
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Which:
    """Which events are asked for: what `event_options` take, their days read."""

    kind: str | None
    actor: str | None
    place: str | None
    since: date | None
    until: date | None
    limit: int

    def named(self) -> list[str]:
        """The options that choose among events, of those that were given."""
        chosen = {key: value for key, value in asdict(self).items() if key != "limit"}
        return [f"--{key}" for key, value in chosen.items() if value is not None]

    def found(
        self, find: Callable[..., Sequence[E]], ledger: Ledger, clocks: Clocks
    ) -> Sequence[E]:
        """What `find` (`find_events` or one of its form) finds of them.

        Raises:
            Misused: there is no such kind.
        """
        events = find(ledger, clocks, **asdict(self))
        if self.kind is not None and not events:
            refuse_unknown_kind(self.kind, ledger)
        return events


def event_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--kind`, `--actor`, `--place`, `--since`, `--until` and `--limit`: which events, as one
    argument `which`."""

    @wraps(function)
    def told(
        kind: str | None,
        actor: str | None,
        place: str | None,
        since: str | None,
        until: str | None,
        limit: int,
        **others: Any,
    ) -> Any:
        first, last = bounds_of(since, until)
        return function(which=Which(kind, actor, place, first, last, limit), **others)

    command = told
    for option in (
        click.option(
            "--limit",
            default=200,
            show_default=True,
            type=click.IntRange(1, 10_000),
            help="How many at most: those last told of.",
        ),
        click.option("--until", metavar="DAY", help='Events of this day or earlier ("2019-07").'),
        click.option("--since", metavar="DAY", help='Events of this day or later ("2019-07-25").'),
        click.option("--place", help="Where it was: a name that a claim on its place holds."),
        click.option("--actor", help='Who has to do with it: a name or code ("Japan", "JPN").'),
        click.option("--kind", help='A kind of the codebook ("missile-launch").'),
    ):
        command = option(command)
    return command


def events_looked_at(function: F) -> F:
    """`--limit`: how many events are gone through for what they have."""
    return click.option(
        "--limit",
        default=50,
        show_default=True,
        type=click.IntRange(1, 1000),
        help="How many events to look at: those last told of.",
    )(function)


def bounds_of(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that the options ask for; None where one was left out.

    Raises:
        Misused: one is no day, or they are the wrong way round.
    """
    first = days_of("--since", since)[0] if since is not None else None
    last = days_of("--until", until)[1] if until is not None else None
    if first and last and first > last:
        raise Misused(f"--since {since} is after --until {until}.", "Change them round.")
    return first, last


def days_of(option: str, words: str) -> tuple[date, date]:
    """The first and the last of the days that an option names.

    Raises:
        Misused: it names none.
    """
    from onrecord.queries.short import day_of, with_days

    days = day_of(with_days(words.strip()))
    if days is None:
        raise Misused(
            f'{option}: "{printable(words[:40])}" is not a day.',
            'Write a day ("2019-07-25"), a month ("2019-07") or a year.',
        )
    return days


def refuse_unknown_kind(kind: str, ledger: Ledger) -> None:
    """A kind that no codebook of the ledger has, and no event on record, is a slip of the pen.

    Raises:
        Misused: so it is.
    """
    from onrecord.queries.codebooks import codebook_of_ledger

    kinds = sorted(codebook_of_ledger(ledger).kinds)
    if kind not in kinds:
        raise Misused(
            f'There is no kind "{printable(kind)}".', f"Choose one of: {', '.join(kinds)}."
        )
