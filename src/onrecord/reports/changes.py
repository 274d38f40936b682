"""What changed between two versions of a report, sentence by sentence, and in what way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.reports.alignment import changed_sentences, same_sentences, taken_up
from onrecord.reports.sayers import sayers_differ
from onrecord.reports.sentences import Piece, pieces
from onrecord.reports.wording import differing_words, hedges_in, numbers_in, plain_word

_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")


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

    `is_same` says that the two are one version (`is_same_version`).
    """

    changes: tuple[Change, ...]
    is_same: bool

    @property
    def is_cosmetic(self) -> bool:
        """Whether nothing but spelling, punctuation and order changed."""
        return all(change.kinds == (ChangeKind.COSMETIC,) for change in self.changes)


def is_same_version(old: Version, new: Version) -> bool:
    """Whether two texts are one version: they differ at most in white space and in stamps.

    Advertising and links are not in them. "690km" and "690 km" are one, and so are two captures
    of which one was stamped again; other quotation marks, dashes or capitals are as printed, and
    make a version that is cosmetic.
    """
    return same_text(old) == same_text(new)


def same_text(version: Version) -> tuple[str, str]:
    """Title and text without white space and stamps: versions of one report with it are one.

    >>> from onrecord.model.report import Facts
    >>> same_text(Version("k", "Ferry sinks", "It flew 690 km.", (), Facts()))
    ('Ferrysinks', 'Itflew690km.')
    """
    text = version.text
    for stamp in sorted(version.of_kind(BlockKind.STAMP), key=lambda b: b.span, reverse=True):
        text = text[: stamp.span.start] + text[stamp.span.end :]
    return "".join(version.title.split()), "".join(text.split())


def returned_to(versions: Sequence[Version]) -> int | None:
    """The index of the earlier version whose text the last one goes back to, or None.

    Another text must stand between the two. Of several such versions it is the newest.

    >>> from onrecord.model.report import Facts
    >>> a, b = (Version("k", "", text, (), Facts()) for text in ("Nine died.", "Ten died."))
    >>> returned_to([a, b, a]), returned_to([a, a, b])
    (0, None)
    """
    last = len(versions) - 1
    if last < 2 or is_same_version(versions[-2], versions[-1]):
        return None
    return next(
        (i for i in range(last - 2, -1, -1) if is_same_version(versions[i], versions[last])), None
    )


def compare_versions(old: Version, new: Version) -> Changes:
    """What changed from `old` to `new`. Stamps are facts of the page and are not compared."""
    if is_same_version(old, new):
        return Changes((), is_same=True)
    before, after = (
        [p for p in pieces(version) if p.key and p.kind is not BlockKind.STAMP]
        for version in (old, new)
    )
    same = same_sentences([p.key for p in before], [p.key for p in after])
    pairs = dict(same)
    left_old = [i for i in range(len(before)) if i not in pairs]
    taken = set(pairs.values())
    left_new = [j for j in range(len(after)) if j not in taken]
    changed = dict(changed_sentences(before, after, left_old, left_new))
    found = [
        change
        for i, j in [*same, *changed.items()]
        if (change := _change(before[i], after[j])) is not None
    ]
    gone = [i for i in left_old if i not in changed]
    come = [j for j in left_new if j not in changed.values()]
    drawn_in = dict(taken_up(before, gone, after, changed))
    cut_off = dict(taken_up(after, come, before, {j: i for i, j in changed.items()}))
    found += [_reworded(before[i], after[j]) for i, j in drawn_in.items()]
    found += [_reworded(before[i], after[j]) for j, i in cut_off.items()]
    found += [_added(after[j]) for j in come if j not in cut_off]
    found += [_removed(before[i]) for i in gone if i not in drawn_in]
    return Changes(tuple(_in_order(found, before, after, pairs | changed)), is_same=False)


def _change(old: Piece, new: Piece) -> Change | None:
    """The change between two sentences that are versions of one another; None if they are one."""
    if old.words == new.words:
        return None
    return Change(_kinds(old, new), old.span, new.span, new.kind)


def _kinds(old: Piece, new: Piece) -> tuple[ChangeKind, ...]:
    kinds: list[ChangeKind] = []
    if sorted(numbers_in(old.text)) != sorted(numbers_in(new.text)):
        kinds.append(ChangeKind.NUMBER)
    if sorted(hedges_in(old.words)) != sorted(hedges_in(new.words)):
        kinds.append(ChangeKind.HEDGE)
    if sayers_differ(old.text, new.text):
        kinds.append(ChangeKind.SPEAKER)
    if kinds:
        return tuple(kinds)
    gone, come = differing_words(old.words, new.words)
    is_spelling = _letters(gone) == _letters(come)
    return (ChangeKind.COSMETIC if is_spelling else ChangeKind.WORDING,)


def _letters(words: Sequence[str]) -> str:
    """What is left of words that differ, without order, spelling and numbers (which agree)."""
    return "".join(sorted("".join(plain_word(_unnumbered(word)) for word in words)))


def _unnumbered(word: str) -> str:
    """A word without its number: "km" of "690km", nothing of "nine"."""
    bare = _DIGITS.sub("", word)
    return "" if bare == word and numbers_in(word) else bare


def _reworded(old: Piece, new: Piece) -> Change:
    return Change((ChangeKind.WORDING,), old.span, new.span, new.kind)


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
