"""The whole flow, top to bottom: a version is read, and what was read is recorded.

`read` is pure: same version, same equipment, same reading, whatever else was read and on how many
processes. `record` is the one writer: nothing reaches the ledger past its guard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rfc8785 import CanonicalizationError

from onrecord.attributions import find_attributions, find_oddities
from onrecord.capture.make import make_capture
from onrecord.claims import fill_slots, founded
from onrecord.claims.guard import Refusal, check
from onrecord.equipment import Equipment, equip
from onrecord.errors import Misused, OnrecordError, SkipItem
from onrecord.events import group_mentions, join, profiles_of
from onrecord.language import tag
from onrecord.ledger.appearances import appearance_rows
from onrecord.ledger.batches import Batch
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.readings import has_reading, place_mentions, reader_judgement, reading_rows
from onrecord.ledger.rows import codebook_row, judgement_row
from onrecord.mentions import find_mentions
from onrecord.model.json import JsonObject, JsonValue
from onrecord.model.judgement import Verb
from onrecord.model.reading import Reading
from onrecord.model.report import Capture, Given, Version
from onrecord.names.actors import find_actors
from onrecord.names.places import find_places
from onrecord.queries.candidates import candidate_events
from onrecord.queries.keeping import keep_cards
from onrecord.queries.tellings import keep_tellings
from onrecord.queries.versions import versions_to_read, with_this_text
from onrecord.reports.read import read_report
from onrecord.values.dates import find_dates
from onrecord.values.quantities import find_quantities
from onrecord.values.terms import find_terms


def read(
    version: Version, equipment: Equipment, heard: Callable[[float], None] | None = None
) -> Reading:
    """Everything that the equipment's reader finds in one version.

    `heard` is told on the way what share of the work is done, in (0, 1], about as time passes.
    """
    tell = heard or _tell_no_one
    codebook = equipment.codebook
    layers = tag(version, equipment.tagger, lambda share: tell(0.67 * share))
    said = find_attributions(version, layers, equipment.actors)
    tell(0.73)
    quantities = find_quantities(version, layers)
    dates = find_dates(version, layers)
    terms = find_terms(version, layers, codebook)
    tell(0.76)
    places = find_places(version, layers, equipment.gazetteer, equipment.actors)
    tell(0.82)
    actors = find_actors(version, layers, equipment.actors)
    tell(0.86)
    mentions = find_mentions(version, layers, codebook, said)
    clusters = group_mentions(version, layers, mentions, dates, places, codebook)
    tell(0.88)
    findings = fill_slots(
        version, layers, codebook, said, mentions, clusters,
        quantities, dates, terms, places, actors,
    )  # fmt: skip
    clusters, findings = founded(clusters, findings)
    tell(1.0)
    return Reading(
        version=version.id,
        reader=equipment.reader,
        attributions=said,
        mentions=mentions,
        clusters=clusters,
        findings=findings,
        problems=(*version.problems, *find_oddities(version)),
    )


def _tell_no_one(share: float) -> None:
    del share


@dataclass(frozen=True, slots=True)
class Read:
    """A capture with the version that it shows and the reading of it.

    `again` tells that the reading was on record in the ledger that was looked into, so that the
    version was not read again: the reading has its id and nothing in it. `seen_as` is the version
    as this capture alone shows it, where `version` is one on record that has its text: what the
    page now says of its times is evidence for that one.
    """

    capture: Capture
    version: Version
    reading: Reading
    again: bool = False
    seen_as: Version | None = None


def read_text(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    updated: str | None = None,
    equipment: Equipment | None = None,
) -> Read:
    """A report given as plain text, read.

    Times are ISO 8601, in UTC where they have no zone; without `published` the present moment is
    what "today" in the text is taken from.

    Raises:
        SkipItem: the text holds no report that onrecord reads.
    """
    given = Given(outlet=outlet, published=published, updated=updated)
    capture = make_capture(
        origin="stdin",
        name="text",
        data=text.encode("utf-8", "replace"),
        media_type="text/plain",
        at=datetime.now(UTC),
        given=given,
    )
    version = read_report(capture)
    return Read(capture, version, read(version, equipment or equip()))


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording one report did.

    Attributes:
        report, version, reading: ids, whether or not they are new.
        known_at: since when the public could read the version, by this capture.
        batch: the number of the batch, or None: all of it was on record.
        added: sort of row -> how many were new.
        refusals: what the guard kept out of a new reading.
        events: the ids of the reading's events, in the order of its clusters; empty where the
            reading was on record.
        joined: new event -> the event on record that it is one with, where there is one.
    """

    report: str
    version: str
    reading: str
    known_at: datetime
    batch: int | None
    added: Mapping[str, int]
    refusals: tuple[Refusal, ...] = ()
    events: tuple[str, ...] = ()
    joined: Mapping[str, str] = field(default_factory=dict)

    @property
    def new_version(self) -> bool:
        """Whether this text of the report was not on record before."""
        return bool(self.added.get("version"))

    @property
    def new_reading(self) -> bool:
        """Whether this reader's reading of the version was not on record before."""
        return bool(self.added.get("reading"))


_REFUSALS_KEPT = 100
"""Refusals that are written out beside a reading; all are counted."""


def read_capture(
    capture: Capture,
    equipment: Equipment,
    ledger: Ledger | None = None,
    heard: Callable[[float], None] | None = None,
) -> Read:
    """A capture read. With `ledger`, for recording it there: the version on record that has its
    text stands for it, and is not read again where this very reader's reading of it is on record.

    Raises:
        SkipItem: the capture holds no report that onrecord reads.
    """
    version = read_report(capture)
    if ledger is None:
        return Read(capture, version, read(version, equipment, heard))
    return _as_on_record(ledger, capture, version, equipment, heard)


def _as_on_record(
    ledger: Ledger,
    capture: Capture,
    version: Version,
    equipment: Equipment,
    heard: Callable[[float], None] | None = None,
) -> Read:
    with ledger.connect() as connection:
        held = with_this_text(connection, version)
        again = has_reading(connection, held.id, equipment.reader)
    seen_as = None if held.id == version.id else version
    if again:
        nothing = Reading(held.id, equipment.reader, (), (), (), ())
        return Read(capture, held, nothing, again=True, seen_as=seen_as)
    return Read(capture, held, read(held, equipment, heard), seen_as=seen_as)


def record(
    ledger: Ledger, *items: Read, equipment: Equipment, at: datetime | None = None
) -> tuple[Recorded, ...]:
    """Put readings on record, one batch a report, and say what each added.

    Each reading passes the guard; what it refuses is counted beside the reading. The events of a
    reading are joined with those on record. A report is recorded whole or not at all; what is on
    record already adds nothing, so a run that was cut off is completed by running it again.
    `at` is for histories that are written after the fact.

    Raises:
        LedgerBusy: others wrote for longer than we wait.
        SkipItem: a text holds what cannot be kept (half a surrogate pair); the items before it
            are on record.
    """
    return tuple(_record(ledger, item, equipment, at) for item in items)


def _record(ledger: Ledger, item: Read, equipment: Equipment, at: datetime | None) -> Recorded:
    item = _standing_for(ledger, item, equipment)
    version, reader = item.version, item.reading.reader
    reading, refusals = check(
        version, item.reading, equipment.codebook, equipment.actors, equipment.gazetteer
    )
    events: tuple[str, ...] = ()
    joined: dict[str, str] = {}
    if not item.again:
        keep_tellings(ledger)
    try:
        with ledger.batch(
            author_kind="reader",
            author=reader.name,
            reader=f"{reader.name} {reader.version} {reader.digest[:12]}",
            at=at,
        ) as batch:
            known, shown = appearance_rows(
                batch.connection, item.capture, version, item.seen_as or version
            )
            batch.add(*shown)
            new = not batch.on_record("reading", [reading.id])
            if new and item.again:
                raise Misused(
                    f"{item.capture.name} was read for another ledger than {ledger.name}.",
                    "Read it with the ledger that it will be recorded in.",
                )
            if new and reading.version == version.id:
                batch.add(*(codebook_row(one.name, one.text) for one in equipment.codebook.own))
                batch.add_all(reading_rows(version, reading, _counted(refusals)))
                events, joined = _place(batch, version, reading, known.at, equipment)
    except CanonicalizationError as error:
        raise SkipItem(
            f"{item.capture.name} holds characters that cannot be kept: {error}.",
            "Save it as UTF-8.",
        ) from error
    if batch.digest is not None:
        # The report is on record, and lists are right without what is kept beside it.
        with suppress(OnrecordError):
            keep_cards(ledger, at_once=False)
    return Recorded(
        report=version.report_id,
        version=version.id,
        reading=reading.id,
        known_at=known.at,
        batch=batch.seq if batch.digest else None,
        added=dict(batch.added),
        refusals=refusals if new else (),
        events=events,
        joined=joined,
    )


def _standing_for(ledger: Ledger, item: Read, equipment: Equipment) -> Read:
    """The item, or what stands for it where its text came on record since it was read."""
    with ledger.connect() as connection:
        held = with_this_text(connection, item.version)
    if held.id == item.version.id or item.reading.reader != equipment.reader:
        return item
    seen_as = item.seen_as or item.version
    return _as_on_record(ledger, item.capture, seen_as, equipment)


def reread(ledger: Ledger, equipment: Equipment) -> Iterator[Recorded]:
    """Read every version on record again and record the new readings beside the old ones.

    In order of known time; versions that this very reader has read, and those that must not be
    shown, are passed over. Nothing else is added: a reading again is no new capture. A run that
    was cut off is completed by running it again.

    Raises:
        LedgerBusy: others wrote for longer than we wait.
    """
    for capture, version in versions_to_read(ledger, equipment.reader):
        item = Read(capture, version, read(version, equipment))
        yield from record(ledger, item, equipment=equipment)


def _place(
    batch: Batch, version: Version, reading: Reading, known_at: datetime, equipment: Equipment
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Judge which events the clusters are: within the version, then against the record."""
    placing = place_mentions(batch.connection, reading, batch.at)
    batch.add_all(judgement_row(one) for one in placing.judgements)
    profiles = profiles_of(version, reading, known_at)
    fresh = [one for one in profiles if one.id in placing.new]
    if not fresh:
        return placing.events, {}
    old = candidate_events(batch.connection, fresh)
    joined: dict[str, str] = {}
    for found in join(fresh, old, equipment.codebook, equipment.gazetteer):
        if found.old is not None:
            because = "; ".join(found.reasons)
            merged = reader_judgement(reading, found.new, Verb.MERGED, found.old, batch.at, because)
            batch.add(judgement_row(merged))
            joined[found.new] = found.old
    return placing.events, joined


def _counted(refusals: Sequence[Refusal]) -> JsonObject | None:
    """The refusals as the reading's row keeps them."""
    if not refusals:
        return None
    first: list[JsonValue] = [
        {
            "reason": refusal.reason,
            "what": refusal.what,
            "span": refusal.span.as_json() if refusal.span else None,
        }
        for refusal in refusals[:_REFUSALS_KEPT]
    ]
    counts = Counter(refusal.reason for refusal in refusals)
    return {"by_reason": dict(sorted(counts.items())), "first": first}
