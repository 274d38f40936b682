"""Figures that someone stands for without a verb of speech: "the firm put the number at 110"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import CUTS, Line, is_party, subject
from onrecord.language.listing import listed

_PUT = listed("put puts placed places set sets")
_AT = listed("at about near off between")
_REVISED = listed("revised revises raised raises lowered lowers upgraded downgraded")
_STANDS = listed("stands stood stand standing")
_VIEWS = listed("read saw viewed regarded interpreted view regard interpret")
_FIGURE = listed(
    "number toll figure count total death cost damage losses loss epicenter epicentre magnitude "
    "strength speed range distance altitude casualties tally size depth age value estimate bill"
)


def find_figures(line: Line) -> Iterator[Draft]:
    """Drafts of one sentence: "put the NOUN at …", "stands by …", "what X read as …"."""
    words = line.words
    for place, word in enumerate(words):
        if word in _PUT or word in _REVISED:
            noun = next(
                (n for n in range(place + 1, min(place + 5, len(line))) if words[n] in _FIGURE),
                place + 1 if _put_it(words, place) else None,
            )
            if noun is None:
                continue
            at = next(
                (
                    n
                    for n in range(noun + 1, min(noun + 14, len(line)))
                    if words[n] in (("to",) if word in _REVISED else _AT)
                ),
                None,
            )
            if at is None or any(w in CUTS or w == "," for w in words[noun:at]):
                continue
            yield from _draft(line, place, place + 1, anyone=True)
        elif word in _RATED and words[place + 1 : place + 2] and words[place + 1] in _RATED_AS:
            yield from _rated(line, place)
        elif (word in _VIEWS and words[place + 1 : place + 2] == ("as",)) or (
            word in _STANDS and words[place + 1 : place + 3] in _BY_OWN
        ):
            yield from _draft(line, place, place + 2)


def _rated(line: Line, verb: int) -> Iterator[Draft]:
    """As in "The quake was measured at 5.9 by the survey": the quake and the figure."""
    words = line.words
    by = next((n for n in range(verb + 2, min(verb + 10, line.end)) if words[n] == "by"), None)
    if by is None or not any(word[0].isdigit() for word in words[verb + 2 : by]):
        return
    end = by + 1
    while end < line.end and words[end][0].isalnum() and words[end] not in _AFTER_NAME:
        end += 1
    source, figure = line.span(by + 1, end), line.span(verb + 2, by)
    if source is None or figure is None or not is_party(line, by + 1, end):
        return
    who = subject(line, verb) if words[verb - 1] in _BE else None
    rated = line.span(*who) if who else None
    content = (rated, figure) if rated else (figure,)
    yield Draft(source, line.spans[verb], content, "rule.rated", 0.7)


_RATED = listed(
    "measured recorded registered estimated rated calculated listed put placed given reported"
)
_RATED_AS = listed("at as")
_BE = listed("was were is are been being")
_AFTER_NAME = listed("and but on in at after when while which who that as yesterday today")


def _put_it(words: Sequence[str], place: int) -> bool:
    """Whether a number is given for what was just spoken of: "put it at 6.1"."""
    it = tuple(words[place + 1 : place + 3])
    behind = words[place + 3 : place + 6]
    return it in (("it", "at"), ("them", "at")) and any(word[0].isdigit() for word in behind)


_BY_OWN = {("by", own) for own in listed("its his her their")}


def _draft(line: Line, cue: int, rest: int, *, anyone: bool = False) -> Iterator[Draft]:
    who = subject(line, cue)
    if who is None or not (anyone or is_party(line, *who)):
        return
    end = rest
    while end < line.end and line.words[end] not in CUTS:
        if line.words[end] == "," and line.words[end + 1 : end + 2] in (("but",), ("and",)):
            break
        end += 1
    content, words, source = line.span(rest, end), line.span(cue, rest), line.span(*who)
    if content and words and source:
        yield Draft(source, words, (content,), "rule.figure", 0.7)
