"""Dates find the happening that they date, and not the saying of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.claims.context import Anchor, Context, Dated, Draft
from onrecord.claims.deadlines import is_due
from onrecord.claims.evidence import evidence_for, ruled_out, words_of
from onrecord.claims.idle_dates import is_idle
from onrecord.claims.items import numbered_before
from onrecord.claims.nearness import FAR, cost, opens
from onrecord.claims.other_days import is_another_days
from onrecord.codebook import Role, Slot, SlotType
from onrecord.mentions.totals import sums_up
from onrecord.mentions.words import Line
from onrecord.model.attribution import Attribution
from onrecord.model.found import Found
from onrecord.model.report import BlockKind
from onrecord.model.scales import Manner
from onrecord.model.span import Span
from onrecord.model.value import DateValue

_LIMIT = 8.0
_BESIDE_CUE = 4
_TOUCHING = 1.0


def place_dates(context: Context, found: Sequence[Found[DateValue]]) -> list[Draft]:
    """The dates that fit an event of the version, in text order; each is used once.

    "This morning" in a quotation counts from the day that the speaker spoke, which may not be the
    story's: where the text itself gives such an event another day, the words say nothing.
    """
    spoken = {
        one.span
        for one in found
        if one.rule in _FROM_TODAY
        and (said := context.said(one.span)) is not None
        and said.manner is Manner.DIRECT
    }
    drafts = _numbered(list(_placed(context, found)))
    days: dict[str, set[str]] = {}
    for draft in drafts:
        if draft.span not in spoken and isinstance(draft.value, DateValue):
            days.setdefault(context.kind(draft.cluster).name, set()).add(draft.value.edtf)
    return [
        draft
        for draft in drafts
        if draft.span not in spoken
        or not isinstance(draft.value, DateValue)
        or draft.value.edtf in days.get(context.kind(draft.cluster).name, {draft.value.edtf})
    ]


def dated_lines(
    context: Context, found: Sequence[Found[DateValue]]
) -> Mapping[int, Sequence[Dated]]:
    """The dates of each line that date no saying, by the line's number."""
    out: dict[int, list[Dated]] = {}
    for one in found:
        line = context.line(one.span)
        if line is not None and not _dates_saying(context, line, one.span, line.run(one.span)):
            out.setdefault(line.number, []).append((line.run(one.span), one.value))
    return out


_FROM_TODAY = ("date.deictic", "date.daypart", "date.period")


def _placed(context: Context, found: Sequence[Found[DateValue]]) -> Iterator[Draft]:
    by_line: dict[int, list[Span]] = {}
    for one in found:
        line = context.line(one.span)
        if line is not None and len(one.value.edtf) == _DAY:
            by_line.setdefault(line.number, []).append(one.span)
    previous: Found[DateValue] | None = None
    last: Draft | None = None
    for one in found:
        line = context.line(one.span)
        if line is None or ("bound", "first since") in one.notes:
            continue  # "the first since May" dates the one before
        run = line.run(one.span)
        if is_idle(line, run, one.value) or _coarser_twin(one, previous):
            continue
        if sums_up(line, run[0], run[0]):
            continue  # "has fired 12 missiles this year" dates none of them
        previous = one
        if last is not None and _goes_on(line, last, run):
            last = replace(last, value=one.value, span=one.span, rule=_NEXT, notes=one.notes)
            yield last
            continue
        said = context.said(one.span)
        others = [span for span in by_line.get(line.number, ()) if span != one.span]
        happening = _of_happening(context, line, one, run, said, others)
        draft = happening[1] if happening is not None and happening[0] <= _TOUCHING else None
        if draft is None:
            draft = _of_saying(context, line, one, run)
        if draft is None and happening is not None:
            draft = happening[1]
        if draft is None and not _dates_saying(context, line, one.span, run):
            draft = _by_words(context, line, one, run)
        last = draft
        if draft is not None:
            yield draft


_DAY = len("2019-07-25")
_NEXT = "slot.when.next"
_LINKS = frozenset(("and", ",", "on", "at", "early", "late", "then", "again", "local", "time"))


def _goes_on(line: Line, last: Draft, run: tuple[int, int]) -> bool:
    """Whether the date only goes on from the one before: "at 5:34 and 5:57 a.m. on Thursday"."""
    if not line.span.holds(last.span):
        return False
    between = [line.low(index) for index in range(line.run(last.span)[1], run[0])]
    return 0 < len(between) <= 3 and set(between) <= _LINKS


def _numbered(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, where clock times that "and" joins are those of the first thing, the second …"""
    out = list(drafts)
    for at in range(1, len(out)):
        first, second = out[at - 1], out[at]
        if second.rule != _NEXT or not second.slot.items:
            continue
        if all(isinstance(one.value, DateValue) and one.value.time for one in (first, second)):
            number = int(first.item or 1)
            out[at - 1] = replace(first, item=str(number))
            out[at] = replace(second, item=str(number + 1))
    return out


def _coarser_twin(one: Found[DateValue], previous: Found[DateValue] | None) -> bool:
    """Whether a date only repeats the one just before it more coarsely ("in August last year")."""
    if previous is None or not 0 <= one.span.start - previous.span.end <= 2:
        return False
    return previous.value.edtf.startswith(one.value.edtf) and one.value != previous.value


def _date_slots(context: Context, cluster: int) -> list[Slot]:
    return [slot for slot in context.kind(cluster).slots.values() if slot.type is SlotType.DATE]


def _of_saying(
    context: Context, line: Line, one: Found[DateValue], run: tuple[int, int]
) -> Draft | None:
    """The date of a demand, pledge or threat: beside the cue and outside what is said."""
    for anchor in context.beside(line):
        said = anchor.placed.said
        if said is None:
            continue
        slots = _date_slots(context, anchor.cluster)
        if said.holds(one.span):
            for slot in slots:
                if slot.needs_evidence and words_of(slot).before.ends_at(
                    [word.low for word in line.words], run[0]
                ):
                    return _draft(slot, anchor, one, line, run, 1.0)
            continue
        if _ends_with(line, said, run):
            for slot in slots:
                if slot.needs_evidence and words_of(slot).before.ends_at(
                    [word.low for word in line.words], run[0]
                ):
                    return _draft(slot, anchor, one, line, run, 1.0)
        if _beside(line, said, run):
            for slot in slots:
                if not slot.needs_evidence:
                    return _draft(slot, anchor, one, line, run, 1.0)
    return None


def _ends_with(line: Line, said: Attribution, run: tuple[int, int]) -> bool:
    """Whether the date stands right behind what is said: "pledged to leave | by 1 May"."""
    last = said.content[-1]
    if not line.span.holds(last):
        return False
    return 0 <= run[0] - line.run(last)[1] <= _TAIL


_TAIL = 4
"""Words between what is said and the day by which it is to be done."""


def _beside(line: Line, said: Attribution, run: tuple[int, int]) -> bool:
    """Whether a date stands right beside an attribution's cue or before its source."""
    for part in (said.cue, said.source):
        if part is None or not line.span.holds(part):
            continue
        first, end = line.run(part)
        gap = run[0] - end if run[0] >= end else first - run[1]
        if 0 <= gap <= _BESIDE_CUE:
            return True
    return False


def _cost_of_saying(context: Context, line: Line, span: Span, run: tuple[int, int]) -> float:
    """How near the date stands to the words of a saying that it may date ("said on Monday").

    FAR where it stands beside none, or inside what is said.
    """
    prices = [
        cost(line, run, line.run(part))
        for said in context.cues.get(line.number, ())
        if not said.holds(span) and _beside(line, said, run)
        for part in (said.cue, said.source)
        if part is not None and line.span.holds(part)
    ]
    return min(prices, default=FAR)


def _dates_saying(context: Context, line: Line, span: Span, run: tuple[int, int]) -> bool:
    """Whether the date tells when something was said ("said on Monday")."""
    return _cost_of_saying(context, line, span, run) < FAR


def _of_happening(
    context: Context,
    line: Line,
    one: Found[DateValue],
    run: tuple[int, int],
    said: Attribution | None,
    others: Sequence[Span],
) -> tuple[float, Draft] | None:
    """The nearest happening of the sentence that is told by the same speaker, and how far it is."""
    best: tuple[float, Slot, Anchor] | None = None
    told = _cost_of_saying(context, line, one.span, run)
    for anchor in context.beside(line):
        if anchor.placed.said is not None or context.said(anchor.mention.span) is not said:
            continue
        where = (anchor.first, anchor.end)
        if is_due(anchor) and run[0] >= where[1]:
            continue  # by when, and not when
        far = cost(line, run, where)
        if (told <= far and far > 0) or is_another_days(context, line, one, anchor, others):
            continue
        if line.block is BlockKind.CAPTION:
            far *= 0.3
        if opens(line, run[0]) and far > 2 and anchor.placed.hit is not None:
            far = 2 + 0.2 * far
        for slot in _date_slots(context, anchor.cluster):
            if slot.needs_evidence or ruled_out(line, run, slot):
                continue
            if far <= _LIMIT and (best is None or far < best[0]):
                best = (far, slot, anchor)
    if best is None:
        return None
    return best[0], _draft(best[1], best[2], one, line, run, best[0])


def _by_words(
    context: Context, line: Line, one: Found[DateValue], run: tuple[int, int]
) -> Draft | None:
    """A sentence that only points back: "It happened on Tuesday night"."""
    if context.beside(line):
        return None
    best: tuple[float, int, Slot] | None = None
    for kind in context.codebook.kinds.values():
        last = context.before(line, [kind.name], 3)
        if last is None:
            continue
        for slot in kind.slots.values():
            if slot.type is not SlotType.DATE or not slot.before or slot.role is not Role.NEAR:
                continue
            if slot.needs_evidence:
                continue  # a deadline: see deadlines.py
            proof = evidence_for(line, run, slot)
            if proof is not None and proof.cost <= 2.5 and proof.first < 6:
                price = proof.cost + line.number - last.line.number
                if best is None or price < best[0]:
                    best = (price, last.cluster, slot)
    if best is None:
        return None
    return Draft(
        slot=best[2],
        cluster=best[1],
        value=one.value,
        span=one.span,
        rule="slot.when.evidence",
        confidence=0.6,
        notes=one.notes,
    )


def _draft(
    slot: Slot,
    anchor: Anchor,
    one: Found[DateValue],
    line: Line,
    run: tuple[int, int],
    far: float,
) -> Draft:
    return Draft(
        slot=slot,
        cluster=anchor.cluster,
        value=one.value,
        span=one.span,
        rule=f"slot.{slot.name}.beside",
        confidence=round(max(0.4, 0.9 - 0.05 * far), 2),
        anchor=anchor,
        evidence=anchor.mention.span if line.span.holds(anchor.mention.span) and run else None,
        item=numbered_before(line, run[0]) if slot.items and one.value.time else None,
        notes=one.notes,
    )
