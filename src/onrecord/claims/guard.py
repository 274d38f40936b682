"""The value guard: nothing passes into the record that its words do not bear out.

Whoever made a reading (our own rules, a plug-in, a language model), it is checked here before the
ledger takes it. What fails is left out, counted and reported, never repaired.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.claims.derivation import Derivation
from onrecord.codebook import Codebook, Slot, SlotType
from onrecord.mentions.contents import covers
from onrecord.model.attribution import OWN_VOICE, Attribution
from onrecord.model.claim import Claim
from onrecord.model.mention import Mention
from onrecord.model.reading import Cluster, Finding, Reading
from onrecord.model.report import Version
from onrecord.model.span import Span
from onrecord.model.value import (
    ActorValue,
    DateValue,
    PlaceValue,
    Quantity,
    TermValue,
    TextValue,
    Value,
)
from onrecord.registers.actors import ActorRegister
from onrecord.registers.places import Gazetteer

LONGEST = 160
"""A span of a value that is longer is no value but a passage; texts alone may be."""

_TYPES: dict[SlotType, type] = {
    SlotType.QUANTITY: Quantity,
    SlotType.DATE: DateValue,
    SlotType.PLACE: PlaceValue,
    SlotType.ACTOR: ActorValue,
    SlotType.TERM: TermValue,
    SlotType.TEXT: TextValue,
    SlotType.NAME: TextValue,
}
_NUMBERED = frozenset(("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "both"))


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the guard kept out and why.

    `reason` is a code that never changes ("span-outside", "not-derivable" …); `what` names the
    sort and, of a claim, the slot; `span` is where it pointed, or None where it cannot.
    """

    reason: str
    what: str
    span: Span | None


def check(
    version: Version,
    reading: Reading,
    codebook: Codebook,
    actors: ActorRegister,
    gazetteer: Gazetteer,
) -> tuple[Reading, tuple[Refusal, ...]]:
    """The reading without what its words do not bear out, and every refusal, in reading order.

    A reading of another version is refused as a whole (reason "other-version"); its return is
    then empty. A cluster that loses all its mentions takes its claims with it ("no-event").
    """
    refusals: list[Refusal] = []
    identity = version.id
    if reading.version != identity:
        empty = replace(reading, attributions=(), mentions=(), clusters=(), findings=())
        return empty, (Refusal("other-version", "reading", None),)
    attributions = _attributions(version, reading, refusals)
    mentions, kept = _mentions(version, reading, codebook, refusals)
    clusters, moved = _clusters(reading, mentions, kept, refusals)
    judge = _Judge(
        version=version,
        identity=identity,
        codebook=codebook,
        attributions={one.id: one for one in attributions},
        clusters=clusters,
        derivation=Derivation(version, codebook, actors, gazetteer),
    )
    findings = []
    for finding in reading.findings:
        event = moved.get(finding.event)
        reason = "no-event" if event is None else judge.reason(finding, event)
        if reason is None and event is not None:
            findings.append(replace(finding, event=event))
        else:
            refusals.append(
                Refusal(reason or "no-event", f"claim {finding.claim.slot}", finding.claim.span)
            )
    accepted = replace(
        reading,
        attributions=tuple(attributions),
        mentions=tuple(mentions),
        clusters=tuple(clusters),
        findings=tuple(findings),
    )
    return accepted, tuple(refusals)


def check_by_hand(
    claim: Claim,
    kind: str,
    version: Version,
    attributions: Sequence[Attribution],
    codebook: Codebook,
) -> Refusal | None:
    """Why a claim that a person read for an event of this kind cannot stand, or None.

    It passes what a reader's claim passes, except that its value need not be derivable: it carries
    span, author and reason instead, and is shown as read by that person. `attributions` are those
    of the version.
    """
    judge = _Judge(
        version=version,
        identity=version.id,
        codebook=codebook,
        attributions={one.id: one for one in attributions},
        clusters=(),
        derivation=None,
    )
    held = codebook.kinds.get(kind)
    slot = held.slots.get(claim.slot) if held is not None else None
    reason = "unknown-slot" if slot is None else judge.reason_of(claim, slot)
    return None if reason is None else Refusal(reason, f"claim {claim.slot}", claim.span)


def _lies_in(version: Version, span: Span) -> bool:
    return span.end <= len(version.text) and bool(span.of(version.text).strip())


def _attributions(version: Version, reading: Reading, refusals: list[Refusal]) -> list[Attribution]:
    """The attributions whose every part lies in the version and whose relay is there too."""
    standing: list[Attribution] = []
    for one in reading.attributions:
        others = (one.source, one.cue, one.hedge, one.anonymity)
        parts = [*one.content, *(span for span in others if span)]
        if one.version != reading.version:
            refusals.append(Refusal("other-version", "attribution", None))
        elif not one.content:
            refusals.append(Refusal("no-content", "attribution", one.cue))
        elif not all(_lies_in(version, span) for span in parts):
            refusals.append(Refusal("span-outside", "attribution", one.content[0]))
        elif not 0 <= one.confidence <= 1:
            refusals.append(Refusal("bad-confidence", "attribution", one.content[0]))
        else:
            standing.append(one)
    while True:
        ids = {one.id for one in standing}
        lost = [one for one in standing if one.via is not None and one.via not in ids]
        if not lost:
            return standing
        refusals.extend(Refusal("no-relay", "attribution", one.content[0]) for one in lost)
        standing = [one for one in standing if one.via is None or one.via in ids]


def _mentions(
    version: Version, reading: Reading, codebook: Codebook, refusals: list[Refusal]
) -> tuple[list[Mention], dict[int, int]]:
    """The mentions that stand, and old index -> new index."""
    standing: list[Mention] = []
    kept: dict[int, int] = {}
    for index, one in enumerate(reading.mentions):
        if one.version != reading.version:
            refusals.append(Refusal("other-version", "mention", None))
        elif not _lies_in(version, one.span):
            refusals.append(Refusal("span-outside", "mention", one.span))
        elif one.kind not in codebook.kinds:
            refusals.append(Refusal("unknown-kind", "mention", one.span))
        elif not 0 <= one.confidence <= 1:
            refusals.append(Refusal("bad-confidence", "mention", one.span))
        else:
            kept[index] = len(standing)
            standing.append(one)
    return standing, kept


def _clusters(
    reading: Reading, mentions: Sequence[Mention], kept: dict[int, int], refusals: list[Refusal]
) -> tuple[list[Cluster], dict[int, int]]:
    """The clusters with the mentions that stand, and old index -> new index."""
    standing: list[Cluster] = []
    moved: dict[int, int] = {}
    used: set[int] = set()
    for index, cluster in enumerate(reading.clusters):
        own = [kept[one] for one in cluster.mentions if one in kept]
        fits = [one for one in own if mentions[one].kind == cluster.kind and one not in used]
        if not fits or len(fits) < len(own):
            refusals.append(Refusal("bad-cluster", f"event {cluster.kind}", None))
        if fits:
            used.update(fits)
            moved[index] = len(standing)
            standing.append(replace(cluster, mentions=tuple(dict.fromkeys(fits))))
    out = []
    for number, cluster in enumerate(standing):
        parent = None if cluster.parent is None else moved.get(cluster.parent)
        out.append(replace(cluster, parent=parent if parent != number else None))
    return out, moved


@dataclass(frozen=True, slots=True)
class _Judge:
    """What a claim is held against; without `derivation` it is a person's."""

    version: Version
    identity: str
    codebook: Codebook
    attributions: dict[str, Attribution]
    clusters: Sequence[Cluster]
    derivation: Derivation | None

    def reason(self, finding: Finding, event: int) -> str | None:
        """Why the finding cannot stand, or None."""
        if not 0 <= finding.confidence <= 1:
            return "bad-confidence"
        slot = self.codebook.kinds[self.clusters[event].kind].slots.get(finding.claim.slot)
        return "unknown-slot" if slot is None else self.reason_of(finding.claim, slot)

    def reason_of(self, claim: Claim, slot: Slot) -> str | None:
        """Why the claim cannot stand in this slot, or None."""
        if claim.version != self.identity:
            return "other-version"
        if not _lies_in(self.version, claim.span):
            return "span-outside"
        for span in (claim.evidence, claim.earlier):
            if span is not None and not _lies_in(self.version, span):
                return "evidence-outside"
        checks: tuple[Callable[[Claim, Slot], str | None], ...] = (
            self._value,
            self._item,
            self._credit,
        )
        return next((found for one in checks if (found := one(claim, slot))), None)

    def _value(self, claim: Claim, slot: Slot) -> str | None:
        value: Value = claim.value
        if not isinstance(value, _TYPES[slot.type]):
            return "wrong-type"
        long = claim.span.end - claim.span.start > LONGEST
        if long and slot.type is not SlotType.TEXT:
            return "span-too-long"
        if isinstance(value, TermValue) and not any(
            self.codebook.is_a(value.term, term) for term in slot.terms
        ):
            return "unknown-term"
        fixed = isinstance(value, Quantity) and self._fixed(claim, slot, value)
        derives = self.derivation is None or self.derivation.derives(claim.span, value)
        if not fixed and not derives:
            return "not-derivable"
        return None

    def _fixed(self, claim: Claim, slot: Slot, value: Quantity) -> bool:
        """Whether the codebook holds the words for this number ("no casualties": 0)."""
        words = claim.span.of(self.version.text).lower()
        return any(
            words == phrase and value == Quantity(unit="people", n=value.n) and value.n == amount
            for phrase, amount in slot.fixed
        )

    def _item(self, claim: Claim, slot: Slot) -> str | None:
        if claim.item is None or (slot.items and claim.item in _NUMBERED):
            return None
        if not slot.items:
            return "unknown-item"
        near = self.version.text[max(0, claim.span.start - 80) : claim.span.end + 80].lower()
        return None if claim.item.strip() and claim.item.lower() in near else "unknown-item"

    def _credit(self, claim: Claim, slot: Slot) -> str | None:
        del slot
        if claim.attribution is None:
            return None if claim.speaker == OWN_VOICE else "no-attribution"
        one = self.attributions.get(claim.attribution)
        if one is None:
            return "no-attribution"
        if one.speaker != claim.speaker:
            return "other-speaker"
        text = self.version.text
        inside = any(covers(content, claim.span, text) for content in one.content)
        return None if inside else "not-in-content"
