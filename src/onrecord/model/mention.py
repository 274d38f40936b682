"""Words that refer to an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from onrecord.model.identity import content_id
from onrecord.model.json import JsonObject
from onrecord.model.scales import Modality, Polarity
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an event of a kind from the codebook.

    `span` covers the words that name the happening ("fired two missiles", "the launch");
    `rule` and `confidence` stay outside the id.
    """

    version: str
    span: Span
    kind: str
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    rule: str = ""
    confidence: float = 1.0

    def body(self) -> JsonObject:
        """What the id is made of."""
        return {
            "version": self.version,
            "span": self.span.as_json(),
            "kind": self.kind,
            "polarity": self.polarity.value,
            "modality": self.modality.value,
        }

    @property
    def id(self) -> str:
        """The mention's content id."""
        return content_id("mention", self.body())

    @classmethod
    def from_body(cls, body: JsonObject) -> Mention:
        """The mention that `body` describes."""
        return cls(
            version=str(body["version"]),
            span=Span.from_json(cast(list[int], body["span"])),
            kind=str(body["kind"]),
            polarity=Polarity(str(body["polarity"])),
            modality=Modality(str(body["modality"])),
        )
