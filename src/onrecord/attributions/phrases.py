"""Phrases of a noun, by the tree over a sentence."""

from __future__ import annotations

from onrecord.attributions import lexicon
from onrecord.attributions.lines import CUTS, Line, subject
from onrecord.language.listing import listed

_LEFT = listed("det amod compound flat nummod nmod:poss inner fixed")
_RIGHT = listed("flat inner compound fixed case nmod det amod nummod nmod:poss")
_NAME = listed("flat inner compound")
_ENDS = CUTS | listed(", and but or that which who whose when where while because if after ( )")
_SUBJECTS = listed("nsubj nsubj:pass")
_DEEPEST = 6


def who_says(line: Line, before: int, verb: int) -> tuple[int, int] | None:
    """The subject of a verb by the words `before` a place, or by the tree where these don't tell.

    A verb joined to another has that one's subject, which the tree knows best.
    """
    found = subject(line, before)
    if found is not None and line.words[found[0]] in lexicon.RELATIVE:
        found = None
    joined = before > 1 and line.words[before - 1] in ("and", "but", "or")
    runs_over = found is not None and "VERB" in line.tags[slice(*found)]
    if line.heads and (found is None or joined or runs_over):
        return _by_tree(line, verb) or found
    return found


def _by_tree(line: Line, verb: int) -> tuple[int, int] | None:
    at = verb
    for _ in range(3):
        for place, head in enumerate(line.heads[:verb]):
            if head == at and place != at and line.relations[place] in _SUBJECTS:
                return noun_at(line, place)
        if line.relations[at] != "conj":
            return None
        at = line.heads[at]
    return None


def noun_at(line: Line, head: int) -> tuple[int, int]:
    """A noun with what stands beside it, without a clause or an aside behind it."""
    return _left(line, head, head + 1), _right(line, head, head + 1, _RIGHT)


def whole(line: Line, start: int, end: int) -> tuple[int, int]:
    """Words that were cut out of a noun's phrase, with what belongs to it.

    On the left all that describes it ("witness | accounts"), on the right the rest of a name
    ("Ana | Cruz"); a lone article takes its noun.
    """
    if not line.heads:
        return start, end
    if end - start == 1 and line.relations[start] == "det":
        return noun_at(line, line.heads[start]) if line.heads[start] > start else (start, end)
    return _left(line, start, end), _right(line, start, end, _NAME)


def _left(line: Line, start: int, end: int) -> int:
    """How far to the left words describe those of [start, end)."""
    while (
        start and line.words[start - 1] not in _ENDS and _hangs(line, start - 1, start, end, _LEFT)
    ):
        start -= 1
    return start


def _right(line: Line, start: int, end: int, kinds: frozenset[str]) -> int:
    while end < line.end and line.words[end] not in _ENDS and _hangs(line, end, start, end, kinds):
        end += 1
    return end


def _hangs(line: Line, place: int, start: int, end: int, kinds: frozenset[str]) -> bool:
    """Whether a word hangs on one of [start, end), over words that do so in these ways."""
    for _ in range(_DEEPEST):
        if line.relations[place] not in kinds:
            return False
        place = line.heads[place]
        if start <= place < end:
            return True
    return False
