"""What is credited to nobody in particular: "reportedly", "is believed to", "was identified as"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import ADVERBS, CUTS, Line
from onrecord.language.listing import listed
from onrecord.model.span import Span

_BE = listed("is are was were be been being")
_HELD = listed("believed thought said suspected estimated understood feared rumored rumoured")
_NAMED = listed("identified named")
_LABELLED = listed("declared designated labelled labeled described classified listed")
_RELATIVE = listed("which who that")
_NEW = listed("the a an it he she they that there this")
_CLAUSE = listed("and but or while with which who as although")


def find_reported(line: Line) -> Iterator[Draft]:
    """Drafts of one sentence, left to right."""
    for place, word in enumerate(line.words):
        if word == "reportedly":
            yield from _reportedly(line, place)
        elif word == "," and line.words[place + 1 : place + 3] == ("identified", "as"):
            yield from _apposed(line, place)
        elif word in _BE and place + 2 < len(line) and line.words[max(0, place - 1)] != "to":
            verb = place + 1
            while verb + 1 < len(line) and line.words[verb] in ADVERBS - {"not", "reportedly"}:
                verb += 1
            after = line.words[verb + 1] if verb + 1 < len(line) else ""
            if line.words[verb] in _HELD and after == "to":
                yield from _one(line, (verb + 1, _right(line, verb + 1)), place, verb, "held")
            elif line.words[verb] == "reported" and after not in _NOT_REPORTED:
                parts = ((_left(line, place), place), (verb + 1, _right(line, verb + 1)))
                yield from _several(line, parts, place, verb, None, "reported")
            elif line.words[verb] in _NAMED | _LABELLED:
                yield from _named(line, place, verb)


_NOT_REPORTED = listed('by that on in at from the a for . , ; ” "')


def _reportedly(line: Line, place: int) -> Iterator[Draft]:
    left = _left(line, place)
    right = _right(line, place + 1)
    if place and line.words[place - 1] == ",":  # an aside: ", reportedly from glass,"
        left = place
        right = next((n for n in range(place + 1, right) if line.words[n] == ","), right)
    yield from _several(line, ((left, place), (place + 1, right)), place, place, None, "reportedly")


def _apposed(line: Line, comma: int) -> Iterator[Draft]:
    """As in "The attacker, identified as Ana Cruz, 20, …": the attacker and the name."""
    end = comma + 3
    while end < line.end:
        age = line.words[end + 1 : end + 2]
        if line.words[end] == "," and not (age and age[0].isdigit()):
            break
        end += 1
    parts = ((_left(line, comma), comma), (comma + 3, min(end, line.end)))
    yield from _several(line, parts, comma + 1, comma + 2, None, "named")


def _named(line: Line, be: int, verb: int) -> Iterator[Draft]:
    """As in "X was identified by police as Y": X and Y, credited to the agent if there is one."""
    place = verb + 1
    agent: Span | None = None
    right = _right(line, place)
    if place < right and line.words[place] == "by":
        stop = next((n for n in range(place + 1, right) if line.words[n] in ("as", ",")), right)
        agent = line.span(place + 1, stop)
        if agent is None or agent.end - agent.start > 80:
            return
        place = stop
    if place < right and line.words[place] == "as":
        place += 1
    elif line.words[verb] in _LABELLED and agent is None:
        return
    parts = [(_left(line, be), be)]
    if place < right:
        parts.append((place, right))
    if line.words[verb] in _NAMED and len(parts) < 2:
        return
    if (
        line.words[verb] in _NAMED
        and agent is None
        and not any(line.capital(n) for n in range(place, right))
    ):
        return
    yield from _several(line, tuple(parts), verb, verb, agent, "named")


def _left(line: Line, place: int) -> int:
    """Where the clause that goes on at `place` begins."""
    start = place
    while start > 0:
        word = line.words[start - 1]
        if word in CUTS or word in '“"(':
            break
        if word == "," and line.words[start] in _CLAUSE:
            start += 1
            break
        if word in _RELATIVE:
            break
        start -= 1
    return start


def _right(line: Line, place: int) -> int:
    """Where the clause that goes on from `place` ends."""
    end = place
    while end < line.end:
        word = line.words[end]
        if word in CUTS:
            break
        after = line.words[end + 1 : end + 3]
        if word == "," and after and after[0] in ("but", "while", "although"):
            break
        if word == "," and after[:1] == ("and",) and after[1:] and after[1] in _NEW:
            break
        end += 1
    return end


def _one(line: Line, part: tuple[int, int], cue: int, last: int, rule: str) -> Iterator[Draft]:
    yield from _several(line, (part,), cue, last, None, rule)


def _several(
    line: Line,
    parts: tuple[tuple[int, int], ...],
    cue: int,
    last: int,
    source: Span | None,
    rule: str,
) -> Iterator[Draft]:
    spans = [
        span
        for start, end in parts
        if not set(line.words[start:end]) <= _BE and (span := line.span(start, end))
    ]
    words = line.span(cue, last + 1)
    if spans and words:
        yield Draft(source, words, tuple(spans), f"rule.{rule}", 0.8)
