"""What the tagger's drafts need before the rules are heard: agents found, non-speech left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.attributions import lexicon
from onrecord.attributions.cues import CREDITING
from onrecord.attributions.draft import Draft
from onrecord.attributions.edges import inside
from onrecord.attributions.lines import ADVERBS, AUXILIARIES, Line, is_party
from onrecord.attributions.phrases import who_says
from onrecord.attributions.relays import CITING
from onrecord.language.listing import listed
from onrecord.language.tokens import split
from onrecord.model.report import BlockKind
from onrecord.model.span import Span

LEAST = 0.1
"""Confidence under which less than two fifths of the tagger's drafts are right on PolNeAR dev."""

SHORT_LEAST = 0.4
"""The same for contents of a word or two."""

_SHOWING = listed(
    "show shows showed shown showing pictured depict depicts depicted names named saw sees"
)
"""Pictures and lists credit nobody when they show something."""
_BACKING = listed(
    "support supports supported supporting oppose opposes opposed opposing approve approves "
    "approved approving defend defends defended defending suspend suspends suspended suspending "
    "publish publishes published publishing send sends sent represent represents violate "
    "violates violated convicted vote votes voted voting ban bans banned banning adjourn "
    "adjourned introduce introduces introduced congratulate congratulates congratulated promote "
    "promoted promotes promoting project projected charged granted impeached conceded "
    "pleaded pled cancel canceled cancelled launch launches launched off refused endorse "
    "endorses endorsed endorsing appoint appoints appointed elect elects elected nominate "
    "nominated post posts posted thank thanks thanked opt opts opted sign signs signed visit "
    "visited join joined leave left"
)
"""Deeds, not words, unless a clause follows."""
_RULINGS = listed(
    "sentenced convicted acquitted jailed imprisoned fined arrested detained handcuffed"
)
"""Deeds of courts and the police: what follows tells of a person and his crime, and is not said."""
_PICTURES = listed(
    "footage video videos photo photos photograph photographs image images picture pictures screen "
    "map broadcast recording clip caption"
)
_FORESEEN = listed("expected planned scheduled slated due set known")
"""Without a source these tell what lies ahead and credit nobody."""
_DUTIES = listed(
    "banned barred prohibited forbidden required obliged obligated allowed permitted entitled "
    "bound supposed authorized authorised exempted exempt eligible"
)
"""A passive of these tells of a duty or a right, and of nobody who speaks."""
_NAMING = listed("called named dubbed titled nicknamed")
_ANSWERING = listed("responded respond responds responding")
"""… with "to" and a happening: a deed."""
_CREDIT = re.compile(r"\b(?:photo(?:graph)?|picture|image|credit|video|graphic|file)s?:\s*$", re.I)
"""What stands before the name of who took a picture."""
_CLAUSE = listed("is was are were has have had will would could may might should not that to if")
_BE = listed("is are was were be been being")


def tidy_drafts(line: Line, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of one sentence that credit somebody, with sources where the words name one."""
    out: list[Draft] = []
    for draft in drafts:
        if is_empty(line.text, draft) or not _credits(line.text, draft):
            continue
        if _seems(line, draft) or _is_named(line, draft):
            continue
        own = draft.source is not None and draft.source.end > line.spans[0].start
        named = draft if own else _with_subject(line, draft)
        if named.source or named.rule != "tagger" or _told(line.text, named):
            out.append(named)
    return out


def _seems(line: Line, draft: Draft) -> bool:
    """Whether a thing only looks so to the report itself: "the pump appears able to run"."""
    run, at = (inside(line, span) if span else None for span in (draft.source, draft.cue))
    if run is None or at is None or line.words[at[1] - 1] not in _SEEMING:
        return False
    return not is_party(line, *run) or line.words[run[0]] in lexicon.INDEFINITE


def _is_named(line: Line, draft: Draft) -> bool:
    """Whether a headline tells of what somebody was called: "Ana Cruz named player of the year"."""
    if line.block.kind is not BlockKind.HEADLINE or draft.cue is None:
        return False
    named = draft.cue.of(line.text).casefold() in _NAMING
    return named and draft.source is not None and draft.source.end <= draft.cue.start


_SEEMING = listed("appears appear appeared seems seem seemed")


def _told(text: str, draft: Draft) -> bool:
    """Whether a draft without source has a cue of speech or thought, or quotes at length."""
    cue = draft.cue.of(text).casefold().split() if draft.cue else []
    quoted = draft.content[0].of(text)
    return bool((CREDITING - _FORESEEN) & set(cue)) or (quoted[0] in '“"' and len(quoted) > 60)


def is_empty(text: str, draft: Draft) -> bool:
    """Whether a draft is too unsure, or its content a word or two that says too little."""
    if draft.confidence < LEAST:
        return True
    words = [t.of(text) for span in draft.content for t in split(text, span.start, span.end)]
    plain = [word for word in words if word[0].isalnum()]
    if len(plain) > 2 or len(plain) < len(words) or any(c.isdigit() for c in "".join(plain)):
        return False
    cue = draft.cue.of(text).casefold().split() if draft.cue else []
    if any(word in CITING or word.startswith("claim") for word in cue):
        return False
    return draft.source is None or draft.confidence < SHORT_LEAST


def _credits(text: str, draft: Draft) -> bool:
    """Whether the cue is speech or thought: "showed" never is, "supported" only with a clause."""
    cue = (
        [t.of(text).casefold() for t in split(text, draft.cue.start, draft.cue.end)]
        if (draft.cue)
        else []
    )
    if not cue:
        return True
    if (draft.source is None and cue[-1] in _FORESEEN) or set(cue) <= AUXILIARIES | ADVERBS:
        return False
    if draft.source is not None and draft.source.of(text).isdecimal():
        return False  # "the act of 1972 lists"
    if draft.source is None and cue[-1] in _NAMING and not _BE & set(cue):
        return False  # "a coating, called LESS, …"
    if cue[-1] in _ANSWERING and draft.content[0].of(text).split()[0] == "to":
        return False  # "responded to reports of a fire"
    if cue[-1] in _DUTIES and (draft.source is None or _BE & set(cue)):
        return False
    words = [t.of(text) for span in draft.content for t in split(text, span.start, span.end)]
    if cue == [":"] and _CREDIT.search(text, max(0, draft.start - 24), draft.start):
        return False
    if cue[-1] in _RULINGS and words[0].casefold() not in ("that", "to", "“", '"'):
        return False
    if cue[-1] in _SHOWING:
        if draft.source is None:
            return False
        source = draft.source.of(text).casefold().split()
        if cue[-1] in ("named", "names"):
            return source[0] not in ("which", "that", "it")
        pictured = any(word in _PICTURES for word in source) or source[0] in ("which", "that")
        return not pictured and any(word.casefold() in _CLAUSE for word in words)
    if not _BACKING & set(cue[-2:]) and not ("refused" in cue and "say" not in cue):
        return True
    return words[0].casefold() in _CLAUSE or any(
        word.casefold() in _CLAUSE - {"to"} or word in '“"' for word in words
    )


def _with_subject(line: Line, draft: Draft) -> Draft:
    """The draft with the subject of its active cue, or the agent of its passive one, as source."""
    cue = draft.cue
    if cue is None:
        return draft
    inside = [n for n, span in enumerate(line.spans) if cue.holds(span)]
    if not inside:
        return draft
    first, last = inside[0], inside[-1]
    words = line.words[first : last + 1]
    if "reportedly" in words or words[0] in ("according", "as"):
        return draft
    passive = any(word in _BE for word in words) or (first and line.words[first - 1] in _BE)
    if passive and not words[-1].endswith("ing"):
        return _with_agent(line, draft, last)
    if words[-1] == "by":
        return draft
    who = who_says(line, first, first)
    if who is None or not is_party(line, *who):
        return draft
    source = line.span(*who)
    if source is None:
        return draft
    content = tuple(_up_to(line.text, span, source) for span in draft.content)
    kept = tuple(span for span in content if span is not None)
    if not kept or any(source.overlaps(span) for span in kept):
        return draft
    return replace(draft, source=source, content=kept)


def _up_to(text: str, span: Span, source: Span) -> Span | None:
    """`span` without the source that it ends with, behind a comma; None if it is that alone."""
    if span.end != source.end or span.start > source.start:
        return None if span == source else span
    before = text[span.start : source.start].rstrip()
    if span.start == source.start or not before.endswith(","):
        return None if span.start == source.start else span
    return Span(span.start, span.start + len(before.rstrip(" ,")))


def _with_agent(line: Line, draft: Draft, last: int) -> Draft:
    """The draft with "by NAME" after its cue or at the end of its content as source."""
    for place in range(last + 1, len(line)):
        if line.words[place] != "by":
            continue
        end = place + 1
        while end < line.end and line.words[end][0].isalnum() and line.words[end] != "as":
            end += 1
        agent = line.span(place + 1, end)
        if agent is None or end - place > 9 or not is_party(line, place + 1, end):
            return draft
        by = line.spans[place]
        content = tuple(_without(span, by, agent) for span in draft.content)
        kept = tuple(span for span in content if span is not None)
        near = (
            place == last + 1
            or any(span.holds(by) for span in draft.content)
            or any(abs(span.end - by.start) < 3 for span in draft.content)
        )
        return replace(draft, source=agent, content=kept) if kept and near else draft
    return draft


def _without(span: Span, by: Span, agent: Span) -> Span | None:
    """`span` up to "by NAME" where these stand at its end."""
    if span.start <= by.start < span.end and agent.end >= span.end - 1:
        return Span(span.start, by.start - 1) if by.start - 1 > span.start else None
    return span
