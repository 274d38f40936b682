"""One version of a report with all that was read in it: who says what of which events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

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
from onrecord.queries.lines import Told
from onrecord.queries.reports import resolve_report_in, version_numbered
from onrecord.queries.returns import standing_version
from onrecord.queries.rows import ReportRow
from onrecord.queries.show import report_rows
from onrecord.queries.text import readable
from onrecord.queries.told import asking, told_in_versions
from onrecord.queries.visible import View
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
        told = [] if held.hidden else told_in_versions(seen, [row.id], book)
        return Article(
            report=report_rows([versions])[0],
            version=row,
            text=text,
            attributions=attributions,
            tellings=_tellings(seen, told, row.id, book),
            notices=_notices(seen, told, row.id, book),
            captures=_captures(seen, row.id),
        )


def _tellings(
    seen: View, events: Sequence[Told], version: str, book: Codebook
) -> tuple[Telling, ...]:
    found: list[Telling] = []
    for told, event in zip(events, event_rows(seen, events, book), strict=True):
        kind = book.kinds.get(event.kind)
        claims = [
            Stated(
                told.rows[one.id],
                claim_words(one.claim),
                kind.slots[one.claim.slot].title
                if kind and one.claim.slot in kind.slots
                else one.claim.slot,
            )
            for one in told.gathered.placed
            if one.seen.id == version and not one.reread and one.hidden is None
        ]
        claims.sort(key=lambda one: (one.row.claim.span, one.row.id))
        mentions = [m for m in told.gathered.mentions.values() if m.version == version]
        mentions.sort(key=lambda one: (one.span, one.id))
        if claims or mentions:
            found.append(Telling(event, tuple(mentions), tuple(claims)))
    return tuple(sorted(found, key=lambda one: (-len(one.claims), one.event.id)))


def _notices(
    seen: View, events: Sequence[Told], version: str, book: Codebook
) -> tuple[Notice, ...]:
    """What is told of the words of this text: the other kinds are about events."""
    found: list[Notice] = []
    for told in events:
        history = with_states(build_history(seen, told, book))
        for one in (
            *find_contaminations(history, book),
            *find_stale(history, book),
            *find_inconsistencies(history, book),
        ):
            if any(held.version == version for held in one.rests_on):
                found.append(one)
    return upheld(seen, once(found))


def _captures(seen: View, version: str) -> tuple[Captured, ...]:
    question = (
        select(capture.c.id, capture.c.sha256, appearance.c.known_at)
        .join(appearance, appearance.c.capture == capture.c.id)
        .where(appearance.c.version == version, seen.on(capture, appearance))
        .order_by(appearance.c.known_at, capture.c.id)
    )
    return tuple(
        Captured(row.id, row.sha256, instant(row.known_at))
        for row in seen.connection.execute(question)
    )
