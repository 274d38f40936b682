"""What changed between two versions of a report, sentence by sentence, and in what way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.reports.sentences import Piece, pieces
from onrecord.reports.wording import (
    differing_words,
    is_hedge,
    names_speaker,
    numbers_in,
    plain_word,
)

_ALIKE = 55  # of 100; two sentences less alike are a removal and an addition
_MOST_CELLS = 40_000_000  # of the alignment's table; longer texts are compared as sets
_MOST_PAIRS = 400_000  # of unmatched sentences that are compared with one another


class ChangeKind(StrEnum):
    """In what way a sentence changed; after NewsEdits 2.0's fact, stylistic and narrative edits."""

    NUMBER = "number"
    HEDGE = "hedge"
    SPEAKER = "speaker"
    WORDING = "wording"
    ADDITION = "addition"
    REMOVAL = "removal"
    COSMETIC = "cosmetic"


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that was added, removed or changed.

    `old` is a span of the old version's text (None for an addition), `new` one of the new
    version's (None for a removal). `kinds` is never empty; the weightiest comes first.
    """

    kinds: tuple[ChangeKind, ...]
    old: Span | None
    new: Span | None
    block: BlockKind


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes between two versions, in the order of the new text, removals where they stood.

    `is_same` says that the two are one version: they differ at most in white space.
    """

    changes: tuple[Change, ...]
    is_same: bool

    @property
    def is_cosmetic(self) -> bool:
        """Whether nothing but spelling, punctuation and order changed."""
        return all(change.kinds == (ChangeKind.COSMETIC,) for change in self.changes)


def is_same_version(old: Version, new: Version) -> bool:
    """Whether two texts differ at most in white space (advertising and links are not in them)."""
    return "".join(old.text.split()) == "".join(new.text.split()) and (
        old.title.split() == new.title.split()
    )


def is_return(versions: Sequence[Version]) -> bool:
    """Whether the last version goes back to the text of an earlier one, with another between.

    >>> from onrecord.model.report import Facts
    >>> a, b = (Version("k", "", text, (), Facts()) for text in ("Nine died.", "Ten died."))
    >>> is_return([a, b, a]), is_return([a, a])
    (True, False)
    """
    if len(versions) < 3 or is_same_version(versions[-2], versions[-1]):
        return False
    return any(is_same_version(earlier, versions[-1]) for earlier in versions[:-2])


def compare_versions(old: Version, new: Version) -> Changes:
    """What changed from `old` to `new`. Stamps are facts of the page and are not compared."""
    if is_same_version(old, new):
        return Changes((), is_same=True)
    before, after = (
        [p for p in pieces(version) if p.key and p.kind is not BlockKind.STAMP]
        for version in (old, new)
    )
    same = _aligned([p.key for p in before], [p.key for p in after])
    pairs = dict(same)
    left_old = [i for i in range(len(before)) if i not in pairs]
    taken = set(pairs.values())
    left_new = [j for j in range(len(after)) if j not in taken]
    changed = dict(_paired(before, after, left_old, left_new))
    found = [
        change
        for i, j in [*same, *changed.items()]
        if (change := _change(before[i], after[j])) is not None
    ]
    found += [_added(after[j]) for j in left_new if j not in changed.values()]
    found += [_removed(before[i]) for i in left_old if i not in changed]
    return Changes(tuple(_in_order(found, before, after, pairs | changed)), is_same=False)


def _aligned(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> list[tuple[int, int]]:
    """The sentences that stand in both, in one order, by index."""
    if len(old) * len(new) > _MOST_CELLS:
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for j in range(len(new) - 1, -1, -1):
            places[new[j]].append(j)
        return [(i, places[key].pop()) for i, key in enumerate(old) if places.get(key)]
    matched: list[tuple[int, int]] = []
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            steps = range(code.src_end - code.src_start)
            matched += [(code.src_start + k, code.dest_start + k) for k in steps]
    return matched


def _paired(
    before: Sequence[Piece], after: Sequence[Piece], left_old: list[int], left_new: list[int]
) -> Iterator[tuple[int, int]]:
    """Unmatched sentences that are versions of one another, each used once, likest first."""
    if not left_old or not left_new or len(left_old) * len(left_new) > _MOST_PAIRS:
        return
    scores = process.cdist(
        [" ".join(before[i].key) for i in left_old],
        [" ".join(after[j].key) for j in left_new],
        scorer=fuzz.ratio,
        score_cutoff=_ALIKE,
        workers=1,
    )
    candidates = [
        (-float(scores[a, b]), abs(left_old[a] - left_new[b]), left_old[a], left_new[b])
        for a, b in zip(*scores.nonzero(), strict=True)
    ]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            yield i, j


def _change(old: Piece, new: Piece) -> Change | None:
    """The change between two sentences that are versions of one another; None if they are one."""
    if old.words == new.words:
        return None
    return Change(_kinds(old, new), old.span, new.span, new.kind)


def _kinds(old: Piece, new: Piece) -> tuple[ChangeKind, ...]:
    gone, come = differing_words(old.words, new.words)
    gone_words = [old.words[i] for i in gone]
    come_words = [new.words[j] for j in come]
    kinds: list[ChangeKind] = []
    if sorted(numbers_in(old.text)) != sorted(numbers_in(new.text)):
        kinds.append(ChangeKind.NUMBER)
    if sorted(filter(is_hedge, gone_words)) != sorted(filter(is_hedge, come_words)):
        kinds.append(ChangeKind.HEDGE)
    if names_speaker(old.words, gone) or names_speaker(new.words, come):
        kinds.append(ChangeKind.SPEAKER)
    if kinds:
        return tuple(kinds)
    spelled = [sorted(filter(None, map(plain_word, words))) for words in (gone_words, come_words)]
    same = "".join(spelled[0]) == "".join(spelled[1])
    return (ChangeKind.COSMETIC if same else ChangeKind.WORDING,)


def _added(piece: Piece) -> Change:
    return Change((ChangeKind.ADDITION,), None, piece.span, piece.kind)


def _removed(piece: Piece) -> Change:
    return Change((ChangeKind.REMOVAL,), piece.span, None, piece.kind)


def _in_order(
    changes: list[Change], before: Sequence[Piece], after: Sequence[Piece], pairs: dict[int, int]
) -> list[Change]:
    """By place in the new text; a removal stands after the kept sentence that it followed."""
    follows: dict[int, int] = {}
    at = -1
    for i, piece in enumerate(before):
        at = after[pairs[i]].span.end if i in pairs else at
        follows[piece.span.start] = at

    def place(change: Change) -> tuple[int, int, int]:
        if change.new is not None:
            return change.new.start, 1, 0
        start = change.old.start if change.old else 0
        return follows.get(start, -1), 0, start

    return sorted(changes, key=place)
