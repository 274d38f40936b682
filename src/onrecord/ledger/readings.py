"""A reading as rows: what was found, by which rule, and which mentions make an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from onrecord.ledger.rows import (
    Row,
    attribution_row,
    claim_row,
    found_row,
    mention_row,
    reading_row,
)
from onrecord.ledger.tables import judgement
from onrecord.ledger.tables import reading as reading_table
from onrecord.model.identity import content_id
from onrecord.model.json import JsonObject
from onrecord.model.judgement import AuthorKind, Judgement, Verb
from onrecord.model.reading import ReaderId, Reading
from onrecord.model.report import Version

_IDS_A_QUESTION = 500


def reading_rows(
    version: Version, reading: Reading, refused: JsonObject | None = None
) -> Iterator[Row]:
    """The rows of a reading that the guard let through; `refused` says what it kept out.

    First the reading, then each thing that it found followed by the row that says so.
    """
    extra: JsonObject = {"problems": [problem.as_json() for problem in reading.problems]}
    if refused:
        extra["refused"] = refused
    read = reading_row(reading, extra)
    yield read
    for attribution in reading.attributions:
        row = attribution_row(attribution)
        yield row
        yield found_row(
            reading=read.id,
            sort="attribution",
            object=row.id,
            extra={
                "rule": attribution.rule,
                "speaker_rule": attribution.speaker_rule,
                "confidence": attribution.confidence,
            },
        )
    mentions = [mention_row(mention) for mention in reading.mentions]
    for mention, row in zip(reading.mentions, mentions, strict=True):
        yield row
        yield found_row(
            reading=read.id,
            sort="mention",
            object=row.id,
            extra={
                "rule": mention.rule,
                "confidence": mention.confidence,
                "words": mention.span.of(version.text),
            },
        )
    for finding in reading.findings:
        row = claim_row(finding.claim)
        yield row
        yield found_row(
            reading=read.id,
            sort="claim",
            object=row.id,
            mention=mentions[reading.clusters[finding.event].mentions[0]].id,
            extra={
                "rule": finding.rule,
                "confidence": finding.confidence,
                "notes": dict(finding.notes),
                "words": finding.claim.span.of(version.text),
            },
        )


def has_reading(connection: Connection, version: str, reader: ReaderId) -> bool:
    """Whether this reader's reading of the version is on record: reading again gives the same."""
    id = content_id("reading", {"version": version, "reader": reader.as_json()})
    question = select(reading_table.c.id).where(reading_table.c.id == id)
    return connection.execute(question).first() is not None


@dataclass(frozen=True, slots=True)
class Placing:
    """Which event each cluster of a reading is, and the judgements that say so.

    `events` are event ids in the order of `Reading.clusters`; `new` are those of them that no
    mention belonged to before.
    """

    events: tuple[str, ...]
    new: frozenset[str]
    judgements: tuple[Judgement, ...]


def place_mentions(connection: Connection, reading: Reading, at: datetime) -> Placing:
    """Say for every mention of the reading which event it belongs to.

    A cluster is the event that its mentions belonged to before (in the text's order, as far as
    no cluster ahead of it in this reading is that event), else its founding mention founds one.
    Only what is not on record is judged; what a person decided on a mention stays.
    """
    ids = [mention.id for mention in reading.mentions]
    held = _belonging(connection, ids)
    events: list[str] = []
    judgements: list[Judgement] = []
    for cluster in reading.clusters:
        members = [ids[index] for index in cluster.mentions]
        before = (held[id].event for id in members if id in held)
        event = next((event for event in before if event not in events), members[0])
        events.append(event)
        because = "; ".join(cluster.reasons) or "the mention that founds the event"
        for id in members:
            if id in held and (held[id].by_person or held[id].event == event):
                continue
            reason = because if id != event else "founds the event"
            judgements.append(reader_judgement(reading, id, Verb.BELONGS, event, at, reason))
    for number, cluster in enumerate(reading.clusters):
        if cluster.parent is not None:
            whole, because = events[cluster.parent], "told as a part of it"
            judgements.append(
                reader_judgement(reading, events[number], Verb.PART_OF, whole, at, because)
            )
    earlier = {decided.event for decided in held.values()}
    return Placing(tuple(events), frozenset(events) - earlier, tuple(judgements))


def reader_judgement(
    reading: Reading, subject: str, verb: Verb, object: str, at: datetime, because: str
) -> Judgement:
    """A judgement of the reader that made `reading`."""
    return Judgement(
        subject=subject,
        verb=verb,
        object=object,
        author_kind=AuthorKind.READER,
        author=reading.reader.name,
        at=at,
        because=because,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """The event that a mention belongs to by the judgement that holds."""

    event: str
    by_person: bool


def _belonging(connection: Connection, mentions: Sequence[str]) -> Mapping[str, _Held]:
    """Mention -> its event, by the newest judgement of the strongest author."""
    found: dict[str, _Held] = {}
    for start in range(0, len(mentions), _IDS_A_QUESTION):
        some = mentions[start : start + _IDS_A_QUESTION]
        question = (
            select(judgement)
            .where(
                judgement.c.subject.in_(some),
                judgement.c.verb.in_([Verb.BELONGS.value, Verb.SPLIT.value]),
            )
            .order_by(judgement.c.at, judgement.c.id)
        )
        for row in connection.execute(question):
            by_person = row.author_kind == AuthorKind.PERSON.value
            held = found.get(row.subject)
            if held is not None and held.by_person and not by_person:
                continue
            event = row.object if row.verb == Verb.BELONGS.value else row.subject
            found[row.subject] = _Held(event, by_person)
    return found
