"""Speech that was withheld: "has not named a cause", "gave no range", "without saying who"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import CUTS, Line, is_party, subject
from onrecord.language.listing import listed

_TELLING = listed(
    "say name named disclose disclosed reveal revealed specify specified identify identified "
    "confirm confirmed mention mentioned explain explained announce announced elaborate give given "
    "release released provide provided said published stated detail detailed"
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
            verb = place + 1
            while verb < len(line) and words[verb] in ("yet", "immediately", "publicly"):
                verb += 1
            if verb < len(line) and words[verb] in _TELLING:
                yield from _draft(line, place, verb + 1)
        elif word in _GIVING and after == "no":
            yield from _draft(line, place, place + 2)
        elif word == "without" and after in _WITHOUT:
            yield from _draft(line, place, place + 2)
        elif word in _REFUSING and after == "to" and _TELLING & set(words[place + 2 : place + 3]):
            yield from _draft(line, place, place + 3)


def _draft(line: Line, cue: int, rest: int) -> Iterator[Draft]:
    who = subject(line, cue)
    end = rest
    while end < line.end and line.words[end] not in CUTS and end - rest < 30:
        if line.words[end] == "," and line.words[end + 1 : end + 2] in (("but",), ("and",)):
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
