"""What is due by a day, without a word of promising: "the group is to name its dead by 1 May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.claims.belonging import BACK
from onrecord.claims.context import Anchor, Context, Draft
from onrecord.claims.evidence import words_of
from onrecord.codebook import Kind, Role, Slot, SlotType
from onrecord.mentions.due import due_at
from onrecord.mentions.words import Line
from onrecord.model.found import Found
from onrecord.model.scales import Modality
from onrecord.model.value import DateValue, TextValue


def place_deadlines(context: Context, found: Sequence[Found[DateValue]]) -> Iterator[Draft]:
    """The days by which, and what is to be done, of the happenings that the codebook marks `due`;
    and "the deadline of 1 May" for the last such event told before."""
    by_line: dict[int, list[Found[DateValue]]] = {}
    for one in found:
        line = context.line(one.span)
        if line is not None:
            by_line.setdefault(line.number, []).append(one)
    for anchor in context.anchors:
        if is_due(anchor):
            yield from _of_anchor(context, anchor, by_line.get(anchor.line.number, []))
    for line in context.lines:
        yield from _named(context, line, by_line.get(line.number, []))


def is_due(anchor: Anchor) -> bool:
    """Whether a mention is one of something that is to be done by a day."""
    hit = anchor.placed.hit
    return hit is not None and hit.trigger.due


def _of_anchor(
    context: Context, anchor: Anchor, own: Sequence[Found[DateValue]]
) -> Iterator[Draft]:
    line, hit = anchor.line, anchor.placed.hit
    due = due_at(line, hit.end) if hit is not None else None
    if hit is None or due is None:
        return
    kind = context.kind(anchor.cluster)
    for one in own:
        slot = _deadline(kind)
        if slot is not None and due < line.run(one.span)[0] <= due + _NEAR:
            yield _draft(slot, anchor.cluster, one, anchor)
            break
    content = next((slot for slot in kind.slots.values() if slot.role is Role.CONTENT), None)
    if content is not None and hit.end < due:
        span = line.cover(hit.end, due)
        yield Draft(
            slot=content,
            cluster=anchor.cluster,
            value=TextValue(span.of(context.version.text)),
            span=span,
            rule=f"slot.{content.name}.due",
            confidence=0.6,
            anchor=anchor,
            evidence=anchor.mention.span,
            modality=Modality.PLANNED,
        )


_NEAR = 4


def _named(context: Context, line: Line, own: Sequence[Found[DateValue]]) -> Iterator[Draft]:
    """A day that is called a deadline, in a sentence that tells of no such event."""
    lows = [word.low for word in line.words]
    if "deadline" not in lows:
        return
    kinds = {kind.name: slot for kind in _kinds(context) if (slot := _deadline(kind)) is not None}
    if any(anchor.mention.kind in kinds for anchor in context.beside(line)):
        return
    last = context.before(line, kinds, BACK)
    if last is None:
        return
    for one in own:
        run = line.run(one.span)
        slot = kinds[last.mention.kind]
        length = words_of(slot).before.ends_at(lows, run[0])
        if length and "deadline" in lows[run[0] - length : run[0]]:
            yield _draft(slot, last.cluster, one, None)


def _kinds(context: Context) -> list[Kind]:
    return [context.codebook.kinds[name] for name in {one.kind for one in context.clusters}]


def _deadline(kind: Kind) -> Slot | None:
    return next(
        (s for s in kind.slots.values() if s.type is SlotType.DATE and s.needs_evidence), None
    )


def _draft(slot: Slot, cluster: int, one: Found[DateValue], anchor: Anchor | None) -> Draft:
    return Draft(
        slot=slot,
        cluster=cluster,
        value=one.value,
        span=one.span,
        rule=f"slot.{slot.name}.due",
        confidence=0.7,
        anchor=anchor,
        evidence=anchor.mention.span if anchor is not None else None,
        notes=one.notes,
        modality=Modality.PLANNED,
    )
