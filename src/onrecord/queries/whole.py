"""All that a page tells of one event, asked together: the event's claims are gathered once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.notice import Notice
from onrecord.model.record import EventRow, VersionRow
from onrecord.model.scales import Status
from onrecord.notices import find_notices
from onrecord.notices.history import EventHistory
from onrecord.notices.obligations import Verdict, verdicts
from onrecord.notices.precedents import Precedent, Resemblance
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.details import Spot, spots_of
from onrecord.queries.events import event_row, resolve_in
from onrecord.queries.history import build_history, shipped_obligations
from onrecord.queries.judged_notices import upheld
from onrecord.queries.lines import Told, lines_of
from onrecord.queries.matrix import EventMatrix, matrix_of
from onrecord.queries.rows import EventLog, EventRecord
from onrecord.queries.show import find_disputes, log_of, record_of, standing_of
from onrecord.queries.similar import precedents_among, resemblances_of
from onrecord.queries.then import told_then
from onrecord.queries.told import asking
from onrecord.queries.visible import View

_EARLIER = 50
"""Earlier events that one is held against on its page, those last told of; `similar` takes more."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When versions that tell of an event became known."""

    known_at: datetime
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class EventState:
    """How an event stands at the clocks: its record, history and notices, who holds what, where it
    was, the duties that bear on it, and the nearest earlier events; these are left out where they
    are not asked for in words."""

    record: EventRecord
    log: EventLog
    matrix: EventMatrix
    notices: tuple[Notice, ...]
    spots: tuple[Spot, ...]
    verdicts: tuple[Verdict, ...]
    similar: tuple[Precedent, ...]


@dataclass(frozen=True, slots=True)
class WholeEvent:
    """An event at all its moments, and at the clocks asked for.

    `event` and `moments` are as they are on record now, whatever the known clock; `state` is None
    where nothing was known of it by then. `likest` are the nearest earlier events.
    """

    event: EventRow
    moments: tuple[Moment, ...]
    state: EventState | None
    likest: tuple[Resemblance, ...]


def whole_event(
    ledger: Ledger,
    event: str,
    clocks: Clocks = NOW,
    codebook: Codebook | None = None,
    *,
    known_at: Callable[[tuple[Moment, ...]], datetime | None] | None = None,
    in_words: bool = True,
) -> WholeEvent:
    """The one event that `event` names, and how it stands at the clocks.

    Where `known_at` is given, it chooses the known clock by the event's moments. Unless the
    nearest earlier events are wanted `in_words`, their claims are not read.

    Raises:
        Ambiguous: several events fit.
        NotOnRecord: none does, or it was not recorded yet.
    """
    with asking(ledger, replace(clocks, known=None)) as now:
        book = codebook or codebook_of(now)
        told = resolve_in(now, event, book)
        seen = now
        then: Told | None = told
        moments = _moments(told)
        if known_at is not None:
            clocks = replace(clocks, known=known_at(moments))
        if clocks.known is not None:
            seen = now.at_known(clocks.known)
            then = told_then(told, clocks.known, book)
        row = event_row(now, told, book)
        if then is None:
            return WholeEvent(row, moments, None, ())
        history = build_history(seen, then, book)
        earlier, likest = resemblances_of(seen, history, book, _EARLIER)
        similar = precedents_among(seen, history, earlier, likest, book) if in_words else ()
        return WholeEvent(row, moments, _state(seen, then, history, similar, book), likest)


def _state(
    seen: View, told: Told, history: EventHistory, similar: tuple[Precedent, ...], book: Codebook
) -> EventState:
    row = event_row(seen, told, book)
    lines = lines_of(told, told.standing.relations, Status)
    standing = standing_of(lines)
    disputes = find_disputes(told, standing, told.standing.relations)
    return EventState(
        record=record_of(seen, told, row, lines, disputes, book),
        log=log_of(told, row, lines, book),
        matrix=matrix_of(told, row, standing, disputes, book),
        notices=upheld(seen, find_notices(history, book, shipped_obligations())),
        spots=spots_of(told),
        verdicts=verdicts(history, book),
        similar=similar,
    )


def _moments(told: Told) -> tuple[Moment, ...]:
    """The moments at which a version that tells of it, or the next that no longer does, came."""
    reports: Collection[tuple[VersionRow, ...]] = [
        tuple(version.row for version in versions) for versions in told.gathered.reports.values()
    ]
    known: dict[datetime, list[VersionRow]] = {}
    for versions in reports:
        before = False
        for version in versions:
            tells = version.id in told.gathered.told_in
            if tells or before:
                known.setdefault(version.known_at, []).append(version)
            before = tells
    return tuple(Moment(at, tuple(known[at])) for at in sorted(known))
