"""Which sentences of two versions are one: those that stand unchanged, and those that changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

from onrecord.language.listing import listed
from onrecord.reports.sentences import Piece

_ALIKE = 0.4  # of the weight of two sentences' words; below it they are a removal and an addition
_MOST_CELLS = 40_000_000  # of the alignment's table; longer texts are compared as sets
_NEARLY = 0.8  # of a sentence's words, for it to be taken up by another
_FEWEST = 3
_COMMON = 50  # sentences; a word that stands in more of them leads to none
_MOSTLY = 0.5  # of a sentence's words that are news to another, for it to be drawn into that one
_STEM = 5  # letters that "defence" and "defense" share
_ENDING = re.compile(r"(?<=\w{3})(?:ing?|i|ed?|es|s)$")
_EMPTY = listed(
    "about after also amid and are been before being but can could did does for from had has have "
    "her him his how into its may might more most not over says said saying say she should than "
    "that the their them then there these they this those was were what when where which while "
    "who will with would"
)


def same_sentences(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]
) -> list[tuple[int, int]]:
    """The sentences that stand in both texts, in one order, by index; keys are compared.

    >>> same_sentences([("it", "sank"), ("nine", "died")], [("nine", "died")])
    [(1, 0)]
    """
    if len(old) * len(new) > _MOST_CELLS:
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for j in range(len(new) - 1, -1, -1):
            places[new[j]].append(j)
        return [(i, places[key].pop()) for i, key in enumerate(old) if places.get(key)]
    matched: list[tuple[int, int]] = []
    for code in Indel.opcodes(list(old), list(new)):
        if code.tag == "equal":
            steps = range(code.src_end - code.src_start)
            matched += [(code.src_start + k, code.dest_start + k) for k in steps]
    return matched


def changed_sentences(
    before: Sequence[Piece], after: Sequence[Piece], left_old: list[int], left_new: list[int]
) -> Iterator[tuple[int, int]]:
    """Of the sentences left over, those that are versions of one another, likest first.

    Two sentences are as like as the words that they have in common, whatever their order, make up
    of each, on average; so one cut short is still the same. A word counts the less the more
    sentences of its text it stands in: the mayor who speaks in each of them ties none to another.
    Or they are as like as their wordings, in order. Each sentence is used once. Only sentences that
    share a word which is not everywhere are compared, so the work grows with the text and not with
    its square.
    """
    old_words = {i: _telling(before[i]) for i in left_old}
    new_words = {j: _telling(after[j]) for j in left_new}
    spread = _spread(before) | _spread(after)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, words in old_words.items():
        for word in words:
            holders[word].append(i)
    candidates: list[tuple[float, int, int, int]] = []
    for j, words in new_words.items():
        near = {i for word in words if len(holders[word]) <= _COMMON for i in holders[word]}
        for i in near:
            alike = max(
                _likeness(old_words[i], words, spread),
                Indel.normalized_similarity(before[i].key, after[j].key),
            )
            if alike >= _ALIKE:
                candidates.append((-alike, abs(i - j), i, j))
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            yield i, j


def taken_up(
    pieces: Sequence[Piece], left: list[int], others: Sequence[Piece], changed: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Sentences without a version of their own that a changed sentence of the other text took up.

    Two sentences that were drawn into one, or one that was cut in two: nearly all words of the
    one stand in the other, or most of those that came to the other do ("The cause is unknown.",
    drawn into "…, with the cause unknown."). `changed` leads from sentences of `pieces` to their
    versions among `others`.
    """
    words = {j: _bare(others[j]) for j in changed.values()}
    before = {j: _bare(pieces[i]) for i, j in changed.items()}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, held in words.items():
        for word in held:
            holders[word].append(j)
    for i in left:
        own = _bare(pieces[i])
        near = Counter(j for word in own if len(holders[word]) <= _COMMON for j in holders[word])
        for j, shared in near.most_common(3):
            news = own - before[j]
            came = len(news & words[j])
            nearly_all = shared >= _FEWEST and shared >= _NEARLY * len(own)
            if nearly_all or (came > 1 and came >= _MOSTLY * len(news)):
                yield i, j
                break


def _bare(piece: Piece) -> frozenset[str]:
    """As `_telling`, without endings: "killed" and "killing" are one word."""
    return frozenset(_ENDING.sub("", word) for word in _telling(piece))


def _telling(piece: Piece) -> frozenset[str]:
    """The beginnings of a sentence's words without those of every text; all if none is left."""
    words = frozenset(
        word[:_STEM]
        for word in piece.key
        if word[0].isdigit() or (len(word) > 2 and word not in _EMPTY)
    )
    return words or frozenset(piece.key)


def _spread(pieces: Sequence[Piece]) -> Counter[str]:
    """In how many sentences of a text each word stands."""
    return Counter(word for piece in pieces for word in _telling(piece))


def _likeness(old: frozenset[str], new: frozenset[str], spread: Counter[str]) -> float:
    shared = sum(1 / spread[word] for word in old & new)
    return (
        shared / sum(1 / spread[word] for word in old)
        + shared / sum(1 / spread[word] for word in new)
    ) / 2
