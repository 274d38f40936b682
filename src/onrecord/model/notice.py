"""Something that follows from claims and that a reader of news should be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span


class NoticeKind(StrEnum):
    """The kinds of notice, RECORD section 5."""

    REVISION = "revision"
    DISPUTE = "dispute"
    ORIGINS = "origins"
    CONTAMINATION = "contamination"
    STALE = "stale"
    WORDING = "wording"
    OBLIGATION = "obligation"
    PRECEDENT = "precedent"
    CONSISTENCY = "consistency"


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words in a version that a notice rests on; `claim` is the claim's id where it is one."""

    version: str
    span: Span
    words: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice: derived at any clocks, never stored.

    `rests_on` is in order of time (from … to). `says` is one sentence in plain words.
    `announced` tells whether a revision was told to the readers; None for other kinds.
    """

    kind: NoticeKind
    event: str | None
    slot: str | None
    item: str | None
    rests_on: tuple[Evidence, ...]
    says: str
    announced: bool | None = None
