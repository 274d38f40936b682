"""The rules beside the tagger, in the order in which they are heard."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attributions.draft import Draft
from onrecord.attributions.figures import find_figures
from onrecord.attributions.headlines import find_headlines
from onrecord.attributions.inner import find_inner
from onrecord.attributions.lines import Line, lines
from onrecord.attributions.nesting import anchor
from onrecord.attributions.relays import CITING, find_relays
from onrecord.attributions.reported import find_reported
from onrecord.attributions.withheld import find_withheld
from onrecord.language.tokens import split
from onrecord.model.layers import Layers
from onrecord.model.report import Version
from onrecord.model.span import Span


def add_rules(version: Version, layers: Layers, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts` with what the rules add, replace and take away.

    A rule's draft gives way to one of the tagger's with the same cue; it takes the place of one
    whose cue it shares when the rule knows better ("reportedly", headlines).
    """
    text = version.text
    held = {id(draft): draft for draft in drafts if not _empty(text, draft)}
    by_place = sorted(held.values(), key=lambda draft: anchor(draft).start)
    cursor = 0
    for line in lines(version, layers):
        here: list[Draft] = []
        while cursor < len(by_place) and anchor(by_place[cursor]).start < line.spans[-1].end:
            if anchor(by_place[cursor]).start >= line.spans[0].start:
                here.append(by_place[cursor])
            cursor += 1
        _line(line, here, held)
    for line in lines(version, layers):
        covering = [d for d in held.values() if _touches(line, d)]
        for made in find_inner(line, covering):
            if not any(_same(made, other) for other in covering):
                held[id(made)] = made
                covering.append(made)
    return list(held.values())


def _line(line: Line, here: list[Draft], held: dict[int, Draft]) -> None:
    for made in (*find_headlines(line), *find_reported(line)):
        rivals = [d for d in here if d.cue and made.cue and d.cue.overlaps(made.cue)]
        better = made.rule in ("rule.reportedly", "rule.headline")
        if made.rule == "rule.named" and made.source and all(d.source is None for d in rivals):
            better = True
        if rivals and not better:
            continue
        for rival in rivals:
            here.remove(rival)
            held.pop(id(rival), None)
        here.append(made)
        held[id(made)] = made
    for made in (*find_withheld(line), *find_figures(line)):
        if not any(_same(made, other) for other in here):
            here.append(made)
            held[id(made)] = made
    for made, old in list(find_relays(line, here)):
        if old is not None:
            held.pop(id(old), None)
            here = [d for d in here if d is not old]
        else:
            for rival in [d for d in here if d.cue and made.cue and d.cue.overlaps(made.cue)]:
                if rival is not made.relay:
                    here.remove(rival)
                    held.pop(id(rival), None)
        here.append(made)
        held[id(made)] = made


def _same(made: Draft, other: Draft) -> bool:
    """Whether both are about the same cue, or say the same content."""
    if made.cue and other.cue and made.cue.overlaps(other.cue):
        return True
    return _likeness(made.content, other.content) > 0.6 and made.relay is None


def _likeness(left: Sequence[Span], right: Sequence[Span]) -> float:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    return 2 * shared / max(1, sum(s.end - s.start for s in (*left, *right)))


def _touches(line: Line, draft: Draft) -> bool:
    return any(
        span.start < line.spans[-1].end and line.spans[0].start < span.end for span in draft.content
    )


def _empty(text: str, draft: Draft) -> bool:
    """Whether a content says nothing: one or two words in lower case, unquoted, without a digit."""
    words = [
        token.of(text) for span in draft.content for token in split(text, span.start, span.end)
    ]
    plain = [word for word in words if word[0].isalnum()]
    if len(plain) > 2 or len(plain) < len(words):
        return False
    cue = draft.cue.of(text).casefold().split() if draft.cue else []
    if any(word in CITING for word in cue):
        return False
    if plain[0].casefold() in ("the", "a", "an") or len(plain) == 1:
        claimed = any(word.startswith("claim") for word in cue)
        return not claimed and not any(c.isdigit() for c in "".join(plain))
    return False
