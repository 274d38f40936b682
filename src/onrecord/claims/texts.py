"""Slots that hold words: what is demanded or promised, vehicles, names of things, targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.claims.context import Anchor, Context, Draft
from onrecord.claims.evidence import ruled_out, words_of
from onrecord.claims.nearness import cost
from onrecord.codebook import Role, Slot, SlotType
from onrecord.language.listing import listed
from onrecord.mentions.phrases import noun_phrase_start
from onrecord.mentions.triggers import Hit
from onrecord.mentions.words import Line, is_number, is_people
from onrecord.model.attribution import Attribution
from onrecord.model.report import BlockKind
from onrecord.model.span import Span
from onrecord.model.value import TextValue

_LONGEST = 400
_TO = re.compile(r"\b(?P<never>(?:not|never)\s+)?to\s+(?=[“\"]?[a-z])")
_RANGE = re.compile(r"\bfrom\s+(?:\S+\s+){1,3}$")
"""Before "to": only a range ("from dawn to noon")."""
_POINTING = listed("the that this these those its his her their our said same such each every")
_FAR = 14.0


def place_texts(context: Context) -> Iterator[Draft]:
    """The texts and names that fit a slot of an event of the version."""
    for anchor in context.anchors:
        for slot in context.kind(anchor.cluster).slots.values():
            if slot.type not in (SlotType.TEXT, SlotType.NAME):
                continue
            if slot.role is Role.CONTENT:
                yield from _content(context, anchor, slot)
            elif slot.role is Role.OBJECT:
                yield from _object(context, anchor, slot)
    yield from _things(context)


def _content(context: Context, anchor: Anchor, slot: Slot) -> Iterator[Draft]:
    """What is demanded or promised: the content, from its "to" on where it has one."""
    said = anchor.placed.said
    if said is None:
        return
    text = context.version.text
    content = _asked(said, text)
    start, end = content.start, content.end
    head = text[start : min(end, start + 90)]
    match = next(
        (
            m
            for m in _TO.finditer(head)
            if not _RANGE.search(head, 0, m.start()) and _asks(context, content, start + m.end())
        ),
        None,
    )
    if match is not None:
        start += match.start() if match["never"] else match.end()
    span = _trimmed(text, start, min(end, start + _LONGEST))
    if span is None:
        return
    yield Draft(
        slot=slot,
        cluster=anchor.cluster,
        value=TextValue(span.of(text)),
        span=span,
        rule=f"slot.{slot.name}.content",
        confidence=0.7,
        anchor=anchor,
        evidence=said.cue,
        said=said,
    )


_DETERMINERS = listed("the a an this that these those its his her their our my your all both some")


def _asks(context: Context, content: Span, verb: int) -> bool:
    """Whether the word at `verb`, behind a "to", is what is asked: a verb of the cue's own.

    "Asked for places to eat" asks for places; "opened up to farming" has no verb there, and the
    verb of "all we need to do" hangs on another one of the content.
    """
    word = _WORD.search(context.version.text, verb)
    if word is None or word[0].lower() in _DETERMINERS:
        return False
    head = context.trees.head(Span(*word.span()))
    if head is None:
        return True
    way = list(context.trees.way_up(head))
    relation = way[0][1]
    inside = len(way) > 1 and content.holds(context.trees.span(way[1][0]))
    if inside and context.trees.tag(way[1][0]) == "VERB" and way[1][0] < head:
        return False
    return relation in _CLAUSES or (context.trees.tag(head) in _DOING and relation != "acl")


_CLAUSES = frozenset(("xcomp", "ccomp", "root", "conj", "advcl"))
_DOING = frozenset(("VERB", "AUX", "ADJ"))
_WORD = re.compile(r"[^\W\d_]+")


def _is_subject(part: Span, cue: Span, text: str) -> bool:
    """Whether a part is who the cue is told of: "He | is suspected of asking for | a delay"."""
    short = part.end - part.start < _LONGEST_SUBJECT
    return short and part.end <= cue.start and text[part.end : cue.start].isspace()


_LONGEST_SUBJECT = 60
"""Characters."""


def _asked(said: Attribution, text: str) -> Span:
    """The part of the content that says what is asked: "residents … have been told | to leave"."""
    if said.cue and _is_subject(said.content[0], said.cue, text):
        behind = [part for part in said.content[1:] if part.start >= said.cue.end]
        return behind[0] if behind else said.content[0]
    for part in said.content[1:]:
        if _TO.match(text, part.start, part.end) and not _TO.search(said.content[0].of(text)):
            return part
    return said.content[0]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space and quotation marks at its ends; None where nothing is left."""
    while start < end and text[start] in " \t\n\"“”‘'’,;:.":
        start += 1
    while end > start and text[end - 1] in " \t\n\"“”‘'’,;:.":
        end -= 1
    hanging = _HANGING.search(text, start, end)
    if hanging is not None:
        end = hanging.start()
    return Span(start, end) if start < end else None


_HANGING = re.compile(r"\s+(?:from|to|of|for|with|and|in|at|on|by|the|a|or|that)$")
"""Words that nothing follows: the content was cut too short there, and they say nothing alone."""


def _object(context: Context, anchor: Anchor, slot: Slot) -> Iterator[Draft]:
    """What is acted on: the noun phrase after an active verb, or after "on" beside a noun."""
    hit = anchor.placed.hit
    if hit is None or hit.passive:
        return
    line = anchor.line
    first = hit.end
    if hit.trigger.form == "noun":
        if line.low(first) not in ("on", "against"):
            return
        first += 1
    elif hit.object[0] != hit.end:
        return
    end = _phrase_end(line, first)
    if end <= first or line.low(first) in ("him", "her", "them", "it", "himself", "themselves"):
        return
    if line.words[first].low in _DAYS or line.low(first) in _AROUND:
        return
    if _tells(context, line, (first, end), anchor) or _no_thing(context, line, (first, end), hit):
        return
    span = line.cover(first, end)
    yield Draft(
        slot=slot,
        cluster=anchor.cluster,
        value=TextValue(span.of(context.version.text)),
        span=span,
        rule=f"slot.{slot.name}.object",
        confidence=0.6,
        anchor=anchor,
        evidence=line.cover(hit.first, hit.end),
    )


def _tells(context: Context, line: Line, run: tuple[int, int], own: Anchor) -> bool:
    """Whether the words themselves tell of something that happened: "a stabbing | killed three"."""
    return any(
        anchor is not own and anchor.first < run[1] and run[0] < anchor.end
        for anchor in context.beside(line)
    )


def _no_thing(context: Context, line: Line, run: tuple[int, int], hit: Hit) -> bool:
    """Whether the words are no thing acted on: a verb, a noun that the trigger describes, a toll.

    "The stabbing | killed three", "a bombing | attack", "killed | three people".
    """
    counted = is_number(line.low(run[0])) and (
        run[1] - run[0] == 1 or any(is_people(line.low(index)) for index in range(*run))
    )
    trigger = context.trees.head(line.cover(hit.first, hit.end))
    head = context.trees.head(line.cover(*run))
    if trigger is None or head is None:
        return counted
    described = hit.trigger.form == "verb" and context.trees.hangs_on(trigger, head)
    return counted or described or context.trees.tag(head) in ("VERB", "AUX", "ADP")


_DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december yesterday today last"
)
_ENDS = listed(
    "in on at by from near into toward towards over during after before for with to as and or but "
    "while when because is are was were be been has have had will would may might that which who "
    'whom whose said says , ; : . — ( ) “ ” " killing injuring wounding leaving early late if'
)


_AROUND = listed("outside inside behind between beside across around along within against above")
"""Words that say where: what follows is the scene and not what was struck."""


def _phrase_end(line: Line, first: int) -> int:
    index = first
    while index < len(line.words) and index - first < 8 and line.low(index) not in _ENDS:
        index += 1
    while index > first + 1 and line.low(index - 1).endswith("ly"):
        index -= 1
    if index > first + 2 and line.low(index - 2) == "of" and line.low(index - 1).isdigit():
        index -= 2  # "the city of 2001"
    return index


def _things(context: Context) -> Iterator[Draft]:
    """Noun phrases with one of a slot's nouns as head, in a sentence that tells of the event."""
    for line in context.lines:
        beside = [one for one in context.beside(line) if one.placed.said is None]
        taken: set[int] = set()
        for anchor in beside:
            for slot in context.kind(anchor.cluster).slots.values():
                if slot.role is Role.THING and slot.nouns:
                    yield from _heads(context, line, beside, anchor, slot, taken)


def _absent(line: Line, first: int) -> bool:
    """Whether the words before say that none was found: "no trace of explosives"."""
    return (
        line.low(first - 1) == "of"
        and line.low(first - 3) == "no"
        and (line.low(first - 2) in ("trace", "traces", "sign", "signs", "evidence", "indication"))
    )


def _many(line: Line, start: int, head: int) -> bool:
    """Whether ten or more are counted: what was damaged, hardly what it happened to."""
    return any(
        line.low(index).isdigit() and len(line.low(index)) > 1 for index in range(start, head)
    )


def _describes(context: Context, line: Line, run: tuple[int, int]) -> bool:
    """Whether the noun only describes the one behind it: "two truck drivers"."""
    if run[1] >= len(line.words):
        return False
    if not is_people(line.low(run[1])) and line.low(run[1]) not in _STAFF:
        return False
    own = context.trees.head(line.cover(*run))
    behind = context.trees.head(line.cover(run[1], run[1] + 1))
    return own is not None and behind is not None and context.trees.hangs_on(own, behind)


_STAFF = listed("driver drivers crew pilot pilots captain operator owner owners maker makers")


def _after_verb(anchor: Anchor, start: int, head: int) -> int:
    """Where the noun phrase begins if the happening's verb stands in it: "levied | sanctions"."""
    hit = anchor.placed.hit
    if hit is not None and hit.trigger.form == "verb" and start < hit.end <= head:
        return hit.end
    return start


def _heads(
    context: Context,
    line: Line,
    beside: list[Anchor],
    anchor: Anchor,
    slot: Slot,
    taken: set[int],
) -> Iterator[Draft]:
    lows = [word.low for word in line.words]
    words = words_of(slot)
    index = 0
    while index < len(lows):
        length = words.nouns.at(lows, index)
        if not length or index in taken or words.nouns.at(lows, index + length):
            index += 1
            continue
        run = (index, index + length)
        index += length
        same = [one for one in beside if one.mention.kind == anchor.mention.kind]
        nearest = min(same, key=lambda one: cost(line, run, (one.first, one.end)))
        if nearest is not anchor or cost(line, run, (anchor.first, anchor.end)) > _FAR:
            continue
        start = _after_verb(anchor, noun_phrase_start(line, run[0]), run[0])
        while start < run[0] and not line.words[start].low[:1].isalnum():
            start += 1
        own = {line.low(place) for place in range(start, run[0])}
        head = line.block is BlockKind.HEADLINE
        named = slot.type is SlotType.NAME
        if not named and own & _POINTING and not head:
            continue
        bare = start == run[0] and not lows[run[0]].endswith("s")
        if not named and bare and not head and not is_number(line.low(start)):
            continue
        if _absent(line, run[0] if named else start) or ruled_out(line, run, slot):
            continue
        if not named and (_many(line, start, run[0]) or _describes(context, line, run)):
            continue
        taken.add(run[0])
        span = line.cover(run[0] if named else start, run[1])
        yield Draft(
            slot=slot,
            cluster=anchor.cluster,
            value=TextValue(span.of(context.version.text)),
            span=span,
            rule=f"slot.{slot.name}.thing",
            confidence=0.6,
            anchor=anchor,
            evidence=anchor.mention.span,
        )
