"""A claim that a person marks in a report, where no reader found it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.amending import value_of
from onrecord.codebook import Codebook, Slot, SlotType
from onrecord.errors import Misused
from onrecord.mentions.contents import Contents
from onrecord.model.attribution import OWN_VOICE, Attribution
from onrecord.model.claim import Claim
from onrecord.model.report import Version
from onrecord.model.scales import Certainty
from onrecord.model.span import Span


def mark_claim(
    version: Version,
    span: Span,
    slot: Slot,
    codebook: Codebook,
    attributions: Sequence[Attribution],
    *,
    value: str = "",
    item: str = "",
) -> Claim:
    """The claim that the words at `span` give `slot` a value.

    `value` is written as for an amendment; where it is empty the words themselves are read. The
    claim is credited as the text credits those words: to the innermost attribution that holds
    them, as sure as that is, else to the report's own voice.

    Raises:
        Misused: the value cannot be read.
    """
    words = span.of(version.text)
    said = Contents(version.text, attributions).innermost(span)
    return Claim(
        version=version.id,
        slot=slot.name,
        item=item.strip() or None,
        value=value_of(value.strip() or _written(words, slot, codebook), slot, codebook),
        span=span,
        speaker=OWN_VOICE if said is None else said.speaker,
        certainty=Certainty.CERTAIN if said is None else said.certainty,
        attribution=None if said is None else said.id,
    )


def _written(words: str, slot: Slot, codebook: Codebook) -> str:
    """The value as the words write it; of a term, the narrowest that they are a word of."""
    if slot.type is not SlotType.TERM:
        return words
    said = " ".join(words.lower().split())
    meant = [one.id for one in codebook.terms.values() if said in one.words]
    fits = [id for id in meant if any(codebook.is_a(id, term) for term in slot.terms)]
    if not fits:
        raise Misused(
            f'"{words}" is no word for a term of {slot.name}.',
            f"Say which is meant: {', '.join(slot.terms)}.",
        )
    return fits[0]
