"""Where sources and contents end: adverbs before a cue, words that trail behind one."""

from __future__ import annotations

from dataclasses import replace

from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import ADVERBS, AUXILIARIES, Line
from onrecord.language.listing import listed
from onrecord.model.span import Span

_DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow"
)
_DANGLING = listed("on in at of by from since during")
"""A source that ends in one of these was cut off before a day or a place."""
_LOOSE = (ADVERBS - {"even", "just", "only"}) | listed("meanwhile however therefore too since thus")
_SAYS = listed("said says reported reports announced confirmed stated added noted claimed")
_OPEN = listed("when while if that because and but or where which who of in on at to with")
_UNITS = listed("minutes hours days weeks months years minute hour day week month year")
_PARTS = listed("night morning evening afternoon spring summer autumn winter")
_WHICH = listed("last this next late early")
_COUNTS = listed("a an the two three four five six several just only some few less more than")
_OWN = listed("its their his her")
_ORDINALS = listed("first second third fourth fifth sixth latest last biggest largest worst")
_ACTS = listed(
    "repeating citing changing revising correcting reversing contradicting echoing quoting "
    "rejecting"
)
"""Participles of what the one who speaks does by saying it."""
_PAST = listed(
    "came fell rose struck hit died met held took made saw found got gave left began won lost sent "
    "spoke wrote ran went flew sank shot fought knew thought felt kept brought broke drove led "
    "let set put cut became stood told paid bought sold built caught grew drew rode swept blew "
    "kills fires hits dies says rises falls leaves flies faces wants needs remains seems"
)


def trim_edges(line: Line, draft: Draft) -> Draft:
    """The draft without adverbs and days at the end of its source and without loose tails.

    "Seoul now says" credits Seoul; in "It fired two, Seoul said, weeks before planned drills" the
    drills are the report's own.
    """
    source = _bare(line, draft.source, draft.cue) if draft.source else None
    content = _without_tail(line, draft) if draft.rule == "tagger" else draft.content
    cue = _without_time(line, draft.cue) if draft.cue else None
    if source == draft.source and content == draft.content and cue == draft.cue:
        return draft
    return replace(draft, source=source, cue=cue, content=content)


def _without_time(line: Line, cue: Span) -> Span:
    """A cue without the first word of a time behind it: "ordered | last week that"."""
    run = inside(line, cue)
    if run is None or run[1] - run[0] < 2 or run[1] >= line.end:
        return cue
    begun = line.words[run[1] - 1] in _WHICH and line.words[run[1]] in _UNITS | _DAYS | _PARTS
    return (line.span(run[0], run[1] - 1) or cue) if begun else cue


def inside(line: Line, span: Span) -> tuple[int, int] | None:
    """The words [start, end) of the line that `span` holds."""
    places = [n for n, word in enumerate(line.spans) if span.holds(word)]
    return (places[0], places[-1] + 1) if places else None


def _bare(line: Line, source: Span, cue: Span | None) -> Span:
    """`source` up to the adverbs and days that end it, where its cue follows."""
    run = inside(line, source)
    if run is None or cue is None:
        return source
    start, end = run
    stop = next(
        (
            n
            for n in range(start + 1, end - 1)
            if line.words[n] == "as" and line.words[n + 1].endswith("ing")
        ),
        end,
    )
    end = stop  # "reported by the press as belonging to …"
    if cue.start < source.end:
        return line.span(start, end) or source
    while end - start > 1:
        word, before = line.words[end - 1], line.words[end - 2]
        if word in _DAYS and end - start > 2 and before == "on":
            end -= 2
        elif word in _DAYS or word in _DANGLING or (word in _LOOSE and not line.capital(end - 1)):
            end -= 1
        else:
            break
    return line.span(start, end) or source


def _without_tail(line: Line, draft: Draft) -> tuple[Span, ...]:
    """The content without what stands loosely behind a cue that closes a whole clause."""
    cue = draft.cue
    if cue is None or len(draft.content) < 2 or not _SAYS & set(cue.of(line.text).split()):
        return draft.content
    before = [span for span in draft.content if span.end <= cue.start]
    if not before or not _whole(line, before[-1]):
        return draft.content
    return tuple(
        span for span in draft.content if span.end <= cue.start or not _loose(line, cue, span)
    )


def _whole(line: Line, span: Span) -> bool:
    """Whether a piece has a verb, so that nothing needs to follow; in another line it may not."""
    run = inside(line, span)
    if run is None:
        return False
    words = line.words[run[0] : run[1]]
    if words[-1] in _OPEN:
        return False
    return any(
        word in AUXILIARIES - {"s", "d"} or word in _PAST or (word.endswith("ed") and len(word) > 4)
        for word in words[1:]
    )


def _loose(line: Line, cue: Span, span: Span) -> bool:
    """Whether a piece of the line behind its cue is an addition of the report's own."""
    run = inside(line, span)
    if run is None or span.start < cue.end or _quotes(line):
        return False
    comma = next((n for n in range(run[0] - 1, 0, -1) if line.words[n] == ","), None)
    if comma is None or line.spans[comma].start < cue.end:
        return False
    return _adds(line.words[comma + 1 : run[1]])


def _quotes(line: Line) -> bool:
    """Whether a quotation stands in the line, old double apostrophes among the marks."""
    printed = line.text[line.spans[0].start : line.spans[-1].end]
    return any(mark in printed for mark in ('"', "“", "‘", "''"))


def _adds(words: tuple[str, ...]) -> bool:
    """Whether words behind a cue place the news ("weeks before …") or weigh it ("its first …").

    "because it rained", "for how it may end", "breaking his leg" go on with what was said.
    """
    if words[:2] == ("in", "what") or words[0] in _ACTS or words[0] == "amid":
        return True
    if words[:2] == ("ahead", "of"):
        return True
    place = 0
    while place < len(words) and (words[place] in _COUNTS or words[place].isdigit()):
        place += 1
    if words[place : place + 1] and words[place] in _UNITS:
        return words[place + 1 : place + 2] in (("before",), ("after",), ("ahead",))
    weighs = words[0] in _OWN or words[0] == "the"
    return weighs and words[1:2] != () and words[1] in _ORDINALS and not set(words) & _FINITE


_FINITE = AUXILIARIES - {"s", "d"}
