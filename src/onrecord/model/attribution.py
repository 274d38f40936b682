"""Someone credited with something: source, cue, content, speaker and scales."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from onrecord.model.identity import content_id
from onrecord.model.json import JsonObject
from onrecord.model.scales import Certainty, Manner, Modality, Polarity, SpeakerClass
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom an attribution or a claim credits.

    `name` is the fullest name that the text or a register gives; for an unnamed class the words
    themselves in lower case ("a u.s. defense official"); for the report's own voice "OUTLET".
    `code` is the actor code (`KOR.GOV`) or None. Two unnamed speakers are never the same person.
    """

    name: str
    speaker_class: SpeakerClass
    code: str | None = None

    def as_json(self) -> JsonObject:
        """The speaker as JSON."""
        return {"name": self.name, "class": self.speaker_class.value, "code": self.code}

    @classmethod
    def from_json(cls, body: JsonObject) -> Speaker:
        """The speaker that `as_json` wrote."""
        code = body["code"]
        return cls(
            name=str(body["name"]),
            speaker_class=SpeakerClass(str(body["class"])),
            code=None if code is None else str(code),
        )


OWN_VOICE = Speaker(name="OUTLET", speaker_class=SpeakerClass.OUTLET)
"""The report speaking for itself."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One credited clause.

    `source` and `cue` may be None ("reportedly" has no source). `content` is sorted and not
    empty; quotation marks belong to it. `via` is the id of the attribution that this one is
    relayed by or nested in. `hedge` holds the words that set `certainty`, where there are any.
    `anonymity` holds the words that tell on which condition, and why, the source stays unnamed
    ("speaking on condition of anonymity because …"); it is part of the id only where it is there,
    so that attributions recorded before there was such a field keep their ids.
    `confidence`, `rule` and `speaker_rule` stay outside the id.
    """

    version: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speaker: Speaker
    manner: Manner
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    via: str | None = None
    hedge: Span | None = None
    anonymity: Span | None = None
    confidence: float = 1.0
    rule: str = ""
    speaker_rule: str = ""

    def body(self) -> JsonObject:
        """What the id is made of."""
        return {
            "version": self.version,
            "source": self.source.as_json() if self.source else None,
            "cue": self.cue.as_json() if self.cue else None,
            "content": [span.as_json() for span in self.content],
            "speaker": self.speaker.as_json(),
            "manner": self.manner.value,
            "certainty": self.certainty.value,
            "polarity": self.polarity.value,
            "modality": self.modality.value,
            "via": self.via,
            "hedge": self.hedge.as_json() if self.hedge else None,
            **({"anonymity": self.anonymity.as_json()} if self.anonymity else {}),
        }

    @property
    def id(self) -> str:
        """The attribution's content id."""
        return content_id("attribution", self.body())

    def holds(self, span: Span) -> bool:
        """Whether `span` lies within one stretch of the content."""
        return any(content.holds(span) for content in self.content)

    @classmethod
    def from_body(cls, body: JsonObject) -> Attribution:
        """The attribution that `body` describes, without confidence and rules."""

        def span_of(key: str) -> Span | None:
            ends = body.get(key)
            return Span.from_json(cast(list[int], ends)) if ends else None

        via = body["via"]
        return cls(
            version=str(body["version"]),
            source=span_of("source"),
            cue=span_of("cue"),
            content=tuple(Span.from_json(ends) for ends in cast(list[list[int]], body["content"])),
            speaker=Speaker.from_json(cast(JsonObject, body["speaker"])),
            manner=Manner(str(body["manner"])),
            certainty=Certainty(str(body["certainty"])),
            polarity=Polarity(str(body["polarity"])),
            modality=Modality(str(body["modality"])),
            via=None if via is None else str(via),
            hedge=span_of("hedge"),
            anonymity=span_of("anonymity"),
        )
