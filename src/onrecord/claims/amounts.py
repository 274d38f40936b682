"""Quantities find their slot by what they measure and by the words beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.belonging import BACK, event_of, kinds_told
from onrecord.claims.context import Anchor, Context, Draft
from onrecord.claims.contrasts import Row, as_model, contrasted, put_at
from onrecord.claims.dimensions import counts_people, dimension, with_unit
from onrecord.claims.evidence import Evidence, evidence_for, ruled_out, words_of
from onrecord.claims.fixed import fixed_amounts
from onrecord.claims.items import GROUND, item_of
from onrecord.claims.lists import TOPIC_LINES, answers, asks, goes_on
from onrecord.claims.nearness import cost
from onrecord.claims.parts import (
    PART,
    is_left_out,
    is_part,
    is_whole,
    is_whole_of,
    part_words,
)
from onrecord.claims.shares import as_share, by_scenes
from onrecord.codebook import Kind, Role, Slot, SlotType
from onrecord.mentions.totals import in_a_period, sums_up
from onrecord.mentions.words import Line
from onrecord.model.found import Found
from onrecord.model.span import Span
from onrecord.model.value import Quantity
from onrecord.values.quantities import find_quantities

_LIMIT = 5.5
_LIMIT_ONE = 1.5
"""For a count of one by its article the words of harm must stand close by."""
_PUT_BACK = 3
"""For how many sentences "it" may stand for what was last counted."""
_PART_COST = 2.5
"""What it costs that the figure is only a part: what is said of the part itself counts for more."""
_PART = frozenset(("including", "with", "as", "of", "like", "for", "by", "to"))


def place_amounts(context: Context, found: Sequence[Found[Quantity]]) -> list[Draft]:
    """The quantities that fit a slot of an event of the version, in text order."""
    things = _things(context)
    by_line: dict[int, list[Found[Quantity]]] = {}
    for one in [*found, *_ones(context, found)]:
        line = context.line(one.span)
        if line is not None and not _speaks(context, line, one.span):
            by_line.setdefault(line.number, []).append(one)
    topic: tuple[Slot, int, int] | None = None
    told: list[Draft] = []
    for line in context.lines:
        own = sorted(by_line.get(line.number, []), key=lambda one: one.span)
        runs = [line.run(one.span) for one in own]
        rows: list[Row] = []
        last: tuple[tuple[int, int], Draft] | None = None
        for one, run in zip(own, runs, strict=True):
            if _is_change(line, run, one.value) or is_left_out(line, run):
                continue
            others = [other for other in runs if other != run and not is_whole_of(line, run, other)]
            draft = _place(context, line, one, run, others, things)
            if draft is None and last is not None and _is_next(line, last[0], run):
                draft = _as_before(line, last[1], one, run, things)
            if draft is None and topic is not None and line.number - topic[2] <= TOPIC_LINES:
                draft = _on_topic(line, topic, one, run)
            if draft is None:
                before = last[1] if last else (told[-1] if told else None)
                draft = _put(context, line, before, one, run, things)
            if draft is not None:
                draft = as_share(line, run, draft, rows)
            rows.append((run, one, draft))
            if draft is not None:
                last = (run, draft)
        rows = by_scenes(context, line, rows)
        placed = [row for row in contrasted(line, rows, told) if row[2] is not None]
        told += [draft for _, _, draft in placed if draft is not None]
        told += fixed_amounts(context, line, [run for run, _, _ in placed])
        topic = _topic(context, line, runs) or topic
    return told


def _speaks(context: Context, line: Line, span: Span) -> bool:
    """Whether the words are a speaker's own ("two survivors said"), and no figure of anything."""
    said = context.cues.get(line.number, ())
    return any(one.source is not None and one.source.holds(span) for one in said)


def _ones(context: Context, found: Sequence[Found[Quantity]]) -> list[Found[Quantity]]:
    """Counts of one ("a bystander", "another person") that overlap no other quantity.

    They are asked for here, not in general: only words of harm beside them make them counts.
    """
    taken = sorted(one.span for one in found)
    out = []
    for one in find_quantities(context.version, articles=True):
        place = bisect_left(taken, one.span)
        if not any(one.span.overlaps(span) for span in taken[max(0, place - 1) : place + 2]):
            out.append(one)
    return out


def _as_before(
    line: Line,
    before: Draft,
    one: Found[Quantity],
    run: tuple[int, int],
    things: frozenset[str],
) -> Draft | None:
    """The next of a list: "killed nine men, two women and a child"."""
    slot = before.slot
    if not _fits(slot, one.value, dimension(one.value), things) or ruled_out(line, run, slot):
        return None
    return replace(
        before,
        value=one.value,
        span=one.span,
        rule=f"slot.{slot.name}.list",
        confidence=round(before.confidence * 0.9, 2),
        item=item_of(line, run, slot, one),
        notes=one.notes,
    )


def _on_topic(
    line: Line,
    topic: tuple[Slot, int, int],
    one: Found[Quantity],
    run: tuple[int, int],
) -> Draft | None:
    """A bare number that answers a question just put: "How many were aboard? He says 110"."""
    slot, cluster, _ = topic
    if one.value.unit not in ("", "people") or not answers(line, run):
        return None
    return Draft(
        slot=slot,
        cluster=cluster,
        value=one.value,
        span=one.span,
        rule=f"slot.{slot.name}.topic",
        confidence=0.5,
        item=item_of(line, run, slot, one) if slot.items else None,
        notes=one.notes,
    )


def _topic(
    context: Context, line: Line, runs: Sequence[tuple[int, int]]
) -> tuple[Slot, int, int] | None:
    """The slot that a line puts in question: it asks how many, and names no number itself."""
    if runs or not asks(line):
        return None
    lows = [word.low for word in line.words]
    for kind in kinds_told(context):
        for slot in kind.slots.values():
            if slot.type is not SlotType.QUANTITY or slot.dimension != "people":
                continue
            words = words_of(slot)
            if any(words.after.at(lows, index) for index in range(len(lows))):
                last = context.before(line, [kind.name], BACK)
                here = [a for a in context.beside(line) if a.mention.kind == kind.name]
                anchor = here[0] if here else last
                if anchor is not None:
                    return slot, anchor.cluster, line.number
    return None


def _place(
    context: Context,
    line: Line,
    one: Found[Quantity],
    run: tuple[int, int],
    others: Sequence[tuple[int, int]],
    things: frozenset[str],
) -> Draft | None:
    """The best slot for one quantity: least cost of evidence, then nearness of its event."""
    best: tuple[float, int, Slot, Evidence, Anchor | None] | None = None
    measured = dimension(one.value)
    lone = measured == "count" and line.low(run[0]) in ("a", "an", "another")
    if lone and line.low(run[0] - 1) in _PART:
        return None
    for kind in kinds_told(context):
        for slot in kind.slots.values():
            if slot.type is not SlotType.QUANTITY or not _fits(slot, one.value, measured, things):
                continue
            people = slot.dimension == "people"
            aboard = slot.name == "aboard"
            if ruled_out(line, run, slot) or (people and not aboard and is_whole(line, run)):
                continue
            if aboard and item_of(line, run, slot, one) == GROUND:
                continue
            proof = _proof(context, line, run, kind, slot, others)
            if proof is None or proof.cost > (_LIMIT_ONE if lone else _LIMIT):
                continue
            where = event_of(context, line, run, kind, proof)
            if where is None or _sums_up(line, run, slot, proof, where):
                continue
            cluster, anchor, far = where
            price = proof.cost + far
            if people and is_part(line, run, (proof.first, proof.end)):
                price += _PART_COST
            if best is None or price < best[0]:
                best = (price, cluster, slot, proof, anchor)
    if best is None:
        return None
    price, cluster, slot, proof, anchor = best
    part = slot.dimension == "people" and is_part(line, run, (proof.first, proof.end))
    return Draft(
        slot=slot,
        cluster=cluster,
        value=with_unit(one.value, slot),
        span=one.span,
        rule=f"slot.{slot.name}.{PART if part else 'evidence'}",
        confidence=round(max(0.3, 0.95 - price * 0.05), 2),
        anchor=anchor,
        evidence=line.cover(proof.first, proof.end),
        item=part_words(line, run) if part else item_of(line, run, slot, one),
        notes=one.notes,
    )


def _is_next(line: Line, before: tuple[int, int], run: tuple[int, int]) -> bool:
    """Whether the figure goes on a list and is no part of the one before."""
    return goes_on(line, before, run) and not (is_whole(line, before) or is_part(line, run, before))


def _sums_up(
    line: Line,
    run: tuple[int, int],
    slot: Slot,
    proof: Evidence,
    where: tuple[int, Anchor | None, float],
) -> bool:
    """Whether a figure counts over months or years and not for one event.

    So it does beside a verb in the perfect ("has fired 12 missiles this year"), and for people in
    a sentence that tells of no event at all ("750 people died on the roads last year").
    """
    first, end = min(run[0], proof.first), max(run[1], proof.end)
    astray = slot.dimension == "people" and where[1] is None
    return sums_up(line, first, end) or (astray and in_a_period(line, first, end))


def _put(
    context: Context,
    line: Line,
    before: Draft | None,
    one: Found[Quantity],
    run: tuple[int, int],
    things: frozenset[str],
) -> Draft | None:
    """The figure that someone gives for what was last counted or measured: "put it at 6.1"."""
    last = context.line(before.span) if before is not None else None
    if before is None or last is None or line.number - last.number > _PUT_BACK:
        return None
    if not put_at(line, run) or ruled_out(line, run, before.slot):
        return None
    if not _fits(before.slot, one.value, dimension(one.value), things):
        return None
    return as_model(before, one, "put")


_CHANGES = frozenset(
    ("increasing", "rose", "rise", "rises", "risen", "raised", "rising", "increased", "climbed",
     "climbing", "fell", "fallen", "dropped", "bringing", "revised", "jumped", "grew")
)  # fmt: skip


def _is_change(line: Line, run: tuple[int, int], value: Quantity) -> bool:
    """Whether a range is a change ("rose from 14 to 31") and so no single value of anything."""
    if value.min is None or value.max is None:
        return False
    words = {line.low(index) for index in range(max(0, run[0] - 8), run[0])}
    return "from" in (line.low(run[0]), line.low(run[0] - 1)) and bool(words & _CHANGES)


def _things(context: Context) -> frozenset[str]:
    """Nouns that the codebook counts as something other than people."""
    return frozenset(
        noun.rsplit(" ", 1)[-1]
        for kind in context.codebook.kinds.values()
        for slot in kind.slots.values()
        if slot.type is SlotType.QUANTITY and slot.dimension in ("things", "")
        for noun in slot.nouns
    )


def _fits(slot: Slot, value: Quantity, measured: str, things: frozenset[str]) -> bool:
    if slot.dimension == "people":
        if slot.nouns and value.unit.lower().rsplit(" ", 1)[-1] not in slot.nouns:
            return False
        whole = value.n is None or value.n == value.n.to_integral_value()
        return whole and measured == "count" and counts_people(value, things)
    unit = value.unit.lower()
    if slot.dimension in ("things", ""):
        last = unit.rsplit(" ", 1)[-1]
        return unit in slot.nouns or last in slot.nouns
    decimal = value.n is not None and value.n.as_tuple().exponent == -1
    return measured == slot.dimension or (decimal and with_unit(value, slot) != value)


def _proof(
    context: Context,
    line: Line,
    run: tuple[int, int],
    kind: Kind,
    slot: Slot,
    others: Sequence[tuple[int, int]],
) -> Evidence | None:
    """Evidence words, or for the object of a happening the happening's own words."""
    if slot.role is Role.OBJECT:
        for anchor in context.beside(line):
            hit = anchor.placed.hit
            if anchor.mention.kind != kind.name or hit is None:
                continue
            if hit.object[0] <= run[0] and run[1] <= hit.object[1]:
                return Evidence(hit.first, hit.end, min(1.0, cost(line, run, (hit.first, hit.end))))
            if hit.whole[0] <= run[0] and run[1] <= hit.whole[1]:
                return Evidence(hit.first, hit.end, 0.0)
    if slot.dimension == "magnitude" and not slot.before and not slot.after:
        return Evidence(run[0], run[1], 1.0)
    words = words_of(slot)
    if not words.before and not words.after:
        return None
    return evidence_for(line, run, slot, others)
