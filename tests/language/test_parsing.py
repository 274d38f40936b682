"""Trees from scores: against every tree of small sentences."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from onrecord.language.parsing import tree


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, to which every word leads."""
    if sum(word == head for word, head in enumerate(heads)) != 1:
        return False
    for word in range(len(heads)):
        here = word
        for _ in heads:
            here = heads[here]
        if heads[here] != here:
            return False
    return True


def worth(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    logs = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    return float(sum(logs[word, head] for word, head in enumerate(heads)))


square = some.integers(1, 5).flatmap(
    lambda size: arrays(
        np.float32, (size, size), elements=some.floats(-8, 8, width=16), unique=False
    )
)


@given(square)
def test_no_other_tree_is_worth_more(scores: np.ndarray) -> None:
    found = tuple(tree(scores.copy()))
    assert is_tree(found)
    every = [h for h in product(range(len(scores)), repeat=len(scores)) if is_tree(h)]
    assert worth(scores, found) >= max(worth(scores, heads) for heads in every) - 1e-3


def test_a_ring_is_opened_where_it_costs_least() -> None:
    scores = np.array([[0.0, 5.0, 0.0], [5.0, 1.0, 0.0], [0.0, 5.0, 0.0]], np.float32)
    assert tree(scores) == [1, 1, 1]
