"""Sentences that begin or end in who said them: "It said that …", "…, according to police."

For those that the tagger left out: it drops a cue for which it tags no content.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attributions import lexicon
from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import ADVERBS, AUXILIARIES, Line, is_party, subject
from onrecord.language.listing import listed

_SPOKE = listed("said says added adds announced reported noted claimed stated explained warned")
_DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday on yesterday today late early "
    "later earlier"
)


def find_leading(line: Line) -> Iterator[Draft]:
    """The draft of a sentence that opens with its source and cue and "that", at most one."""
    words = line.words
    place = next((n for n in range(1, min(len(line), 15)) if words[n] in _SPOKE), None)
    if place is None:
        return
    that = place + 1
    while that < line.end and words[that] in _DAYS:
        that += 1
    who = subject(line, place)
    if words[that : that + 1] != ("that",) or who is None or who[0] > 1:
        return
    if not is_party(line, *who):
        return
    source, content = line.span(*who), line.span(that + 1, line.end)
    if source and content:
        yield Draft(source, line.spans[place], (content,), "rule.leading", 0.7)


def find_trailing(line: Line) -> Iterator[Draft]:
    """The draft of a sentence that ends after its source and cue, at most one."""
    words = line.words
    end = line.end
    while end and words[end - 1] in _DAYS:
        end -= 1
    comma = next((n for n in range(end - 2, max(2, end - 14), -1) if words[n] == ","), None)
    if comma is None or comma < 4:
        return
    content = line.span(0, comma)
    if content is None or words[comma - 1] in '”"':
        return
    if words[comma + 1 : comma + 3] == ("according", "to") and is_party(line, comma + 3, end):
        cue, who = (comma + 1, comma + 3), (comma + 3, end)
    elif words[end - 1] in _SPOKE:
        last = end - 1
        while last > comma and words[last - 1] in ADVERBS:
            last -= 1
        cue, who = (end - 1, end), (comma + 1, last)
    else:
        return
    if who[0] >= who[1] or words[who[0]] in lexicon.RELATIVE | {"and", "but", "as", "when"}:
        return
    if not is_party(line, *who):
        return
    if AUXILIARIES - {"s", "d"} & set(words[who[0] : who[1]]):
        cut = line.name_end(who[0])  # "Although A, according to Cruz B has not come"
        rest = line.span(cut, who[1])
        if cut == who[0] or rest is None:
            return
        content, who = rest, (who[0], cut)
    source, said = line.span(*who), line.span(*cue)
    if source and said:
        yield Draft(source, said, (content,), "rule.trailing", 0.7)
