"""Two versions of a text side by side, whole: what each says in each paragraph, and what differs.

Sentences are paired as `reports.changes` pairs them; a paragraph of either text stands beside those
that its sentences became. Words that a changed claim rests on are marked as such.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from onrecord.desk.wordwise import differing
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.queries.rows import ClaimChange
from onrecord.reports.alignment import same_sentences
from onrecord.reports.changes import compare_versions
from onrecord.reports.sentences import Piece, pieces


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one text. `changed` tells that the other lacks them here, `moved` that it has them
    elsewhere; `claim` is the claim that rests on them, if that changed, and `told` in what way."""

    words: str
    changed: bool = False
    moved: bool = False
    claim: str | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of either text and what stands for it in the other; empty where nothing does."""

    kind: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]

    @property
    def same(self) -> bool:
        """Whether nothing in it changed but claims at most."""
        return not any(part.changed or part.moved for part in (*self.before, *self.after))


@dataclass(frozen=True, slots=True)
class _Row:
    """A pair of sentences, or one alone, by their numbers in the two texts."""

    old: int | None
    new: int | None
    moved: bool = False


def whole_texts(old: Version, new: Version, claims: Iterable[ClaimChange]) -> tuple[Paragraph, ...]:
    """The two texts paragraph by paragraph, in the new one's order; what is gone where it stood."""
    left, right = _Side(old, _claims_at(claims, old_side=True)), _Side(new, _claims_at(claims))
    paragraphs: list[Paragraph] = []
    at: _Blocks = (None, None)
    for row in _rows(left, right):
        here: _Blocks = (
            None if row.old is None else left.block_of[row.old],
            None if row.new is None else right.block_of[row.new],
        )
        before, after = _cells(row, left, right)
        piece = right.pieces[row.new] if row.new is not None else left.pieces[row.old or 0]
        last = paragraphs[-1] if paragraphs else None
        if last and (_goes_on(at, here) or _replaces(last, piece.kind, before, after)):
            paragraphs[-1] = replace(
                last, before=_joined(last.before, before), after=_joined(last.after, after)
            )
            at = (at[0] if here[0] is None else here[0], at[1] if here[1] is None else here[1])
        else:
            paragraphs.append(Paragraph(piece.kind.value, before, after))
            at = here
    return tuple(paragraphs)


_ONCE = frozenset({BlockKind.HEADLINE, BlockKind.DEK, BlockKind.BYLINE, BlockKind.STAMP})
"""Blocks of which a text has one: the new one's stands beside the old one's."""

_Blocks: TypeAlias = tuple[int | None, int | None]
"""The blocks of the two texts that a row stands in; None for a side on which nothing stands."""


class _Side:
    """One text: its sentences, the block of each, and the changed claims by their words."""

    def __init__(self, version: Version, claims: Mapping[Span, tuple[str, str]]) -> None:
        self.version = version
        self.pieces: list[Piece] = list(pieces(version))
        starts = [block.span.start for block in version.blocks]
        self.block_of = [bisect_left(starts, one.span.start + 1) for one in self.pieces]
        self.claims = claims

    def span(self, number: int) -> Span:
        """Where a sentence stands."""
        return self.pieces[number].span

    def parts(self, number: int, changed: Iterable[Span], moved: bool) -> tuple[Part, ...]:
        """A sentence cut where changed words or words of changed claims begin and end."""
        whole, gone = self.pieces[number].span, list(changed)
        claims = [one for one in self.claims if one.start < whole.end and whole.start < one.end]
        ends = (at for one in (*gone, *claims) for at in (one.start, one.end))
        cuts = sorted({whole.start, whole.end, *(p for p in ends if whole.start < p < whole.end)})
        found = []
        for start, end in pairwise(cuts):
            here = [one for one in claims if one.start <= start and end <= one.end]
            id, told = self.claims[here[0]] if here else (None, "")
            lacks = any(one.start <= start and end <= one.end for one in gone)
            found.append(Part(self.version.text[start:end], lacks and not moved, moved, id, told))
        return tuple(found)


def _claims_at(
    changes: Iterable[ClaimChange], *, old_side: bool = False
) -> dict[Span, tuple[str, str]]:
    """Where the words of changed claims stand in one of the texts: claim and way of change."""
    found: dict[Span, tuple[str, str]] = {}
    for change in changes:
        row = change.before if old_side else change.after
        if row is not None:
            what = " ".join(filter(None, (change.slot.replace("-", " "), change.item)))
            found.setdefault(row.claim.span, (row.id, f"{change.sort}: {what}"))
    return found


def _rows(left: _Side, right: _Side) -> Iterator[_Row]:
    """The sentences of both texts: pairs in their order, those that moved at both places. One that
    moved and changed is gone there and new here."""
    pairs = _pairs(left, right)
    chain = _rising(sorted(pairs.items()))
    astray = set(pairs.items()) - set(chain)
    moved = {(i, j) for i, j in astray if left.pieces[i].key == right.pieces[j].key}
    moved_old, moved_new = {i for i, _ in moved}, {j for _, j in moved}
    i = j = 0
    for stop_i, stop_j in (*chain, (len(left.pieces), len(right.pieces))):
        yield from (_Row(n, None, n in moved_old) for n in range(i, stop_i))
        yield from (_Row(None, n, n in moved_new) for n in range(j, stop_j))
        if stop_i < len(left.pieces) and stop_j < len(right.pieces):
            yield _Row(stop_i, stop_j)
        i, j = stop_i + 1, stop_j + 1


def _pairs(left: _Side, right: _Side) -> dict[int, int]:
    """Old sentence -> new sentence, for those that were kept, changed or moved; each once."""
    changes = compare_versions(left.version, right.version).changes
    old_at = {one.span: number for number, one in enumerate(left.pieces)}
    new_at = {one.span: number for number, one in enumerate(right.pieces)}
    pairs: dict[int, int] = {}
    for change in changes:
        if change.old is not None and change.new is not None:
            old, new = old_at[change.old], new_at[change.new]
            if old not in pairs and new not in pairs.values():
                pairs[old] = new
    touched_old = {old_at[change.old] for change in changes if change.old is not None}
    touched_new = {new_at[change.new] for change in changes if change.new is not None}
    old_left = [n for n in range(len(left.pieces)) if n not in touched_old]
    new_left = [n for n in range(len(right.pieces)) if n not in touched_new]
    old_keys = [_key(left.pieces[n]) for n in old_left]
    new_keys = [_key(right.pieces[n]) for n in new_left]
    kept = dict(same_sentences(old_keys, new_keys))
    places: dict[tuple[str, ...], list[int]] = {}
    for place in sorted(set(range(len(new_left))) - set(kept.values()), reverse=True):
        places.setdefault(new_keys[place], []).append(place)
    for place, key in enumerate(old_keys):
        if place not in kept and places.get(key):
            kept[place] = places[key].pop()
    return pairs | {old_left[i]: new_left[j] for i, j in kept.items()}


def _key(piece: Piece) -> tuple[str, ...]:
    """What makes two sentences one; a row of dashes has no words and is only itself."""
    return piece.key or (piece.text,)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of these pairs, in order of their first, whose second rise too.

    >>> _rising([(0, 2), (1, 0), (2, 1), (3, 3)])
    [(1, 0), (2, 1), (3, 3)]
    """
    ends: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for number, (_, new) in enumerate(pairs):
        place = bisect_left(ends, new)
        back.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [new]
        last[place : place + 1] = [number]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = back[at]
    return chain[::-1]


def _cells(row: _Row, left: _Side, right: _Side) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """What stands on either side of a row."""
    if row.old is None or row.new is None:
        before = () if row.old is None else left.parts(row.old, [left.span(row.old)], row.moved)
        after = () if row.new is None else right.parts(row.new, [right.span(row.new)], row.moved)
        return before, after
    old, new = left.pieces[row.old], right.pieces[row.new]
    gone, come = differing(old.text, new.text)
    return (
        left.parts(row.old, _changed(old.span.start, gone), moved=False),
        right.parts(row.new, _changed(new.span.start, come), moved=False),
    )


def _changed(start: int, parts: Iterable[tuple[str, bool]]) -> Iterator[Span]:
    """Where the words that differ stand in the whole text."""
    at = start
    for words, changed in parts:
        if changed:
            yield Span(at, at + len(words))
        at += len(words)


def _goes_on(before: _Blocks, here: _Blocks) -> bool:
    """Whether a row stands in the paragraph of the rows before: in none that is another."""
    sides = [(a, b) for a, b in zip(before, here, strict=True) if b is not None]
    return any(a == b for a, b in sides) and all(a in (None, b) for a, b in sides)


def _replaces(
    last: Paragraph, kind: BlockKind, before: tuple[Part, ...], after: tuple[Part, ...]
) -> bool:
    """Whether what comes stands for what goes: one headline for another, however unlike."""
    alone = not (last.before and before) and not (last.after and after)
    return alone and kind.value == last.kind and kind in _ONCE


def _joined(one: tuple[Part, ...], other: tuple[Part, ...]) -> tuple[Part, ...]:
    return (*one, Part(" "), *other) if one and other else one or other
