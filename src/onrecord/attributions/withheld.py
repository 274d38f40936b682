"""Speech that was withheld: "has not named a cause", "gave no range", "without saying who"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import CUTS, Line, is_party, subject
from onrecord.language.listing import listed
from onrecord.model.span import Span

_TELLING = listed(
    "say name named disclose disclosed reveal revealed specify specified identify identified "
    "confirm confirmed mention mentioned explain explained announce announced elaborate give given "
    "release released provide provided said published stated detail detailed discuss discussed"
)
_GIVING = listed("gave give gives offered offer released provided disclosed mentioned named gives")
_WITHOUT = listed("specifying saying naming disclosing revealing giving identifying elaborating")
_NOT = listed("not never")
_REFUSING = listed("declined refused declines refuses declining refusing")


def find_withheld(line: Line) -> Iterator[Draft]:
    """Drafts of one sentence; the negation is part of the cue."""
    words = line.words
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(line) else ""
        if word in _NOT or (word == "t" and place and words[place - 1] in "'’"):
            begin = place - 2 if word == "t" else place
            verb = place + 1
            while verb < len(line) and words[verb] in ("yet", "immediately", "publicly"):
                verb += 1
            if verb < len(line) and words[verb] in _TELLING:
                yield from _draft(line, max(0, begin), verb + 1)
            elif words[verb : verb + 1] == ("comment",) and words[place - 1] not in _OUGHT:
                yield from _no_comment(line, place, verb)
            elif words[verb : verb + 2] == ("be", "drawn"):
                yield from _no_comment(line, place, verb + 1)
        elif word == "yet" and words[place - 1] in _HAS and after == "to":
            if _DECIDING & set(words[place + 2 : place + 3]):
                yield from _draft(line, place, place + 3)
        elif word == "no" and after:
            yield from _nothing(line, place)
        elif (word in _GIVING and after == "no") or (word == "without" and after in _WITHOUT):
            yield from _draft(line, place, place + 2)
        elif word in _REFUSING and after == "to" and _TELLING & set(words[place + 2 : place + 3]):
            yield from _draft(line, place, place + 3)


def _no_comment(line: Line, cue: int, verb: int) -> Iterator[Draft]:
    """As in "would not comment on the toll": the toll; without a subject, the comment itself.

    Who just "did not comment" has refused nothing.
    """
    if line.words[verb + 1 : verb + 2] in (("on",), ("about",)):
        yield from _draft(line, cue, verb + 2)
    elif line.words[cue - 1] in _REFUSING_TO:
        yield from _draft(line, cue, verb, upto=verb + 1)


_REFUSING_TO = listed("would will ’ '")
_OUGHT = listed("should must can ought")
_DECIDING = _TELLING | listed("decide comment determine establish")


def _nothing(line: Line, no: int) -> Iterator[Draft]:
    """As in "No cause had been released by police": the cause, withheld by police."""
    words = line.words
    verb = next((n for n in range(no + 2, min(no + 10, len(line))) if words[n] in _PUBLISHED), None)
    if verb is None or not {"been", "was", "were"} & set(words[no + 1 : verb]):
        return
    stop = next(n for n in range(no + 1, verb + 1) if words[n] in _HAS or n == verb)
    parts = [line.span(no + 1, stop)]
    agent: Span | None = None
    rest = verb + 1
    by = next((n for n in range(rest, line.end) if words[n] == "by"), None)
    if by is not None:
        agent = line.span(by + 1, line.end)
        parts.append(line.span(rest, by))
    cue = line.span(no, no + 1)
    content = tuple(part for part in parts if part)
    if content and cue and by is not None:
        yield Draft(agent, line.spans[verb], content, "rule.withheld-passive", 0.7)


_PUBLISHED = listed("released given disclosed named announced revealed published provided")
_HAS = listed("has have had was were is yet")


def _draft(line: Line, cue: int, rest: int, upto: int | None = None) -> Iterator[Draft]:
    who = subject(line, cue)
    end = upto or rest
    while upto is None and end < line.end and line.words[end] not in CUTS and end - rest < 30:
        if line.words[end] == "," and {"but", "and", "though", "although", "while"} & set(
            line.words[end + 1 : end + 2]
        ):
            break
        end += 1
    content = line.span(rest, end)
    words = line.span(cue, rest)
    if content is None or words is None:
        return
    without = line.words[cue] == "without"
    if not without and (who is None or not is_party(line, *who)):
        return
    source = line.span(*who) if who and not without else None
    yield Draft(source, words, (content,), "rule.withheld", 0.7)
