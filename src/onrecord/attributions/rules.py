"""The rules beside the tagger, in the order in which they are heard."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.attributions.draft import Draft
from onrecord.attributions.edges import trim_edges
from onrecord.attributions.ends import find_leading, find_trailing
from onrecord.attributions.figures import find_figures
from onrecord.attributions.frames import find_frames
from onrecord.attributions.gaps import fill_gaps
from onrecord.attributions.headlines import find_headlines
from onrecord.attributions.inner import find_inner
from onrecord.attributions.lines import Line, lines
from onrecord.attributions.nesting import anchor
from onrecord.attributions.plans import find_plans
from onrecord.attributions.relays import find_relays
from onrecord.attributions.repairs import mend
from onrecord.attributions.reported import find_reported
from onrecord.attributions.sources import with_source
from onrecord.attributions.splits import split_drafts
from onrecord.attributions.tidying import tidy_drafts
from onrecord.attributions.unmistakable import find_unmistakable
from onrecord.attributions.withheld import find_withheld
from onrecord.model.layers import Layers
from onrecord.model.report import Version
from onrecord.model.span import Span


def add_rules(version: Version, layers: Layers, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts` with what the rules add, replace and take away.

    A rule's draft gives way to one of the tagger's with the same cue, unless the rule knows
    better ("reportedly", headlines). Sentence by sentence, so that the work grows with the text.
    """
    order = sorted(drafts, key=lambda draft: (anchor(draft), draft.content))
    kept: list[Draft] = []
    all_lines = list(lines(version, layers))
    cursor = 0
    for line in all_lines:
        here: list[Draft] = []
        while cursor < len(order) and anchor(order[cursor]).start < line.spans[-1].end:
            if anchor(order[cursor]).start >= line.spans[0].start:
                here.append(order[cursor])
            cursor += 1
        kept.extend(
            with_source(line, mend(line, trim_edges(line, one)))
            for one in _heard(line, split_drafts(line, tidy_drafts(line, here)))
        )
    return fill_gaps(version.text, layers, [*kept, *_inner(all_lines, kept)])


def _heard(line: Line, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of one sentence after the rules."""
    here = list(drafts)
    for made in (*find_headlines(line), *find_reported(line)):
        rivals = [d for d in here if d.cue and made.cue and d.cue.overlaps(made.cue)]
        better = made.rule in ("rule.reportedly", "rule.headline")
        if made.rule == "rule.named" and made.source and all(d.source is None for d in rivals):
            better = True
        if rivals and not better:
            continue
        here = [d for d in here if d not in rivals] + [made]
    for made in (
        *find_leading(line),
        *find_trailing(line),
        *find_withheld(line),
        *find_figures(line),
        *find_plans(line),
        *find_unmistakable(line),
        *find_frames(line),
    ):
        if not any(_same(made, other) for other in here):
            here.append(made)
    for made, old in list(find_relays(line, here)):
        if old is not None:
            here = [d for d in here if d is not old]
        else:
            here = [
                d
                for d in here
                if d is made.relay or not (d.cue and made.cue and d.cue.overlaps(made.cue))
            ]
        here.append(made)
    return here


def _inner(all_lines: Sequence[Line], drafts: Sequence[Draft]) -> list[Draft]:
    """Speech and thought inside the contents of `drafts`."""
    starts = [line.spans[0].start for line in all_lines]
    touched: dict[int, list[Draft]] = {}
    for draft in drafts:
        seen: set[int] = set()
        for span in (*draft.content, *([draft.cue] if draft.cue else [])):
            number = max(0, bisect_right(starts, span.start) - 1)
            while number < len(all_lines) and starts[number] < span.end:
                seen.add(number)
                number += 1
        for number in seen:
            touched.setdefault(number, []).append(draft)
    out: list[Draft] = []
    for number in sorted(touched):
        covering = touched[number]
        for made in find_inner(all_lines[number], covering):
            if not any(_same(made, other) for other in covering):
                covering.append(made)
                out.append(made)
    return out


def _same(made: Draft, other: Draft) -> bool:
    """Whether both have the same cue, or one source and one content."""
    if made.cue and other.cue and made.cue.overlaps(other.cue):
        return True
    alike = _likeness(made.content, other.content)
    nested = made.cue is not None and other.holds(made.cue)
    return alike > 0.97 or (alike > 0.6 and not nested)


def _likeness(left: Sequence[Span], right: Sequence[Span]) -> float:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    return 2 * shared / max(1, sum(s.end - s.start for s in (*left, *right)))
