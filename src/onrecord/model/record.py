"""Claims as the record holds them: with event, report, clocks and status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onrecord.model.claim import Claim
from onrecord.model.report import TimeFrom
from onrecord.model.scales import Status


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as the record names it.

    `number` counts the report's versions from 1 in order of `known_at`, as of the clocks asked.
    `known_at` is the moment since when the public could read it, `known_from` where that came from.
    `returned_at` are the later times at which the report, having shown another text, went back to
    this one, the oldest first.
    """

    id: str
    report: str
    report_key: str
    number: int
    title: str
    outlet: str | None
    address: str | None
    known_at: datetime
    known_from: TimeFrom
    zone_assumed: bool
    recorded_at: datetime
    day_only: bool = False
    returned_at: tuple[datetime, ...] = ()

    @property
    def stands_since(self) -> datetime:
        """When the report last came to show this text, having shown none or another before."""
        return self.returned_at[-1] if self.returned_at else self.known_at


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in its place in the record, as of the clocks asked for.

    `replaced_by` is the id of the claim that replaced it and `why` the reason in plain words;
    both are None while it stands. `words` are the characters of its span, `via` names the
    relaying speakers from the outermost in. `origin` is the id of the version whose words this
    version copies, or the version itself: claims of one origin and speaker count once.
    """

    id: str
    claim: Claim
    words: str
    event: str
    kind: str
    version: VersionRow
    reading: str
    mention: str | None
    rule: str
    confidence: float
    status: Status
    replaced_by: str | None = None
    why: str | None = None
    via: tuple[str, ...] = ()
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as the record names it: founding mention's id, kind, aliases and a plain name."""

    id: str
    kind: str
    aliases: tuple[str, ...]
    name: str
    first_known: datetime
    part_of: str | None = None
