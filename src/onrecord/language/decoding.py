"""From the tagger's scores for one window to sources, cues and contents that belong together.

Sources, cues and contents are runs of tags; each content goes to the cue with the highest summed
link, each cue takes the source with the most probability mass, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores: TypeAlias = "NDArray[np.float32]"

TAGS = 7
"""O, then begin and inside of source, cue and content."""

SOURCE, CUE, CONTENT = 0, 1, 2
WIDTH = 64
"""Of each of the four link vectors."""

Run: TypeAlias = "tuple[int, int]"


@dataclass(frozen=True, slots=True)
class Decoded:
    """One attribution in words of the window, half-open; `confidence` in [0, 1]."""

    source: Run | None
    cue: Run
    content: tuple[Run, ...]
    confidence: float


def buckets(size: int) -> NDArray[np.int64]:
    """Signed logarithmic buckets, 0 to 31, of the distances from row word to column word."""
    import numpy as np

    places = np.arange(size)
    distance = places[None, :] - places[:, None]
    far = np.minimum(np.abs(distance), 255).astype(np.float32)
    steps = 8 + np.log(np.maximum(far, 8) / 8) / np.log(256 / 8) * 8
    bucket = np.minimum(np.where(far < 8, far, steps).astype(np.int64), 15)
    return np.asarray((distance > 0).astype(np.int64) * 16 + bucket)


def log_shares(scores: NDArray[Any]) -> Scores:
    """The logarithms of the shares (softmax) of each row's scores."""
    import numpy as np

    lowered = scores - scores.max(-1, keepdims=True)
    shares: Scores = lowered - np.log(np.exp(lowered).sum(-1, keepdims=True))
    return shares


def best_tags(scores: Scores) -> list[int]:
    """The best sequence of tags for `scores` (words × tags, log probabilities) that is legal.

    Tags are O, then a begin and an inside for each role; an inside tag follows a begin or inside
    tag of its own role (Viterbi 1967).
    """
    import numpy as np

    width = scores.shape[1]
    barrier = np.zeros((width, width), np.float32)
    for inside in range(2, width, 2):
        barrier[:, inside] = -1e4
        barrier[[inside - 1, inside], inside] = 0
    state = scores[0] + barrier[0]
    back = np.zeros((len(scores), width), np.int8)
    columns = np.arange(width)
    for place in range(1, len(scores)):
        reached = state[:, None] + barrier
        back[place] = reached.argmax(0)
        state = reached[back[place], columns] + scores[place]
    tags = [int(state.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        tags.append(int(back[place][tags[-1]]))
    return tags[::-1]


def runs(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    """(role, start, end) of each run of tags; an inside after no word of its role begins one.

    >>> runs([1, 2, 3, 0, 5, 6, 6, 5])
    [(0, 0, 2), (1, 2, 3), (2, 4, 7), (2, 7, 8)]
    """
    found: list[tuple[int, int, int]] = []
    place = 0
    while place < len(tags):
        start = place
        if not tags[place]:
            place += 1
            continue
        role = (tags[place] - 1) // 2
        place += 1
        while place < len(tags) and tags[place] == 2 * role + 2:
            place += 1
        found.append((role, start, place))
    return found


@dataclass(frozen=True, slots=True)
class Edges:
    """Where contents begin and end.

    Attributes:
        vectors: words × 256: first query, first key, last query, last key.
        first_bias, last_bias: words × words, by distance.
    """

    vectors: Scores
    first_bias: Scores
    last_bias: Scores

    def of(self, cue: int) -> tuple[Scores, Scores]:
        """How well each word does as the first and as the last of the content of a cue.

        One cue at a time: a product of all with all would wake the threads of the linear algebra.
        """
        ask_first, first, ask_last, last = (
            self.vectors[:, i * WIDTH : (i + 1) * WIDTH] for i in range(4)
        )
        begins: Scores = first @ ask_first[cue] / 8 + self.first_bias[cue]
        ends: Scores = last @ ask_last[cue] / 8 + self.last_bias[cue]
        return begins, ends


def decode(
    tag: Scores,
    link: Scores,
    source_bias: Scores,
    content_bias: Scores,
    owned: Callable[[int], bool],
    sentences: Sequence[int] = (),
    edges: Edges | None = None,
) -> list[Decoded]:
    """The attributions of a window whose cue's first word is `owned`.

    Args:
        tag: words × 7, raw scores.
        link: words × 257: source query, source key, content query, content key, "no source".
        source_bias, content_bias: words × words, by distance.
        sentences: the sentence that each word stands in, -1 within quotation marks. Where it is
            given, words outside marks go to a cue of their own sentence, if it has one: the
            "Seoul says" of a headline does not take the first paragraph from who said it there.
        edges: from a tagger that has them; they settle where a content begins and ends together
            with the tags, which see one word at a time.

    A cue without content is dropped: keeping them costs 2.0 F1 on PolNeAR dev.
    """
    import numpy as np

    logs = log_shares(tag)
    tags = best_tags(logs)
    sure = np.exp(logs[np.arange(len(tags)), tags])
    found = runs(tags)
    cues = [(a, b) for role, a, b in found if role == CUE]
    sources = [(a, b) for role, a, b in found if role == SOURCE]
    if not cues:
        return []
    every = [(a, b) for _, a, b in found]
    heads = [a for a, _ in cues]
    contents: list[list[Run]] = [[] for _ in cues]
    ask = link[:, 2 * WIDTH : 3 * WIDTH][heads]
    for a, b in _cut([(a, b) for role, a, b in found if role == CONTENT], sentences):
        links = link[a:b, 3 * WIDTH : 4 * WIDTH] @ ask.T / 8 + content_bias[a:b][:, heads]
        total = log_shares(links).sum(0)
        beside = _beside(heads, a, sentences)
        if beside:
            total[[n for n in range(len(heads)) if n not in beside]] = -np.inf
        contents[int(total.argmax())].append((a, b))
    out: list[Decoded] = []
    for cue, content in zip(cues, contents, strict=True):
        head = cue[0]
        if not content or not owned(head):
            continue
        if edges is not None:
            content = _settled(content, every, logs, *edges.of(head))
        scores = link[head, :WIDTH] @ link[:, WIDTH : 2 * WIDTH].T / 8 + source_bias[head]
        scores = np.append(scores, link[head, 4 * WIDTH])
        mass = np.exp(scores - scores.max())
        mass = mass / mass.sum()
        best, most = None, float(mass[-1])
        for a, b in sources:
            here = float(mass[a:b].sum())
            if here > most:
                best, most = (a, b), here
        spans = [cue, *content, *([best] if best else [])]
        confidence = min(float(sure[a:b].mean()) for a, b in spans) * (most if best else 1.0)
        out.append(Decoded(best, cue, tuple(content), min(1.0, confidence)))
    return out


def _settled(
    content: Sequence[Run], runs: Sequence[Run], logs: Scores, first: Scores, last: Scores
) -> list[Run]:
    """The runs with the ends that tags and edges together make most probable.

    Moving an end over a word changes the tags' score by how much likelier the word is content
    than not. The first run may begin, and the last may end, anywhere between the `runs` of tags
    beside it: what the tags say of those beyond is about others.
    """
    import numpy as np

    inside = np.logaddexp(logs[:, 5], logs[:, 6])
    outside = np.log1p(-np.minimum(np.exp(inside), 1 - 1e-6))
    gain = np.concatenate([[0.0], np.cumsum(inside - outside)])
    content = sorted(content)
    a, b = content[0]
    low = max((end for _, end in runs if end <= a), default=0)
    begin = low + int((first[low:b] - gain[low:b]).argmax())
    content[0] = (begin, b)
    c, d = content[-1]
    high = min((start for start, _ in runs if start >= d), default=len(logs))
    end = c + int((last[c:high] + gain[c + 1 : high + 1]).argmax()) + 1
    content[-1] = (c, end)
    return content


def _cut(contents: Sequence[Run], sentences: Sequence[int]) -> Iterator[Run]:
    """The runs, cut where they go on from one sentence to the next outside quotation marks."""
    for a, b in contents:
        start = a
        for word in range(a + 1, b) if sentences else ():
            here, before = sentences[word], sentences[word - 1]
            if here != before and min(here, before) >= 0:
                yield start, word
                start = word
        yield start, b


def _beside(heads: Sequence[int], word: int, sentences: Sequence[int]) -> set[int]:
    """Which of the cues that begin at `heads` stand in the sentence of a word outside marks."""
    if not sentences or sentences[word] < 0:
        return set()
    return {n for n, head in enumerate(heads) if sentences[head] == sentences[word]}
