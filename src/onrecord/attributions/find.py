"""The room's one way in: everything that one version credits to someone."""

from __future__ import annotations

from onrecord.attributions.joining import join
from onrecord.attributions.manner import manner_of
from onrecord.attributions.quoting import quotations
from onrecord.model.attribution import Attribution, Speaker
from onrecord.model.layers import Layers
from onrecord.model.report import Version
from onrecord.model.scales import SpeakerClass
from onrecord.registers.actors import ActorRegister


def find_attributions(
    version: Version, layers: Layers, actors: ActorRegister
) -> tuple[Attribution, ...]:
    """The attributions of `version`, sorted by where their content begins."""
    text = version.text
    found = quotations(version)
    out = []
    identity = version.id
    for draft in join(text, layers, found):
        words = draft.source.of(text) if draft.source else "unnamed"
        out.append(
            Attribution(
                version=identity,
                source=draft.source,
                cue=draft.cue,
                content=draft.content,
                speaker=Speaker(words, SpeakerClass.NAMED),
                manner=manner_of(text, draft.content, found),
                rule=draft.rule,
                confidence=draft.confidence,
            )
        )
    return tuple(sorted(out, key=lambda one: (one.content, one.cue or one.content[0])))
