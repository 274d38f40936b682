"""Terms of the codebook find the happening that they describe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.claims.context import Anchor, Context, Draft
from onrecord.claims.evidence import ruled_out
from onrecord.claims.nearness import cost
from onrecord.codebook import Codebook, Role, Slot, SlotType
from onrecord.language.listing import listed
from onrecord.mentions.modality import is_duty
from onrecord.mentions.words import Line
from onrecord.model.found import Found
from onrecord.model.value import TermValue

_NEAR = 3.0
_RELATIVE = 4.5
"""How far before a verb its object may stand in a relative clause ("the missile that it fired")."""
_POINTING = listed("the these those such its their his her")
_NAMING = listed(
    "as called call calling calls labeled labelled termed dubbed were was is are "
    "spoken spoke described referred refer refers of"
)
_AFTER = listed(
    "in on at by from off near into toward towards over that which who and or but with for after "
    "before early late as is was were are has had to of he she it they said while"
)
_BACK = 8


def place_terms(context: Context, found: Sequence[Found[TermValue]]) -> Iterator[Draft]:
    """The terms that fit a slot of an event of the version, in text order."""
    for one in found:
        line = context.line(one.span)
        if line is None:
            continue
        draft = _place(context, line, one, line.run(one.span))
        if draft is not None:
            yield draft


def takes(codebook: Codebook, slot: Slot, term: str) -> bool:
    """Whether a TERM slot takes `term`: one that it lists, or a narrower one."""
    return any(codebook.is_a(term, listed_term) for listed_term in slot.terms)


def _place(
    context: Context, line: Line, one: Found[TermValue], run: tuple[int, int]
) -> Draft | None:
    best: tuple[float, Slot, Anchor] | None = None
    for anchor in context.beside(line):
        for slot in _slots(context, anchor.cluster, one.value.term):
            if ruled_out(line, run, slot):
                continue
            price = _price(line, run, slot, anchor)
            if price is not None and (best is None or price < best[0]):
                best = (price, slot, anchor)
    if best is not None:
        return _draft(one, best[1], best[2].cluster, best[2], best[0])
    return _predicate(context, line, one, run)


def _slots(context: Context, cluster: int, term: str) -> list[Slot]:
    return [
        slot
        for slot in context.kind(cluster).slots.values()
        if slot.type is SlotType.TERM and takes(context.codebook, slot, term)
    ]


def _price(line: Line, run: tuple[int, int], slot: Slot, anchor: Anchor) -> float | None:
    inside = anchor.first <= run[0] and run[1] <= anchor.end
    if slot.role is Role.OWN:
        return 0.0 if inside or (anchor.first < run[1] and run[0] < anchor.end) else None
    hit = anchor.placed.hit
    if slot.role is Role.OBJECT:
        if inside:
            return 0.0
        if hit is None or hit.trigger.form != "verb":
            return None
        start, end = hit.object
        if start <= run[0] and run[1] <= end:
            far = cost(line, run, (hit.first, hit.end))
            behind = start >= hit.end or hit.passive
            return 0.5 + far if behind or far <= _RELATIVE else None
        # a subject of its own ("the first missile flew") describes the thing as well
        ahead = hit.subject
        if ahead[0] <= run[0] and run[1] <= ahead[1] and not _points_back(line, run):
            far = cost(line, run, (hit.first, hit.end))
            return 1.0 + far if far <= _NEAR else None
        return None
    far = cost(line, run, (anchor.first, anchor.end))
    return 1.0 + far if far <= _NEAR else None


def _points_back(line: Line, run: tuple[int, int]) -> bool:
    return line.low(run[0] - 1) in _POINTING


def _modifies(line: Line, end: int) -> bool:
    """Whether the term only describes the noun behind it ("missile expert")."""
    low = line.low(end)
    return low.isalpha() and low not in _AFTER


def _predicate(
    context: Context, line: Line, one: Found[TermValue], run: tuple[int, int]
) -> Draft | None:
    """A sentence that says what the thing was: "The weapons were short-range missiles"."""
    if _points_back(line, run) or _modifies(line, run[1]) or is_duty(line, run[0]):
        return None
    told = {one.mention.kind for one in context.beside(line)}
    around = [line.low(index) for index in range(max(0, run[0] - 8), run[0])]
    if not _NAMING & set(around):
        return None
    for kind in sorted({cluster.kind for cluster in context.clusters}):
        last = context.before(line, [kind], _BACK)
        if last is None or kind in told:
            continue
        for slot in _slots(context, last.cluster, one.value.term):
            if slot.role is Role.OBJECT and not ruled_out(line, run, slot):
                return _draft(one, slot, last.cluster, None, 4.0)
    return None


def _draft(
    one: Found[TermValue], slot: Slot, cluster: int, anchor: Anchor | None, price: float
) -> Draft:
    return Draft(
        slot=slot,
        cluster=cluster,
        value=one.value,
        span=one.span,
        rule=f"slot.{slot.name}.term",
        confidence=round(max(0.4, 0.9 - 0.05 * price), 2),
        anchor=anchor,
        evidence=anchor.mention.span if anchor is not None else None,
        notes=one.notes,
    )
