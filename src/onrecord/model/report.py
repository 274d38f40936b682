"""Captures, reports and versions: what was fetched or given, and the text that was read in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import cast

from onrecord.model.identity import content_id
from onrecord.model.json import JsonObject, JsonValue
from onrecord.model.problem import Problem
from onrecord.model.span import Span


class BlockKind(StrEnum):
    """What a stretch of a version's text is for."""

    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    STAMP = "stamp"
    DATELINE = "dateline"
    CAPTION = "caption"
    CONTRIBUTORS = "contributors"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LISTITEM = "listitem"
    CORRECTION = "correction"
    PROMO = "promo"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a version's text with a kind; blocks don't overlap and stand in text order.

    `locator` says where the block stood in the capture (an XPath-like path for HTML, a character
    offset for plain text); it is outside the version's identity.
    """

    kind: BlockKind
    span: Span
    locator: str = ""


class TimeFrom(StrEnum):
    """Where a time was read: the update stamp, the page's facts, the capture, or the user."""

    STAMP = "stamp"
    PAGE = "page"
    CAPTURE = "capture"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as a report gives it: an aware UTC instant and how well it is known.

    `day_only` means that only a day was given; `at` is then the *start* of that day in the zone
    taken, and as a known time the day counts from its last second (see `last`).
    `zone_assumed` means that the words gave no zone. `offset` is the zone's distance from UTC in
    minutes east at that moment, so that `day` is the day that the page's own readers had.

    >>> from datetime import UTC
    >>> Moment(at=datetime(2019, 7, 25, tzinfo=UTC), day_only=True, source=TimeFrom.PAGE).last
    datetime.datetime(2019, 7, 25, 23, 59, 59, tzinfo=datetime.timezone.utc)
    """

    at: datetime
    source: TimeFrom
    day_only: bool = False
    zone_assumed: bool = False
    words: str = ""
    offset: int = 0

    def __post_init__(self) -> None:
        if self.at.tzinfo is None or self.at.utcoffset() is None:
            raise ValueError("a moment needs a time zone")

    @property
    def last(self) -> datetime:
        """The last second that the moment may mean."""
        return self.at + timedelta(hours=23, minutes=59, seconds=59) if self.day_only else self.at

    @property
    def day(self) -> date:
        """The calendar day of the moment in the zone that it was written in.

        >>> from datetime import UTC
        >>> seoul = datetime(2019, 7, 24, 21, 58, tzinfo=UTC)
        >>> Moment(at=seoul, source=TimeFrom.PAGE, offset=540).day
        datetime.date(2019, 7, 25)
        """
        return (self.at.astimezone(UTC) + timedelta(minutes=self.offset)).date()

    def as_json(self) -> JsonObject:
        """The moment as JSON, with the instant in ISO 8601 UTC."""
        return {
            "at": self.at.isoformat(),
            "source": self.source.value,
            "day_only": self.day_only,
            "zone_assumed": self.zone_assumed,
            "words": self.words,
            "offset": self.offset,
        }

    @classmethod
    def from_json(cls, body: JsonObject) -> Moment:
        """The moment that `as_json` wrote."""
        return cls(
            at=datetime.fromisoformat(str(body["at"])),
            source=TimeFrom(str(body["source"])),
            day_only=bool(body["day_only"]),
            zone_assumed=bool(body["zone_assumed"]),
            words=str(body["words"]),
            offset=int(str(body.get("offset", 0))),
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself; every field may be missing.

    `zone` is the IANA zone or offset that bare clock times of this outlet are read in.
    `language` is a BCP 47 tag.
    """

    outlet: str | None = None
    address: str | None = None
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    updated: Moment | None = None
    language: str | None = None
    section: str | None = None
    dateline: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Facts given beside the bytes (`--outlet`, `--published` …); every field may be missing.

    Times stand as they were written and are parsed by `reports/`. `zone` is an IANA zone or an
    offset such as "+09:00". `charset` is what the carrier (HTTP, WARC) declared. `position` is
    the place in a list of versions (0-based), where the input is such a list.

    >>> Given(outlet="Granite Wire").as_json()
    {'outlet': 'Granite Wire'}
    """

    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    zone: str | None = None
    address: str | None = None
    charset: str | None = None
    position: int | None = None

    def as_json(self) -> JsonObject:
        """What was given, without what was not."""
        values: JsonObject = {
            "outlet": self.outlet,
            "published": self.published,
            "updated": self.updated,
            "zone": self.zone,
            "address": self.address,
            "charset": self.charset,
            "position": self.position,
        }
        return {key: value for key, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as fetched or given, never altered.

    `origin` is "file", "stdin", "http" or "warc"; `name` is what the user or archive called it
    (a path, an address). `captured_at` is the archive's own capture time for an archive.
    `given` holds facts given beside the bytes; the keys of a JSON report are in its bytes.
    """

    origin: str
    name: str
    captured_at: datetime
    media_type: str
    data: bytes
    sha256: str
    address: str | None = None
    given: Given = Given()

    def body(self) -> JsonObject:
        """What the ledger keeps of a capture beside its bytes."""
        given = self.given.as_json()
        beside: JsonObject = {"given": given} if given else {}
        return beside | {
            "origin": self.origin,
            "name": self.name,
            "address": self.address,
            "captured_at": self.captured_at.isoformat(),
            "media_type": self.media_type,
            "sha256": self.sha256,
            "size": len(self.data),
        }

    @property
    def id(self) -> str:
        """The capture's content id."""
        return content_id("capture", self.body())


class _Named:
    """Room for an id that is worked out once; no field, so it is in no comparison and no copy."""

    __slots__ = ("_id",)
    _id: str


@dataclass(frozen=True, slots=True)
class Version(_Named):
    """One text of a report: title, blocks and the page's facts.

    `text` is canonical: blocks apart by a blank line (a dateline by one space from the paragraph
    that it opens), white space inside a block folded to single spaces, no control characters,
    NFC left as given. `report_key` is the canonical address, or
    "outlet/story" where there is none: versions with one key are versions of one report.
    `promo` blocks are kept out of `text`. `position` orders versions that come as a list
    (0-based; None where nothing gives an order).
    """

    report_key: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    facts: Facts
    problems: tuple[Problem, ...] = ()
    position: int | None = None

    def of_kind(self, *kinds: BlockKind) -> Iterator[Block]:
        """The blocks of these kinds, in text order."""
        return (block for block in self.blocks if block.kind in kinds)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at `offset`; None between blocks."""
        return next((b for b in self.blocks if b.span.start <= offset < b.span.end), None)

    @property
    def report_id(self) -> str:
        """The id of the report that this is a version of."""
        return content_id("report", {"key": self.report_key})

    @property
    def id(self) -> str:
        """The version's content id: same text, same facts, same id.

        Worked out once: every mention and claim asks for it, and it takes the whole text.
        """
        try:
            return self._id
        except AttributeError:
            object.__setattr__(self, "_id", content_id("version", self.body()))
            return self._id

    def body(self) -> JsonObject:
        """What the version's id is made of, and what the ledger keeps."""
        facts = self.facts
        blocks: list[JsonValue] = [[b.kind.value, b.span.start, b.span.end] for b in self.blocks]
        return {
            "report": self.report_id,
            "title": self.title,
            "text": self.text,
            "blocks": blocks,
            "outlet": facts.outlet,
            "address": facts.address,
            "authors": list(facts.authors),
            "published": facts.published.as_json() if facts.published else None,
            "updated": facts.updated.as_json() if facts.updated else None,
            "language": facts.language,
            "section": facts.section,
            "dateline": facts.dateline,
            "zone": facts.zone,
        }

    @classmethod
    def from_body(cls, report_key: str, body: JsonObject) -> Version:
        """The version that `body` describes; locators and problems are not in a body."""

        def text_of(key: str) -> str | None:
            value = body.get(key)
            return None if value is None else str(value)

        def moment_of(key: str) -> Moment | None:
            value = body.get(key)
            return Moment.from_json(cast(JsonObject, value)) if value else None

        rows = cast(list[tuple[str, int, int]], body["blocks"])
        return cls(
            report_key=report_key,
            title=str(body["title"]),
            text=str(body["text"]),
            blocks=tuple(Block(BlockKind(kind), Span(a, b)) for kind, a, b in rows),
            facts=Facts(
                outlet=text_of("outlet"),
                address=text_of("address"),
                authors=tuple(cast(list[str], body["authors"])),
                published=moment_of("published"),
                updated=moment_of("updated"),
                language=text_of("language"),
                section=text_of("section"),
                dateline=text_of("dateline"),
                zone=text_of("zone"),
            ),
        )
