"""`notices`: what a reader of news should be told, over all events, newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, takewhile

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.record import EventRow, VersionRow
from onrecord.notices import find_notices, once
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import event_row, resolve_in, told_last
from onrecord.queries.history import build_history
from onrecord.queries.judged_notices import upheld
from onrecord.queries.lines import Told
from onrecord.queries.told import asking
from onrecord.queries.visible import View, reports_of, versions_of
from onrecord.registers.obligations import Obligation, load_obligations

_CHUNK = 10


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice with its event and the versions that its words stand in, in the order of
    `notice.rests_on`; `since` is when the last of them was known: before, it could not be told."""

    event: EventRow
    since: datetime
    notice: Notice
    versions: tuple[VersionRow, ...]


def ask_notices(
    ledger: Ledger,
    clocks: Clocks = NOW,
    *,
    kinds: Collection[NoticeKind] = (),
    event: str | None = None,
    since: datetime | None = None,
    limit: int = 50,
    codebook: Codebook | None = None,
    obligations: Sequence[Obligation] | None = None,
) -> tuple[NoticeRow, ...]:
    """The notices of one event, else of the `limit` events last told of, the newest first.

    `kinds` keeps those of these kinds, `since` those that could be told at that time or later.
    What several events of a report claim in the same words is told once.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`.
    """
    duties = load_obligations() if obligations is None else obligations
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        if event is not None:
            events: Iterable[Told] = [resolve_in(seen, event, book)]
        else:
            events = takewhile(
                lambda told: since is None or _last_told(told) >= since,
                islice(told_last(seen, book, None, _CHUNK), limit),
            )
        rows: dict[str, EventRow] = {}
        notices: list[Notice] = []
        for told in events:
            row = event_row(seen, told, book)
            rows[row.id] = row
            found = find_notices(build_history(seen, told, book), book, duties)
            notices += [one for one in found if not kinds or one.kind in kinds]
        found_rows = [
            row
            for row in _rows(seen, upheld(seen, once(notices)), rows)
            if since is None or row.since >= since
        ]
    return tuple(sorted(found_rows, key=lambda row: row.since, reverse=True))


def _last_told(told: Told) -> datetime:
    versions = told.gathered.versions
    return max(versions[id].row.stands_since for id in told.gathered.told_in)


def _rows(
    seen: View, notices: Sequence[Notice], events: dict[str, EventRow]
) -> Iterator[NoticeRow]:
    ids = {one.version for notice in notices for one in notice.rests_on}
    versions = {
        version.id: version.row
        for held in versions_of(seen, reports_of(seen, ids)).values()
        for version in held
    }
    for notice in notices:
        event = events[notice.event or ""]
        told = tuple(versions[one.version] for one in notice.rests_on if one.version in versions)
        # A value that was put back is known since the text that puts it back was.
        changed = notice.kind is NoticeKind.REVISION
        times = (row.stands_since if changed else row.known_at for row in told)
        since = max(times, default=event.first_known)
        yield NoticeRow(event, since, notice, told)
