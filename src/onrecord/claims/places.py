"""Places find the happening that they are the scene of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.claims.context import Anchor, Context, Draft
from onrecord.claims.evidence import evidence_for, words_of
from onrecord.claims.nearness import cost, opens
from onrecord.claims.scenes import happens_there
from onrecord.codebook import Slot, SlotType
from onrecord.language.listing import listed
from onrecord.mentions.words import Line
from onrecord.model.found import Found
from onrecord.model.report import BlockKind
from onrecord.model.value import PlaceValue

_AT = listed(
    "in at on near off outside around inside between close across over beside along within by "
    "above under opposite north south east west northeast northwest southeast southwest throughout"
)
_LIMIT = 6.0


def place_places(context: Context, found: Sequence[Found[PlaceValue]]) -> Iterator[Draft]:
    """The places that fit an event of the version, in text order; each is used once."""
    previous: Draft | None = None
    for one in sorted(found, key=lambda item: item.span):
        line = context.line(one.span)
        if line is None:
            continue
        run = line.run(one.span)
        if _one_of_two(line, one, run):
            continue
        draft = (
            _beside(context, line, one, run)
            or _by_tree(context, line, one, run)
            or _by_words(context, line, one, run)
        )
        if draft is None and previous is not None and _chained(context, line, previous, run):
            draft = replace(
                previous, value=one.value, span=one.span, rule="slot.place.chain", notes=one.notes
            )
        if draft is not None:
            yield draft
        previous = draft


def _one_of_two(line: Line, one: Found[PlaceValue], run: tuple[int, int]) -> bool:
    """Whether the words name a side rather than a place: "the meeting between Altec and …"."""
    between = line.low(run[0]) == "between" or line.low(run[0] - 1) == "between"
    return between and one.value.place_kind is None and line.low(run[1]) == "and"


def _chained(context: Context, line: Line, previous: Draft, run: tuple[int, int]) -> bool:
    """Whether a place only goes on from the last one: "the market in Bohol", "X, on Y"."""
    if context.line(previous.span) is not line:
        return False
    end = line.run(previous.span)[1]
    between = {line.low(index) for index in range(end, run[0])}
    return 0 <= run[0] - end <= 2 and not between - {",", "in", "on", "of", "the", "at", "near"}


def _locative(line: Line, run: tuple[int, int]) -> bool:
    """Whether the words are put as a scene: "in X", "near X", or a relation inside the span."""
    first = line.low(run[0])
    if first in _AT:
        return True
    before = line.low(run[0] - 1)
    if before in _AT:
        return True
    return before == "the" and line.low(run[0] - 2) in _AT


def _beside(
    context: Context, line: Line, one: Found[PlaceValue], run: tuple[int, int]
) -> Draft | None:
    best: tuple[float, Slot, Anchor] | None = None
    for anchor in _told_with(context, line, one):
        where = (anchor.first, anchor.end)
        far = cost(line, run, where)
        if "after" in {line.low(index) for index in range(run[1], where[0])}:
            continue  # the scene of what came after it
        if _opens(context, line, run[0]) and far > 2:
            far = 2 + 0.2 * far
        for slot in context.kind(anchor.cluster).slots.values():
            if slot.type is not SlotType.PLACE:
                continue
            price = _price(line, run, slot, far, anchor)
            if price is not None and price <= _LIMIT and (best is None or price < best[0]):
                best = (price, slot, anchor)
    if best is None:
        return None
    price, slot, anchor = best
    return _draft(one, slot, anchor, "beside", round(max(0.4, 0.9 - 0.05 * price), 2))


def _told_with(context: Context, line: Line, one: Found[PlaceValue]) -> Iterator[Anchor]:
    """The happenings of the line that are told by whoever tells of the place."""
    said = context.said(one.span)
    for anchor in context.beside(line):
        if anchor.placed.said is None and context.said(anchor.mention.span) is said:
            yield anchor


def _draft(
    one: Found[PlaceValue], slot: Slot, anchor: Anchor, rule: str, confidence: float
) -> Draft:
    return Draft(
        slot=slot,
        cluster=anchor.cluster,
        value=one.value,
        span=one.span,
        rule=f"slot.{slot.name}.{rule}",
        confidence=confidence,
        anchor=anchor,
        notes=one.notes,
    )


def _opens(context: Context, line: Line, first: int) -> bool:
    """As `opens`; a day may stand before as well: "On Friday, in X, …"."""
    start = 0
    for (begin, end), _ in context.dated.get(line.number, ()):
        if end < first and opens(line, begin):
            start = end
    return opens(line, first) or (
        start > 0
        and all(line.low(n) in (",", "in", "at", "on", "near") for n in range(start, first))
    )


def _by_tree(
    context: Context, line: Line, one: Found[PlaceValue], run: tuple[int, int]
) -> Draft | None:
    """The scene of what the tree says that it is, however many words stand between."""
    if line.low(run[0] - 1) == ",":
        return None  # the land or region around the scene: "in Dol, Altec"
    lows = [word.low for word in line.words]
    for anchor in _told_with(context, line, one):
        if not happens_there(context.trees, one.span, anchor.mention.span):
            continue
        for slot in context.kind(anchor.cluster).slots.values():
            if slot.type is not SlotType.PLACE or slot.needs_evidence:
                continue
            if words_of(slot).not_before.ends_at(lows, run[0]):
                continue
            return _draft(one, slot, anchor, "scene", 0.6)
    return None


def _price(
    line: Line, run: tuple[int, int], slot: Slot, far: float, anchor: Anchor
) -> float | None:
    """What it costs to read the place as the slot's; None where it cannot be."""
    lows = [word.low for word in line.words]
    words = words_of(slot)
    if words.not_before.ends_at(lows, run[0]) or words.not_before.at(lows, run[0]):
        return None
    near = words.before.ends_at(lows, run[0]) or words.before.at(lows, run[0])
    the = line.low(run[0] - 1) == "the" and words.before.ends_at(lows, run[0] - 1)
    told = bool(near or the)
    if line.low(run[1]) == "'s" and not told:  # "Korea's city of …": the owner is not the scene
        return None
    if not told and not slot.needs_evidence:
        proof = evidence_for(line, (run[0], run[0] + 1), slot)
        told = proof is not None and proof.cost <= 3.0
    if slot.needs_evidence:
        return far if told else None
    inside = anchor.first <= run[0] and run[1] <= anchor.end
    if inside and line.block is BlockKind.HEADLINE:
        return 0.0
    if _locative(line, run) or told or inside:
        return far
    if line.block is BlockKind.HEADLINE and run[0] <= 1 and far < 3:
        return far
    return None


def _by_words(
    context: Context, line: Line, one: Found[PlaceValue], run: tuple[int, int]
) -> Draft | None:
    """A sentence that only points back: "It happened near X"."""
    if any(anchor.placed.said is None for anchor in context.beside(line)):
        return None
    for kind in context.codebook.kinds.values():
        last = context.before(line, [kind.name], 3)
        if last is None:
            continue
        for slot in kind.slots.values():
            if slot.type is not SlotType.PLACE or not slot.before:
                continue
            proof = evidence_for(line, (run[0], run[0] + 1), slot)
            if proof is not None and proof.cost <= 1.0 and proof.end - proof.first > 1:
                return Draft(
                    slot=slot,
                    cluster=last.cluster,
                    value=one.value,
                    span=one.span,
                    rule=f"slot.{slot.name}.evidence",
                    confidence=0.6,
                    notes=one.notes,
                )
    return None
