"""An oddity met in a report: a value, kept beside what could be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from onrecord.model.json import JsonObject
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """What is odd, where, and what could be done about it.

    `code` is a short name that never changes ("no-date", "unknown-key"); `span` is None where
    the oddity has no place in the text.
    """

    code: str
    says: str
    remedy: str = ""
    span: Span | None = None

    def as_json(self) -> JsonObject:
        """The problem as JSON."""
        return {
            "code": self.code,
            "says": self.says,
            "remedy": self.remedy,
            "span": self.span.as_json() if self.span else None,
        }

    @classmethod
    def from_json(cls, body: JsonObject) -> Problem:
        """The problem that `as_json` wrote."""
        span = cast("list[int] | None", body["span"])
        return cls(
            code=str(body["code"]),
            says=str(body["says"]),
            remedy=str(body["remedy"]),
            span=Span(*span) if span else None,
        )
