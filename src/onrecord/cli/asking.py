"""A question asked on the command line: at which clocks, of which ledger, in which form."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from onrecord.cli.options import (
    clock_line,
    clock_options,
    clocks_of,
    ledger_option,
    only_one,
    opened,
    output_options,
    write_csv,
    write_json,
    write_page,
)
from onrecord.model.json import JsonValue

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger
    from onrecord.queries import Clocks
    from onrecord.views.flat import Flat
    from onrecord.views.page import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options that all asking verbs share say."""

    clocks: Clocks
    name: str
    as_json: bool
    as_csv: bool

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger that is asked, open."""
        with opened(self.name) as found:
            yield found

    def answer(
        self,
        *,
        json: Callable[[], JsonValue],
        flat: Flat[T],
        rows: Iterable[T],
        page: Callable[[str], Page],
    ) -> None:
        """Write the answer as asked for; only that form is made. `page` is given the clocks."""
        if self.as_json:
            write_json(json())
        elif self.as_csv:
            write_csv(flat.columns, map(flat.record, rows))
        else:
            write_page(page(clock_line(self.clocks)))


def asking(function: Callable[..., None]) -> Callable[..., None]:
    """Give a verb `--known`, `--recorded`, `--json`, `--csv` and `--ledger` as one `asked`."""

    @functools.wraps(function)
    def verb(
        *arguments: Any,
        known: str | None,
        recorded: str | None,
        as_json: bool,
        as_csv: bool,
        ledger: str,
        **others: Any,
    ) -> None:
        only_one(json=as_json, csv=as_csv)
        asked = Asked(clocks_of(known, recorded), ledger, as_json, as_csv)
        function(*arguments, asked=asked, **others)

    return clock_options(output_options(ledger_option(verb)))
