"""Actors find their part in a happening: who acts, on whom, with whom, who says it to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.claims.belonging import event_of, kinds_told
from onrecord.claims.context import Anchor, Context, Draft
from onrecord.claims.deadlines import is_due
from onrecord.claims.evidence import Evidence, words_of
from onrecord.claims.nearness import cost
from onrecord.codebook import Role, Slot, SlotType
from onrecord.language.listing import listed
from onrecord.mentions.words import Line
from onrecord.model.found import Found
from onrecord.model.scales import Modality
from onrecord.model.span import Span
from onrecord.model.value import ActorValue

_NEAR_SUBJECT = 5.0
_NEAR_OBJECT = 2.5
_PARTY = 6.0
_APART = frozenset(("during", "about", "to", "on", "in", "at", "after", "before", "where", "who"))
_ASTRAY = 4.0
"""An event told further back than this is not the one that such words speak of."""
_JOINS = frozenset((",", "and", "with", "between", "&"))


def place_actors(context: Context, found: Sequence[Found[ActorValue]]) -> Iterator[Draft]:
    """The actors that fit a role in an event, by event in text order."""
    by_line: dict[int, list[Found[ActorValue]]] = {}
    for one in found:
        line = context.line(one.span)
        if line is not None and not one.span.of(context.version.text)[0].isdigit():
            by_line.setdefault(line.number, []).append(one)
    yield from _by_words(context, by_line)
    for anchor in context.anchors:
        own = by_line.get(anchor.line.number, [])
        for slot in context.kind(anchor.cluster).slots.values():
            if slot.type is not SlotType.ACTOR:
                continue
            for one in _fitting(context, anchor, slot, own):
                yield Draft(
                    slot=slot,
                    cluster=anchor.cluster,
                    value=one.value,
                    span=one.span,
                    rule=f"slot.{slot.name}.{slot.role.value}",
                    confidence=0.7,
                    anchor=anchor,
                    evidence=anchor.mention.span,
                    notes=one.notes,
                    modality=Modality.ACTUAL if is_due(anchor) else None,
                    own_voice=slot.role is Role.SPEAKER
                    and anchor.placed.said is not None
                    and context.said(one.span) is anchor.placed.said,
                )


def _by_words(
    context: Context, by_line: Mapping[int, Sequence[Found[ActorValue]]]
) -> Iterator[Draft]:
    """Actors whom the slot's own words name: "claimed responsibility", "was blamed on"."""
    slots = [
        (kind, slot)
        for kind in kinds_told(context)
        for slot in kind.slots.values()
        if slot.type is SlotType.ACTOR and (slot.before or slot.after)
    ]
    for line in context.lines:
        lows = [word.low for word in line.words]
        for one in _widest(by_line.get(line.number, ())) if slots else ():
            run = line.run(one.span)
            for kind, slot in slots:
                words = words_of(slot)
                before, after = words.before.ends_at(lows, run[0]), words.after.at(lows, run[1])
                if not before and not after:
                    continue
                proof = (run[0] - before, run[0]) if before else (run[1], run[1] + after)
                where = event_of(context, line, run, kind, Evidence(*proof, 0.0))
                if where is None or where[2] > _ASTRAY or _denied(lows, proof[0]):
                    continue
                yield Draft(
                    slot=slot,
                    cluster=where[0],
                    value=one.value,
                    span=one.span,
                    rule=f"slot.{slot.name}.evidence",
                    confidence=0.7,
                    anchor=where[1],
                    evidence=line.cover(*proof),
                    notes=one.notes,
                )


def _denied(lows: Sequence[str], first: int) -> bool:
    return bool({"no", "not", "never", "neither"} & set(lows[max(0, first - 3) : first]))


def _fitting(
    context: Context, anchor: Anchor, slot: Slot, own: Sequence[Found[ActorValue]]
) -> list[Found[ActorValue]]:
    line = anchor.line
    said = anchor.placed.said
    if slot.role is Role.SPEAKER:
        hit = anchor.placed.hit
        if said is None and hit is not None and is_due(anchor):
            return _nearest(line, own, hit.subject, (hit.first, hit.end), _NEAR_SUBJECT)
        if said is None or said.source is None:
            return []
        source = said.source
        own = [one for one in own if _is_head(line, one, source)]
        inside = _widest([one for one in own if source.overlaps(one.span)])
        meant = [one for one in inside if one.value.name.lower() == said.speaker.name.lower()]
        return meant[:1] or _joined(line, inside)
    if slot.role is Role.ADDRESSEE:
        return _addressees(context, anchor, own)
    hit = anchor.placed.hit
    if hit is None:
        return []
    trigger = (hit.first, hit.end)
    by_tree = _by_tree(context, anchor, slot.role, own)
    if by_tree is not None:
        return by_tree
    if slot.role is Role.SUBJECT:
        return _nearest(line, own, hit.subject, trigger, _NEAR_SUBJECT)
    if slot.role is Role.OBJECT:
        return _nearest(line, own, hit.object, trigger, _NEAR_OBJECT)
    if slot.role is Role.PARTIES:
        return _parties(line, own, anchor)
    return []


def _by_tree(
    context: Context, anchor: Anchor, role: Role, own: Sequence[Found[ActorValue]]
) -> list[Found[ActorValue]] | None:
    """Those whom the sentence's tree gives the role; None where it says nothing of it.

    An actor is meant where the words' head is its own: in "officials of Altec" not Altec.
    """
    hit, trees = anchor.placed.hit, context.trees
    word = trees.head(anchor.line.cover(hit.first, hit.end)) if hit is not None else None
    if hit is None or word is None:
        return None
    if hit.trigger.form == "verb" and trees.tag(word) == "VERB":
        turned = hit.passive or hit.object[0] < hit.first
        if hit.trigger.object and turned != trees.passive(word):
            return None  # "Journalist shot dead": a headline leaves out what makes it a passive
        sides = {
            Role.SUBJECT: [trees.doers(word)],
            Role.OBJECT: [trees.targets(word)],
        }.get(role, [])
    elif hit.trigger.form == "noun" and role is Role.SUBJECT:
        sides = [trees.owners(word)] if trees.low(word) not in _SUFFERED else []
    else:
        return None
    heads = [trees.span(one) for side in sides for one in side]
    if not heads:
        return None
    widest = _widest(own)
    return [one for one in widest if any(one.span.holds(head) for head in heads)]


_SUFFERED = listed(
    "killing murder assassination kidnapping abduction beheading execution poisoning"
)
"""Nouns whose owner suffers what they tell: "the clerk's murder"."""
_BEHIND = listed(", and ( — who which of in for 's ) : ; or with on at")


def _is_head(line: Line, one: Found[ActorValue], source: Span) -> bool:
    """Whether the words are the source and don't only describe it ("Turkish | president X")."""
    run = line.run(one.span)
    if line.low(run[0]) in _PERSONAL and run[1] - run[0] == 1:
        return False
    if run[1] >= len(line.words) or line.words[run[1]].span.start >= source.end:
        return True
    return line.low(run[1]) in _BEHIND


_PERSONAL = listed("i we you he she they it me us")


def _widest(found: Sequence[Found[ActorValue]]) -> list[Found[ActorValue]]:
    """Of overlapping finds the longest."""
    kept: list[Found[ActorValue]] = []
    for one in sorted(found, key=lambda f: (f.span.start - f.span.end, f.span)):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.span)


def _joined(line: Line, found: Sequence[Found[ActorValue]]) -> list[Found[ActorValue]]:
    """The first find, and those that only commas and "and" join to it."""
    out = list(found[:1])
    for one in found[1:]:
        end = line.run(out[-1].span)[1]
        between = {line.low(index) for index in range(end, line.run(one.span)[0])}
        if not between <= {",", "and", "the", "both"}:
            break
        out.append(one)
    last = {line.low(index) for one in out[1:] for index in (line.run(one.span)[0] - 1,
            line.run(one.span)[0] - 2)}  # fmt: skip
    return out if "and" in last else out[:1]


def _within(
    line: Line, found: Sequence[Found[ActorValue]], where: tuple[int, int]
) -> list[tuple[tuple[int, int], Found[ActorValue]]]:
    out = []
    for one in _widest(found):
        run = line.run(one.span)
        if where[0] <= run[0] and run[1] <= where[1]:
            out.append((run, one))
    return out


def _nearest(
    line: Line,
    own: Sequence[Found[ActorValue]],
    where: tuple[int, int],
    trigger: tuple[int, int],
    limit: float,
) -> list[Found[ActorValue]]:
    """The actor of a range nearest to the verb, and those that "and" or a comma joins to it."""
    within = [row for row in _within(line, own, where) if not _governed(line, row[0], where)]
    if not within:
        return []
    near = min(within, key=lambda row: cost(line, row[0], trigger))
    if cost(line, near[0], trigger) > limit:
        return []
    taken = [near]
    for side in (1, -1):
        here = near
        while True:
            number = within.index(here) + side
            if not 0 <= number < len(within):
                break
            other = within[number]
            low, high = sorted((here[0], other[0]))
            between = {line.low(index) for index in range(low[1], high[0])}
            if "and" not in between or not between <= _JOINS | {"the"}:
                break
            taken.append(other)
            here = other
    return [one for _, one in sorted(taken, key=lambda row: row[0])]


_PREPOSITIONS = frozenset(
    ("of", "in", "on", "at", "for", "to", "from", "about", "against", "over", "into", "than", "as")
)


def _governed(line: Line, run: tuple[int, int], where: tuple[int, int]) -> bool:
    """Whether an actor hangs on a preposition and so neither acts nor is acted on."""
    before = run[0] - 1
    if line.low(before) in ("the", "a", "an"):
        before -= 1
    return before >= where[0] and line.low(before) in _PREPOSITIONS


def _parties(
    line: Line, own: Sequence[Found[ActorValue]], anchor: Anchor
) -> list[Found[ActorValue]]:
    """Those on either side: the subject beside the verb, and who stands after "with", "between"."""
    hit = anchor.placed.hit
    if hit is None:
        return []
    trigger = (hit.first, hit.end)
    if hit.trigger.form == "verb":
        sides = list(_nearest(line, own, hit.subject, trigger, _NEAR_SUBJECT))
        if "@name" in hit.trigger.object:  # one meets another, but agrees on a thing
            sides += _nearest(line, own, hit.object, trigger, _NEAR_OBJECT)
        return _widest(sides)
    out: list[Found[ActorValue]] = []
    for run, one in _within(line, own, (hit.end, min(len(line.words), hit.end + 14))):
        before = [line.low(index) for index in range(hit.end, run[0])]
        if _APART & set(before):
            break
        if {"between", "with", "of"} & set(before[:1]) and cost(line, run, trigger) <= _PARTY:
            out.append(one)
    inside = _within(line, own, (hit.whole[0], hit.whole[1]))
    return _widest([*out, *(one for _, one in inside)])


def _addressees(
    context: Context, anchor: Anchor, own: Sequence[Found[ActorValue]]
) -> list[Found[ActorValue]]:
    """Whom something is asked of: right after the cue or at the start of the content."""
    said = anchor.placed.said
    if said is None or said.cue is None:
        return []
    line = anchor.line
    cue = line.run(said.cue)
    out: list[Found[ActorValue]] = []
    for one in _widest(own):
        run = line.run(one.span)
        if run[0] < cue[1] or (said.source is not None and said.source.overlaps(one.span)):
            continue
        if line.low(run[1]) == "'s":
            continue  # "ordered the clerk's release"
        between = [line.low(index) for index in range(cue[1], run[0])]
        after = {line.low(run[1]), line.low(run[1] + 1)}
        start = any(_opens(content, one.span, context) for content in said.content)
        start = start and bool(after & {"to", "should", "must", "not", "for", "with", "against"})
        if set(between) <= {"on", "upon", "to", "for", "the", "that", "of", "“", '"'} or start:
            out.append(one)
    return out[:1]


def _opens(content: Span, span: Span, context: Context) -> bool:
    """Whether `span` stands at the start of `content`, marks and an article aside."""
    before = context.version.text[content.start : span.start].lower().strip(" \"“'‘")
    return content.holds(span) and before in ("", "the", "that", "that the", "a", "an", "all")
