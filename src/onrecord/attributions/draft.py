"""An attribution in the making: spans found, speaker and scales still to come."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Source, cue and content of one credited clause, and the rule or model that found it.

    `cue` is None only where nothing but marks credits; `content` is sorted and not empty.
    `relay` is the draft whose source passes this one on ("the paper, citing police, said").
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    rule: str
    confidence: float = 1.0
    relay: Draft | None = None

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    def holds(self, span: Span) -> bool:
        """Whether `span` lies within one stretch of the content."""
        return any(content.holds(span) for content in self.content)
