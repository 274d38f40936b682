"""`obligations`: which registered duties and stated deadlines bear on events, and how."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.record import EventRow
from onrecord.notices import Cover, Verdict, verdicts
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import event_row, resolve_in, told_last
from onrecord.queries.history import build_history
from onrecord.queries.lines import Told
from onrecord.queries.told import asking

_CHUNK = 10


@dataclass(frozen=True, slots=True)
class DutyRow:
    """How one duty stands to one event."""

    event: EventRow
    verdict: Verdict


def ask_obligations(
    ledger: Ledger,
    clocks: Clocks = NOW,
    *,
    event: str | None = None,
    covers: Collection[Cover] = (),
    due: date | None = None,
    limit: int = 50,
    codebook: Codebook | None = None,
) -> tuple[DutyRow, ...]:
    """The duties that bear on one `event`, else on each of the `limit` events last told of.

    `covers` keeps those with one of these verdicts, `due` those with something due on that day or
    later; then what is due first comes first, else the event last told of.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        if event is not None:
            events: Iterable[Told] = [resolve_in(seen, event, book)]
        else:
            events = islice(told_last(seen, book, None, _CHUNK), limit)
        rows = [
            DutyRow(event_row(seen, told, book), verdict)
            for told in events
            for verdict in verdicts(build_history(seen, told, book), book)
            if (not covers or verdict.cover in covers) and _due(verdict, due)
        ]
    if due is not None:
        rows.sort(key=lambda row: row.verdict.due or date.max)
    return tuple(rows)


def _due(verdict: Verdict, day: date | None) -> bool:
    return day is None or (verdict.due is not None and verdict.due >= day)
