"""Which slot of which event each found value fills, and for whom it is claimed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from onrecord.claims.actors import place_actors
from onrecord.claims.amounts import place_amounts
from onrecord.claims.asides import with_asides
from onrecord.claims.context import Context, Draft, make_context
from onrecord.claims.credit import credit
from onrecord.claims.dates import dated_lines, place_dates
from onrecord.claims.deadlines import place_deadlines
from onrecord.claims.earlier import earlier_words
from onrecord.claims.items import OPENS_PART
from onrecord.claims.parts import PART
from onrecord.claims.places import place_places
from onrecord.claims.terms import place_terms
from onrecord.claims.texts import place_texts
from onrecord.claims.told_days import days_told
from onrecord.codebook import Codebook, Role
from onrecord.model.attribution import Attribution
from onrecord.model.claim import Claim
from onrecord.model.found import Found
from onrecord.model.layers import Layers
from onrecord.model.mention import Mention
from onrecord.model.reading import Cluster, Finding
from onrecord.model.report import Version
from onrecord.model.scales import Modality
from onrecord.model.value import ActorValue, DateValue, PlaceValue, Quantity, TermValue
from onrecord.values.calendar import bounds

_LONGEST = 160


def fill_slots(
    version: Version,
    layers: Layers,
    codebook: Codebook,
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    clusters: Sequence[Cluster],
    quantities: Sequence[Found[Quantity]],
    dates: Sequence[Found[DateValue]],
    terms: Sequence[Found[TermValue]],
    places: Sequence[Found[PlaceValue]],
    actors: Sequence[Found[ActorValue]],
) -> tuple[Finding, ...]:
    """The claims of `version`, in text order, each with its event, rule and confidence.

    A value that no words put into a slot of an event yields nothing, which means "not read",
    never that it is not so. No claim stands twice.
    """
    context = make_context(version, layers, codebook, attributions, mentions, clusters)
    if not context.anchors:
        return ()
    context = with_asides(context)
    dated = place_dates(context, dates)
    context = replace(context, days=days_told(dated), dated=dated_lines(context, dates))
    drafts = [
        *place_amounts(context, quantities),
        *dated,
        *place_deadlines(context, dates),
        *place_places(context, places),
        *place_terms(context, terms),
        *place_actors(context, actors),
        *place_texts(context),
    ]
    findings: dict[tuple[str, int], Finding] = {}
    for draft in _without_lone_parts(drafts):
        finding = _finding(context, draft)
        if finding is not None:
            findings.setdefault((finding.claim.id, finding.event), finding)
    return tuple(
        sorted(
            findings.values(),
            key=lambda one: (one.claim.span, one.event, one.claim.slot, one.claim.id),
        )
    )


def _finding(context: Context, draft: Draft) -> Finding | None:
    if draft.span.end - draft.span.start > _LONGEST and draft.slot.type.value != "text":
        return None
    earlier = earlier_words(context, draft)
    by = credit(context, draft, earlier is not None)
    modality = by.modality
    if draft.slot.role is Role.CONTENT and draft.said is not None:
        modality = draft.said.modality
    return Finding(
        claim=Claim(
            version=context.identity,
            slot=draft.slot.name,
            item=draft.item,
            value=draft.value,
            span=draft.span,
            speaker=by.speaker,
            certainty=by.certainty,
            polarity=by.polarity,
            modality=draft.modality or _ahead(context, draft) or Modality(modality),
            evidence=draft.evidence,
            attribution=by.attribution,
            earlier=earlier,
        ),
        event=draft.cluster,
        rule=draft.rule,
        confidence=draft.confidence,
        notes=draft.notes,
    )


_ELSEWHERE = timedelta(days=1)
"""By how much a day may be ahead of the publication's for which no zone, or UTC, is given."""


def _ahead(context: Context, draft: Draft) -> Modality | None:
    """Planned, where the day is still to come when the version is published; else None.

    The day after that of the publication may be today where it happened: local days differ.
    """
    days = bounds(draft.value.edtf) if isinstance(draft.value, DateValue) else None
    published, told = context.published, draft.anchor
    if days is None or days.first is None or published is None:
        return None
    if days.first - published <= _ELSEWHERE:
        return None
    supposed = told is None or told.mention.modality is not Modality.ACTUAL
    return None if supposed else Modality.PLANNED


def _without_lone_parts(drafts: Iterable[Draft]) -> list[Draft]:
    """Parts of a total lose their item where the event has no other value of the slot.

    "killed three firefighters" is the toll itself unless another toll stands beside it that is
    not smaller.
    """
    all_drafts = list(drafts)
    seen: dict[tuple[int, str], set[str | None]] = {}
    most: dict[tuple[int, str], Decimal] = {}
    for draft in all_drafts:
        if _counts(draft) and not _is_part(draft):
            key = draft.cluster, draft.slot.name
            seen.setdefault(key, set()).add(draft.item)
            if draft.item is None:
                most[key] = max(most.get(key, Decimal(0)), _amount(draft))
    out = []
    for draft in all_drafts:
        key = draft.cluster, draft.slot.name
        lone = draft.item is not None and _counts(draft) and not _is_part(draft)
        alone = lone and len(seen[key]) == 1
        whole = lone and most.get(key, _VAST) < _amount(draft) < _VAST
        out.append(replace(draft, item=None) if alone or whole else draft)
    return out


def _counts(draft: Draft) -> bool:
    return bool(draft.slot.items) and draft.slot.dimension == "people"


def _is_part(draft: Draft) -> bool:
    """Whether its words make it a part, whatever stands beside it."""
    return draft.rule.endswith(PART) or (draft.item or "").startswith(OPENS_PART)


def _amount(draft: Draft) -> Decimal:
    value = draft.value
    if not isinstance(value, Quantity):
        return Decimal(0)
    if value.vague:
        return _VAST
    return value.n or value.min or value.max or Decimal(0)


_VAST = Decimal(10) ** 9
"""What "dozens" is taken for: nothing is more than a number that nobody gives."""
