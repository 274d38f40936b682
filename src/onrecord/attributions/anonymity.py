"""Why a source is not named: "speaking on condition of anonymity because …", as words of the text.

News style books ask reporters to give the reason beside the source, so it stands in the same
sentence or in the one after it ("He asked not to be named because …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.attributions.cast import Resolved
from onrecord.attributions.draft import Draft
from onrecord.attributions.nesting import anchor
from onrecord.model.layers import Layers
from onrecord.model.scales import SpeakerClass
from onrecord.model.span import Span

_WHOSE = r"(?:his|her|their|its)(?: [a-z]+)? names?"
_NAMED = r"be (?:publicly |further )?(?:named|identified|quoted(?: by name)?|used|published)"
_ASKED = r"(?:ask|request|demand|insist|want|wish|prefer)(?:ed|ing|s)?"
_SPOKE = (
    r"(?:speaks?|spoke|speaking|spoken|talked|talking|commented|commenting|briefed|agreed to speak)"
)
_BARRED = r"(?:authori[sz]ed|allowed|permitted|cleared|entitled)"
_TALK = r"(?:speak|talk|comment|brief|discuss|be quoted|give (?:interviews|statements|details))"
_HAVE = r"(?:(?:has|have|had|was|were|is|are|did|do|does|would) )?"
_WAYS = (
    rf"(?:{_SPOKE} (?:[a-z]+ ){{0,5}}?)?(?:on|under) (?:the |a |strict )?condition "
    rf"(?:of (?:strict |full )?anonymity|(?:that )?(?:they|he|she|it|{_WHOSE}) "
    rf"(?:would |must )?not {_NAMED})",
    rf"{_SPOKE} (?:[a-z]+ ){{0,5}}?anonymously",
    rf"{_HAVE}{_ASKED} (?:for |on |to (?:keep|remain) )?(?:(?:his|her|their) )?anonym(?:ity|ous)",
    rf"{_HAVE}{_ASKED} that (?:they|he|she|{_WHOSE}) not {_NAMED}",
    rf"{_HAVE}(?:{_ASKED}|chose|opted) not to (?:{_NAMED}|give {_WHOSE})",
    rf"{_HAVE}not (?:want|wish) to {_NAMED}",
    rf"{_HAVE}(?:declin|refus)(?:ed|ing|es) to (?:{_NAMED}|give {_WHOSE})",
    rf"{_HAVE}(?:granted|given|promised) anonymity",
    rf"(?:{_HAVE}not|(?:was|were|is|are)n[’']t|un)(?: been)? ?{_BARRED} to {_TALK}",
    r"whose (?:[a-z]+ )?names? (?:is|are|was|were|has been|have been)(?: being)? withheld",
    rf"(?:cannot|could not|may not|must not) {_NAMED} (?:for|because|due|under|by)",
)
_GRANTED = re.compile(rf"\b(?:{'|'.join(_WAYS)})\b", re.IGNORECASE)
_REASON = re.compile(
    r",\s+(?:because|citing|as|since|due|fearing|for|given|saying|in (?:line|keeping|order)|under|"
    r"so|owing|out of|to (?:avoid|protect|speak|discuss|describe|talk|be|preserve|comply))\b"
)
"""What goes on with the reason behind a comma."""
_TAKES_UP = re.compile(
    r"[“\"]?(?:(?:He|She|They|All|Both|Neither|None|Each|Everyone|Like (?:him|her|them))\b"
    r"|The (?:\w+ ){0,2}?(?:officials?|sources?|persons?|people|m[ae]n|wom[ae]n|diplomats?|"
    r"officers?|employees?|workers?|aides?|executives?|soldiers?|witness(?:es)?|two|three|others))\b"
)
"""How a sentence begins that speaks of the source of the one before."""
_ENDS = re.compile(r"[,;—–]|\s-\s|[”\")]")


@dataclass(frozen=True, slots=True)
class Condition:
    """The words that say why somebody is not named, and the sentence that they stand in."""

    span: Span
    sentence: Span
    takes_up: bool
    """Whether the sentence begins by taking up a source named before it."""


def find_conditions(text: str, layers: Layers, drafts: Sequence[Draft]) -> list[Condition]:
    """The conditions on which sources speak, left to right.

    Each runs from the verb ("speaking on condition …") over the reason, up to the comma or the
    cue of the attribution whose source the words describe.

    >>> from onrecord.language.tokens import split
    >>> from onrecord.model.layers import Sentence
    >>> said = "A guard, who asked not to be named as he fears for his job, saw it."
    >>> tokens = split(said, 0, len(said))
    >>> layers = Layers(tokens, (Sentence(Span(0, len(said)), 0, len(tokens), 0),), ())
    >>> [one.span.of(said) for one in find_conditions(said, layers, [])]
    ['asked not to be named as he fears for his job']
    """
    found: list[Condition] = []
    for sentence in layers.sentences:
        span = sentence.span
        for match in _GRANTED.finditer(text, span.start, span.end):
            if found and match.start() < found[-1].span.end:
                continue
            end = _end(text, match, span.end, drafts)
            if text[end - 1 : end] == ".":
                end -= 1
            takes_up = bool(_TAKES_UP.match(text, span.start))
            found.append(Condition(Span(match.start(), end), span, takes_up))
    return found


def _end(text: str, match: re.Match[str], limit: int, drafts: Sequence[Draft]) -> int:
    """Where the condition that begins with `match` ends."""
    place = match.end()
    follows = _REASON.match(text, place)
    if follows:
        place = follows.end()
    stop = _ENDS.search(text, place, limit)
    end = stop.start() if stop else limit
    cues = [
        draft.cue.start
        for draft in drafts
        if draft.cue and draft.source and draft.source.start < match.start() <= draft.cue.start
    ]
    end = min([end, *(cue for cue in cues if cue >= place)])
    return match.start() + len(text[match.start() : end].rstrip())


def without_conditions(
    text: str, drafts: Sequence[Draft], found: Sequence[Condition]
) -> list[Draft]:
    """The drafts without those that a condition itself was read as ("asked | not to be named").

    Contents that run into a condition end before it.
    """
    return [kept for draft in drafts if (kept := _apart(text, draft, found)) is not None]


_LEADS_ON = re.compile(r"[\s,;—–]*(?:\b(?:and|but|who|he|she|they)[\s,]*)*$")


def _apart(text: str, draft: Draft, found: Sequence[Condition]) -> Draft | None:
    near = [one.span for one in found if one.sentence.start < draft.content[-1].end]
    if not near:
        return draft
    at = anchor(draft)
    if draft.relay is None and any(span.holds(at) for span in near if draft.cue):
        return None
    content: list[Span] = []
    for piece in draft.content:
        span = next((span for span in near if span.overlaps(piece)), None)
        if span is None or (piece.start < span.start and piece.end > span.end):
            content.append(piece)
        elif piece.start < span.start:
            led = _LEADS_ON.search(text, piece.start, span.start)
            end = led.start() if led else span.start
            content += [Span(piece.start, end)] if end > piece.start else []
        elif piece.end > span.end:
            content.append(Span(span.end, piece.end))
    if not content:
        return None
    return draft if tuple(content) == draft.content else replace(draft, content=tuple(content))


def conditions_of(
    found: Sequence[Condition], drafts: Sequence[Draft], speakers: Sequence[Resolved]
) -> list[Span | None]:
    """For each draft the condition on which its source speaks, or None.

    A condition is that of the unnamed source it stands in or nearest to in its sentence; else,
    where the sentence takes up a source ("He spoke on condition …"), of the last one before.
    Whoever is taken up later ("the official", "he") has the same.
    """
    out: list[Span | None] = [None] * len(drafts)
    order = sorted(
        (n for n in range(len(drafts)) if drafts[n].source), key=lambda n: _source(drafts[n]).start
    )
    for one in found:
        for number in _whose(one, order, drafts, speakers):
            out[number] = one.span
    latest: dict[str, Span | None] = {}
    for number in order:
        who = speakers[number]
        if who.speaker.speaker_class is not SpeakerClass.UNNAMED:
            continue
        name = who.speaker.name
        if out[number] is None and who.rule != "unnamed":
            out[number] = latest.get(name)
        else:
            latest[name] = out[number]
    return out


def _source(draft: Draft) -> Span:
    assert draft.source is not None
    return draft.source


def _whose(
    one: Condition, order: Sequence[int], drafts: Sequence[Draft], speakers: Sequence[Resolved]
) -> Iterator[int]:
    """The drafts whose source speaks on this condition."""
    unnamed = [n for n in order if speakers[n].speaker.speaker_class is SpeakerClass.UNNAMED]
    here = [n for n in unnamed if one.sentence.holds(_source(drafts[n]))]
    before = [n for n in here if _source(drafts[n]).start < one.span.start]
    if before:
        last = _source(drafts[before[-1]])
    elif one.takes_up:
        earlier = [n for n in unnamed if _source(drafts[n]).start < one.sentence.start]
        if not earlier or one.sentence.start - _source(drafts[earlier[-1]]).start > _REACH:
            return
        last = _source(drafts[earlier[-1]])
    elif here:
        last = _source(drafts[here[0]])
    else:
        return
    yield from (n for n in unnamed if _source(drafts[n]) == last)


_REACH = 600
"""Characters from a source to the sentence that tells its condition, at most."""
