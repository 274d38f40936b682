"""Plans, promises, claims … as nouns with an owner: "their decision not to come"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import CUTS, Line
from onrecord.language.listing import listed

_NOUNS = listed(
    "plan plans decision intention promise pledge vow threat refusal offer proposal "
    "claim claims insistence belief assertion allegation demand warning commitment"
)
_OWNERS = listed("his her its their our my")


def find_plans(line: Line) -> Iterator[Draft]:
    """Drafts of one sentence: an owner in the possessive, a noun, then "to", "not to" or "that"."""
    words = line.words
    for place, word in enumerate(words):
        if word not in _NOUNS or place < 1:
            continue
        start = _owner(line, place)
        rest = place + 1
        if words[rest : rest + 2] == ("not", "to") or words[rest : rest + 1] == ("to",):
            begin = rest
        elif words[rest : rest + 1] == ("that",):
            begin = rest + 1
        else:
            continue
        if start is None:
            continue
        end = begin
        while end < line.end and words[end] not in CUTS and words[end] != ",":
            end += 1
        owner, content = line.span(*start), line.span(begin, end)
        if owner and content and end - begin > 2:
            yield Draft(owner, line.spans[place], (content,), "rule.plan", 0.6)


def _owner(line: Line, noun: int) -> tuple[int, int] | None:
    """The possessor right before the noun, with one adjective between at most."""
    words = line.words
    for end in (noun, noun - 1):
        if end < 1:
            continue
        if words[end - 1] in _OWNERS:
            return end - 1, end
        if end > 2 and words[end - 1] == "s" and words[end - 2] in "'’":
            start = end - 2
            while start > 0 and (line.capital(start - 1) or words[start - 1] in "-’'."):
                start -= 1
            return (start, end - 2) if start < end - 2 else None
    return None
