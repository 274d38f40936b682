"""Rows as flat records, one a line, for CSV and spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from onrecord.model.json import JsonObject, JsonValue
from onrecord.model.record import EventRow, VersionRow
from onrecord.notices import Precedent
from onrecord.queries.duties import DutyRow
from onrecord.queries.noticed import NoticeRow
from onrecord.queries.rows import ClaimChange, EventDays, Line, Said, SearchHit
from onrecord.queries.timeline import Stretch

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Flat(Generic[T]):
    """The columns of one sort of record: name -> what stands there, in the order shown."""

    cells: Mapping[str, Callable[[T], JsonValue]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.cells)

    def record(self, thing: T) -> JsonObject:
        """`thing` in one flat object."""
        return {name: cell(thing) for name, cell in self.cells.items()}


EventLine: TypeAlias = tuple[EventRow, Line]

LINES: Flat[EventLine] = Flat(
    {
        "event": lambda one: one[0].id,
        "kind": lambda one: one[1].row.kind,
        "slot": lambda one: one[1].row.claim.slot,
        "item": lambda one: one[1].item,
        "value": lambda one: one[1].value,
        "value_json": lambda one: json.dumps(one[1].row.claim.value.as_json(), ensure_ascii=False),
        "speaker": lambda one: one[1].row.claim.speaker.name,
        "speaker_code": lambda one: one[1].row.claim.speaker.code,
        "speaker_class": lambda one: one[1].row.claim.speaker.speaker_class.value,
        "certainty": lambda one: one[1].row.claim.certainty.value,
        "polarity": lambda one: one[1].row.claim.polarity.value,
        "modality": lambda one: one[1].row.claim.modality.value,
        "hedge": lambda one: one[1].hedge,
        "words": lambda one: one[1].row.words,
        "status": lambda one: one[1].row.status.value,
        "why": lambda one: one[1].row.why,
        "replaced_by": lambda one: one[1].row.replaced_by,
        "known_since": lambda one: one[1].since.isoformat(),
        "recorded_at": lambda one: one[1].row.version.recorded_at.isoformat(),
        "outlet": lambda one: one[1].row.version.outlet,
        "report": lambda one: one[1].row.version.report_key,
        "version": lambda one: one[1].row.version.number,
        "address": lambda one: one[1].row.version.address,
        "copies": lambda one: len(one[1].copies),
        "claim": lambda one: one[1].row.id,
    }
)
"""An event's value with speaker, scales, words, status, clocks and source."""

SAID: Flat[Said] = Flat(
    {
        "speaker": lambda said: said.attribution.speaker.name,
        "speaker_code": lambda said: said.attribution.speaker.code,
        "speaker_class": lambda said: said.attribution.speaker.speaker_class.value,
        "words": lambda said: said.words,
        "cue": lambda said: said.cue,
        "source": lambda said: said.source,
        "via": lambda said: "; ".join(said.via),
        "manner": lambda said: said.attribution.manner.value,
        "certainty": lambda said: said.attribution.certainty.value,
        "polarity": lambda said: said.attribution.polarity.value,
        "modality": lambda said: said.attribution.modality.value,
        "hedge": lambda said: said.hedge,
        "anonymity": lambda said: said.anonymity,
        "known_since": lambda said: said.since.isoformat(),
        "outlet": lambda said: said.version.outlet,
        "report": lambda said: said.version.report_key,
        "version": lambda said: said.version.number,
        "attribution": lambda said: said.id,
    }
)
"""An attribution."""

CHANGES: Flat[ClaimChange] = Flat(
    {
        "sort": lambda change: change.sort,
        "event": lambda change: change.event.id if change.event else None,
        "slot": lambda change: change.slot,
        "item": lambda change: change.item,
        "before": lambda change: change.before_value,
        "after": lambda change: change.after_value,
        "announced": lambda change: change.announced,
        "speaker": lambda change: _speaker(change),
        "words_before": lambda change: change.before.words if change.before else None,
        "words_after": lambda change: change.after.words if change.after else None,
    }
)
"""A difference between two versions of a report."""

EVENTS: Flat[EventRow] = Flat(
    {
        "event": lambda event: event.id,
        "kind": lambda event: event.kind,
        "name": lambda event: event.name,
        "known_since": lambda event: event.first_known.isoformat(),
        "part_of": lambda event: event.part_of,
    }
)

DATED_EVENTS: Flat[EventDays] = Flat(
    {
        "event": lambda one: one.event.id,
        "kind": lambda one: one.event.kind,
        "name": lambda one: one.event.name,
        "first_day": lambda one: one.days[0].isoformat() if one.days else None,
        "last_day": lambda one: one.days[1].isoformat() if one.days else None,
        "known_since": lambda one: one.event.first_known.isoformat(),
    }
)
"""An event with its days."""

EventStretch: TypeAlias = tuple[EventRow, Stretch]


def _of_line(cell: Callable[[EventLine], JsonValue]) -> Callable[[EventStretch], JsonValue]:
    """A cell of a line as one of the stretch that the line holds."""
    return lambda one: cell((one[0], one[1].line))


STRETCHES: Flat[EventStretch] = Flat(
    {
        "since": lambda one: one[1].since.isoformat(),
        "until": lambda one: one[1].until.isoformat() if one[1].until else None,
        "low_si": lambda one: None if one[1].low is None else format(one[1].low, "f"),
        "high_si": lambda one: None if one[1].high is None else format(one[1].high, "f"),
        **{name: _of_line(cell) for name, cell in LINES.cells.items()},
    }
)
"""A value that a speaker held, from when to when, with its bounds in SI units."""

NOTICES: Flat[NoticeRow] = Flat(
    {
        "since": lambda row: row.since.isoformat(),
        "kind": lambda row: row.notice.kind.value,
        "event": lambda row: row.event.id,
        "name": lambda row: row.event.name,
        "slot": lambda row: row.notice.slot,
        "item": lambda row: row.notice.item,
        "says": lambda row: row.notice.says,
        "announced": lambda row: row.notice.announced,
        "words": lambda row: [one.words for one in row.notice.rests_on],
        "versions": lambda row: [one.version for one in row.notice.rests_on],
    }
)

DUTIES: Flat[DutyRow] = Flat(
    {
        "event": lambda row: row.event.id,
        "name": lambda row: row.event.name,
        "duty": lambda row: row.verdict.duty,
        "title": lambda row: row.verdict.title,
        "force": lambda row: row.verdict.force,
        "cover": lambda row: row.verdict.cover.value,
        "why": lambda row: row.verdict.why,
        "decides": lambda row: row.verdict.decides,
        "due": lambda row: row.verdict.due.isoformat() if row.verdict.due else None,
        "texts": lambda row: [text.id for text in row.verdict.texts],
        "claims": lambda row: [claim.id for claim in row.verdict.rests_on],
    }
)
"""How a duty stands to an event."""

PRECEDENTS: Flat[Precedent] = Flat(
    {
        "event": lambda one: one.event,
        "name": lambda one: one.name,
        "first_day": lambda one: one.days[0].isoformat(),
        "last_day": lambda one: one.days[1].isoformat(),
        "days_before": lambda one: one.before,
        "likeness": lambda one: one.likeness,
        "alike": lambda one: [beside.slot for beside in one.alike],
        "differing": lambda one: [beside.slot for beside in one.differing],
    }
)
"""An earlier event beside another."""

VERSIONS: Flat[VersionRow] = Flat(
    {
        "report": lambda version: version.report_key,
        "version": lambda version: version.number,
        "id": lambda version: version.id,
        "outlet": lambda version: version.outlet,
        "title": lambda version: version.title,
        "address": lambda version: version.address,
        "known_since": lambda version: version.known_at.isoformat(),
        "known_from": lambda version: version.known_from.value,
        "recorded_at": lambda version: version.recorded_at.isoformat(),
    }
)

HITS: Flat[SearchHit] = Flat(
    {
        "version": lambda hit: hit.version.id,
        "outlet": lambda hit: hit.version.outlet,
        "title": lambda hit: hit.version.title,
        "known_since": lambda hit: hit.version.known_at.isoformat(),
        "sentence": lambda hit: hit.sentence,
        "claims": lambda hit: [row.id for row in hit.claims],
    }
)
"""A sentence that was found."""


def _speaker(change: ClaimChange) -> str | None:
    row = change.after or change.before
    return row.claim.speaker.name if row else None
