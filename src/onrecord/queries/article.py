"""One version of a report with all that was read in it: who says what of which events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import appearance, capture
from onrecord.ledger.times import instant
from onrecord.model.attribution import Attribution
from onrecord.model.mention import Mention
from onrecord.model.notice import Notice
from onrecord.model.record import ClaimRow, EventRow, VersionRow
from onrecord.model.report import Version
from onrecord.notices import once
from onrecord.notices.consistency import find_inconsistencies
from onrecord.notices.contamination import find_contaminations
from onrecord.notices.stale import find_stale
from onrecord.notices.voices import with_states
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import event_rows
from onrecord.queries.history import build_history
from onrecord.queries.judged_notices import upheld
from onrecord.queries.keeping import cards_kept
from onrecord.queries.lines import Told
from onrecord.queries.listing import cards_that_hold
from onrecord.queries.prepared import Sight, prepared
from onrecord.queries.reports import resolve_report_in, version_numbered
from onrecord.queries.returns import standing_version
from onrecord.queries.rows import ReportRow
from onrecord.queries.show import report_rows
from onrecord.queries.stated import StatedIn, kept_stated
from onrecord.queries.text import readable
from onrecord.queries.told import asking, events_in_versions, tell_known
from onrecord.queries.visible import Seen, View
from onrecord.queries.words import claim_words


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim of the text, its value in plain words, and the title of its slot."""

    row: ClaimRow
    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Telling:
    """An event that the text tells of: the words that refer to it, and what is claimed of it."""

    event: EventRow
    mentions: tuple[Mention, ...]
    claims: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Captured:
    """Bytes that show the version: capture id, SHA-256, since when they prove it."""

    id: str
    sha256: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Article:
    """A version's text and what it tells, as of the clocks.

    `text` is one line that says so where it must not be shown. `notices` are those that rest on
    words of this text.
    """

    report: ReportRow
    version: VersionRow
    text: Version
    attributions: tuple[Attribution, ...]
    tellings: tuple[Telling, ...]
    notices: tuple[Notice, ...]
    captures: tuple[Captured, ...]


def read_article(
    ledger: Ledger,
    report: str,
    version: str | None = None,
    clocks: Clocks = NOW,
    codebook: Codebook | None = None,
) -> Article:
    """A version of a report with what was read in it: the one that `version` names ("v2"), else the
    one whose id `report` begins, else the one that stands.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_report`.
        Misused: the report has no such version.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        versions = resolve_report_in(seen, report)
        rows = [held.row for held in versions]
        meant = [row for row in rows if row.id.startswith(report.strip().lower())]
        row = version_numbered(rows, version) if version else standing_version(meant or rows)
        held = versions[row.number - 1]
        text, attributions = readable(seen, held)
        events = [] if held.hidden else _events(seen, held, book)
        return Article(
            report=report_rows([versions])[0],
            version=row,
            text=text,
            attributions=attributions,
            tellings=_tellings(events, book),
            notices=_notices(seen, events, row.id, book),
            captures=_captures(seen, row.id),
        )


@dataclass(frozen=True, slots=True)
class _Of:
    """An event and what the version states of it; `told` is None where nothing more of the event
    bears on it."""

    event: EventRow
    stated: StatedIn
    told: Told | None


def _events(seen: View, held: Seen, book: Codebook) -> list[_Of]:
    """The events that the version tells of, by id: as their cards have them, where these hold."""
    identities = events_in_versions(seen, [held.id])
    cards = cards_that_hold(seen, identities, cards_kept(seen, book))
    stated = kept_stated(seen, [one for one in identities if one.id in cards], held)
    others = [one for one in identities if one.id not in stated or not stated[one.id].quiet]
    told = {one.gathered.identity.id: one for one in tell_known(seen, others, book)}
    rows = dict(zip(told, event_rows(seen, list(told.values()), book), strict=True))
    return [
        _Of(
            cards[one.id].details.event if one.id in cards else rows[one.id],
            stated[one.id] if one.id in stated else _stated(told[one.id], held.id),
            told.get(one.id),
        )
        for one in identities
        if one.id in stated or one.id in told
    ]


def _stated(told: Told, version: str) -> StatedIn:
    """What the version states of the event."""
    rows = [
        told.rows[one.id]
        for one in told.gathered.placed
        if one.seen.id == version and not one.reread and one.hidden is None
    ]
    mentions = [m for m in told.gathered.mentions.values() if m.version == version]
    return StatedIn(tuple(rows), tuple(mentions), quiet=False)


def _tellings(events: Sequence[_Of], book: Codebook) -> tuple[Telling, ...]:
    found: list[Telling] = []
    for one in events:
        kind = book.kinds.get(one.event.kind)
        slots = kind.slots if kind else {}
        claims = [
            Stated(
                row,
                claim_words(row.claim),
                slots[row.claim.slot].title if row.claim.slot in slots else row.claim.slot,
            )
            for row in one.stated.rows
        ]
        claims.sort(key=lambda one: (one.row.claim.span, one.row.id))
        mentions = sorted(one.stated.mentions, key=lambda mention: (mention.span, mention.id))
        if claims or mentions:
            found.append(Telling(one.event, tuple(mentions), tuple(claims)))
    return tuple(sorted(found, key=lambda one: (-len(one.claims), one.event.id)))


def _notices(seen: View, events: Sequence[_Of], version: str, book: Codebook) -> tuple[Notice, ...]:
    """What is told of the words of this text: the other kinds are about events."""
    found: list[Notice] = []
    for told in (one.told for one in events if one.told is not None):
        history = with_states(build_history(seen, told, book))
        for one in (
            *find_contaminations(history, book),
            *find_stale(history, book),
            *find_inconsistencies(history, book),
        ):
            if any(held.version == version for held in one.rests_on):
                found.append(one)
    return upheld(seen, once(found)) if found else ()


def _captures(seen: View, version: str) -> tuple[Captured, ...]:
    return tuple(
        Captured(row.id, row.sha256, instant(row.known_at))
        for row in seen.ask(_captures_of, version=version)
    )


@prepared
def _captures_of(at: Sight) -> Select[Any]:
    return (
        select(capture.c.id, capture.c.sha256, appearance.c.known_at)
        .join(appearance, appearance.c.capture == capture.c.id)
        .where(appearance.c.version == bindparam("version"), at.on(capture, appearance))
        .order_by(appearance.c.known_at, capture.c.id)
    )
