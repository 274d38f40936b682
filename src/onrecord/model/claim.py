"""Slot = value for one event, credited to a speaker, with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from onrecord.model.attribution import Speaker
from onrecord.model.identity import content_id
from onrecord.model.json import JsonObject
from onrecord.model.scales import Certainty, Modality, Polarity
from onrecord.model.span import Span
from onrecord.model.value import Value, value_from_json


@dataclass(frozen=True, slots=True)
class Claim:
    """What a speaker says of one slot of one event.

    Attributes:
        version: id of the version whose text holds all spans.
        slot: a slot of the codebook ("range").
        item: which of several things of the event ("1", "2", "both", words), or None.
        value, span: the value and the words that state it.
        evidence: the words that put the value in this slot (a verb, a noun), or None.
        attribution: id of the attribution that credits it; None in the report's own voice.
        earlier: the words that say that a newer value has replaced this one ("earlier
            estimated"), or None: an announced supersession.

    The event is not part of a claim: which event it belongs to is a judgement.
    """

    version: str
    slot: str
    item: str | None
    value: Value
    span: Span
    speaker: Speaker
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    evidence: Span | None = None
    attribution: str | None = None
    earlier: Span | None = None

    def body(self) -> JsonObject:
        """What the id is made of: version, spans, slot, item, value, speaker and scales."""
        return {
            "version": self.version,
            "slot": self.slot,
            "item": self.item,
            "value": self.value.as_json(),
            "span": self.span.as_json(),
            "speaker": self.speaker.as_json(),
            "certainty": self.certainty.value,
            "polarity": self.polarity.value,
            "modality": self.modality.value,
            "evidence": self.evidence.as_json() if self.evidence else None,
            "attribution": self.attribution,
            "earlier": self.earlier.as_json() if self.earlier else None,
        }

    @property
    def id(self) -> str:
        """The claim's content id."""
        return content_id("claim", self.body())

    @classmethod
    def from_body(cls, body: JsonObject) -> Claim:
        """The claim that `body` describes."""

        def span_of(key: str) -> Span | None:
            ends = body.get(key)
            return Span.from_json(cast(list[int], ends)) if ends else None

        item, attribution = body["item"], body["attribution"]
        return cls(
            version=str(body["version"]),
            slot=str(body["slot"]),
            item=None if item is None else str(item),
            value=value_from_json(cast(JsonObject, body["value"])),
            span=Span.from_json(cast(list[int], body["span"])),
            speaker=Speaker.from_json(cast(JsonObject, body["speaker"])),
            certainty=Certainty(str(body["certainty"])),
            polarity=Polarity(str(body["polarity"])),
            modality=Modality(str(body["modality"])),
            evidence=span_of("evidence"),
            attribution=None if attribution is None else str(attribution),
            earlier=span_of("earlier"),
        )
