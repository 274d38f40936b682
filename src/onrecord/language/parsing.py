"""From the tagger's scores of arcs to a tree over the words of a sentence.

The best root and for each other word its likeliest head; where that leaves a ring, the tree with
the greatest sum of scores is sought (Chu and Liu 1965, Edmonds 1967).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from onrecord.language.decoding import log_shares

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

WIDTH = 128
"""Of the vectors of a dependent and of a head."""

LABEL = 96
"""Of the vectors by which the relation of an arc is named."""


def arc_scores(arc: Scores, bias: Scores) -> Scores:
    """dependent × head scores; the diagonal is the score of being the root.

    Args:
        arc: words × 257: dependent, head, root score.
        bias: words × words, by distance.
    """
    scores = arc[:, :WIDTH] @ arc[:, WIDTH : 2 * WIDTH].T / math.sqrt(WIDTH) + bias
    scores[range(len(arc)), range(len(arc))] = arc[:, 2 * WIDTH]
    return scores


def tree(scores: Scores) -> list[int]:
    """The head of each word, its own number for the one root.

    Args:
        scores: as `arc_scores` gives them, words × words, at least one.
    """
    import numpy as np

    size = len(scores)
    logs = log_shares(scores)
    words = np.arange(size)
    others = logs.copy()
    others[words, words] = -np.inf
    likeliest = others.argmax(-1) if size > 1 else words
    # No tree is worth more than this root with the likeliest head of every other word.
    root = int((logs[words, words] - others.max(-1)).argmax()) if size > 1 else 0
    heads = [int(head) for head in likeliest]
    heads[root] = root
    if _is_tree(heads):
        return heads
    # row and column 0 stand for the root of all; a second child of it costs more than any arc
    graph = np.full((size + 1, size + 1), -np.inf, np.float64)
    graph[1:, 1:] = others
    graph[1:, 0] = logs[words, words] - 1e4
    best = _arborescence(graph)
    return [best[word + 1] - 1 if best[word + 1] else word for word in range(size)]


def relations(label: Scores, heads: list[int], weight: Scores, bias: Scores) -> list[int]:
    """The likeliest relation of each word to its head.

    Args:
        label: words × 192: as dependent, as head.
        weight, bias: relations × 288, relations.
    """
    import numpy as np

    down, up = label[:, :LABEL], label[heads, LABEL:]
    return [int(best) for best in (np.hstack([down * up, down, up]) @ weight.T + bias).argmax(-1)]


def _is_tree(heads: list[int]) -> bool:
    """Whether every word leads to the root."""
    reached = [head == word for word, head in enumerate(heads)]
    for word in range(len(heads)):
        path: list[int] = []
        here = word
        while not reached[here]:
            if here in path:
                return False
            path.append(here)
            here = heads[here]
        for step in path:
            reached[step] = True
    return True


def _arborescence(graph: NDArray[np.float64]) -> list[int]:
    """The head of each node in the tree from node 0 with the greatest sum of `graph[node, head]`.

    Rings are drawn together into one node until there is none, then opened again.
    """
    import numpy as np

    size = len(graph)
    heads = [0, *(int(head) for head in graph[1:].argmax(-1))]
    ring = _ring(heads)
    if not ring:
        return heads
    inside = np.zeros(size, bool)
    inside[ring] = True
    outside = [node for node in range(size) if not inside[node]]
    kept = graph[ring, [heads[node] for node in ring]]
    # what it costs to enter the ring at each of its nodes instead of going round
    entry = graph[ring][:, outside] - kept[:, None]
    leaving = graph[outside][:, ring]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = graph[np.ix_(outside, outside)]
    small[-1, :-1] = entry.max(0)
    small[:-1, -1] = leaving.max(1)
    found = _arborescence(small)
    out = list(heads)
    for place, node in enumerate(outside):
        if node:
            head = found[place]
            out[node] = outside[head] if head < len(outside) else ring[int(leaving[place].argmax())]
    door = found[-1]
    out[ring[int(entry[:, door].argmax())]] = outside[door]
    return out


def _ring(heads: list[int]) -> list[int]:
    """The nodes of one ring, or none."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        here = start
        path: list[int] = []
        while here and not state[here]:
            state[here] = 1
            path.append(here)
            here = heads[here]
        if here and state[here] == 1 and here in path:
            return path[path.index(here) :]
        for node in path:
            state[node] = 2
    return []
