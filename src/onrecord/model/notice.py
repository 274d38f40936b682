"""Something that follows from claims and that a reader of news should be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.identity import content_id
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

    Its id is what a person's judgement on it binds to: of what it says and the words that it rests
    on, so that it is the same whenever it is derived again, whatever its event is then called.
    """

    kind: NoticeKind
    event: str | None
    slot: str | None
    item: str | None
    rests_on: tuple[Evidence, ...]
    says: str
    announced: bool | None = None

    @property
    def id(self) -> str:
        """The notice's content id."""
        return content_id(
            "notice",
            {
                "kind": self.kind.value,
                "slot": self.slot,
                "item": self.item,
                "says": self.says,
                "rests_on": [
                    [one.version, *one.span.as_json(), one.claim] for one in self.rests_on
                ],
            },
        )
