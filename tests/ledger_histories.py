"""Small written histories for the ledger's tests: reports and readings made by hand."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from onrecord.ledger import rows
from onrecord.ledger.ledger import Ledger
from onrecord.model.attribution import Attribution, Speaker
from onrecord.model.claim import Claim
from onrecord.model.judgement import AuthorKind, Judgement, Verb
from onrecord.model.mention import Mention
from onrecord.model.reading import Cluster, Finding, ReaderId, Reading
from onrecord.model.report import (
    Block,
    BlockKind,
    Capture,
    Facts,
    Moment,
    TimeFrom,
    Version,
)
from onrecord.model.scales import Manner, SpeakerClass
from onrecord.model.span import Span
from onrecord.model.value import Quantity

NOON = datetime(2019, 7, 25, 12, tzinfo=UTC)
READER = ReaderId("by-hand", "1", "0" * 64)
OFFICE = Speaker("the harbour office", SpeakerClass.NAMED)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def make_version(
    text: str,
    *,
    key: str = "https://harbour.example/ferry",
    title: str = "Ferry hits pier",
    outlet: str = "Harbour Gazette",
    published: Moment | None = None,
    updated: Moment | None = None,
    position: int | None = None,
) -> Version:
    return Version(
        report_key=key,
        title=title,
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        facts=Facts(outlet=outlet, published=published, updated=updated, language="en"),
        position=position,
    )


def make_capture(
    text: str,
    *,
    origin: str = "file",
    name: str = "ferry.txt",
    at: datetime = NOON,
    address: str | None = None,
) -> Capture:
    data = text.encode()
    return Capture(
        origin=origin,
        name=name,
        captured_at=at,
        media_type="text/plain",
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        address=address,
    )


def moment(hours: float, *, source: TimeFrom = TimeFrom.STAMP, day_only: bool = False) -> Moment:
    """`hours` after noon."""
    return Moment(at=NOON + timedelta(hours=hours), source=source, day_only=day_only)


def make_reading(version: Version, reader: ReaderId = READER) -> Reading:
    """One attribution, two mentions of one event, one claim; for the text of `ferry_text`."""
    text = version.text
    count = text.split(" people")[0]
    attribution = Attribution(
        version=version.id,
        source=span_of(text, "the harbour office"),
        cue=span_of(text, "said"),
        content=(Span(0, text.index(", the harbour")),),
        speaker=OFFICE,
        manner=Manner.INDIRECT,
        rule="said",
        confidence=0.9,
    )
    claim = Claim(
        version=version.id,
        slot="injured",
        item=None,
        value=Quantity(unit="people", n=Decimal(count)),
        span=span_of(text, f"{count} people"),
        speaker=OFFICE,
        evidence=span_of(text, "were hurt"),
        attribution=attribution.id,
    )
    return Reading(
        version=version.id,
        reader=reader,
        attributions=(attribution,),
        mentions=(
            Mention(version.id, span_of(text, "hit a pier"), "accident", rule="verb"),
            Mention(version.id, span_of(text, "The crash"), "accident", rule="noun"),
        ),
        clusters=(Cluster("accident", (0, 1), reasons=("one accident in this report",)),),
        findings=(Finding(claim, 0, "count-of", 0.8, (("head", "people"),)),),
    )


def ferry_text(number: int) -> str:
    return (
        f"{number} people were hurt when ferry {number} hit a pier, the harbour office said."
        " The crash closed the port."
    )


def ferry_story(number: int) -> tuple[Capture, Version, Reading]:
    """Report `number` of as many as are wanted, all different."""
    text = ferry_text(number)
    version = make_version(text, key=f"https://harbour.example/ferry-{number}")
    return make_capture(text, name=f"ferry-{number}.txt"), version, make_reading(version)


def record_everything(ledger: Ledger, *, at: datetime = NOON) -> None:
    """A row of every sort in three batches, without the guard and the pipeline."""
    capture, version, reading = ferry_story(7)
    with ledger.batch(author_kind="reader", author="by-hand", reader="by-hand 1", at=at) as batch:
        batch.add(
            rows.blob_row(capture.data),
            rows.capture_row(capture),
            rows.report_row(version),
            rows.version_row(version),
            rows.appearance_row(
                version=version.id,
                capture=capture.id,
                report=version.report_id,
                known_at=capture.captured_at,
                known_from=TimeFrom.CAPTURE,
            ),
            rows.reading_row(reading, {"problems": []}),
            *(rows.attribution_row(a) for a in reading.attributions),
            *(rows.mention_row(m) for m in reading.mentions),
            *(rows.claim_row(f.claim) for f in reading.findings),
            rows.found_row(
                reading=reading.id,
                sort="claim",
                object=reading.findings[0].claim.id,
                mention=reading.mentions[0].id,
                extra={"rule": "count-of", "confidence": 0.8, "words": "7 people"},
            ),
            rows.codebook_row("ferries.toml", "# no kinds yet\n"),
        )
    with ledger.batch(author_kind="person", author="Ann", at=at) as batch:
        judgement = Judgement(
            subject=reading.findings[0].claim.id,
            verb=Verb.ACCEPTED,
            object=None,
            author_kind=AuthorKind.PERSON,
            author="Ann",
            at=batch.at,
            because="heard it myself",
        )
        batch.add(rows.judgement_row(judgement))
    with ledger.batch(author_kind="person", author="Ann", at=at) as batch:
        batch.add(
            rows.make_row(
                "redaction",
                {"subject": "a" * 64, "sort": "claim", "digest": "b" * 64, "reason": "a source"},
            ),
            rows.make_row(
                "merged",
                {"digest": "c" * 64, "recorded_at": "2019-07-25T12:00:00.000000Z"},
            ),
        )
